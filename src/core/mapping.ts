import { declared } from './declarations';
import { LookupOperand, Operand, scalarText } from './operand';
import { isObject } from './place';

/** What a key leads to in a mapping, or among the mappings of a template. */
export type Found =
  | { readonly is: 'found'; readonly raw: unknown }
  | { readonly is: 'nothing' }
  | { readonly is: 'unreadable' };

const NOTHING: Found = { is: 'nothing' };
const UNREADABLE: Found = { is: 'unreadable' };

export function entryOf(entries: unknown, key: string): Found {
  const raw = isObject(entries) ? declared(entries, key) : undefined;
  if (raw !== undefined) {
    return { is: 'found', raw };
  }
  return isWritten(entries) ? NOTHING : UNREADABLE;
}

/** A macro may add anything to the entries. */
function isWritten(entries: unknown): boolean {
  return !isObject(entries) || !('Fn::Transform' in entries);
}

/** A mapping that is not declared may be out of sight, like a condition that is not. */
export function declaresMap(mappings: unknown, { keys: [map] }: LookupOperand): boolean {
  return map.is !== 'text' || entryOf(mappings, map.text).is === 'found';
}

/**
 * What stands where the keys lead that are literal, and wherever the others may
 * lead: whatever names a map, any of them may be meant (rule 14). Where a macro
 * may add entries, undefined stands for them.
 */
function entriesBelow(mappings: unknown, keys: readonly Operand[]): readonly unknown[] {
  return keys.reduce<readonly unknown[]>((reached, key) => reached.flatMap((entries) => {
    if (key.is === 'text') {
      const found = entryOf(entries, key.text);
      return found.is === 'found' ? [found.raw] : MORE[found.is];
    }
    return [...isObject(entries) ? Object.values(entries) : [], ...MORE[isWritten(entries) ? 'nothing' : 'unreadable']];
  }), [mappings]);
}

const MORE = { nothing: [], unreadable: [undefined] };

/** Everything that a lookup may come to, its default aside. */
export function rawFound(mappings: unknown, { keys }: LookupOperand): readonly unknown[] {
  return entriesBelow(mappings, keys);
}

/** Every text that a lookup may come to, its default aside. */
export function textsFound(mappings: unknown, lookup: LookupOperand): readonly string[] {
  return rawFound(mappings, lookup).flatMap((raw) => scalarText(raw) ?? []);
}

/** A parameter that is a key of a lookup, and what it can be then (rule 14). */
export interface LookupKey {
  readonly parameter: string;
  readonly texts: readonly string[];
  /** Any other value fails the deployment. */
  readonly isRequired: boolean;
}

/** @param isEvaluated whether every deployment evaluates the lookup */
export function lookupKeys(mappings: unknown, { keys, fallback }: LookupOperand, isEvaluated: boolean): readonly LookupKey[] {
  return keys.flatMap((key, index) => {
    const reached = key.is === 'parameter' ? entriesBelow(mappings, keys.slice(0, index)) : [];
    return key.is === 'parameter' ? [{
      parameter: key.name,
      texts: reached.filter(isObject).flatMap((entries) => Object.keys(entries)),
      isRequired: isEvaluated && fallback === undefined && reached.length > 0 && reached.every((entries) => isObject(entries) && isWritten(entries)),
    }] : [];
  });
}
