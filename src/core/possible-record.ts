import { mayCache } from './key-group';
import { keyIdentity, mayBeSame, MethodSettingKey, STAGE_DEFAULT_KEY } from './method-setting-key';
import { Path } from './place';
import { isKnown, Reading } from './reading';

/** A record of method settings with everything that it may be, in any branch. */
export interface PossibleRecord {
  readonly path: Path;
  readonly keys: readonly MethodSettingKey[];
  readonly caching: readonly Reading<boolean>[];
  readonly encryption: readonly Reading<boolean>[];
  /** What stands for the flag in the template. */
  readonly written: Reading<boolean>;
}

/** Records that may have one key. */
interface PossibleKey {
  readonly key: MethodSettingKey;
  readonly records: readonly PossibleRecord[];
}

export function isEncrypted({ encryption }: PossibleRecord): boolean {
  return encryption.length > 0 && encryption.every((flag) => isKnown(flag, true));
}

export function mayBeStageDefault({ keys }: PossibleRecord): boolean {
  return keys.some((key) => key.kind === 'stage-default' || (key.kind === 'unreadable' && mayBeSame(key, STAGE_DEFAULT_KEY)));
}

/**
 * The keys for which a record has to state encryption: those that are cached or
 * possibly cached in some branch, with a record that does not state it. Where a
 * key cannot be read, the records that it may meet have to agree with it.
 *
 * @param isPartUnreadable whether a list or an item cannot be read, which may be the stage default
 */
export function keysToEncrypt(records: readonly PossibleRecord[], isPartUnreadable: boolean): ReadonlyMap<PossibleRecord, readonly MethodSettingKey[]> {
  const mayDefaultCache = isPartUnreadable || records.some((record) => record.caching.some(mayCache) && mayBeStageDefault(record));
  const keys = byKey(records);
  const violates = ({ key, records: own }: PossibleKey) => !own.every(isEncrypted) && isPossiblyCached(key, own, mayDefaultCache);
  const found = new Map<PossibleRecord, MethodSettingKey[]>();
  const add = ({ key, records: own }: PossibleKey) => own.forEach((record) => {
    const known = found.get(record) ?? [];
    found.set(record, known);
    known.push(key);
  });
  for (const own of keys) {
    const met = own.key.kind === 'unreadable' ? keys.filter((other) => other !== own && mayBeSame(own.key, other.key)) : [];
    if (violates(own) || met.some(({ key, records: more }) => violates({ key, records: [...own.records, ...more] }))) {
      [own, ...met].forEach(add);
    }
  }
  return found;
}

/** Rule 3, for all that the records of a key may be. */
function isPossiblyCached({ kind }: MethodSettingKey, records: readonly PossibleRecord[], mayDefaultCache: boolean): boolean {
  const caching = records.flatMap((record) => record.caching);
  const isSilent = kind === 'ineffective' && caching.every(({ is }) => is === 'absent');
  return caching.some(mayCache) || (kind !== 'stage-default' && !isSilent && mayDefaultCache && caching.some(({ is }) => is === 'absent'));
}

/** Every key that cannot be named stands alone. */
function byKey(records: readonly PossibleRecord[]): readonly PossibleKey[] {
  const groups = new Map<unknown, { readonly key: MethodSettingKey; readonly records: PossibleRecord[] }>();
  records.forEach((record) => record.keys.forEach((key) => {
    const name = keyIdentity(key) ?? key;
    const group = groups.get(name) ?? { key, records: [] };
    groups.set(name, group);
    group.records.push(record);
  }));
  return [...groups.values()];
}
