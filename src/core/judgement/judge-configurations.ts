import { ConfiguredStage } from './configured-stage';
import { judgeKey, Judgement, JudgedKey, judgeKeys, judgeUnreadable, judgeUntried } from './judge';
import { ClusterContext } from './key-verdict';
import { isReported, VERDICTS } from './verdict';
import { Part } from '../stage/entry';
import { methodSetting } from '../stage/method-setting';
import { mayBeSame } from '../stage/method-setting-key';
import { findMisnomers } from '../stage/misnomers';
import { KeyEntries, StageSource } from '../stage/stage-source';
import { Guess } from '../template-language/choices';
import { Configuration, Fact } from '../template-language/configuration';
import { forEachConfiguration, MOST_CONFIGURATIONS } from '../template-language/explore';
import { smallestFacts } from '../template-language/facts';
import { isShownForEveryChoice } from '../template-language/guesses';
import { asBoolean, evaluateLiteral, Structure } from '../template-language/intrinsics';
import { show } from '../template-language/reading';

/** What one configuration says of a key. */
interface Outcome {
  /** Nothing where the key is not stated. */
  readonly result: JudgedKey | undefined;
  readonly facts: readonly Fact[];
  readonly guesses: readonly Guess[];
  /** Whether there is such a stage. */
  readonly exists: boolean;
}

/**
 * The worst of every deployable configuration, key by key, and what brings it
 * about (rules 14 to 17). For each key only that is enumerated which its own
 * entries, the stage default, the cluster and the resource's condition ask for.
 *
 * @param limit the number of configurations of one key after which it is `UNRESOLVED`
 */
export function judgeConfigurations(source: StageSource, limit: number = MOST_CONFIGURATIONS): Judgement {
  return judgeKeys(!source.parameters.canDeploy ? [] : [
    ...source.all.keys.flatMap((entries) => judgeEntries(source, entries, limit)).map((judged) => withMisnomers(source, judged)),
    ...source.all.parts.flatMap((part) => judgePart(source, part, limit)),
  ]);
}

/** They are looked for only where there is a finding. */
function withMisnomers(source: StageSource, judged: JudgedKey): JudgedKey {
  const { verdict, keyFault, settings } = judged;
  const isWanted = keyFault === 'key-incomplete' || (verdict !== undefined && isReported(verdict));
  const found = isWanted ? findMisnomers(source, settings.map(({ path }) => path)) : [];
  return found.length === 0 ? judged : { ...judged, misnomers: found };
}

/** Whether there is such a stage in any configuration. Where too many would have to be tried, there may be. */
export function existsAnywhere({ layout, parameters }: StageSource, limit: number = MOST_CONFIGURATIONS): boolean {
  let isFound = false;
  const isComplete = forEachConfiguration(parameters, limit, (configuration) => {
    isFound = layout.exists(configuration) && configuration.isDeployable;
    return !isFound;
  });
  return isFound || !isComplete;
}

function judgeEntries(source: StageSource, own: KeyEntries, limit: number): readonly JudgedKey[] {
  const untried = () => judgeUntriedEntries(source, own);
  const judgeWith = (met?: KeyEntries) => judgeOutcomes(source, limit, untried, (stage) => {
    const settings = stage.settingsOf(own);
    const others = met !== undefined && settings[0]?.key.kind === 'unreadable' ? stage.settingsOf(met) : [];
    const isMet = others.length > 0 && mayBeSame(settings[0].key, others[0].key);
    return settings.length === 0 ? undefined : judgeKey(settings, stage, isMet ? others : []);
  });
  let worst = judgeWith();
  // What cannot be read may be any key that it does not contradict: each of them alone, since one is enough.
  const meetings = own.key.kind === 'unreadable' ? source.all.keys.filter((met) => met !== own && mayMeet(own, met)) : [];
  for (const met of meetings) {
    const judged = judgeWith(met);
    // Of verdicts alike, whatever the order of the list, that which says that the key decides.
    const isAsBad = severityRank(judged) === severityRank(worst) && judged[0]?.reason === 'key-unreadable';
    worst = severityRank(judged) < severityRank(worst) || isAsBad ? judged : worst;
  }
  return worst;
}

/** The entries of a key all have it, so the first tells; whether they meet is asked again under each configuration. */
function mayMeet({ entries: [own] }: KeyEntries, { entries: [met] }: KeyEntries): boolean {
  return own.keys.some((ownKey) => met.keys.some((metKey) => mayBeSame(ownKey, metKey)));
}

function judgePart(source: StageSource, part: Part, limit: number): readonly JudgedKey[] {
  const path = part.item?.place.path ?? part.list.path;
  const [place] = part.item === undefined ? part.list.value.branches : [part.item.place];
  const untried = () => judgeUnreadable({ path, shown: show(place?.raw) }, literalContext(source));
  return judgeOutcomes(source, limit, untried, (stage) => {
    const unreadable = stage.unreadable(part);
    return unreadable && judgeUnreadable(unreadable, stage);
  });
}

function judgeOutcomes(
  source: StageSource, limit: number, untried: () => JudgedKey, judgeUnder: (stage: ConfiguredStage) => JudgedKey | undefined,
): readonly JudgedKey[] {
  const outcomes: Outcome[] = [];
  const isComplete = forEachConfiguration(source.parameters, limit, (configuration: Configuration, guesses) => {
    const stage = new ConfiguredStage(source, configuration);
    const { exists } = stage;
    const result = exists ? judgeUnder(stage) : undefined;
    if (configuration.isDeployable) {
      outcomes.push({ result, facts: configuration.facts, guesses: guesses(), exists });
    }
    return true;
  });
  return isComplete ? worstOf(outcomes) : [untried()];
}

/** The verdict and the fault of a key, apart where not the same configurations show them. */
function worstOf(outcomes: readonly Outcome[]): readonly JudgedKey[] {
  const results = outcomes.flatMap(({ result }) => result ?? []);
  if (results.length === 0) {
    return [];
  }
  const [worst] = [...results].sort((a, b) => severityRank([a]) - severityRank([b]));
  const verdict = withWhen(unlessGuessed(worst, outcomes), outcomes, (result) => result.verdict === worst.verdict);
  const faulty = results.find(({ keyFault }) => keyFault !== undefined);
  if (faulty === undefined) {
    return [verdict];
  }
  const fault = withWhen({ ...faulty, verdict: undefined }, outcomes, ({ keyFault }) => keyFault !== undefined);
  return JSON.stringify(fault.when) === JSON.stringify(verdict.when)
    ? [verdict]
    : [{ ...verdict, keyFault: undefined }, fault];
}

/** The worst first; of those alike, one whose key is at fault as well. */
function severityRank([judged]: readonly JudgedKey[]): number {
  const { verdict, keyFault } = judged ?? {};
  return 2 * (verdict === undefined ? VERDICTS.length : VERDICTS.indexOf(verdict)) + (keyFault === undefined ? 1 : 0);
}

/** Rule 16: what depends on a condition that cannot be evaluated is not known, unless it is so for every choice. */
function unlessGuessed(worst: JudgedKey, outcomes: readonly Outcome[]): JudgedKey {
  const isShown = ({ result }: Outcome) => result?.verdict === 'UNENCRYPTED';
  if (worst.verdict !== 'UNENCRYPTED' || isShownForEveryChoice(outcomes.filter(({ exists }) => exists), isShown)) {
    return worst;
  }
  const [{ condition }] = outcomes.find(isShown)!.guesses;
  return { ...worst, verdict: 'UNRESOLVED', reason: 'condition-unreadable', shown: show(condition.raw) };
}

function withWhen(judged: JudgedKey, outcomes: readonly Outcome[], isSo: (result: JudgedKey) => boolean): JudgedKey {
  const isShown = ({ result }: Outcome) => result !== undefined && isSo(result);
  const factsOf = (selected: readonly Outcome[]) => selected.map(({ facts }) => facts);
  // A key without a verdict is at fault.
  return judged.verdict === undefined || isReported(judged.verdict)
    ? { ...judged, when: smallestFacts(factsOf(outcomes.filter(isShown)), factsOf(outcomes.filter((outcome) => !isShown(outcome)))) }
    : judged;
}

/** What is written literally tells at least where the flags are. */
function judgeUntriedEntries(source: StageSource, { key, entries }: KeyEntries): JudgedKey {
  const settings = entries.flatMap(({ place, fields }) =>
    methodSetting(evaluateLiteral(place) as Structure, fields, key, evaluateLiteral)!);
  return judgeUntried(key, settings, entries[0].place.path, literalContext(source));
}

function literalContext({ layout }: StageSource): ClusterContext {
  return { cluster: asBoolean(layout.cluster.under(evaluateLiteral)) };
}
