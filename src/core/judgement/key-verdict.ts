import { isReported, Verdict, worstVerdictOf } from './verdict';
import { mayCache, merge, Merged } from '../stage/key-group';
import { MethodSetting } from '../stage/method-setting';
import { MethodSettingKey, UnreadableKey } from '../stage/method-setting-key';
import { isKnown, isNonDefault, Reading } from '../template-language/reading';

/** A verdict with its reason. */
export interface KeyVerdict {
  /** None for a key without effect that does not state caching (rule 8). */
  readonly verdict: Verdict | undefined;
  readonly reason: Reason;
  /** What could not be read, as the template has it. */
  readonly shown: string | undefined;
  /** Why nothing is cached although the entry would violate. */
  readonly dormant: 'no-cluster' | 'ttl-zero' | undefined;
}

/** Why a verdict is what it is, before dormancy. */
export type Reason =
  | 'stated-unencrypted'
  | 'not-stated'
  | 'not-inherited'
  | 'seeded'
  | 'duplicates-disagree'
  | 'caching-unreadable'
  | 'cluster-unreadable'
  | 'condition-unreadable'
  | 'too-many-configurations'
  | 'flag-unreadable'
  | 'key-unreadable'
  | 'settings-unreadable'
  | 'settings-no-list'
  | 'template-unreadable'
  | 'stated-encrypted'
  | 'caching-off'
  | 'caching-not-stated'
  | 'no-effect';

/** What the cluster means for a key of which no more is known. */
export interface ClusterContext {
  readonly cluster: Reading<boolean>;
}

/** What the rest of the stage means for one key, each read when it is asked for. */
export interface StageContext extends ClusterContext {
  /** Whether the stage default caches (rule 3). */
  readonly defaultCaching: Reading<boolean>;
  readonly defaultEncrypts: boolean;
}

const NOT_CACHED = verdictOf('NOT_CACHED', 'caching-not-stated');

export function verdictOf(verdict: Verdict | undefined, reason: Reason, shown?: string): KeyVerdict {
  return { verdict, reason, shown, dormant: undefined };
}

/** A flag that is literally true holds in every configuration, however many there are; whatever else a key may meet need not. */
export function untriedVerdict(key: MethodSettingKey, settings: readonly MethodSetting[]): KeyVerdict {
  if (!settings.every(({ encryption }) => isKnown(encryption, true))) {
    return verdictOf('UNRESOLVED', 'too-many-configurations');
  }
  return key.kind === 'unreadable' ? verdictOf('UNRESOLVED', 'key-unreadable', key.shown) : verdictOf('ENCRYPTED', 'stated-encrypted');
}

function keyVerdict(key: MethodSettingKey, merged: Merged, context: StageContext): KeyVerdict {
  switch (key.kind) {
    case 'stage-default':
      return merged.caching.is === 'absent' ? NOT_CACHED : cachedVerdict(merged);
    case 'method':
    case 'unreadable':
      return overrideVerdict(merged, context);
    case 'ineffective':
      return merged.caching.is !== 'absent' ? overrideVerdict(merged, context) : verdictOf(undefined, 'no-effect');
  }
}

/** Rules 3 to 5 for an override: what it leaves out was seeded by a record we cannot see. */
function overrideVerdict(merged: Merged, context: StageContext): KeyVerdict {
  if (merged.caching.is !== 'absent') {
    return cachedVerdict(merged, context.defaultEncrypts);
  }
  const caching = context.defaultCaching;
  if (!mayCache(caching)) {
    return NOT_CACHED;
  }
  return merged.encryption.is === 'absent' ? verdictOf('UNPROVEN', 'seeded') : cachedVerdict({ ...merged, caching });
}

/** Rule 5, for a key that is cached or possibly cached unless caching is stated as false. */
function cachedVerdict({ caching, encryption }: Merged, defaultEncrypts = false): KeyVerdict {
  if (isKnown(caching, false)) {
    return verdictOf('NOT_CACHED', 'caching-off');
  }
  switch (encryption.is) {
    case 'known':
      return encryption.value ? verdictOf('ENCRYPTED', 'stated-encrypted') : unencryptedVerdict('stated-unencrypted', caching);
    case 'absent':
      return unencryptedVerdict(defaultEncrypts ? 'not-inherited' : 'not-stated', caching);
    case 'unresolved':
      return verdictOf('UNRESOLVED', 'flag-unreadable', encryption.shown);
    case 'disputed':
      return verdictOf('UNPROVEN', 'duplicates-disagree');
  }
}

/** Rule 15: a default that does not cache is harmless until it is changed. */
function unencryptedVerdict(reason: Reason, caching: Reading<boolean>): KeyVerdict {
  return isNonDefault(caching)
    ? verdictOf('UNRESOLVED', 'caching-unreadable', caching.shown)
    : verdictOf('UNENCRYPTED', reason);
}

/**
 * A record whose key cannot be read may be a new override, or one more record of
 * a key that it may equal. If it would be reported with that and looks better
 * alone, the key decides, and the result is unresolved.
 */
export function metVerdict(
  alone: KeyVerdict, settings: readonly MethodSetting[], { shown }: UnreadableKey, met: readonly MethodSetting[], context: StageContext,
): KeyVerdict {
  const mergedVerdict = recordVerdict(met[0].key, [...settings, ...met], context);
  if (mergedVerdict.verdict === undefined || !isReported(mergedVerdict.verdict)) {
    return alone;
  }
  // Nothing is cached where each of them has a TTL of 0. Whichever is met, the key is the reason: the order of a list never
  // matters (rule 10).
  const unread = verdictOf('UNRESOLVED', 'key-unreadable', shown);
  const meeting: KeyVerdict = mergedVerdict.verdict === 'DORMANT' ? { ...unread, verdict: 'DORMANT', dormant: mergedVerdict.dormant } : unread;
  // A key that cannot be read always has a verdict (rule 8 is about keys that can).
  return worstVerdictOf([alone.verdict, meeting.verdict]) === meeting.verdict ? meeting : alone;
}

/** Rule 3: nothing is cached today with a literal TTL of 0. */
export function recordVerdict(key: MethodSettingKey, settings: readonly MethodSetting[], context: StageContext): KeyVerdict {
  const merged = merge(settings);
  const alone = keyVerdict(key, merged, context);
  return merged.ttlZero && alone.verdict !== undefined && isReported(alone.verdict)
    ? { ...alone, verdict: 'DORMANT', dormant: 'ttl-zero' } : alone;
}

/** Rule 2: nothing is cached without a cluster. */
export function withCluster(known: KeyVerdict, context: ClusterContext): KeyVerdict {
  if (known.verdict === undefined || !isReported(known.verdict)) {
    return known;
  }
  const { cluster } = context;
  if (cluster.is === 'absent' || isKnown(cluster, false)) {
    return { ...known, verdict: 'DORMANT', dormant: 'no-cluster' };
  }
  // Rule 15, for the cluster: its default is off, or the default were judged as on.
  return known.verdict === 'UNENCRYPTED' && isNonDefault(cluster)
    ? verdictOf('UNRESOLVED', 'cluster-unreadable', cluster.shown) : known;
}
