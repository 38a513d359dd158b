import type { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { methodSettings } from './app';
import { Chance } from './chance';
import { pascalCase } from './pascal-case';

/** How big a generated template is. */
export interface TemplateSize {
  readonly resources: number;
  readonly stages: number;
  readonly settings: readonly [number, number];
  readonly seed: number;
}

type Resources = Record<string, object>;

const IS_PROD = { 'Fn::If': ['IsProd', true, false] };

/** A template with stages that cache in clear among other resources; one stage in ten is cached in production alone. */
export function generateTemplate({ resources, stages, settings: [least, most], seed }: TemplateSize): object {
  const chance = new Chance(seed);
  const all: Resources = {};
  for (let index = 0; index < resources; index++) {
    all[`Resource${index}`] = index < stages
      ? stageOf(methodSettings(chance, chance.between(least, most)), chance.isHit(1 / 10) ? IS_PROD : true)
      : { Type: 'AWS::SNS::Topic', Properties: { DisplayName: `Topic ${index}`, Tags: [{ Key: 'Team', Value: 'shop' }] } };
  }
  return {
    Parameters: { Environment: { Type: 'String', AllowedValues: ['dev', 'prod'] } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Environment' }, 'prod'] } },
    Resources: all,
  };
}

/** As many settings as there are conditions where rule 17 ends. */
const CONDITIONAL_SETTINGS = 12;

/** A template with one stage of twelve settings that so many independent conditions decide on. */
export function generateConditional(conditions: number): object {
  const names = Array.from({ length: conditions }, (_, index) => `C${index}`);
  const settings = Array.from({ length: CONDITIONAL_SETTINGS }, (_, index) =>
    ({ httpMethod: 'GET', resourcePath: `/~1${index}`, cachingEnabled: { 'Fn::If': [names[index % conditions], true, false] } as never }));
  return {
    Parameters: Object.fromEntries(names.map((name) => [`${name}Parameter`, { Type: 'String', AllowedValues: ['on', 'off'] }])),
    Conditions: Object.fromEntries(names.map((name) => [name, { 'Fn::Equals': [{ Ref: `${name}Parameter` }, 'on'] }])),
    Resources: {
      Stage: stageOf(settings, true),
    },
  };
}

function stageOf(settings: readonly CfnStage.MethodSettingProperty[], cluster: unknown): object {
  return { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'api', CacheClusterEnabled: cluster, MethodSettings: settings.map(pascalCase) } };
}
