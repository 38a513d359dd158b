import { declared } from './declarations';
import { functionCall } from './intrinsics';
import { LookupOperand, Operand, operandOf, scalarText } from './operand';
import { isObject } from './place';

/** What a key leads to in a mapping, or among the mappings of a template. */
export type MappingEntry =
  | { readonly is: 'found'; readonly raw: unknown }
  | { readonly is: 'nothing' }
  | { readonly is: 'unreadable' };

const TRANSFORM = 'Fn::Transform';
const NO_ENTRY: MappingEntry = { is: 'nothing' };
const UNREADABLE_ENTRY: MappingEntry = { is: 'unreadable' };

/**
 * What stands under a key.
 *
 * @param key undefined for one that the template does not name
 */
export function lookUp(entries: unknown, key: string | undefined): MappingEntry {
  const raw = isObject(entries) && key !== undefined ? declared(entries, key) : undefined;
  if (raw !== undefined) {
    return { is: 'found', raw };
  }
  return isWritten(entries) ? NO_ENTRY : UNREADABLE_ENTRY;
}

/** A macro may add anything to the entries. */
function isWritten(entries: unknown): boolean {
  return !isObject(entries) || !(TRANSFORM in entries);
}

/** A mapping that is not declared may be out of sight, like a condition that is not. */
export function declaresMap(mappings: unknown, { keys: [map] }: LookupOperand): boolean {
  return map.is !== 'text' || lookUp(mappings, map.text).is === 'found';
}

/**
 * Everything that a lookup may come to, its default aside: what stands where the
 * keys lead that are literal, and wherever the others may lead. Whatever names a
 * map, any of them may be meant (rule 14). Where a macro may add entries,
 * undefined stands for them.
 */
export function lookUpAll(mappings: unknown, { keys }: Pick<LookupOperand, 'keys'>): readonly unknown[] {
  return keys.reduce<readonly unknown[]>((reached, key) => reached.flatMap((entries) => {
    if (!isObject(entries)) {
      return entries === undefined ? MORE.unreadable : MORE.nothing;
    }
    if (key.is === 'text') {
      const found = lookUp(entries, key.text);
      return found.is === 'found' ? [found.raw] : MORE[found.is];
    }
    return [...Object.values(entries), ...MORE[isWritten(entries) ? 'nothing' : 'unreadable']];
  }), [mappings]);
}

const MORE = { nothing: [], unreadable: [undefined] };

/** Every text that a lookup may come to, its default aside. */
export function lookUpTexts(mappings: unknown, lookup: LookupOperand): readonly string[] {
  return lookUpAll(mappings, lookup).flatMap((raw) => scalarText(raw) ?? []);
}

/** A lookup, and whether every deployment evaluates it. */
export interface FoundLookup {
  readonly lookup: LookupOperand;
  /**
   * Neither in a branch of an `Fn::If` nor in the `DefaultValue` of a lookup: whether CloudFormation looks into the branch that is not
   * taken is not documented (ADR 0015).
   */
  readonly isEvaluated: boolean;
}

/** Every `Fn::FindInMap` in a value, however deep. */
export function lookupsIn(value: unknown, isEvaluated: boolean): readonly FoundLookup[] {
  const found: FoundLookup[] = [];
  const open = [{ raw: value, isEvaluated }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { raw } = next;
    if (typeof raw === 'object' && raw !== null) {
      const [name] = functionCall(raw);
      const operand = operandOf(raw);
      if (operand.is === 'lookup') {
        found.push({ lookup: operand, isEvaluated: next.isEvaluated });
      }
      for (const [property, inner] of Object.entries(raw)) {
        // What a lookup falls back on is not needed where it finds something.
        open.push({ raw: inner, isEvaluated: next.isEvaluated && name !== 'Fn::If' && property !== 'DefaultValue' });
      }
    }
  }
  return found;
}

/** Whether the deployment fails if nothing is found. */
export function mustFind(mappings: unknown, { lookup, isEvaluated }: FoundLookup): boolean {
  return isEvaluated && lookup.fallback === undefined && declaresMap(mappings, lookup);
}

/** A parameter that is a key of a lookup (rule 14). */
export interface LookupKey {
  /** The keys that there are. */
  readonly texts: readonly string[];
  /** Whether something may be found with a text; with any other the deployment fails. None if it does not. */
  readonly required: ((text: string) => boolean) | undefined;
}

export function keysByParameter(mappings: unknown, lookups: readonly FoundLookup[]): ReadonlyMap<string, readonly LookupKey[]> {
  const byParameter = new Map<string, LookupKey[]>();
  for (const found of lookups) {
    const { keys } = found.lookup;
    keys.forEach((key, index) => {
      if (key.is === 'parameter') {
        const keysWith = (text: string) => keys.map((known, at): Operand => at === index ? { is: 'text', text } : known);
        const finds = (text: string) => lookUpAll(mappings, { keys: keysWith(text) }).length > 0;
        const lookupKeys = byParameter.get(key.name) ?? [];
        byParameter.set(key.name, lookupKeys);
        const maps = lookUpAll(mappings, { keys: keys.slice(0, index) });
        // Where a macro may add entries, any key may be found.
        const isComplete = maps.every((entries) => entries !== undefined && isWritten(entries));
        lookupKeys.push({
          texts: maps.filter(isObject).flatMap((entries) => Object.keys(entries)).filter((text) => text !== TRANSFORM),
          required: isComplete && mustFind(mappings, found) ? finds : undefined,
        });
      }
    });
  }
  return byParameter;
}
