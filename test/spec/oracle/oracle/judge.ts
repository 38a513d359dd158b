import { DEFAULT_KEY, Key, mayEqual, mayMeet, NamedKey } from './keys';
import { Part, ReadRecord, StageView, Switch, Switches } from './records';
import { asDormant, Verdict, worstVerdict } from './verdicts';

/** What a verdict is on: a key with a name, an entry that may have none, or a list or an item that may be unreadable. */
export type Subject =
  | { readonly is: 'key'; readonly key: NamedKey }
  | { readonly is: 'entry'; readonly place: string }
  | { readonly is: 'part'; readonly part: Part };

/** Undefined is no verdict (rule 8), and `missing` that there is nothing to judge. */
export type Judged = Verdict | undefined | 'missing';

/** Rule 9; `mixed` stands for duplicates that do not agree. */
interface Merged {
  readonly caching: Switch;
  readonly encryption: Switch | 'mixed';
  readonly neverKeeps: boolean;
}

type Kind = NamedKey['is'];

/**
 * The verdict on a subject in one world.
 *
 * @param met a key or an entry that an entry without a readable key may turn out to be
 * @param parts everything that may be unreadable
 */
export function judgeSubject(subject: Subject, met: Subject | undefined, stage: StageView, parts: readonly Part[]): Judged {
  switch (subject.is) {
    case 'key': {
      const group = recordsOf(subject, stage);
      return group.length === 0 ? 'missing' : withCluster(judgeGroup(subject.key.is, group, stage, parts), stage);
    }
    case 'entry': {
      const [entry] = recordsOf(subject, stage);
      return entry === undefined ? 'missing' : withCluster(judgeUnnamed(entry, met, stage, parts), stage);
    }
    case 'part':
      // Rule 5: an unreadable list; an unreadable item alike.
      return stage.isUnreadable(subject.part) ? withCluster('UNRESOLVED', stage) : 'missing';
  }
}

/**
 * A record whose key cannot be read may be a new override, or one more record of a key that it may equal.
 * READING: it is judged as a method's override, whatever part of its key can be read.
 * READING: it is UNRESOLVED if it looks better alone and would be reported by rule 9 together with what it meets, also where that is
 * reported without it. Where a TTL of 0 makes DORMANT of both together, it is DORMANT.
 * READING: it may meet another one that cannot be read.
 */
function judgeUnnamed(entry: ReadRecord, met: Subject | undefined, stage: StageView, parts: readonly Part[]): Verdict | undefined {
  // Rule 8: an incomplete key has an unknown effect.
  if (entry.key.is === 'incomplete') {
    return judgeGroup('inert', [entry], stage, parts);
  }
  const alone = judgeGroup('override', [entry], stage, parts);
  const others = met === undefined ? [] : recordsOf(met, stage).filter(({ key }) => mayBeSame(entry.key, key));
  const [first] = others;
  if (first === undefined) {
    return alone;
  }
  const together = judgeGroup('name' in first.key ? first.key.is : 'override', [entry, ...others], stage, parts);
  switch (together) {
    case undefined:
    case 'ENCRYPTED':
    case 'NOT_CACHED':
      return alone;
    case 'DORMANT':
      return worstVerdict([alone, 'DORMANT']);
    case 'UNENCRYPTED':
    case 'UNRESOLVED':
    case 'UNPROVEN':
      return worstVerdict([alone, 'UNRESOLVED']);
  }
}

/** Whether a key that cannot be read may be another key. */
export function mayBeSame(unreadable: Key, key: Key): boolean {
  return 'name' in key ? mayEqual(unreadable, key) : mayMeet(unreadable, key);
}

function recordsOf(subject: Subject, stage: StageView): readonly ReadRecord[] {
  switch (subject.is) {
    case 'key':
      return stage.records((key) => 'name' in key && key.name === subject.key.name);
    case 'entry':
      return stage.records((key, { place }) => place === subject.place && !('name' in key));
    case 'part':
      return [];
  }
}

/** Rules 3 to 5, 8 and 9 for the records of one key. */
function judgeGroup(kind: Kind, group: readonly ReadRecord[], stage: StageView, parts: readonly Part[]): Verdict | undefined {
  const merged = merge(group);
  // Rule 8: an entry without effect is judged only if it states caching. READING: of duplicates, if what rule 9 makes of them states it.
  if (kind === 'inert' && merged.caching === 'absent') {
    return undefined;
  }
  const caching = cachingOf(kind, merged, stage, parts);
  if (caching === 'no') {
    return 'NOT_CACHED';
  }
  const verdict = judgeEncryption(kind, merged);
  // Rule 15: a harmless default, which a deployment has to change for that.
  const certain = caching === 'changed' && verdict === 'UNENCRYPTED' ? 'UNRESOLVED' : verdict;
  // READING: a TTL of 0 makes DORMANT the worst for every record that may cache, not only for one with a literal CachingEnabled.
  return merged.neverKeeps ? asDormant(certain) : certain;
}

/** Whether something is cached; `changed` where a parameter with another default decides. */
type MayCache = 'may' | 'changed' | 'no';

/** Rule 3. */
function cachingOf(kind: Kind, merged: Merged, stage: StageView, parts: readonly Part[]): MayCache {
  switch (merged.caching) {
    case 'true':
    case 'unknown':
      return 'may';
    case 'changed':
      return 'changed';
    case 'false':
      return 'no';
    case 'absent':
      return kind === 'default' ? 'no' : defaultCaching(stage, parts);
  }
}

/**
 * Whether W caches or may cache: by its own entries, or because a record whose key cannot be read may be W.
 * READING: a TTL of 0 at W does not matter here, since an override can state a TTL of its own.
 * READING: an item that cannot be read may be W with caching too, and so may the items of a list that cannot be read.
 */
function defaultCaching(stage: StageView, parts: readonly Part[]): MayCache {
  const own = recordsOf({ is: 'key', key: DEFAULT_KEY }, stage);
  const ownCaching = own.length > 0 ? merge(own).caching : 'absent';
  if (ownCaching === 'true' || ownCaching === 'unknown') {
    return 'may';
  }
  const isUnreadable = parts.map((part) => stage.isUnreadable(part)).some(Boolean);
  const candidates = stage.records((key) => mayEqual(key, DEFAULT_KEY)).map(({ caching }) => caching);
  if (isUnreadable || candidates.includes('true') || candidates.includes('unknown')) {
    return 'may';
  }
  return [ownCaching, ...candidates].includes('changed') ? 'changed' : 'no';
}

/** Rules 4, 5 and 9 for a key that is cached or possibly cached. */
function judgeEncryption(kind: Kind, merged: Merged): Verdict {
  switch (merged.encryption) {
    // READING: possibly cached and encrypted is ENCRYPTED ("every cached entry states encryption").
    case 'true':
      return 'ENCRYPTED';
    case 'false':
      return 'UNENCRYPTED';
    case 'unknown':
    case 'changed':
      return 'UNRESOLVED';
    case 'mixed':
      return 'UNPROVEN';
    case 'absent':
      return kind !== 'default' && merged.caching === 'absent' ? 'UNPROVEN' : 'UNENCRYPTED';
  }
}

/** Rule 9. READING: entries that are equal in everything, which CloudFormation refuses, amount to one entry as well. */
function merge(group: readonly Switches[]): Merged {
  const caching = group.map((switches) => switches.caching);
  // Both are the `?` of rule 9.
  const encryption = new Set(group.map((switches) => switches.encryption === 'changed' ? 'unknown' : switches.encryption));
  const order: readonly Switch[] = ['true', 'unknown', 'changed', 'absent', 'false'];
  const agreed = encryption.size === 1 ? [...encryption][0] : undefined;
  return {
    caching: order.find((value) => caching.includes(value)) ?? 'absent',
    encryption: encryption.has('false') ? 'false' : agreed ?? 'mixed',
    neverKeeps: group.every((switches) => switches.neverKeeps),
  };
}

/** Rules 2 and 15. READING: the cluster is asked for only where something would be reported. */
function withCluster(verdict: Verdict | undefined, stage: StageView): Verdict | undefined {
  if (verdict === undefined || verdict === 'ENCRYPTED' || verdict === 'NOT_CACHED') {
    return verdict;
  }
  const { cluster } = stage;
  if (cluster === 'false' || cluster === 'absent') {
    return asDormant(verdict);
  }
  return cluster === 'changed' && verdict === 'UNENCRYPTED' ? 'UNRESOLVED' : verdict;
}
