import { ClusterContext, KeyVerdict, metVerdict, recordVerdict, StageContext, untriedVerdict, verdictOf, withCluster } from './key-verdict';
import { Verdict, worstVerdictOf } from './verdict';
import { mayCache, merge } from '../stage/key-group';
import { MethodSetting } from '../stage/method-setting';
import { keyFault, KeyFault, MethodSettingKey, UnreadableKey, UNNAMED_KEY } from '../stage/method-setting-key';
import { Misnomer } from '../stage/misnomers';
import { StageCache, UnreadableSettings } from '../stage/stage-cache';
import { Fact } from '../template-language/configuration';
import { Path } from '../template-language/place';
import { isNonDefault, Reading } from '../template-language/reading';

/** A stage, judged key by key. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly keys: readonly JudgedKey[];
}

/** Everything the stage says under one method-setting key. */
export interface JudgedKey extends KeyVerdict {
  /** API Gateway's own key, or the property where no key can be named. */
  readonly key: string;
  /** The records with this key; none where a list or an item cannot be read. */
  readonly settings: readonly MethodSetting[];
  readonly path: Path;
  /** Why the key itself deserves a finding, whatever is cached (rules 8 and 9). */
  readonly keyFault: KeyFault | undefined;
  /** What a configuration has to decide for this; nothing where all of them do. */
  readonly when: readonly Fact[];
  /** What may have been meant to set it; looked for where there is a finding. */
  readonly misnomers?: readonly Misnomer[];
}

/** Judges the records that AWS has. They are complete, so no configuration decides on them. */
export function judge({ cluster, settings, unreadable }: StageCache): Judgement {
  const stageDefault = settings.filter(({ key }) => key.kind === 'stage-default');
  const { caching, encryption } = merge(stageDefault);
  const context: StageContext = {
    cluster,
    defaultCaching: defaultCaching(caching, () => unreadable.map(unknownCaching)),
    defaultEncrypts: encryption.is === 'known' && encryption.value,
  };
  return judgeKeys([
    ...settings.map((setting) => judgeKey([setting], context)),
    ...unreadable.map((part) => judgeUnreadable(part, context)),
  ]);
}

export function judgeKeys(keys: readonly JudgedKey[]): Judgement {
  return { verdict: worstVerdictOf(keys.map(({ verdict }) => verdict)), keys };
}

/**
 * Judges the records of one key.
 *
 * @param settings at least one
 * @param met the records of another key, which may be the same if the first cannot be read
 */
export function judgeKey(settings: readonly MethodSetting[], context: StageContext, met: readonly MethodSetting[] = []): JudgedKey {
  const [{ key, path }] = settings;
  const alone = recordVerdict(key, settings, context);
  return {
    key: key.text,
    settings,
    path,
    keyFault: keyFault(key) ?? (settings.length > 1 ? 'duplicate' : undefined),
    when: [],
    ...withCluster(met.length === 0 ? alone : metVerdict(alone, settings, key as UnreadableKey, met, context), context),
  };
}

export function judgeUnreadable({ path, shown, isNoList }: UnreadableSettings, context: ClusterContext): JudgedKey {
  return {
    key: UNNAMED_KEY,
    settings: [],
    path,
    keyFault: undefined,
    when: [],
    ...withCluster(verdictOf('UNRESOLVED', isNoList ? 'settings-no-list' : 'settings-unreadable', shown), context),
  };
}

/** A template in another one that names a type that configures a stage, and cannot be read. */
export function judgeUnreadableTemplate(path: Path, shown: string): Judgement {
  return judgeKeys([{ key: UNNAMED_KEY, settings: [], path, keyFault: undefined, when: [], ...verdictOf('UNRESOLVED', 'template-unreadable', shown) }]);
}

/** A key with more configurations than are tried: never a pass (rule 17). */
export function judgeUntried(key: MethodSettingKey, settings: readonly MethodSetting[], path: Path, context: ClusterContext): JudgedKey {
  const verdict = withCluster(untriedVerdict(key, settings), context);
  return { key: key.text, settings, path, keyFault: keyFault(key), when: [], ...verdict };
}

/**
 * Whether the stage default caches.
 *
 * @param possibly what else may be the stage default, asked for only where that decides
 */
export function defaultCaching(stated: Reading<boolean>, possibly: () => readonly Reading<boolean>[]): Reading<boolean> {
  if (mayCache(stated) && !isNonDefault(stated)) {
    return stated;
  }
  const caching = possibly().filter(mayCache);
  return caching.find((reading) => !isNonDefault(reading)) ?? caching[0] ?? stated;
}

/** What a part that cannot be read may say of the stage default. */
export function unknownCaching({ shown }: UnreadableSettings): Reading<boolean> {
  return { is: 'unresolved', shown };
}
