import { Configuration, Fact } from './configuration';
import { explore, Outcome } from './explore';
import { literally } from './intrinsics';
import { judge, Judgement } from './judge';
import { Parameters } from './parameters';
import { decodeStage, NO_STAGE, StageCache, TemplateResource } from './stage-cache';

/** A stage under the configurations that decide alike, judged. */
export interface JudgedOutcome extends Outcome<StageCache> {
  readonly judgement: Judgement;
}

/** A stage as it is under each deployable configuration that makes a difference to it. */
export interface DeployableStage {
  readonly outcomes: readonly JudgedOutcome[];
  /** What holds where there is no such stage. */
  readonly without: readonly (readonly Fact[])[];
  /** There were too many configurations: the one outcome leaves open what any of them decides (rule 17). */
  readonly isDegraded: boolean;
}

/** A resource that amounts to no stage under some configuration has no outcome there; without any, it is no stage. */
export function decodeDeployable(resource: TemplateResource, globals: unknown, parameters: Parameters): DeployableStage | undefined {
  return deployable(parameters, (configuration) => exists(resource, configuration)
    ? decodeStage(resource, globals, configuration?.evaluate ?? literally)
    : undefined);
}

/**
 * The outcomes of whatever decodes a stage, under every configuration.
 *
 * @param decode asked for one configuration, or for none of them in particular
 */
export function deployable(parameters: Parameters, decode: (one: Configuration | undefined) => StageCache | undefined): DeployableStage | undefined {
  const explored = explore(parameters, decode);
  const all = explored ?? [{ result: decode(undefined), facts: [] }];
  const outcomes = all.flatMap(({ result, facts }): readonly JudgedOutcome[] =>
    result === undefined ? [] : [{ result, judgement: judge(result), facts }]);
  const without = all.filter(({ result }) => result === undefined).map(({ facts }) => facts);
  return outcomes.length === 0 ? undefined : { outcomes, without, isDegraded: explored === undefined };
}

/** A resource whose own condition cannot be evaluated counts (rule 16). */
export function exists({ condition }: TemplateResource, configuration: Configuration | undefined): boolean {
  return condition === undefined || configuration?.holds(condition) !== false;
}

/** The same for a resource that nothing but literals describe. */
export function decodeFixed(resource: TemplateResource, globals: unknown): DeployableStage | undefined {
  const stage = decodeStage(resource, globals);
  return stage && fixedStage(stage);
}

/** A stage that no configuration changes. */
export function fixedStage(stage: StageCache): DeployableStage {
  return { outcomes: [{ result: stage, judgement: judge(stage), facts: [] }], without: [], isDegraded: false };
}

/** Whether there is no stage after all. */
export function isNoStage({ outcomes }: DeployableStage): boolean {
  return outcomes.every(({ result }) => result === NO_STAGE);
}
