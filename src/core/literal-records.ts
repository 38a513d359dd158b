import { CACHING, FLAG } from './method-setting';
import { keyIdentity, methodSettingKey } from './method-setting-key';
import { isObject, Path } from './place';
import { ABSENT, known, Reading } from './reading';
import type { SettingRecord } from './remediate';

const KEY_FIELDS = ['HttpMethod', 'ResourcePath'] as const;

/**
 * The records of a list that nothing decides on, which most lists are: literals alone,
 * every key readable and stated once. They say all that a stage with this list does,
 * and take a tenth of the time.
 *
 * @param path where the list stands
 * @param spell how the list spells a property, such as `cachingEnabled` in an L1
 * @returns nothing for any other list
 */
export function literalRecords(list: unknown, path: Path, spell: (name: string) => string = (name) => name): readonly SettingRecord[] | undefined {
  const records: SettingRecord[] = [];
  const identities = new Set<string | undefined>([undefined]);
  for (const [index, entry] of Array.isArray(list) ? list.entries() : [[0, undefined] as const]) {
    const record = isObject(entry) ? literalRecord(entry, [...path, index], spell) : undefined;
    if (record === undefined) {
      return undefined;
    }
    const identity = keyIdentity(record.key);
    if (identities.has(identity)) {
      return undefined;
    }
    identities.add(identity);
    records.push(record);
  }
  return records;
}

function literalRecord(entry: Readonly<Record<string, unknown>>, path: Path, spell: (name: string) => string): SettingRecord | undefined {
  const [method, resourcePath] = KEY_FIELDS.map((name) => entry[spell(name)]);
  const [caching, written] = [CACHING, FLAG].map((name) => entry[spell(name)]);
  const isLiteral = typeof method === 'string' && typeof resourcePath === 'string'
    && [caching, written].every((value) => value === undefined || typeof value === 'boolean')
    && Object.values(entry).every((value) => typeof value !== 'object');
  // An entry that sets nothing is none (rule 11).
  const setsSomething = Object.values(entry).filter((value) => value !== undefined).length > KEY_FIELDS.length;
  return isLiteral && setsSomething
    ? { path, key: methodSettingKey(known(method), known(resourcePath)), caching: booleanOf(caching), written: booleanOf(written) }
    : undefined;
}

function booleanOf(value: unknown): Reading<boolean> {
  return value === undefined ? ABSENT : known(value as boolean);
}
