import { CACHING, FLAG } from './method-setting';
import { keyIdentity, methodSettingKey } from './method-setting-key';
import { isObject, Path } from './place';
import { ABSENT, known, Reading } from './reading';
import type { SettingRecord } from './remediate';

/** How a list calls what decides. */
export interface SettingNames {
  readonly method: string;
  readonly path: string;
  readonly caching: string;
  readonly flag: string;
}

const TEMPLATE_NAMES: SettingNames = { method: 'HttpMethod', path: 'ResourcePath', caching: CACHING, flag: FLAG };
export const L1_NAMES: SettingNames = { method: 'httpMethod', path: 'resourcePath', caching: 'cachingEnabled', flag: 'cacheDataEncrypted' };

/**
 * The records of a list that nothing decides on, which most lists are: literals alone,
 * every key readable and stated once. They say all that a stage with this list does,
 * and take a tenth of the time.
 *
 * @param path where the list stands
 * @returns nothing for any other list
 */
export function literalRecords(list: unknown, path: Path, names = TEMPLATE_NAMES): readonly SettingRecord[] | undefined {
  const records: SettingRecord[] = [];
  const identities = new Set<string | undefined>([undefined]);
  for (const [index, entry] of Array.isArray(list) ? list.entries() : [[0, undefined] as const]) {
    const record = isObject(entry) ? literalRecord(entry, [...path, index], names) : undefined;
    const identity = record && keyIdentity(record.key);
    if (record === undefined || identities.has(identity)) {
      return undefined;
    }
    identities.add(identity);
    records.push(record);
  }
  return records;
}

function literalRecord(entry: Readonly<Record<string, unknown>>, path: Path, names: SettingNames): SettingRecord | undefined {
  const method = entry[names.method];
  const resourcePath = entry[names.path];
  const caching = literalFlag(entry[names.caching]);
  const written = literalFlag(entry[names.flag]);
  if (typeof method !== 'string' || typeof resourcePath !== 'string' || caching === undefined || written === undefined) {
    return undefined;
  }
  const values = Object.values(entry).filter((value) => value !== undefined);
  // An entry that sets nothing is none (rule 11).
  return values.length > 2 && values.every((value) => typeof value !== 'object')
    ? { path, key: methodSettingKey(known(method), known(resourcePath)), caching, written } : undefined;
}

function literalFlag(value: unknown): Reading<boolean> | undefined {
  if (value === undefined) {
    return ABSENT;
  }
  return typeof value === 'boolean' ? known(value) : undefined;
}
