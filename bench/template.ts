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

/** A template with stages that cache unencrypted among other resources. One stage in ten caches only in production. */
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

/** A template with a stage of so many routes, each of which has a parameter and a condition of its own. */
export function generateRoutes(routes: number): object {
  const names = flagNames(routes);
  const settings = names.map((name, index) =>
    ({ httpMethod: 'GET', resourcePath: `/~1${index}`, cachingEnabled: true, cacheDataEncrypted: { 'Fn::If': [name, true, false] } as never }));
  return { ...flags(names), Resources: { Stage: stageOf(settings, true) } };
}

/** A template with one method setting that each choice of so many conditions decides on: whether an odd number of them holds. */
export function generateConditional(conditions: number): object {
  const names = flagNames(conditions);
  const { Parameters, Conditions } = flags(names);
  const differ = (a: object, b: object) => ({ 'Fn::Or': [{ 'Fn::And': [a, { 'Fn::Not': [b] }] }, { 'Fn::And': [{ 'Fn::Not': [a] }, b] }] });
  const parity = Object.fromEntries(names.map((name, index) =>
    [`Odd${index}`, index === 0 ? { Condition: name } : differ({ Condition: `Odd${index - 1}` }, { Condition: name })]));
  const setting = { httpMethod: '*', resourcePath: '/*', cachingEnabled: { 'Fn::If': [`Odd${conditions - 1}`, true, false] } as never };
  return { Parameters, Conditions: { ...Conditions, ...parity }, Resources: { Stage: stageOf([setting], true) } };
}

/** A template with so many stages of so many settings, each of which depends on two of so many conditions. */
export function generateConditioned(stages: number, entries: number, conditions: number): object {
  const names = flagNames(conditions);
  const settings = Array.from({ length: entries }, (_, index) => ({
    httpMethod: 'GET',
    resourcePath: `/~1${index}`,
    cachingEnabled: { 'Fn::If': [names[index % conditions], true, false] } as never,
    cacheDataEncrypted: { 'Fn::If': [names[(index + 1) % conditions], true, false] } as never,
  }));
  return { ...flags(names), Resources: Object.fromEntries(Array.from({ length: stages }, (_, index) => [`Stage${index}`, stageOf(settings, true)])) };
}

function flagNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `C${index}`);
}

/** For each name a parameter of two values, and the condition that it is on. */
function flags(names: readonly string[]): { readonly Parameters: object; readonly Conditions: object } {
  return {
    Parameters: Object.fromEntries(names.map((name) => [`${name}Parameter`, { Type: 'String', AllowedValues: ['on', 'off'] }])),
    Conditions: Object.fromEntries(names.map((name) => [name, { 'Fn::Equals': [{ Ref: `${name}Parameter` }, 'on'] }])),
  };
}

function stageOf(settings: readonly CfnStage.MethodSettingProperty[], cluster: unknown): object {
  return { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'api', CacheClusterEnabled: cluster, MethodSettings: settings.map(pascalCase) } };
}
