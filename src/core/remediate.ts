import { DeployableStage, fixedStage } from './deployable-stage';
import { JudgedKey, Judgement, judge } from './judge';
import { FLAG, MethodSetting } from './method-setting';
import { mayBeSame, STAGE_DEFAULT_KEY } from './method-setting-key';
import { Path } from './place';
import { isKnown, known, Reading } from './reading';
import { StageCache } from './stage-cache';
import { isViolating } from './verdict';

/** One change of a template, as data: put `value` at `path`. */
export interface Edit {
  readonly path: Path;
  readonly value: unknown;
  /** The method-setting key that the change is for. */
  readonly key: string;
  /** What the template said there. */
  readonly was: Reading<boolean>;
}

export interface RemediationOptions {
  /** Also state encryption for methods that no entry names yet (semantics.md, section 4, last point). */
  readonly ensureStageDefault: boolean;
  /** Keys that somebody acknowledged: left alone. */
  readonly isAcknowledged: (key: string) => boolean;
}

/**
 * The edits that make every readable record state encryption where it is
 * cached, possibly cached or dormant. Nothing but the flag changes; what cannot
 * be read has no edit and stays a finding.
 */
export function remediate(stage: StageCache, options: RemediationOptions, { keys }: Judgement = judge(stage)): readonly Edit[] {
  const violating = keys.filter((one) => one.verdict !== undefined && isViolating(one.verdict));
  const flags = recordsToEncrypt(stage, violating)
    .filter((setting) => !isKnown(setting.encryption, true) && !options.isAcknowledged(setting.key.text))
    .map((setting): Edit => ({ path: [...setting.path, FLAG], value: true, key: setting.key.text, was: setting.written }));
  return options.ensureStageDefault && !options.isAcknowledged(STAGE_DEFAULT_KEY.text) ? [...flags, ...stageDefault(stage)] : flags;
}

/** The edits that every deployable configuration needs, through the branches of `Fn::If` too. */
export function remediateAll({ outcomes }: DeployableStage, options: RemediationOptions): readonly Edit[] {
  const flags = distinct(outcomes.flatMap(({ result, judgement }) => remediate(result, { ...options, ensureStageDefault: false }, judgement)));
  const isWanted = options.ensureStageDefault && !options.isAcknowledged(STAGE_DEFAULT_KEY.text);
  const added = outcomes.map(({ result }) => isWanted ? stageDefault(result) : []);
  // An entry that only some configurations lack would be a duplicate in the others.
  const isAlwaysMissing = added.every((edits) => edits.length > 0) && distinct(added.flat()).length === 1;
  return isAlwaysMissing ? [...flags, ...distinct(added.flat())] : flags;
}

function distinct(edits: readonly Edit[]): readonly Edit[] {
  return edits.length < 2 ? edits : [...new Map(edits.map((edit) => [edit.path.join('\0'), edit])).values()];
}

/**
 * The stage with the edits made, where no configuration decides on it.
 *
 * @returns nothing if the edits do more than set the flags of records that it has
 */
export function withFlagsSet({ outcomes: [{ result: stage }] }: DeployableStage, edits: readonly Edit[]): DeployableStage | undefined {
  const flags = new Set(edits.map(({ path }) => path.join('\0')));
  const isSet = ({ path }: MethodSetting) => flags.has([...path, FLAG].join('\0'));
  const settings = stage.settings.map((one) => isSet(one) ? { ...one, encryption: known(true), written: known(true) } : one);
  return settings.filter((one, index) => one !== stage.settings[index]).length === edits.length ? fixedStage({ ...stage, settings }) : undefined;
}

/** The edits that replaced something stated, and that a stage says by now what they were to make it say. */
export function madeInstead(edits: readonly Edit[], { outcomes }: DeployableStage): readonly Edit[] {
  const instead = edits.filter(({ was }) => was.is !== 'absent');
  if (instead.length === 0) {
    return instead;
  }
  const encrypted = outcomes.flatMap(({ result }) => result.settings.filter(({ encryption }) => isKnown(encryption, true)));
  const flags = new Set(encrypted.map(({ path }) => [...path, FLAG].join('\0')));
  return instead.filter(({ path }) => flags.has(path.join('\0')));
}

/** A record whose key cannot be read may meet others, so then they have to agree with it. */
function recordsToEncrypt(stage: StageCache, violating: readonly JudgedKey[]): readonly MethodSetting[] {
  const settings = new Set(violating.flatMap((one) => one.settings));
  const unreadable = [...settings].filter(({ key }) => key.kind === 'unreadable');
  return stage.settings.filter((one) => settings.has(one) || unreadable.some(({ key }) => mayBeSame(key, one.key)));
}

/** One entry more, where the cluster is (or may be) on and the stage surely has no default yet. */
function stageDefault({ cluster, list, settings, unreadable }: StageCache): readonly Edit[] {
  const clusterOff = cluster.is === 'absent' || isKnown(cluster, false);
  const mayHaveDefault = unreadable.length > 0
    || settings.some(({ key }) => key.kind !== 'ineffective' && mayBeSame(key, STAGE_DEFAULT_KEY));
  if (clusterOff || mayHaveDefault) {
    return [];
  }
  const entry = { HttpMethod: '*', ResourcePath: '/*', [FLAG]: true };
  const created = list.length === undefined ? { path: list.path, value: [entry] } : { path: [...list.path, list.length], value: entry };
  return [{ ...created, key: STAGE_DEFAULT_KEY.text, was: { is: 'absent' } }];
}
