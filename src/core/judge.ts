import { Fact } from './configuration';
import { groupByKey, KeyFault, keyFault, mayCache, merge, Merged } from './key-group';
import { MethodSetting } from './method-setting';
import { mayBeSame, MethodSettingKey, STAGE_DEFAULT_KEY, UnreadableKey, UNNAMED_KEY } from './method-setting-key';
import { Path } from './place';
import { isKnown, Reading } from './reading';
import { StageCache, UnreadableSettings } from './stage-cache';
import { isViolating, Verdict, worst } from './verdict';

/** A stage, judged key by key. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly keys: readonly JudgedKey[];
}

/** Everything the stage says under one method-setting key. */
export interface JudgedKey {
  /** API Gateway's own key, or the property where no key can be named. */
  readonly key: string;
  /** The records with this key; none where a list or an item cannot be read. */
  readonly settings: readonly MethodSetting[];
  readonly path: Path;
  /** None for a key without effect that does not state caching (rule 8). */
  readonly verdict: Verdict | undefined;
  readonly because: Because;
  /** What could not be read, as the template has it. */
  readonly shown: string | undefined;
  /** Why nothing is cached although the entry would violate. */
  readonly dormant: 'no-cluster' | 'ttl-zero' | undefined;
  /** Why the key itself deserves a finding, whatever is cached (rules 8 and 9). */
  readonly keyFault: KeyFault | undefined;
  /** What a configuration has to decide for this; nothing where all of them do. */
  readonly when: readonly Fact[];
}

/** Why a verdict is what it is, before dormancy. */
export type Because =
  | 'stated-clear'
  | 'not-stated'
  | 'not-inherited'
  | 'seeded'
  | 'duplicates-disagree'
  | 'caching-unreadable'
  | 'cluster-unreadable'
  | 'too-many-configurations'
  | 'flag-unreadable'
  | 'key-unreadable'
  | 'settings-unreadable'
  | 'stated-encrypted'
  | 'caching-off'
  | 'caching-not-stated'
  | 'no-effect';

/** A verdict with its reason. */
interface Opinion {
  readonly verdict: Verdict | undefined;
  readonly because: Because;
  readonly shown?: string;
}

/** What the rest of the stage means for one key. */
interface Surroundings {
  /** Whether the stage default caches (rule 3). */
  readonly defaultCaching: Reading<boolean>;
  readonly defaultEncrypts: boolean;
  /** The records of the stage, key by key. */
  readonly groups: readonly (readonly MethodSetting[])[];
}

const NOT_CACHED: Opinion = { verdict: 'NOT_CACHED', because: 'caching-not-stated' };

export function judge(stage: StageCache): Judgement {
  const around = surroundings(stage);
  const keys = [
    ...around.groups.map((group) => judgeKey(group, around, stage.cluster)),
    ...stage.unreadable.map((one): JudgedKey => ({
      key: UNNAMED_KEY,
      settings: [],
      path: one.path,
      keyFault: undefined,
      when: [],
      ...withCluster({ verdict: 'UNRESOLVED', because: 'settings-unreadable', shown: one.shown }, stage.cluster, false),
    })),
  ];
  return { verdict: worst(keys.flatMap((one) => one.verdict ?? [])), keys };
}

function judgeKey(settings: readonly MethodSetting[], around: Surroundings, cluster: Reading<boolean>): JudgedKey {
  const key = settings[0].key;
  const merged = merge(settings);
  return {
    key: key.text,
    settings,
    path: settings[0].path,
    keyFault: keyFault(key) ?? (settings.length > 1 ? 'duplicate' : undefined),
    when: [],
    ...withCluster(
      key.kind === 'unreadable' ? unreadableKeyOpinion(settings, key, around) : opinion(key, merged, around),
      cluster,
      merged.ttlZero && !meetsOthers(settings, around),
    ),
  };
}

function opinion(key: MethodSettingKey, merged: Merged, around: Surroundings): Opinion {
  switch (key.kind) {
    case 'stage-default':
      return merged.caching.is === 'absent' ? NOT_CACHED : cachedOpinion(merged, false);
    case 'method':
    case 'unreadable':
      return overrideOpinion(merged, around);
    case 'ineffective':
      return merged.statesCaching ? overrideOpinion(merged, around) : { verdict: undefined, because: 'no-effect' };
  }
}

/** Rules 3 to 5 for an override: what it leaves out was seeded by a record we cannot see. */
function overrideOpinion(merged: Merged, around: Surroundings): Opinion {
  if (merged.caching.is !== 'absent') {
    return cachedOpinion(merged, around.defaultEncrypts);
  }
  if (!mayCache(around.defaultCaching)) {
    return NOT_CACHED;
  }
  return merged.encryption.is === 'absent' ? { verdict: 'UNPROVEN', because: 'seeded' }
    : cachedOpinion({ ...merged, caching: around.defaultCaching }, false);
}

/** Rule 5, for a key that is cached or possibly cached unless caching is stated as false. */
function cachedOpinion(merged: Merged, defaultEncrypts: boolean): Opinion {
  const { caching, encryption } = merged;
  if (isKnown(caching, false)) {
    return { verdict: 'NOT_CACHED', because: 'caching-off' };
  }
  switch (encryption.is) {
    case 'known':
      return encryption.value ? { verdict: 'ENCRYPTED', because: 'stated-encrypted' } : inClear('stated-clear', caching);
    case 'absent':
      return inClear(defaultEncrypts ? 'not-inherited' : 'not-stated', caching);
    case 'unresolved':
      return { verdict: 'UNRESOLVED', because: 'flag-unreadable', shown: encryption.shown };
    case 'disputed':
      return { verdict: 'UNPROVEN', because: 'duplicates-disagree' };
  }
}

/** Rule 15: a default that does not cache is harmless until somebody changes it. */
function inClear(because: Because, caching: Reading<boolean>): Opinion {
  return caching.is === 'unresolved' && caching.isChange
    ? { verdict: 'UNRESOLVED', because: 'caching-unreadable', shown: caching.shown }
    : { verdict: 'UNENCRYPTED', because };
}

/**
 * A record whose key cannot be read may be a new override, or one more record of
 * any key that it may equal. If it would violate with one of those and looks
 * better alone, the key decides, and nobody can tell.
 */
function unreadableKeyOpinion(settings: readonly MethodSetting[], key: UnreadableKey, around: Surroundings): Opinion {
  const alone = overrideOpinion(merge(settings), around);
  const decides = around.groups
    .filter((group) => mayMeet(settings, group))
    .map((group) => opinion(group[0].key, merge([...settings, ...group]), around).verdict)
    .some((together) => together !== undefined && isViolating(together));
  return decides && alone.verdict !== 'UNENCRYPTED' ? { verdict: 'UNRESOLVED', because: 'key-unreadable', shown: key.shown } : alone;
}

/** A TTL of 0 says nothing about the records that an unreadable key may meet. */
function meetsOthers(settings: readonly MethodSetting[], around: Surroundings): boolean {
  return settings[0].key.kind === 'unreadable' && around.groups.some((group) => mayMeet(settings, group));
}

function mayMeet(settings: readonly MethodSetting[], group: readonly MethodSetting[]): boolean {
  return group !== settings && mayBeSame(settings[0].key, group[0].key);
}

/** Rule 2, and rule 3 for a literal TTL of 0: nothing is cached today. */
function withCluster(
  { verdict, because, shown }: Opinion,
  cluster: Reading<boolean>,
  ttlZero: boolean,
): Pick<JudgedKey, 'verdict' | 'because' | 'shown' | 'dormant'> {
  const clusterOff = cluster.is === 'absent' || isKnown(cluster, false);
  if (verdict === undefined || !isViolating(verdict)) {
    return { verdict, because, shown, dormant: undefined };
  }
  if (clusterOff || ttlZero) {
    return { verdict: 'DORMANT', because, shown, dormant: clusterOff ? 'no-cluster' : 'ttl-zero' };
  }
  // Rule 15, for the cluster: its default is off, or the default were judged as on.
  return verdict === 'UNENCRYPTED' && cluster.is === 'unresolved' && cluster.isChange
    ? { verdict: 'UNRESOLVED', because: 'cluster-unreadable', shown: cluster.shown, dormant: undefined }
    : { verdict, because, shown, dormant: undefined };
}

function surroundings(stage: StageCache): Surroundings {
  const stageDefault = merge(stage.settings.filter((setting) => setting.key.kind === 'stage-default'));
  const mayBeDefault = stage.settings.filter(({ key }) => key.kind === 'unreadable' && mayBeSame(key, STAGE_DEFAULT_KEY));
  const possibly = [...stage.unreadable.map(unknownCaching), ...mayBeDefault.map(({ caching }) => caching)].filter(mayCache);
  return {
    defaultCaching: mayCache(stageDefault.caching) && !isChange(stageDefault.caching) ? stageDefault.caching
      : possibly.find((one) => !isChange(one)) ?? possibly[0] ?? stageDefault.caching,
    defaultEncrypts: stageDefault.encryption.is === 'known' && stageDefault.encryption.value,
    groups: groupByKey(stage.settings),
  };
}

/** What a part that cannot be read may say of the stage default. */
function unknownCaching({ shown }: UnreadableSettings): Reading<boolean> {
  return { is: 'unresolved', shown };
}

function isChange(reading: Reading<boolean>): boolean {
  return reading.is === 'unresolved' && reading.isChange === true;
}
