import { Aspects, CfnParameter, CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { CfnDeployment, CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnApi } from 'aws-cdk-lib/aws-sam';
import { EncryptApiCache } from '../../../src';
import { testApp } from '../../support/app';

const ENTRY = { HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true };
const TYPED = { httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true };

function enforced<T>(build: (stack: Stack) => T, props = {}): { one: T; resources: Record<string, { Properties: Record<string, unknown> }> } {
  const app = testApp();
  const one = build(new Stack(app, 'Shop'));
  Aspects.of(app).add(new EncryptApiCache(props));
  return { one, resources: (app.synth().getStackByName('Shop').template as { Resources: never }).Resources };
}

const stage = (stack: Stack, methodSettings: unknown = [TYPED]) =>
  new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: methodSettings as [] });

describe('other aspects and packs see it in the typed property', () => {
  test('of a stage', () => {
    expect(enforced(stage).one.methodSettings).toEqual([{ ...TYPED, cacheDataEncrypted: true }]);
  });

  test('of a deployment', () => {
    const { one } = enforced((stack) => new CfnDeployment(stack, 'D', {
      restApiId: 'abc', stageName: 'prod', stageDescription: { cacheClusterEnabled: true, cachingEnabled: true, methodSettings: [TYPED] },
    }));
    expect(one.stageDescription).toEqual({
      cacheClusterEnabled: true, cachingEnabled: true, cacheDataEncrypted: true, methodSettings: [{ ...TYPED, cacheDataEncrypted: true }],
    });
  });

  test('of a SAM API, in the spelling of SAM', () => {
    const { one } = enforced((stack) => new CfnApi(stack, 'Sam', { stageName: 'prod', cacheClusterEnabled: true, methodSettings: [ENTRY] }));
    expect(one.methodSettings).toEqual([{ ...ENTRY, CacheDataEncrypted: true }]);
  });

  test('even where an override of the whole list hides it', () => {
    const { one, resources } = enforced((stack) => {
      const hidden = stage(stack);
      hidden.addPropertyOverride('MethodSettings', [{ ...ENTRY, ResourcePath: '/~1search' }]);
      return hidden;
    });
    expect(one.methodSettings).toEqual([{ ...TYPED, cacheDataEncrypted: true }]);
    expect(resources.Stage.Properties.MethodSettings).toEqual([{ ...ENTRY, ResourcePath: '/~1search', CacheDataEncrypted: true }]);
  });

  test('but not where an override says that the entry is not cached', () => {
    const { one, resources } = enforced((stack) => {
      const partly = stage(stack, [TYPED, { ...TYPED, resourcePath: '/~1search' }]);
      partly.addPropertyOverride('MethodSettings.0.CachingEnabled', false);
      return partly;
    });
    expect(one.methodSettings).toEqual([TYPED, { ...TYPED, resourcePath: '/~1search' }]);
    expect(resources.Stage.Properties.MethodSettings).toEqual([
      { ...ENTRY, CachingEnabled: false }, { ...ENTRY, ResourcePath: '/~1search', CacheDataEncrypted: true },
    ]);
  });
});

describe('nothing that the user wrote is changed in place', () => {
  test('entries that two stages share', () => {
    const shared = [{ ...TYPED }];
    enforced((stack) => {
      stage(stack, shared);
      new CfnStage(stack, 'Off', { restApiId: 'abc', methodSettings: [{ ...TYPED, cachingEnabled: false }] });
    });
    expect(shared).toEqual([TYPED]);
  });

  test('values of overrides that two stages share', () => {
    const entry = { ...ENTRY };
    const list = [{ ...ENTRY }];
    enforced((stack) => {
      stage(stack).addPropertyOverride('MethodSettings.0', entry);
      new CfnStage(stack, 'Other', { restApiId: 'abc', cacheClusterEnabled: true }).addPropertyOverride('MethodSettings', list);
    });
    expect(entry).toEqual(ENTRY);
    expect(list).toEqual([ENTRY]);
  });

  test('the properties of a raw resource', () => {
    const properties = { CacheClusterEnabled: true, MethodSettings: [{ ...ENTRY }] };
    enforced((stack) => new CfnResource(stack, 'Raw', { type: 'AWS::ApiGateway::Stage', properties }));
    expect(properties.MethodSettings).toEqual([ENTRY]);
  });
});

test('what is lazy stays lazy, and what it refers to is found', () => {
  let limit = 1;
  const app = testApp();
  const parameter = new CfnParameter(new Stack(app, 'Other'), 'Limit', { type: 'Number' });
  stage(new Stack(app, 'Shop'), Lazy.uncachedAny({
    produce: () => [{ ...TYPED, throttlingBurstLimit: limit, throttlingRateLimit: parameter.valueAsNumber }],
  }));
  app.with(new EncryptApiCache());
  limit = 2;
  const { template } = app.synth().getStackByName('Shop');
  expect((template as { Resources: { Stage: { Properties: unknown } } }).Resources.Stage.Properties).toMatchObject({
    MethodSettings: [{
      ...ENTRY, CacheDataEncrypted: true, ThrottlingBurstLimit: 2, ThrottlingRateLimit: { 'Fn::ImportValue': expect.stringContaining('Limit') },
    }],
  });
});

const bare = (stack: Stack) => new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true });

describe('a list that changes after the visit is planned for anew', () => {
  const ENCRYPTED = { ...TYPED, cacheDataEncrypted: true };
  const DEFAULT = { httpMethod: '*', resourcePath: '/*', cachingEnabled: true };

  function late(first: unknown, then: unknown, props = {}): unknown {
    let list = first;
    const app = testApp();
    stage(new Stack(app, 'Shop'), Lazy.uncachedAny({ produce: () => list }));
    app.with(new EncryptApiCache(props));
    list = then;
    return (app.synth().getStackByName('Shop').template as { Resources: { Stage: { Properties: Record<string, unknown> } } })
      .Resources.Stage.Properties.MethodSettings;
  }

  test.each<[string, unknown, unknown, object, unknown]>([
    ['it shrinks', [ENCRYPTED, DEFAULT], [ENCRYPTED], {}, [{ ...ENTRY, CacheDataEncrypted: true }]],
    ['it grows', [DEFAULT], [ENCRYPTED, DEFAULT], {}, [
      { ...ENTRY, CacheDataEncrypted: true }, { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, CacheDataEncrypted: true },
    ]],
    ['it vanishes', [DEFAULT], undefined, {}, undefined],
    ['it grows where a default is wanted', [ENCRYPTED], [ENCRYPTED, { httpMethod: 'GET', resourcePath: '/~1b', throttlingRateLimit: 9 }], {
      ensureStageDefault: true,
    }, [
      { ...ENTRY, CacheDataEncrypted: true },
      { HttpMethod: 'GET', ResourcePath: '/~1b', ThrottlingRateLimit: 9 },
      { HttpMethod: '*', ResourcePath: '/*', CacheDataEncrypted: true },
    ]],
  ])('%s', (_, first, then, props, expected) => {
    expect(late(first, then, props)).toEqual(expected);
  });
});

describe('ensureStageDefault', () => {
  const DEFAULT = { HttpMethod: '*', ResourcePath: '/*', CacheDataEncrypted: true };

  test.each<[string, (stack: Stack) => unknown, (properties: Record<string, any>) => unknown]>([
    ['a stage', (stack) => stage(stack), (properties) => properties.MethodSettings[1]],
    ['a stage without settings', (stack) => bare(stack), (properties) => properties.MethodSettings[0]],
    ['a stage with an override of the list', (stack) => stage(stack).addPropertyOverride('MethodSettings', [ENTRY]), (properties) => properties.MethodSettings[1]],
    ['a raw stage', (stack) => new CfnResource(stack, 'Stage', {
      type: 'AWS::ApiGateway::Stage', properties: { CacheClusterEnabled: true, MethodSettings: [ENTRY] },
    }), (properties) => properties.MethodSettings[1]],
    ['a stage description', (stack) => new CfnDeployment(stack, 'Stage', {
      restApiId: 'abc', stageName: 'prod', stageDescription: { cacheClusterEnabled: true, methodSettings: [TYPED] },
    }), (properties) => properties.StageDescription.MethodSettings[1]],
    ['a SAM API', (stack) => new CfnApi(stack, 'Stage', { stageName: 'prod', cacheClusterEnabled: true, methodSettings: [ENTRY] }), (properties) => properties.MethodSettings[1]],
  ])('adds one to %s', (_, build, added) => {
    expect(added(enforced(build, { ensureStageDefault: true }).resources.Stage.Properties)).toEqual(DEFAULT);
  });

  test('and is visible in the typed property', () => {
    const { one } = enforced(bare, { ensureStageDefault: true });
    expect(one.methodSettings).toEqual([{ httpMethod: '*', resourcePath: '/*', cacheDataEncrypted: true }]);
  });

  test('adds none without a cluster', () => {
    const { resources } = enforced((stack) => new CfnStage(stack, 'Stage', { restApiId: 'abc' }), { ensureStageDefault: true });
    expect(resources.Stage.Properties.MethodSettings).toBeUndefined();
  });
});
