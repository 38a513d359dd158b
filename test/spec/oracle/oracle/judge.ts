import { DEFAULT_KEY, mayBeOverride, mayEqual, mayMeet, NamedKey } from './keys';
import { Entry, Switch, Switches } from './records';
import { asDormant, Verdict, worstVerdict } from './verdicts';

/** A record whose switches could all be evaluated. */
export type ReadRecord = Extract<Entry, { readonly is: 'record' }> & { readonly switches: Switches };
export type UnreadableItem = Extract<Entry, { readonly is: 'unreadable' }>;

/** A stage in one deployable configuration. */
export interface Configuration {
  readonly cluster: Switch;
  readonly records: readonly ReadRecord[];
  readonly unreadable: readonly UnreadableItem[];
}

/** Rule 9; `mixed` stands for duplicates that do not agree. */
interface Merged {
  readonly caching: Switch;
  readonly encryption: Switch | 'mixed';
  readonly neverKeeps: boolean;
}

/** The verdict on a named key, or `missing` where no entry has it. */
export function judgeNamed(key: NamedKey, stage: Configuration): Verdict | undefined | 'missing' {
  const group = recordsOf(key, stage);
  if (group.length === 0) {
    return 'missing';
  }
  return withCluster(judgeGroup(key.is, group, stage, undefined), stage);
}

/** The verdict on an entry without a name: incomplete, unreadable, or of an unreadable key. */
export function judgeUnnamed(entry: ReadRecord | UnreadableItem, stage: Configuration): Verdict | undefined {
  // Rule 5: an unreadable list; an unreadable item alike.
  if (entry.is === 'unreadable') {
    return withCluster('UNRESOLVED', stage);
  }
  // Rule 8: an incomplete key has an unknown effect.
  if (entry.key.is === 'incomplete') {
    return withCluster(judgeGroup('inert', [entry], stage, entry), stage);
  }
  return withCluster(judgeUnreadableKey(entry, stage), stage);
}

/**
 * A record whose key cannot be read may be a new override, or one more record of any key it may equal.
 * READING: to violate is UNENCRYPTED; it counts even where the key violates without this record.
 * READING: two records whose keys cannot be read may have one key as well.
 */
function judgeUnreadableKey(entry: ReadRecord, stage: Configuration): Verdict | undefined {
  // READING: a record that cannot be a method's override, such as `*` with an unreadable path, is judged alone by rule 8.
  const alone = judgeGroup(mayBeOverride(entry.key) ? 'override' : 'inert', [entry], stage, entry);
  const names = stage.records.flatMap((record) => 'name' in record.key ? [record.key] : []);
  const together = [DEFAULT_KEY, ...names].filter((name) => mayEqual(entry.key, name))
    .map((name) => judgeGroup(name.is, [...recordsOf(name, stage), entry], stage, entry));
  const pairs = stage.records.filter((record) => record !== entry && mayMeet(record.key, entry.key)).flatMap((record) => [
    ...(mayBeOverride(record.key) && mayBeOverride(entry.key) ? [judgeGroup('override', [record, entry], stage, entry)] : []),
    ...(mayBeDefault(record) && mayBeDefault(entry) ? [judgeGroup('default', [record, entry], stage, entry)] : []),
  ]);
  const violates = [...together, ...pairs].includes('UNENCRYPTED');
  return violates ? worstVerdict([alone, 'UNRESOLVED']) : alone;
}

function recordsOf(key: NamedKey, stage: Configuration): readonly ReadRecord[] {
  return stage.records.filter((record) => 'name' in record.key && record.key.name === key.name);
}

function mayBeDefault(record: ReadRecord): boolean {
  return mayEqual(record.key, DEFAULT_KEY);
}

/** Rules 3 to 5, 8 and 9 for the records of one key; `self` is the record that is judged, where it has no name. */
function judgeGroup(
  kind: NamedKey['is'], group: readonly ReadRecord[], stage: Configuration, self: ReadRecord | undefined,
): Verdict | undefined {
  const merged = merge(group.map((record) => record.switches));
  // Rule 8: an entry without effect is judged only if it states caching. READING: of duplicates, if what rule 9 makes of them states it.
  if (kind === 'inert' && merged.caching === 'absent') {
    return undefined;
  }
  if (!mayCache(kind, merged, stage, self)) {
    return 'NOT_CACHED';
  }
  const verdict = judgeEncryption(kind, merged);
  // READING: a TTL of 0 makes DORMANT the worst for every record that may cache, not only for one with a literal CachingEnabled.
  return merged.neverKeeps ? asDormant(verdict) : verdict;
}

/** Rule 3. */
function mayCache(kind: NamedKey['is'], merged: Merged, stage: Configuration, self: ReadRecord | undefined): boolean {
  switch (merged.caching) {
    case 'true': case 'unknown': return true;
    case 'false': return false;
    case 'absent': return kind !== 'default' && defaultMayCache(stage, self);
  }
}

/**
 * Whether W caches or may cache: by its own entries, or because a record whose key cannot be read may be W.
 * READING: a TTL of 0 at W does not matter here, since an override can state a TTL of its own.
 * READING: an item that cannot be read may be W with caching too, and so may the items of a list that cannot be read.
 */
function defaultMayCache(stage: Configuration, self: ReadRecord | undefined): boolean {
  const own = recordsOf(DEFAULT_KEY, stage);
  const ownCaching = own.length > 0 ? merge(own.map((record) => record.switches)).caching : 'absent';
  const candidates = stage.records.filter((record) => record !== self && mayBeDefault(record)).map((record) => record.switches.caching);
  return stage.unreadable.length > 0 || [ownCaching, ...candidates].some((caching) => caching === 'true' || caching === 'unknown');
}

/** Rules 4, 5 and 9 for a key that is cached or possibly cached. */
function judgeEncryption(kind: NamedKey['is'], merged: Merged): Verdict {
  switch (merged.encryption) {
    // READING: possibly cached and encrypted is ENCRYPTED ("every cached entry states encryption").
    case 'true': return 'ENCRYPTED';
    case 'false': return 'UNENCRYPTED';
    case 'unknown': return 'UNRESOLVED';
    case 'mixed': return 'UNPROVEN';
    case 'absent': return kind !== 'default' && merged.caching === 'absent' ? 'UNPROVEN' : 'UNENCRYPTED';
  }
}

/** Rule 9. READING: entries that are equal in everything, which CloudFormation refuses, amount to one entry as well. */
function merge(group: readonly Switches[]): Merged {
  const caching = group.map((switches) => switches.caching);
  const encryption = new Set(group.map((switches) => switches.encryption));
  const order: readonly Switch[] = ['true', 'unknown', 'absent', 'false'];
  const agreed = encryption.size === 1 ? [...encryption][0] : undefined;
  return {
    caching: order.find((value) => caching.includes(value)) ?? 'absent',
    encryption: encryption.has('false') ? 'false' : agreed ?? 'mixed',
    neverKeeps: group.every((switches) => switches.neverKeeps),
  };
}

/** Rule 2. */
function withCluster(verdict: Verdict | undefined, stage: Configuration): Verdict | undefined {
  return stage.cluster === 'false' || stage.cluster === 'absent' ? asDormant(verdict) : verdict;
}
