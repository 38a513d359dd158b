import { App, Aspects, IAspect, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { IConstruct } from 'constructs';
import { EncryptApiCache, EncryptApiCacheMode } from '../../../src';
import { testApp, verdicts } from '../../support/app';

/** Creates a stage in each stack, behind the back of aspects that ran before. */
class Creator implements IAspect {
  constructor(private readonly encrypted?: boolean, private readonly cluster = true) {
  }

  public visit(node: IConstruct): void {
    if (node instanceof CfnStage && Stack.of(node).node.tryFindChild('Late') === undefined) {
      new CfnStage(Stack.of(node), 'Late', {
        restApiId: 'abc',
        cacheClusterEnabled: this.cluster,
        methodSettings: [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: true, cacheDataEncrypted: this.encrypted }],
      });
    }
  }
}

function app(stabilization: boolean, creator = new Creator(), mode = EncryptApiCacheMode.ENFORCE): App {
  const one = testApp({ context: { '@aws-cdk/core:aspectStabilization': stabilization } });
  new CfnStage(new Stack(one, 'Shop'), 'Early', { restApiId: 'abc' });
  Aspects.of(one).add(new EncryptApiCache({ mode }));
  Aspects.of(one).add(creator);
  return one;
}

const messages = (one: App) => one.synth().getStackByName('Shop').messages.map(({ level, entry }) => `${level} ${entry.data}`);

test('with stabilization, CDK shows it to the aspect', () => {
  expect(verdicts(app(true).synth().getStackByName('Shop').template)).toEqual(['Late */*: ENCRYPTED']);
});

test('without, a stage in clear fails synthesis and says what to do', () => {
  expect(() => app(false).synth()).toThrow(
    'method setting */* (every method) of stage Shop/Late caches responses in clear (CacheDataEncrypted is not set, the default is false); set CacheDataEncrypted to true;'
    + ' the stage was created after EncryptApiCache had run: set the feature flag @aws-cdk/core:aspectStabilization, or create it earlier',
  );
});

test('an encrypted one does not', () => {
  expect(messages(app(false, new Creator(true)))).toEqual([]);
});

test('a dormant one is a warning', () => {
  expect(messages(app(false, new Creator(false, false)))).toEqual([expect.stringContaining('warning method setting */* (every method) of stage Shop/Late may cache')]);
});

test('an acknowledged one is left alone', () => {
  const one = app(false);
  Validations.of(one).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted', reason: 'public data' });
  expect(messages(one)).toEqual([]);
});

test('in mode REPORT it is a warning', () => {
  expect(messages(app(false, new Creator(), EncryptApiCacheMode.REPORT))).toEqual([
    expect.stringMatching(/^warning method setting .* of stage Shop\/Late caches responses in clear/),
  ]);
});

test('what is in a CDK stage is not late', () => {
  const one = app(false, new Creator(true));
  new CfnStage(new Stack(new Stage(one, 'Prod'), 'Shop'), 'Stage', { restApiId: 'abc' });
  expect(() => one.synth()).not.toThrow();
});

test('a stage that a wrapper leaves out on purpose is not late', () => {
  const one = testApp();
  const caching = { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: true }] };
  const stack = new Stack(one, 'Shop');
  new CfnStage(stack, 'Public', caching);
  new CfnStage(stack, 'Private', caching);
  const inner = new EncryptApiCache();
  Aspects.of(one).add({ visit: (node) => node.node.id === 'Public' ? undefined : inner.visit(node) });
  expect(verdicts(one.synth().getStackByName('Shop').template)).toEqual(['Public */*: UNENCRYPTED', 'Private */*: ENCRYPTED']);
});

test('an app that is synthesised twice looks once each time', () => {
  const one = app(false, new Creator(false));
  expect(() => one.synth()).toThrow('Shop/Late');
  // The second run of the aspects meets the stage, which exists by now.
  expect(verdicts(one.synth({ force: true }).getStackByName('Shop').template)).toEqual(['Late */*: ENCRYPTED']);
});
