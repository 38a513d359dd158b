import { stagesOf } from '../../../../src/core/judgement/template-stages';
import { editDistance, nearName, SETTING_NAMES } from '../../../../src/core/stage/misnomers';

const W = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };

/** What is found at each key with a finding. */
function found(properties: object, type = 'AWS::ApiGateway::Stage', globals?: object): readonly string[] {
  const resource = { Type: type, Properties: { CacheClusterEnabled: true, ...properties } };
  const [{ stage }] = stagesOf({ Globals: globals, Resources: { S: resource } });
  const all = stage.judgement.keys.flatMap(({ misnomers = [] }) => misnomers);
  return all.map(({ name, meant, isMisplaced }) => isMisplaced ? `${name} beside` : `${name} for ${meant}`);
}

test.each<[string, string | undefined]>([
  ['CacheDataEncypted', 'CacheDataEncrypted'],
  ['cacheDataEncrypted', 'CacheDataEncrypted'],
  ['cache_data_encrypted', 'CacheDataEncrypted'],
  ['CACHEDATAENCRYPTED', 'CacheDataEncrypted'],
  ['CacheDataEncryption', 'CacheDataEncrypted'],
  ['CachingDataEncrypted', 'CacheDataEncrypted'],
  ['CachedDataEncrypted', 'CacheDataEncrypted'],
  ['CacheEncrypted', undefined],
  ['CachingEnable', 'CachingEnabled'],
  ['CacheTTLInSeconds', 'CacheTtlInSeconds'],
  ['Httpmethod', 'HttpMethod'],
  ['TracingEnabled', undefined],
  ['Encrypted', undefined],
  ['', undefined],
])('%s: %s', (name, meant) => {
  expect(nearName(name, SETTING_NAMES)).toBe(meant);
});

test('no property of a stage, a deployment or an API of SAM is near a setting', () => {
  const names = [
    'AccessLogSetting', 'CacheClusterEnabled', 'CacheClusterSize', 'CanarySetting', 'ClientCertificateId', 'DeploymentId', 'Description', 'DocumentationVersion',
    'MethodSettings', 'RestApiId', 'StageName', 'Tags', 'TracingEnabled', 'Variables', 'StageDescription', 'DeploymentCanarySettings', 'ApiKeySourceType', 'Auth',
    'BinaryMediaTypes', 'Cors', 'DefinitionBody', 'DefinitionUri', 'EndpointConfiguration', 'GatewayResponses', 'MinimumCompressionSize', 'Mode', 'Models', 'Name',
    'OpenApiVersion', 'FailOnWarnings', 'AlwaysDeploy', 'MergeDefinitions', 'PropagateTags',
  ];
  expect(names.filter((name) => nearName(name, SETTING_NAMES) !== undefined)).toEqual([]);
  expect(SETTING_NAMES.filter((name) => nearName(name, SETTING_NAMES) !== undefined)).toEqual([]);
});

test.each<[string, object, readonly string[]]>([
  ['a flag that is misspelt', { MethodSettings: [{ ...W, CacheDataEncypted: true }] }, ['CacheDataEncypted for CacheDataEncrypted']],
  ['in the entry alone that has it', { MethodSettings: [W, { ...W, HttpMethod: 'GET', ResourcePath: '/~1a', cacheDataEncrypted: true }] }, ['cacheDataEncrypted for CacheDataEncrypted']],
  ['beside the right one', { MethodSettings: [{ ...W, CacheDataEncrypted: false, CacheDataEncypted: true }] }, []],
  ['where there is no finding', { MethodSettings: [{ ...W, CacheDataEncrypted: true, CacheTtlInSecond: 5 }], CacheDataEncrypted: true }, []],
  ['of an entry that does not cache', { MethodSettings: [{ ...W, CachingEnabled: false, CacheDataEncypted: true }] }, []],
  ['another setting', { MethodSettings: [{ ...W, CacheTTLInSeconds: 0 }] }, ['CacheTTLInSeconds for CacheTtlInSeconds']],
  ['a key', { MethodSettings: [{ Httpmethod: 'GET', ResourcePath: '/~1a', CachingEnabled: true, CacheDataEncrypted: true }] }, ['Httpmethod for HttpMethod']],
  ['nothing is like it', { MethodSettings: [{ ...W, Encrypt: true }], Encrypt: true }, []],
  ['a flag on the stage', { MethodSettings: [W], CacheDataEncrypted: true }, ['CacheDataEncrypted beside']],
  ['one that is misspelt there', { MethodSettings: [W], cacheDataEncrypted: true }, ['cacheDataEncrypted beside']],
  ['a flag on the stage, and false in the entry', { MethodSettings: [{ ...W, CacheDataEncrypted: false }], CacheDataEncrypted: true }, []],
  ['a list that cannot be read', { MethodSettings: { Ref: 'List' }, CacheDataEncrypted: true }, []],
  ['in a branch', { MethodSettings: [{ 'Fn::If': ['A', { ...W, CacheDataEncypted: true }, { Ref: 'AWS::NoValue' }] }] }, ['CacheDataEncypted for CacheDataEncrypted']],
  ['twice', { MethodSettings: [{ ...W, CacheDataEncypted: true }, { ...W, CacheDataEncypted: false }] }, ['CacheDataEncypted for CacheDataEncrypted']],
])('%s', (_, properties, expected) => {
  expect(found(properties)).toEqual(expected);
});

test('in other resources', () => {
  expect(found({ MethodSettings: [W] }, 'AWS::Serverless::Api', { Api: { CacheDataEncrypted: true } })).toEqual(['CacheDataEncrypted beside']);
  expect(found({ MethodSettings: [W], CacheDataEncrypted: true }, 'AWS::Serverless::Api')).toEqual(['CacheDataEncrypted beside']);
  const deployment = (description: object, more: object = {}) =>
    found({ StageName: 'prod', StageDescription: { CacheClusterEnabled: true, ...description }, ...more }, 'AWS::ApiGateway::Deployment');
  expect(deployment({ CachingEnabled: true, CacheDataEncypted: true })).toEqual(['CacheDataEncypted for CacheDataEncrypted']);
  expect(deployment({ CachingEnabled: true }, { CacheDataEncrypted: true })).toEqual(['CacheDataEncrypted beside']);
  expect(deployment({ MethodSettings: [{ ...W, CacheDataEncypted: true }] })).toEqual(['CacheDataEncypted for CacheDataEncrypted']);
  const template = { Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [W], CacheDataEncrypted: true } }, Resources: { F: { Type: 'AWS::Serverless::Function', Properties: { Events: { E: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } } } } } };
  expect(stagesOf(template)[0].stage.judgement.keys[0].misnomers).toEqual([{ name: 'CacheDataEncrypted', meant: 'CacheDataEncrypted', isMisplaced: true }]);
});

test('edit distance', () => {
  expect([['', ''], ['a', ''], ['', 'ab'], ['kitten', 'sitting'], ['abc', 'abc']].map(([from, to]) => editDistance(from, to))).toEqual([0, 1, 2, 3, 0]);
});

test('properties that a condition may replace by something else have names in one branch alone', () => {
  const properties = { CacheClusterEnabled: true, CacheDataEncrypted: true, MethodSettings: [W] };
  const [{ stage }] = stagesOf({
    Conditions: { C: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } },
    Resources: { S: { Type: 'AWS::ApiGateway::Stage', Properties: { 'Fn::If': ['C', properties, 'text'] } } },
  });
  const names = stage.judgement.keys.flatMap(({ misnomers = [] }) => misnomers).map(({ name }) => name);
  expect(names).toContain('CacheDataEncrypted');
});
