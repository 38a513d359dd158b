import { deployableImplicitApi, DeployableStage, deployableStage } from './deployable-stage';
import { canEmbed } from '../stage/embedded-template';
import { asksForImplicitApi, canHaveApiEvents, IMPLICIT_API_ID } from '../stage/implicit-api';
import { canConfigureStage, SERVERLESS_API_TYPE } from '../stage/stage-cache';
import { StageIdentity, stageIdentity } from '../stage/stage-identity';
import { isCreated, TemplateResource } from '../stage/stage-layout';
import { declarationsOf } from '../template-language/declarations';
import { resourcesIn } from '../template-language/for-each';
import { PseudoParameters, Parameters } from '../template-language/parameters';
import { isObject, Path } from '../template-language/place';

/** A stage of a CloudFormation or SAM template. */
export interface TemplateStage {
  readonly logicalId: string;
  /** Where its resource stands below `Resources`; by default at its logical id. */
  readonly at?: Path;
  readonly type: string;
  readonly identity?: StageIdentity;
  readonly stage: DeployableStage;
  /**
   * Where it stands if its template is part of another one, whose resource has the logical id: that and `at` are about the outer
   * template.
   */
  readonly embedded?: { readonly in: string; readonly path: Path };
}

/** A resource with its place in a template. */
export interface StatedResource extends TemplateResource {
  readonly logicalId: string;
  /** Below `Resources`. */
  readonly at: Path;
}

/** The resources of a parsed template that are wanted. */
export function resourcesOf(template: unknown, isWanted: (raw: unknown) => boolean): readonly StatedResource[] {
  const resources = isObject(template) ? resourcesIn(template.Resources, isWanted) : [];
  return resources.map(({ logicalId, at, raw }) => ({ logicalId, at, ...asResource(raw) }));
}

/**
 * Every stage that a parsed template configures, the implicit API of SAM included. Anything else has none.
 *
 * @param environment the pseudo parameters whose value is known, such as `AWS::Region`
 */
export function stagesOf(template: unknown, environment: PseudoParameters = {}): readonly TemplateStage[] {
  return [...eachStageOf(template, environment)];
}

/** The same one by one, so that what was found out about one can go before the next is read. */
export function* eachStageOf(template: unknown, environment: PseudoParameters = {}): Generator<TemplateStage> {
  const { Globals: globals, Resources: resources } = isObject(template) ? template : {} as Readonly<Record<string, unknown>>;
  const parameters = new Parameters(declarationsOf(template), environment);
  const all = resourcesOf(template, mayBringStage);
  for (const resource of all) {
    const stage = deployableStage(resource, globals, parameters);
    if (stage !== undefined) {
      yield { logicalId: resource.logicalId, at: resource.at, type: resource.type, identity: stageIdentity(resource, resources), stage };
    }
  }
  const implicit = implicitApi(all, globals, parameters);
  if (implicit !== undefined) {
    yield { logicalId: IMPLICIT_API_ID, type: SERVERLESS_API_TYPE, stage: implicit };
  }
}

/** Whether a resource of a template may configure a stage, or make SAM create the implicit API. */
export function mayBringStage(raw: unknown): boolean {
  const type = typeOf(raw);
  return canConfigureStage(type) || canHaveApiEvents(type);
}

/** Whether a resource of a template holds templates, which are not part of its own. */
export function embedsTemplates(raw: unknown): boolean {
  return canEmbed(typeOf(raw));
}

function typeOf(raw: unknown): string {
  const type = isObject(raw) ? raw.Type : undefined;
  return typeof type === 'string' ? type : '';
}

/** The API that SAM makes where a resource asks for it. */
export function implicitApi(resources: readonly TemplateResource[], globals: unknown, parameters: Parameters): DeployableStage | undefined {
  const asking = resources.filter(({ type }) => canHaveApiEvents(type));
  const known = parameters.lookingUp(asking.map(({ properties }) => properties), false);
  return deployableImplicitApi(globals, known, (configuration) => asking.some((resource) =>
    isCreated(resource, configuration) && asksForImplicitApi(resource, configuration.evaluate)));
}

/** Where something of a stage stands in its template, given its path in the resource or in `Globals`. */
export function pathInTemplate({ logicalId, at = [logicalId] }: Pick<TemplateStage, 'logicalId' | 'at'>, path: Path): Path {
  return path[0] === 'Globals' ? path : ['Resources', ...at, ...path];
}

export function asResource(raw: unknown): TemplateResource {
  const { Properties: properties, Condition: condition } = isObject(raw) ? raw : {} as Readonly<Record<string, unknown>>;
  return {
    type: typeOf(raw),
    // A macro beside the properties may write any of them (rule 16).
    properties: isObject(raw) && 'Fn::Transform' in raw ? { 'Fn::Transform': raw['Fn::Transform'] } : properties,
    ...typeof condition === 'string' && { condition },
  };
}
