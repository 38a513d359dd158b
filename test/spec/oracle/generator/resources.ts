import fc from 'fast-check';
import { booleanValue, clusterValue, settingList, ttlValue } from './settings';
import { branching, CONDITION_NAMES, Flavor, maybe, NO_VALUE, present, unreadable, weighted } from './vocabulary';
import type { Json, JsonObject } from '../oracle/json';

const conditionName = maybe(20, fc.constantFrom<Json>(...CONDITION_NAMES));

function cacheProperties(flavor: Flavor): fc.Arbitrary<JsonObject> {
  return fc.record({ CacheClusterEnabled: maybe(92, clusterValue(flavor)), MethodSettings: maybe(98, settingList(flavor)) }).map(present);
}

function stage(flavor: Flavor): fc.Arbitrary<JsonObject> {
  return fc.tuple(conditionName, cacheProperties(flavor)).map(([Condition, properties]) => present({
    Type: 'AWS::ApiGateway::Stage', Condition, Properties: { RestApiId: 'api', DeploymentId: 'dep', StageName: 'prod', ...properties },
  }));
}

function deployment(flavor: Flavor): fc.Arbitrary<JsonObject> {
  const topLevel = fc.record({
    CachingEnabled: maybe(60, booleanValue(flavor, 8)),
    CacheDataEncrypted: maybe(60, booleanValue(flavor, 7)),
    CacheTtlInSeconds: maybe(10, ttlValue(flavor)),
  });
  const description = fc.tuple(cacheProperties(flavor), topLevel)
    .map(([properties, fields]): Json => present({ ...properties, ...fields }));
  const leaf = weighted<Json>(flavor, [20, description], [1, fc.constant(NO_VALUE)], [1, unreadable, 'any']);
  const stageName = maybe(95, fc.oneof(
    { weight: 12, arbitrary: fc.constant<Json>('prod') },
    { weight: 1, arbitrary: fc.constantFrom(...CONDITION_NAMES).map((name): Json => ({ 'Fn::If': [name, 'prod', NO_VALUE] })) },
  ));
  return fc.tuple(conditionName, stageName, branching(leaf, 1, 8)).map(([Condition, StageName, StageDescription]) => present({
    Type: 'AWS::ApiGateway::Deployment', Condition, Properties: present({ RestApiId: 'api', StageName, StageDescription }),
  }));
}

function serverlessApi(flavor: Flavor): fc.Arbitrary<JsonObject> {
  return fc.tuple(conditionName, cacheProperties(flavor)).map(([Condition, properties]) => present({
    Type: 'AWS::Serverless::Api', Condition, Properties: { StageName: 'prod', ...properties },
  }));
}

/** A function whose event makes the implicit API, or names an API of its own. */
const serverlessFunction: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject>(
  { Path: '/orders', Method: 'get' }, { Path: '/orders', Method: 'get' }, { Path: '/orders', Method: 'get', RestApiId: 'api' },
).map((event) => ({
  Type: 'AWS::Serverless::Function',
  Properties: { Handler: 'index.handler', Runtime: 'nodejs22.x', InlineCode: ' ', Events: { Get: { Type: 'Api', Properties: event } } },
}));

/** The sections of a template that hold stages. */
export interface Stages {
  readonly Globals?: JsonObject;
  readonly Resources: JsonObject;
  readonly usesSam: boolean;
}

export function stages(flavor: Flavor): fc.Arbitrary<Stages> {
  const plain = fc.oneof(
    { weight: 5, arbitrary: stage(flavor).map((S): JsonObject => ({ S })) },
    { weight: 3, arbitrary: deployment(flavor).map((D): JsonObject => ({ D })) },
    { weight: 1, arbitrary: fc.tuple(stage(flavor), deployment(flavor)).map(([S, D]): JsonObject => ({ S, D })) },
  ).map((Resources): Stages => ({ Resources, usesSam: false }));
  const withApi = fc.tuple(maybe(70, cacheProperties(flavor)), serverlessApi(flavor), maybe(30, serverlessFunction));
  const withoutApi = fc.tuple(cacheProperties(flavor), fc.constant(undefined), serverlessFunction);
  const sam = fc.oneof({ weight: 3, arbitrary: withApi }, { weight: 1, arbitrary: withoutApi }).map(([Api, A, F]): Stages => ({
    ...Api === undefined ? {} : { Globals: { Api } }, Resources: present({ A, F }), usesSam: true,
  }));
  return fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: sam });
}
