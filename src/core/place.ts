/**
 * The way from the top of a document to one of its values. A path that starts
 * with `Properties` lies in the resource, one that starts with `Globals` in the
 * template's SAM globals.
 */
export type Path = readonly (string | number)[];

/** A raw template value and where it stands. */
export interface Place {
  readonly raw: unknown;
  readonly path: Path;
}

export function isObject(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** The place of a property, whether or not something stands there. Inherited names do not count. */
export function child(place: Place, name: string): Place {
  const raw = isObject(place.raw) && Object.prototype.hasOwnProperty.call(place.raw, name) ? place.raw[name] : undefined;
  return { raw, path: [...place.path, name] };
}
