import { App, Aspects, CfnParameter, CfnResource, Fn, IAspect, Lazy, Stack, Validations } from 'aws-cdk-lib';
import { CfnDeployment, CfnStage, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { IConstruct } from 'constructs';
import { EncryptApiCache, EncryptApiCacheMode } from '../../../src';
import { testApp, verdicts } from '../../support/app';
import { fixture } from '../../support/paths';

const ENTRY = { httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true };

function app(build: (stack: Stack) => unknown = stage): App {
  const one = testApp();
  build(new Stack(one, 'Shop'));
  return one;
}

function stage(stack: Stack): CfnStage {
  return new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [ENTRY] });
}

/** An aspect that runs after ours on every resource of a type. */
class Later implements IAspect {
  constructor(private readonly type: string, private readonly act: (resource: CfnResource) => void) {
  }

  public visit(node: IConstruct): void {
    if (CfnResource.isCfnResource(node) && node.cfnResourceType === this.type) {
      this.act(node);
    }
  }
}

const STAGE = 'AWS::ApiGateway::Stage';

function thrownBy(act: () => unknown): string {
  try {
    act();
  } catch (e) {
    return (e as Error).message;
  }
  return '';
}

describe('synthesis fails if what runs later undoes the encryption', () => {
  test.each<[string, (one: CfnStage) => void, string]>([
    ['an override of the flag', (one) => one.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false), 'CacheDataEncrypted: false'],
    ['a new list', (one) => { one.methodSettings = [ENTRY]; }, 'CacheDataEncrypted is not set'],
    ['an override of the list', (one) => one.addPropertyOverride('MethodSettings', [{ HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true }]), 'CacheDataEncrypted is not set'],
    ['a list that cannot be read', (one) => one.addPropertyOverride('MethodSettings', { 'Fn::Transform': { Name: 'X' } }), 'MethodSettings is {"Fn::Transform"'],
  ])('%s', (_, act, why) => {
    const one = app();
    Aspects.of(one).add(new EncryptApiCache());
    Aspects.of(one).add(new Later(STAGE, (resource) => act(resource as CfnStage)));
    const message = thrownBy(() => one.synth());
    expect(message).toContain('[Shop/Stage]');
    expect(message).toContain(why);
    expect(message).toContain('let what changes it run first');
  });

  test('the message names stage and key, once', () => {
    const one = app();
    const aspect = new EncryptApiCache();
    Aspects.of(one).add(aspect);
    one.with(aspect, new EncryptApiCache());
    Aspects.of(one).add(new Later(STAGE, (resource) => resource.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false)));
    expect(thrownBy(() => one.synth()).match(/method setting ~1orders\/GET \(GET \/orders\) of stage Shop\/Stage caches responses in clear/g)).toHaveLength(1);
  });

  test.each([0, 200, 500, 1000])('an aspect of priority %d that adds caching to a stage that had none', (priority) => {
    const one = app((stack) => new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true }));
    Aspects.of(one).add(new EncryptApiCache());
    Aspects.of(one).add(new Later(STAGE, (resource) => { (resource as CfnStage).methodSettings = [ENTRY]; }), { priority });
    if (priority < 500) {
      expect(verdicts(one.synth().getStackByName('Shop').template)).toEqual(['Stage ~1orders/GET: ENCRYPTED']);
    } else {
      expect(() => one.synth()).toThrow('method setting ~1orders/GET (GET /orders) of stage Shop/Stage caches responses in clear');
    }
  });

  test('one of several settings whose key cannot be named, though another one of them was announced', () => {
    const one = app((stack) => new CfnStage(stack, 'Stage', {
      restApiId: 'abc',
      cacheClusterEnabled: true,
      methodSettings: [
        Fn.conditionIf('IsProd', {}, {}),
        { ...ENTRY, resourcePath: `/~1${new CfnParameter(stack, 'Path').valueAsString}`, cacheDataEncrypted: false },
      ],
    }));
    Aspects.of(one).add(new EncryptApiCache());
    Aspects.of(one).add(new Later(STAGE, (resource) => resource.addPropertyOverride('MethodSettings.1.CacheDataEncrypted', false)));
    expect(() => one.synth()).toThrow('a method setting of stage Shop/Stage caches responses in clear (CacheDataEncrypted: false)');
  });

  test('a deployment that gets a stage description', () => {
    const one = app((stack) => new CfnDeployment(stack, 'D', { restApiId: 'abc', stageName: 'prod' }));
    Aspects.of(one).add(new EncryptApiCache());
    Aspects.of(one).add(new Later('AWS::ApiGateway::Deployment', (resource) => {
      (resource as CfnDeployment).stageDescription = { cacheClusterEnabled: true, cachingEnabled: true };
    }));
    expect(() => one.synth()).toThrow('method setting */* (every method) of stage Shop/D caches responses in clear');
  });

  test('a Lazy list that grows after the visit', () => {
    const list: (typeof ENTRY)[] = [];
    const one = app((stack) => new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: Lazy.uncachedAny({ produce: () => list }) }));
    Aspects.of(one).add(new EncryptApiCache());
    Aspects.of(one).add(new Later(STAGE, () => list.push(ENTRY)));
    expect(() => one.synth()).toThrow('caches responses in clear');
  });

  test('what the mixin encrypted', () => {
    const one = app((stack) => {
      const api = new RestApi(stack, 'Api', { deployOptions: { cachingEnabled: true } });
      api.root.addMethod('GET', new MockIntegration());
      api.with(new EncryptApiCache());
      (api.deploymentStage.node.defaultChild as CfnStage).addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false);
    });
    expect(() => one.synth()).toThrow('method setting */* (every method) of stage Shop/Api/DeploymentStage.prod/Resource caches responses in clear');
  });

  test('Globals of a template that was included', () => {
    const one = app((stack) => new CfnInclude(stack, 'I', { templateFile: fixture('sam-globals.yaml') }));
    Aspects.of(one).add(new EncryptApiCache());
    Aspects.of(one).add(new Later('AWS::Serverless::Api', (resource) => resource.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', 'false')));
    expect(() => one.synth()).toThrow('method setting ~1orders/GET (GET /orders) of stage Shop/I/Api caches responses in clear');
  });
});

describe('synthesis goes on', () => {
  test('if what runs later leaves the encryption alone', () => {
    const one = app();
    Aspects.of(one).add(new EncryptApiCache());
    Aspects.of(one).add(new Later(STAGE, (resource) => resource.addPropertyOverride('Description', 'x')));
    expect(verdicts(one.synth().getStackByName('Shop').template)).toEqual(['Stage ~1orders/GET: ENCRYPTED']);
  });

  test('if it was acknowledged', () => {
    const one = app((stack) => Validations.of(stage(stack)).acknowledge({ id: 'ApiCache-CacheDataEncrypted[~1orders/GET]', reason: 'public data' }));
    Aspects.of(one).add(new EncryptApiCache());
    expect(verdicts(one.synth().getStackByName('Shop').template)).toEqual(['Stage ~1orders/GET: UNENCRYPTED']);
  });

  test('if the list could not be read in the first place: that was said', () => {
    const one = app((stack) => stage(stack).addPropertyOverride('MethodSettings', { 'Fn::Transform': { Name: 'X' } }));
    Aspects.of(one).add(new EncryptApiCache());
    expect(one.synth().getStackByName('Shop').messages).toHaveLength(1);
  });

  test.each<[string, (one: CfnStage) => void, string]>([
    ['caching without a cluster', (one) => {
      one.cacheClusterEnabled = false;
      one.methodSettings = [ENTRY];
    }, 'DormantCacheEncrypted'],
    ['a list that cannot be read', (one) => one.addPropertyOverride('MethodSettings', { 'Fn::Transform': { Name: 'X' } }), 'CacheEncryptionReadable'],
    ['a flag that cannot be read', (one) => {
      one.methodSettings = [{ ...ENTRY, cacheDataEncrypted: Fn.conditionIf('IsProd', true, false) }];
    }, 'CacheEncryptionReadable'],
  ])('if a stage that cached nothing only became doubtful, with a warning: %s', (_, act, rule) => {
    const one = app((stack) => new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true }));
    Aspects.of(one).add(new EncryptApiCache());
    Aspects.of(one).add(new Later(STAGE, (resource) => act(resource as CfnStage)));
    expect(one.synth().getStackByName('Shop').messages.map(({ level, entry }) => `${level} ${entry.data}`)).toEqual([
      expect.stringMatching(new RegExp(`^warning .*\\[ack: ApiCache::ApiCache-${rule}\\[[^\\]]+\\]$`)),
    ]);
  });

  test('in mode REPORT, which promises nothing', () => {
    const one = app();
    Aspects.of(one).add(new EncryptApiCache({ mode: EncryptApiCacheMode.REPORT }));
    expect(() => one.synth()).not.toThrow();
  });
});

test.each([true, false])('the aspect adds neither constructs nor aspects (stabilization %s)', (stabilization) => {
  const paths = (aspect?: EncryptApiCache) => {
    const one = testApp({ context: { '@aws-cdk/core:aspectStabilization': stabilization } });
    stage(new Stack(one, 'Shop'));
    Aspects.of(one).add(aspect ?? new Later('none', () => undefined));
    const { messages, template } = one.synth().getStackByName('Shop');
    expect(verdicts(template)).toEqual([`Stage ~1orders/GET: ${aspect ? 'ENCRYPTED' : 'UNENCRYPTED'}`]);
    expect(messages).toEqual([]);
    return one.node.findAll().map(({ node }) => `${node.path} ${Aspects.of(node.scope ?? one).all.length}`);
  };
  expect(paths(new EncryptApiCache())).toEqual(paths());
});
