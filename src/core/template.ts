import { declarationsOf } from './declarations';
import { deployableImplicitApi, DeployableStage, deployableStage } from './deployable-stage';
import { resourcesIn } from './for-each';
import { asksForImplicitApi, canHaveApiEvents, IMPLICIT_API_ID } from './implicit-api';
import { Environment, Parameters } from './parameters';
import { isObject, Path } from './place';
import { SERVERLESS_API_TYPE } from './stage-cache';
import { isCreated, TemplateResource } from './stage-layout';

/** A stage of a CloudFormation or SAM template. */
export interface TemplateStage {
  readonly logicalId: string;
  /** Where its resource stands below `Resources`; by default at its logical id. */
  readonly at?: Path;
  readonly type: string;
  readonly stage: DeployableStage;
}

/**
 * Every stage that a parsed template configures, the implicit API of SAM included. Anything else has none.
 *
 * @param environment the pseudo parameters whose value is known, such as `AWS::Region`
 */
export function stagesOf(template: unknown, environment: Environment = {}): readonly TemplateStage[] {
  const { Resources: resources, Globals: globals } = isObject(template) ? template : {} as Readonly<Record<string, unknown>>;
  const parameters = new Parameters(declarationsOf(template), environment);
  const all = resourcesIn(resources).map(({ raw, ...placed }) => ({ ...placed, ...asResource(raw) }));
  const stated = all.flatMap((resource): readonly TemplateStage[] => {
    const stage = deployableStage(resource, globals, parameters);
    return stage === undefined ? [] : [{ logicalId: resource.logicalId, at: resource.at, type: resource.type, stage }];
  });
  const implicit = implicitApi(all, globals, parameters);
  return implicit === undefined ? stated : [...stated, { logicalId: IMPLICIT_API_ID, type: SERVERLESS_API_TYPE, stage: implicit }];
}

/** The API that SAM makes where a resource asks for it. */
export function implicitApi(resources: readonly TemplateResource[], globals: unknown, parameters: Parameters): DeployableStage | undefined {
  const asking = resources.filter(({ type }) => canHaveApiEvents(type));
  const known = parameters.lookingUp(asking.map(({ properties }) => properties), false);
  return deployableImplicitApi(globals, known, (configuration) => asking.some((resource) =>
    isCreated(resource, configuration) && asksForImplicitApi(resource, configuration.evaluate)));
}

export function asResource(raw: unknown): TemplateResource {
  const { Type: type, Properties: properties, Condition: condition } = isObject(raw) ? raw : {} as Readonly<Record<string, unknown>>;
  return {
    type: typeof type === 'string' ? type : '',
    // A macro beside the properties may write any of them (rule 16).
    properties: isObject(raw) && 'Fn::Transform' in raw ? { 'Fn::Transform': raw['Fn::Transform'] } : properties,
    ...typeof condition === 'string' && { condition },
  };
}
