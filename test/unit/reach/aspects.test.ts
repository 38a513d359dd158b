import { App, Aspects, CfnResource, IAspect, Stack, Stage, Tags } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { cfnStage, ENTRY, meddle, reached, ShopStage } from './reached';
import { EncryptApiCache, EncryptApiCacheMode } from '../../../src';
import { testApp } from '../../support/app';

const CHANGES: Readonly<Record<string, (stage: CfnStage) => void>> = {
  'adds a setting': (stage) => { stage.methodSettings = [ENTRY, { ...ENTRY, resourcePath: '/~1search' }]; },
  'replaces the list': (stage) => { stage.methodSettings = [ENTRY]; },
  'changes an entry in place': (stage) => Object.assign((stage.methodSettings as object[])[0], { cacheDataEncrypted: false }),
  'replaces the list by an override': (stage) => stage.addPropertyOverride('MethodSettings', [{ HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true }]),
  'breaks the encryption': (stage) => stage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false),
  'deletes the flag': (stage) => stage.addPropertyDeletionOverride('MethodSettings.0.CacheDataEncrypted'),
};

const CASES = [true, false].flatMap((stabilization) => ['before', 'after'].flatMap((when) => [0, 200, 500, 1000].flatMap((priority) =>
  Object.keys(CHANGES).map((change) => [change, priority, when, stabilization] as const))));

describe.each([
  ['app', (app: App) => {
    cfnStage(new Stack(app, 'Shop'));
    return app;
  }],
  ['CDK stage', (app: App) => new ShopStage(app, 'Prod')],
])('an aspect on the %s', (_, build) => {
  test.each(CASES)('that %s, with priority %d, added %s EncryptApiCache (aspectStabilization %s): encrypted', (change, priority, when, stabilization) => {
    const app = testApp({ context: { '@aws-cdk/core:aspectStabilization': stabilization } });
    const scope = build(app);
    const calls = [() => meddle(scope, priority, CHANGES[change]), () => EncryptApiCache.everywhere(app)];
    (when === 'before' ? calls : calls.reverse()).forEach((call) => call());
    const { verdicts, errors } = reached(app);
    expect(verdicts.filter((verdict) => !verdict.endsWith(': ENCRYPTED'))).toEqual([]);
    expect(verdicts.length).toBe(change === 'adds a setting' ? 2 : 1);
    expect(errors).toEqual([]);
  });
});

/** What makes CDK say "Cannot invoke Aspect …", if it happens behind an aspect with a higher number. */
class Adds implements IAspect {
  constructor(private readonly add: (stage: CfnStage) => void) {
  }

  public visit(node: IConstruct): void {
    if (node instanceof CfnStage) {
      this.add(node);
    }
  }
}

describe('aspects that add aspects or constructs when they run', () => {
  const CALLS: Readonly<Record<string, (app: App) => void>> = {
    'nothing': () => undefined,
    'everywhere': (app) => EncryptApiCache.everywhere(app),
    'everywhere in mode REPORT': (app) => EncryptApiCache.everywhere(app, { mode: EncryptApiCacheMode.REPORT }),
  };

  test.each<[string, number, (stage: CfnStage) => void]>([
    ['tags on the stage', 100, (stage) => Tags.of(stage).add('team', 'shop')],
    ['tags on the stack', 100, (stage) => Tags.of(Stack.of(stage)).add('team', 'shop')],
    ['tags on the stack', 200, (stage) => Tags.of(Stack.of(stage)).add('team', 'shop')],
    ['an aspect of the same priority on the stack', 200, (stage) => meddle(Stack.of(stage), 200, () => undefined)],
    ['an aspect of the default priority on the stack', 500, (stage) => meddle(Stack.of(stage), 500, () => undefined)],
    ['an aspect of the default priority on the CDK stage', 500, (stage) => meddle(Stage.of(stage)!, 500, () => undefined)],
    ['another unencrypted stage', 500, (stage) => Stack.of(stage).node.tryFindChild('Late') ?? cfnStage(Stack.of(stage), 'Late')],
  ])('%s, with priority %d: as without EncryptApiCache, and encrypted', (_, priority, add) => {
    const [without, enforced, reported] = Object.values(CALLS).map((call) => {
      const app = testApp({ context: { '@aws-cdk/core:aspectStabilization': true } });
      call(app);
      const prod = new ShopStage(app, 'Prod', (stack) => {
        new CfnResource(stack, 'Before', { type: 'AWS::SNS::Topic' });
        cfnStage(stack);
      });
      Aspects.of(prod).add(new Adds(add), { priority });
      return reached(app);
    });
    expect(reported.verdicts).toEqual(without.verdicts);
    expect(reported.warnings).toEqual([]);
    expect(enforced.verdicts).toEqual(without.verdicts.map((verdict) => verdict.replace('UNENCRYPTED', 'ENCRYPTED')));
    expect(enforced.errors).toEqual([]);
  });

  test.each([{}, { skipValidation: true }])('a stage that CDK does not show to aspects any more is encrypted with its stack: %j', (options) => {
    const app = testApp({ context: { '@aws-cdk/core:aspectStabilization': false } });
    EncryptApiCache.everywhere(app);
    Aspects.of(new ShopStage(app, 'Prod')).add(new Adds((stage) => Stack.of(stage).node.tryFindChild('Late') ?? cfnStage(Stack.of(stage), 'Late')));
    expect(reached(app, options)).toEqual({
      verdicts: ['Prod/Shop Stage ~1orders/GET: ENCRYPTED', 'Prod/Shop Late ~1orders/GET: ENCRYPTED'], errors: [], warnings: [],
    });
  });

  test.each([{}, { skipValidation: true }])('a stack that CDK does not show to aspects any more fails synthesis: %j', (options) => {
    const app = testApp({ context: { '@aws-cdk/core:aspectStabilization': false } });
    EncryptApiCache.everywhere(app);
    const prod = new ShopStage(app, 'Prod');
    Aspects.of(prod).add(new Adds(() => prod.node.tryFindChild('Late') ?? cfnStage(new Stack(prod, 'Late'))));
    expect(reached(app, options).errors.map(({ description }) => description)).toEqual([
      expect.stringContaining('stack Prod/Late was created after EncryptApiCache ran'),
    ]);
  });
});

describe('mode REPORT', () => {
  test('reports what other aspects have left, in every CDK stage, as annotations', () => {
    const app = testApp();
    EncryptApiCache.everywhere(app, { mode: EncryptApiCacheMode.REPORT });
    meddle(new ShopStage(app, 'Fixed'), 1001, (stage) => { stage.methodSettings = [{ ...ENTRY, cacheDataEncrypted: true }]; });
    new ShopStage(app, 'Open');
    const messages = app.synth().stacksRecursively.flatMap((stack) => stack.messages.map(({ entry }) => `${stack.hierarchicalId}: ${String(entry.data)}`));
    expect(messages).toEqual([expect.stringMatching(/^Open\/Shop: method setting ~1orders\/GET \(GET \/orders\) of stage Open\/Shop\/Stage caches responses unencrypted/)]);
    expect(reached(app)).toMatchObject({ errors: [], warnings: [], verdicts: [expect.stringMatching('Fixed.*: ENCRYPTED'), expect.stringMatching('Open.*: UNENCRYPTED')] });
  });

  test('warns about what was synthesised before it, and does not fail', () => {
    const app = testApp();
    new ShopStage(app, 'Prod').synth();
    EncryptApiCache.everywhere(app, { mode: EncryptApiCacheMode.REPORT });
    const { errors, warnings } = reached(app);
    expect(errors).toEqual([]);
    expect(warnings.map(({ description }) => description)).toEqual([expect.stringContaining('stack Prod/Shop was synthesized before EncryptApiCache could reach it')]);
  });
});
