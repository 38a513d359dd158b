import { Check, equals, IMPORT, NO_VALUE, override, ref, stageDefault, stageTemplate, when } from './check';
import type { Json, JsonObject } from '../oracle/json';

const ENCRYPTED = stageDefault({ CachingEnabled: true, CacheDataEncrypted: true });
const UNENCRYPTED = stageDefault({ CachingEnabled: true });
const deployment = (description: Json, rest: JsonObject = { StageName: 'prod' }): JsonObject => ({
  Resources: {
    D: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: 'api', StageDescription: description, ...rest } },
  },
});
const serverless = (globals: JsonObject, properties: JsonObject): JsonObject => ({
  Transform: 'AWS::Serverless-2016-10-31',
  Globals: { Api: globals },
  Resources: { A: { Type: 'AWS::Serverless::Api', Properties: { StageName: 'prod', ...properties } } },
});
const functionWith = (event: JsonObject, globals: JsonObject): JsonObject => ({
  Globals: { Api: globals },
  Resources: { F: { Type: 'AWS::Serverless::Function', Properties: { Events: { Get: event } } } },
});
const onlyWhen = (condition: string, settings: Json, rest: JsonObject): JsonObject => ({
  ...rest,
  Resources: {
    S: {
      Type: 'AWS::ApiGateway::Stage',
      Condition: condition,
      Properties: { CacheClusterEnabled: true, MethodSettings: settings },
    },
  },
});
const BY_ENV = {
  Parameters: { Env: { Type: 'String', AllowedValues: ['dev', 'prod'] } },
  Conditions: { IsProd: equals(ref('Env'), 'prod'), Never: equals(ref('Env'), 'mars'), Odd: equals(IMPORT, 'x') },
};

/** Rules 1 and 12 to 14: the four kinds of resources and their conditions. */
export const RESOURCE_CHECKS: readonly Check[] = [
  ['rule 1: by type only', { Resources: { S: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { MethodSettings: [UNENCRYPTED] } } } }, {}],
  ['rule 12: the top-level fields are a virtual W',
    deployment({ CacheClusterEnabled: true, CachingEnabled: true }), { 'D */*': 'UNENCRYPTED' }],
  ['rule 12: the virtual W encrypted',
    deployment({ CacheClusterEnabled: true, CachingEnabled: true, CacheDataEncrypted: true }), { 'D */*': 'ENCRYPTED' }],
  ['rules 2, 12: the cluster of the description', deployment({ CachingEnabled: true }), { 'D */*': 'DORMANT' }],
  ['rules 9, 12: a W in its MethodSettings is a duplicate',
    deployment({ CacheClusterEnabled: true, CachingEnabled: true, MethodSettings: [ENCRYPTED] }),
    { 'D */*': 'UNPROVEN' }],
  ['rules 9, 12: two that agree',
    deployment({ CacheClusterEnabled: true, CachingEnabled: true, CacheDataEncrypted: true, MethodSettings: [ENCRYPTED] }),
    { 'D */*': 'ENCRYPTED' }],
  ['rules 5, 12: the virtual W seeds', deployment({
    CacheClusterEnabled: true, CachingEnabled: true, CacheDataEncrypted: true, MethodSettings: [override({ LoggingLevel: 'INFO' })],
  }), { 'D */*': 'ENCRYPTED', 'D ~1orders/GET': 'UNPROVEN' }],
  ['rule 12: no StageName', deployment({ CacheClusterEnabled: true, CachingEnabled: true }, {}), {}],
  ['rule 12: the cluster alone is no W', deployment({ CacheClusterEnabled: true }), {}],
  ['rules 5, 12: an unreadable description', deployment(IMPORT), { 'D MethodSettings': 'UNRESOLVED' }],
  ['rule 12: no description', deployment(NO_VALUE), {}],
  ['rules 12, 16: a description in a branch',
    { ...BY_ENV, ...deployment(when('IsProd', { CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] }, NO_VALUE)) },
    { 'D */*': 'UNENCRYPTED' }],
  ['rule 13: local settings alone',
    serverless({}, { CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] }), { 'A */*': 'UNENCRYPTED' }],
  ['rule 13: lists are joined, duplicates kept',
    serverless({ MethodSettings: [UNENCRYPTED] }, { CacheClusterEnabled: true, MethodSettings: [ENCRYPTED] }), { 'A */*': 'UNPROVEN' }],
  ['rule 13: a global W seeds a local override',
    serverless({ MethodSettings: [ENCRYPTED] }, { CacheClusterEnabled: true, MethodSettings: [override({ CacheTtlInSeconds: 5 })] }),
    { 'A */*': 'ENCRYPTED', 'A ~1orders/GET': 'UNPROVEN' }],
  ['rule 13: of scalars the local one wins',
    serverless({ CacheClusterEnabled: true }, { CacheClusterEnabled: false, MethodSettings: [UNENCRYPTED] }),
    { 'A */*': 'DORMANT' }],
  ['rule 13: the global cluster',
    serverless({ CacheClusterEnabled: true }, { MethodSettings: [UNENCRYPTED] }), { 'A */*': 'UNENCRYPTED' }],
  ['rule 13: the implicit API',
    functionWith({ Type: 'Api', Properties: {} }, { CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] }),
    { 'ServerlessRestApi */*': 'UNENCRYPTED' }],
  ['rule 13: no implicit API',
    functionWith({ Type: 'Api', Properties: { RestApiId: 'api' } }, { CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] }), {}],
  ['rule 13: an implicit API in the configurations that ask for it', {
    ...BY_ENV,
    ...functionWith(
      { Type: 'Api', Properties: { RestApiId: when('IsProd', 'api', NO_VALUE) } },
      {
        CacheClusterEnabled: true,
        MethodSettings: [stageDefault({ CachingEnabled: true, CacheDataEncrypted: when('IsProd', false, true) })],
      },
    ),
  }, { 'ServerlessRestApi */*': 'ENCRYPTED' }],
  ['rule 13: an event of another type',
    functionWith({ Type: 'HttpApi' }, { CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] }), {}],
  ['rule 14: the resource\'s own condition must hold',
    onlyWhen('IsProd', [stageDefault({ CachingEnabled: true, CacheDataEncrypted: when('IsProd', true, false) })], BY_ENV),
    { 'S */*': 'ENCRYPTED' }],
  ['rule 14: a condition that never holds', onlyWhen('Never', [UNENCRYPTED], BY_ENV), {}],
  ['rule 16: a condition that cannot be evaluated counts', onlyWhen('Odd', [UNENCRYPTED], BY_ENV), { 'S */*': 'UNENCRYPTED' }],
  ['rule 16: only the choices in which the resource exists',
    onlyWhen('Odd', [stageDefault({ CachingEnabled: true, CacheDataEncrypted: when('Odd', true, false) })], BY_ENV),
    { 'S */*': 'ENCRYPTED' }],
  ['rule 2: a cluster that a condition decides',
    stageTemplate([UNENCRYPTED], BY_ENV, { CacheClusterEnabled: when('IsProd', true, false) }),
    { 'S */*': 'UNENCRYPTED' }],
  ['rule 2: cluster and encryption under one condition',
    stageTemplate([stageDefault({ CachingEnabled: true, CacheDataEncrypted: when('IsProd', true, false) })], BY_ENV,
      { CacheClusterEnabled: when('IsProd', true, false) }), { 'S */*': 'DORMANT' }],
];
