import { mayCache } from './key-group';
import { keyIdentity, mayBeSame, mayBeStageDefault, MethodSettingKey } from './method-setting-key';
import { Path } from '../template-language/place';
import { isKnown, Reading } from '../template-language/reading';

/** A record of method settings with everything that it may be, in any branch. */
export interface PossibleRecord {
  readonly path: Path;
  readonly keys: readonly MethodSettingKey[];
  readonly caching: readonly Reading<boolean>[];
  /** What stands for the flag in the template. */
  readonly written: Reading<boolean>;
  readonly guards: Guards;
}

/** The branches that have to be taken for something to be there, by their conditions. */
export type Guards = ReadonlyMap<string, number>;

export const NO_GUARDS: Guards = new Map();

/** Branches of one `Fn::If` are never there together. */
export function mayBeTogether(first: Guards, second: Guards): boolean {
  return [...first].every(([condition, branch]) => (second.get(condition) ?? branch) === branch);
}

/**
 * The keys for which each record has to state encryption: those that are cached
 * or possibly cached in some branch, by itself or by a record of the same key
 * that may be there together with it. A key that cannot be read may be any that
 * it does not contradict.
 *
 * @param unreadable what has to hold for the lists and items that cannot be read, which may be the stage default
 */
export function keysToEncrypt(
  records: readonly PossibleRecord[], unreadable: readonly Guards[],
): ReadonlyMap<PossibleRecord, readonly MethodSettingKey[]> {
  const cachingDefaults = records.filter((record) => record.caching.some(mayCache) && record.keys.some(mayBeStageDefault));
  const defaults = [...unreadable, ...cachingDefaults.map(({ guards }) => guards)];
  const sharing = keyOwners(records);
  const isNeeded = (record: PossibleRecord, key: MethodSettingKey) => {
    const owners = sharing(record, key).filter(({ guards }) => mayBeTogether(guards, record.guards));
    const caching = owners.flatMap((owner) => owner.caching);
    return caching.some(mayCache) || (leavesOpen(key, caching) && defaults.some((guards) => mayBeTogether(guards, record.guards)));
  };
  return new Map(records.map((record) =>
    [record, isKnown(record.written, true) ? [] : record.keys.filter((key) => isNeeded(record, key))]));
}

/** The records that may have a key of a record, itself among them. */
function keyOwners(records: readonly PossibleRecord[]): (record: PossibleRecord, key: MethodSettingKey) => readonly PossibleRecord[] {
  const byIdentity = groupByKey(records);
  const unnamed = records.filter(({ keys }) => keys.some(({ kind }) => kind === 'unreadable'));
  return (record, key) => {
    const same = byIdentity.get(keyIdentity(key)) ?? [record];
    const others = key.kind === 'unreadable' ? records : unnamed;
    return others.length === 0 ? same : [...same, ...others.filter(({ keys }) => keys.some((known) => mayBeSame(key, known)))];
  };
}

/** Rules 3 and 8: whether the stage default decides. */
function leavesOpen({ kind }: MethodSettingKey, caching: readonly Reading<boolean>[]): boolean {
  return kind !== 'stage-default' && kind !== 'ineffective' && caching.some(({ is }) => is === 'absent');
}

function groupByKey(records: readonly PossibleRecord[]): ReadonlyMap<string | undefined, readonly PossibleRecord[]> {
  const groups = new Map<string | undefined, PossibleRecord[]>();
  records.forEach((record) => record.keys.forEach((key) => {
    const identity = keyIdentity(key);
    const group = groups.get(identity) ?? [];
    if (identity !== undefined) {
      groups.set(identity, group);
      group.push(record);
    }
  }));
  return groups;
}
