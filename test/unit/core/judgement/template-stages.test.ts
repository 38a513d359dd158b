import { asResource, mayBringStage, pathInTemplate, resourcesOf, stagesOf } from '../../../../src/core/judgement/template-stages';
import { describeWhen } from '../../../../src/wording/messages';
import { cacheOf } from '../../../support/notation';

const STAGE = { Type: 'AWS::ApiGateway::Stage', Properties: {} };
const FUNCTION = { Type: 'AWS::Serverless::Function', Properties: { Events: { Get: { Type: 'Api' } } } };

test('finds every stage, and the implicit API once', () => {
  const template = {
    Globals: { Api: { CacheClusterEnabled: true } },
    Resources: { A: STAGE, Topic: { Type: 'AWS::SNS::Topic' }, Sam: { Type: 'AWS::Serverless::Api' }, F: FUNCTION, G: FUNCTION, H: { ...FUNCTION, Properties: {} } },
  };
  expect(stagesOf(template).map(({ logicalId, type, stage }) => [logicalId, type, cacheOf(stage).cluster.is])).toEqual([
    ['A', 'AWS::ApiGateway::Stage', 'absent'],
    ['Sam', 'AWS::Serverless::Api', 'known'],
    ['ServerlessRestApi', 'AWS::Serverless::Api', 'known'],
  ]);
});

test('rule 16: a macro beside the properties may write any of them', () => {
  const [{ stage }] = stagesOf({ Resources: { A: { ...STAGE, 'Fn::Transform': { Name: 'X' } } } });
  expect(stage.judgement.verdict).toBe('UNRESOLVED');
  expect(stage.judgement.keys.map(({ shown }) => shown)).toEqual(['{"Fn::Transform":{"Name":"X"}}']);
});

test('what names no condition has none', () => {
  const MethodSettings = [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }];
  const [{ stage }] = stagesOf({ Resources: { A: { ...STAGE, Properties: { CacheClusterEnabled: true, MethodSettings }, Condition: 7 } } });
  expect(stage.judgement.keys.map(({ verdict, when }) => `${verdict}${describeWhen(when)}`)).toEqual(['UNENCRYPTED']);
});

test.each([
  [null], [undefined], [7], ['text'], [[]], [{}], [{ Resources: null }], [{ Resources: [] }],
  [{ Resources: { A: null, B: 'x', C: { Type: 7 }, D: { Properties: {} } } }],
])('finds nothing in %j', (template) => {
  expect(stagesOf(template)).toEqual([]);
});

test.each(['AWS::ApiGateway::Stage', 'AWS::Serverless::Api'])('rule 14: a %s whose condition never holds is none', (Type) => {
  const conditions = { Never: { 'Fn::Equals': ['a', 'b'] }, Always: { 'Fn::Equals': ['a', 'a'] } };
  const resources = Object.fromEntries(Object.keys(conditions).map((Condition) => [Condition, { Type, Condition, Properties: {} }]));
  expect(stagesOf({ Conditions: conditions, Resources: resources }).map(({ logicalId }) => logicalId)).toEqual(['Always']);
});

test.each([[null], ['text'], [{}], [{ Resources: null }]])('there are no resources in %j', (template) => {
  expect(resourcesOf(template, () => true)).toEqual([]);
});

test('of the resources of a template only those are read that are wanted', () => {
  const template = { Resources: { A: STAGE, Topic: { Type: 'AWS::SNS::Topic' }, B: { ...STAGE, Condition: 'C' } } };
  expect(resourcesOf(template, mayBringStage)).toEqual([
    { logicalId: 'A', at: ['A'], type: 'AWS::ApiGateway::Stage', properties: {} },
    { logicalId: 'B', at: ['B'], type: 'AWS::ApiGateway::Stage', properties: {}, condition: 'C' },
  ]);
  expect(resourcesOf(template, () => true).map(({ logicalId }) => logicalId)).toEqual(['A', 'Topic', 'B']);
});

test('resources bring a stage by their type: those that configure one, and those for which SAM makes the implicit API (rule 13)', () => {
  const configuring = ['AWS::ApiGateway::Stage', 'AWS::ApiGateway::Deployment', 'AWS::Serverless::Api'];
  const asking = ['AWS::Serverless::Function', 'AWS::Serverless::StateMachine'];
  const types = [...configuring, ...asking, 'AWS::ApiGatewayV2::Stage', 7];
  expect(types.filter((Type) => mayBringStage({ Type }))).toEqual([...configuring, ...asking]);
  expect([mayBringStage(undefined), mayBringStage('AWS::ApiGateway::Stage'), mayBringStage({})]).toEqual([false, false, false]);
});

test.each([[7], [null], [{ Ref: 'T' }], [undefined]])('a type is a text: %j is none', (Type) => {
  expect(asResource({ Type, Properties: {} })).toEqual({ type: '', properties: {} });
});

describe('rule 13 and 16: the implicit API exists where a resource asks for it', () => {
  const Conditions = { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] }, Never: { 'Fn::Equals': ['a', 'b'] } };
  const Parameters = { Env: { Type: 'String', AllowedValues: ['dev', 'prod'] } };
  const unencrypted = [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }];
  const found = (F: object, MethodSettings: unknown = unencrypted, more: object = { Parameters, Conditions }) => stagesOf({
    ...more, Globals: { Api: { CacheClusterEnabled: true, MethodSettings } }, Resources: { F },
  }).map(({ stage }) => stage.judgement.keys.map(({ key, verdict, when }) => `${key} ${verdict}${describeWhen(when)}`).join());

  test.each<[string, object, string[]]>([
    ['without a condition', FUNCTION, ['*/* UNENCRYPTED']],
    ['under one', { ...FUNCTION, Condition: 'IsProd' }, ['*/* UNENCRYPTED when condition IsProd is true']],
    ['under one that never holds', { ...FUNCTION, Condition: 'Never' }, []],
    ['by an event under one', { ...FUNCTION, Properties: { Events: { Get: { 'Fn::If': ['IsProd', { Type: 'Api' }, { Ref: 'AWS::NoValue' }] } } } }, ['*/* UNENCRYPTED when condition IsProd is true']],
  ])('%s', (_, resource, expected) => {
    expect(found(resource)).toEqual(expected);
  });

  test('by any of several, each under its own condition', () => {
    const names = Array.from({ length: 40 }, (_, index) => `C${index}`);
    const template = {
      Parameters: Object.fromEntries(names.map((name) => [name, { Type: 'String', AllowedValues: ['a', 'b'] }])),
      Conditions: Object.fromEntries(names.map((name) => [name, { 'Fn::Equals': [{ Ref: name }, 'a'] }])),
      Globals: { Api: { CacheClusterEnabled: true, MethodSettings: unencrypted } },
      Resources: Object.fromEntries(names.map((name) => [name, { ...FUNCTION, Condition: name }])),
    };
    expect(stagesOf(template).map(({ stage }) => stage.judgement.verdict)).toEqual(['UNENCRYPTED']);
  });
});

test.each([
  [{ logicalId: 'S' }, ['Properties', 'MethodSettings', 0], ['Resources', 'S', 'Properties', 'MethodSettings', 0]],
  [{ logicalId: 'S', at: ['Fn::ForEach::S', 2, 'S'] }, ['Properties', 'MethodSettings'], ['Resources', 'Fn::ForEach::S', 2, 'S', 'Properties', 'MethodSettings']],
  [{ logicalId: 'S' }, ['Globals', 'Api', 'MethodSettings', 0], ['Globals', 'Api', 'MethodSettings', 0]],
])('%j: what stands at %j of a stage stands at %j of the template', (stage, path, expected) => {
  expect(pathInTemplate(stage, path)).toEqual(expected);
});

test.each([[null], ['text'], [[]], [{ Type: 7 }]])('a resource that is none has no type: %j', (raw) => {
  expect(asResource(raw)).toEqual({ type: '', properties: undefined });
});

test.each([[[]], ['text'], [7]])('a deployment whose properties are %j may describe a stage', (Properties) => {
  expect(stagesOf({ Resources: { D: { Type: 'AWS::ApiGateway::Deployment', Properties } } }).map(({ stage }) => stage.judgement.verdict)).toEqual(['UNRESOLVED']);
});
