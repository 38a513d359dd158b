/** Any value of a template, as JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The object under a name, empty where there is none. */
export function objectAt(parent: unknown, name: string): JsonObject {
  const child = isObject(parent) ? parent[name] : undefined;
  return isObject(child) ? child : {};
}

/** An intrinsic function is an object with this one name. */
export function argumentOf(value: unknown, functionName: string): Json | undefined {
  return isObject(value) && Object.keys(value).length === 1 ? value[functionName] : undefined;
}

/** Equal values have equal texts; the order of names carries no meaning in JSON. */
export function canonicalText(value: Json | undefined): string {
  if (isList(value)) {
    return `[${value.map(canonicalText).join()}]`;
  }
  if (!isObject(value)) {
    return JSON.stringify(value) ?? 'undefined';
  }
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonicalText(value[name])}`).join()}}`;
}

/** Every value inside a value, itself first. */
export function* everyValue(value: Json | undefined): Generator<Json> {
  if (value === undefined) {
    return;
  }
  yield value;
  if (isList(value)) {
    for (const child of value) {
      yield* everyValue(child);
    }
  } else if (isObject(value)) {
    for (const child of Object.values(value)) {
      yield* everyValue(child);
    }
  }
}
