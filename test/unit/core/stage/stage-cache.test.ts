import { DeployableStage, deployableImplicitApi } from '../../../../src/core/judgement/deployable-stage';
import { MethodSettingKey } from '../../../../src/core/stage/method-setting-key';
import { NO_DECLARATIONS } from '../../../../src/core/template-language/declarations';
import { Parameters } from '../../../../src/core/template-language/parameters';
import { ABSENT, known } from '../../../../src/core/template-language/reading';
import { cacheOf, deployableIn } from '../../../support/notation';

const cache = (stage: DeployableStage | undefined) => stage && cacheOf(stage);

const ENTRY = { HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true };

describe('AWS::ApiGateway::Stage', () => {
  const decode = (properties: unknown) => cacheOf(deployableIn({ type: 'AWS::ApiGateway::Stage', properties })!);

  test('decodes an entry with its place', () => {
    expect(decode({ CacheClusterEnabled: 'true', MethodSettings: [{ ...ENTRY, CacheDataEncrypted: 'false', CacheTtlInSeconds: 60 }] })).toEqual({
      cluster: known(true),
      settings: [{
        key: expect.objectContaining({ kind: 'method', text: '~1orders/GET' }) as MethodSettingKey,
        path: ['Properties', 'MethodSettings', 0],
        caching: known(true),
        encryption: known(false),
        written: known(false),
        ttl: known(60),
      }],
      unreadable: [],
    });
  });

  test.each([
    ['no properties', undefined],
    ['no settings', {}],
    ['rule 16: settings that AWS::NoValue removes', { MethodSettings: { Ref: 'AWS::NoValue' } }],
  ])('%s', (_, properties) => {
    expect(decode(properties)).toEqual({ cluster: ABSENT, settings: [], unreadable: [] });
  });

  test.each([
    ['only path and method', {}],
    ['a flag that is null', { CacheDataEncrypted: null }],
    ['a flag that AWS::NoValue removes', { CachingEnabled: { Ref: 'AWS::NoValue' } }],
  ])('rule 11: ignores an entry that sets nothing: %s', (_, more) => {
    expect(decode({ MethodSettings: [{ HttpMethod: 'GET', ResourcePath: '/', ...more }] }).settings).toEqual([]);
  });

  test('a misspelt flag sets something, and states nothing about encryption', () => {
    const [setting] = decode({ MethodSettings: [{ ...ENTRY, cacheDataEcypted: true }] }).settings;
    expect(setting.encryption).toEqual(ABSENT);
  });

  test.each([
    ['rule 16: Fn::Transform beside the properties', { 'Fn::Transform': {}, 'MethodSettings': [] }],
    ['properties that are a list', []],
    ['properties that are text', 'x'],
  ])('properties that cannot be read: %s', (_, properties) => {
    const { cluster, unreadable } = decode(properties);
    expect(cluster.is).toBe('unresolved');
    expect(unreadable).toHaveLength(1);
  });
});

describe('AWS::ApiGateway::Deployment', () => {
  const decode = (StageDescription: unknown, StageName: unknown = 'prod') =>
    cache(deployableIn({ type: 'AWS::ApiGateway::Deployment', properties: { StageName, StageDescription } }));

  test('rule 12: its top-level fields form a stage default', () => {
    const stage = decode({ CacheClusterEnabled: true, CachingEnabled: true, CacheTtlInSeconds: 0, MethodSettings: [ENTRY] })!;
    expect(stage.cluster).toEqual(known(true));
    expect(stage.settings.map(({ key, path }) => [key.text, path.join('.')])).toEqual([
      ['*/*', 'Properties.StageDescription'],
      ['~1orders/GET', 'Properties.StageDescription.MethodSettings.0'],
    ]);
    expect(stage.settings[0]).toMatchObject({ caching: known(true), encryption: ABSENT, ttl: known(0) });
  });

  test('rule 12: fields that have nothing to do with caching form none', () => {
    expect(decode({ CacheClusterEnabled: true, LoggingLevel: 'INFO' })!.settings).toEqual([]);
  });

  test.each([
    ['rule 12: no StageName', { CachingEnabled: true }, null],
    ['no StageDescription', undefined, 'prod'],
    ['a StageDescription that AWS::NoValue removes', { Ref: 'AWS::NoValue' }, 'prod'],
  ])('is no stage: %s', (_, description, name) => {
    expect(decode(description, name)).toBeUndefined();
  });

  test('a StageName that cannot be read is one', () => {
    expect(decode({ CachingEnabled: true }, { Ref: 'Name' })).toBeDefined();
  });

  test.each([
    [{ 'Fn::If': ['IsProd', {}] }],
    ['text'],
  ])('rule 5: a StageDescription that cannot be read: %j', (description) => {
    const stage = decode(description)!;
    expect(stage.cluster.is).toBe('unresolved');
    expect(stage.unreadable).toHaveLength(1);
  });
});

describe('AWS::Serverless::Api', () => {
  const decode = (properties: unknown, globals?: unknown) => cacheOf(deployableIn({ type: 'AWS::Serverless::Api', properties }, globals)!);
  const paths = (properties: unknown, globals?: unknown) => decode(properties, globals).settings.map(({ path }) => path.join('.'));

  test('rule 13: merges the lists of Globals.Api, global first', () => {
    expect(paths({ MethodSettings: [ENTRY] }, { Api: { MethodSettings: [ENTRY, ENTRY] } })).toEqual([
      'Globals.Api.MethodSettings.0', 'Globals.Api.MethodSettings.1', 'Properties.MethodSettings.0',
    ]);
  });

  test.each([
    ['the local scalar wins', { CacheClusterEnabled: false }, { Api: { CacheClusterEnabled: true } }, known(false)],
    ['the global scalar fills in', {}, { Api: { CacheClusterEnabled: true } }, known(true)],
    ['no Globals', { CacheClusterEnabled: true }, undefined, known(true)],
    ['Globals of something else', {}, { Function: { Runtime: 'nodejs22.x' } }, ABSENT],
  ])('rule 13: %s', (_, properties, globals, cluster) => {
    expect(decode(properties, globals).cluster).toEqual(cluster);
  });

  test('rule 5: a global list that cannot be read', () => {
    expect(decode({}, { Api: { MethodSettings: { Ref: 'List' } } }).unreadable).toEqual([
      { path: ['Globals', 'Api', 'MethodSettings'], shown: '{"Ref":"List"}' },
    ]);
  });

  // SAM merges what is written: only two literal lists are joined, anything else that is stated locally replaces the global value.
  test.each<[string, unknown, unknown, number, number]>([
    ['two lists', [ENTRY], [ENTRY], 2, 0],
    ['a local list and a global function', [ENTRY], { Ref: 'List' }, 1, 0],
    ['a local function and a global list', { Ref: 'List' }, [ENTRY], 0, 1],
    ['a local list that is left out', { Ref: 'AWS::NoValue' }, [ENTRY], 0, 0],
    ['no local list', undefined, [ENTRY], 1, 0],
  ])('rule 13: %s', (_, local, global, settings, unreadable) => {
    const found = decode({ MethodSettings: local }, { Api: { MethodSettings: global } });
    expect([found.settings.length, found.unreadable.length]).toEqual([settings, unreadable]);
  });

  test('rule 13: a local cluster that is left out is off', () => {
    expect(decode({ CacheClusterEnabled: { Ref: 'AWS::NoValue' } }, { Api: { CacheClusterEnabled: true } }).cluster).toEqual(ABSENT);
  });

  test('rule 13: properties that cannot be read may state anything', () => {
    const { cluster, unreadable } = decode({ 'Fn::Transform': {} }, { Api: { CacheClusterEnabled: true, MethodSettings: [ENTRY] } });
    expect([cluster.is, unreadable.length]).toEqual(['unresolved', 1]);
  });

  test('rule 13: the implicit API is judged from Globals alone', () => {
    const globals = { Api: { CacheClusterEnabled: true, MethodSettings: [ENTRY] } };
    expect(cache(deployableImplicitApi(globals, new Parameters(NO_DECLARATIONS), () => true))).toMatchObject({
      cluster: known(true),
      settings: [{ path: ['Globals', 'Api', 'MethodSettings', 0] }],
    });
  });
});

test.each([
  ['AWS::ApiGatewayV2::Stage'], ['AWS::ApiGateway::RestApi'], ['AWS::AppSync::ApiCache'], [''],
])('standard 1: %s has no such cache', (type) => {
  expect(deployableIn({ type, properties: { CacheClusterEnabled: true, MethodSettings: [ENTRY] } })).toBeUndefined();
});
