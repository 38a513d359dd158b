import { Judgement } from './judge';
import { existsAnywhere, judgeConfigurations } from './judge-configurations';
import { implicitLayout, isAlwaysStage, StageLayout, stageLayout, TemplateResource } from '../stage/stage-layout';
import { StageSource } from '../stage/stage-source';
import { Configuration } from '../template-language/configuration';
import { NO_DECLARATIONS } from '../template-language/declarations';
import { Parameters } from '../template-language/parameters';

/** A stage as a template can deploy it. */
export class DeployableStage {
  private judged: Judgement | undefined;

  public constructor(
    public readonly source: StageSource, private readonly judge: (source: StageSource) => Judgement = judgeConfigurations,
  ) {
  }

  /** The worst of what it can be deployed as, found out when it is first asked for. */
  public get judgement(): Judgement {
    this.judged ??= this.judge(this.source);
    return this.judged;
  }
}

/** A resource that amounts to no stage in any configuration is none. */
export function deployableStage(resource: TemplateResource, globals: unknown, parameters: Parameters): DeployableStage | undefined {
  const known = () => parameters.lookingUp(resource.properties, true).lookingUp(globals, false);
  if (isAlwaysStage(resource)) {
    return new DeployableStage(new StageSource(() => stageLayout(resource, globals)!, known));
  }
  const layout = stageLayout(resource, globals);
  return layout && stageIfPossible(layout, known);
}

/** The API that SAM makes of `Globals`, where a configuration asks for it. */
export function deployableImplicitApi(
  globals: unknown, parameters: Parameters, exists: (configuration: Configuration) => boolean,
): DeployableStage | undefined {
  return stageIfPossible(implicitLayout(globals, exists), () => parameters.lookingUp(globals, false));
}

function stageIfPossible(layout: StageLayout, parameters: () => Parameters): DeployableStage | undefined {
  const source = new StageSource(() => layout, parameters);
  return existsAnywhere(source) ? new DeployableStage(source) : undefined;
}

/** What a resource amounts to that configures no stage. */
export const NO_STAGE = new DeployableStage(new StageSource(
  () => implicitLayout(undefined, () => false), () => new Parameters(NO_DECLARATIONS),
));
