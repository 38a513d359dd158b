import { rmSync } from 'fs';
import { App, Aspects, PropertyInjectors, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnStage, Stage as ApiStage } from 'aws-cdk-lib/aws-apigateway';
import { cfnStage, ENTRY, fragment, included, meddle, nested, reached, restApi, ShopStage } from './reached';
import { ApiCacheEncryptionChecks, EncryptApiCache, EncryptApiCacheMode } from '../../../src';
import { LOUD, testApp, verdicts } from '../../support/app';
import { packReport } from '../../support/report';
import { expectResource } from '../../support/resource';

const ENCRYPTED = { verdicts: ['Prod/Shop Stage ~1orders/GET: ENCRYPTED'], errors: [], warnings: [] };

describe('ways to synthesise', () => {
  test('app.synth() twice', () => {
    const app = testApp();
    EncryptApiCache.everywhere(app);
    new ShopStage(app, 'Prod');
    expect([reached(app), reached(app)]).toEqual([ENCRYPTED, ENCRYPTED]);
  });

  test('the app again with force, which does not reach CDK stages: what was missed still is', () => {
    const app = testApp();
    EncryptApiCache.everywhere(app);
    new ShopStage(app, 'Prod');
    expect([reached(app), reached(app, { force: true })]).toEqual([ENCRYPTED, ENCRYPTED]);
    const late = testApp();
    new ShopStage(late, 'Prod').synth();
    EncryptApiCache.everywhere(late);
    expect([reached(late).errors.length, reached(late, { force: true }).errors.length]).toEqual([1, 1]);
  });

  test('a CDK stage with force, after something was missed', () => {
    const app = testApp();
    const prod = new ShopStage(app, 'Prod');
    prod.synth();
    EncryptApiCache.everywhere(app);
    prod.synth({ force: true });
    expect(reached(app)).toEqual(ENCRYPTED);
  });

  test('a CDK stage by itself, before the app', () => {
    const app = testApp();
    EncryptApiCache.everywhere(app);
    const prod = new ShopStage(app, 'Prod');
    expect(verdicts(prod.synth().stacks[0].template)).toEqual(['Stage ~1orders/GET: ENCRYPTED']);
    expect(reached(app)).toEqual(ENCRYPTED);
  });

  test('without validation', () => {
    const app = testApp();
    EncryptApiCache.everywhere(app);
    new ShopStage(app, 'Prod');
    expect(reached(app, { skipValidation: true })).toEqual(ENCRYPTED);
  });

  test('Template.fromStack of a stack in a CDK stage, and of one without an app', () => {
    const app = testApp();
    EncryptApiCache.everywhere(app);
    const prod = new ShopStage(app, 'Prod');
    expectResource(Template.fromStack(prod.node.findChild('Shop') as Stack), 'AWS::ApiGateway::Stage', { MethodSettings: [{ CacheDataEncrypted: true }] });
    const alone = new Stack();
    EncryptApiCache.everywhere(alone);
    cfnStage(alone);
    expectResource(Template.fromStack(alone), 'AWS::ApiGateway::Stage', { MethodSettings: [{ CacheDataEncrypted: true }] });
    rmSync((alone.node.root as App).outdir, { recursive: true });
  });

  test('Template.fromStack fails if something was missed', () => {
    const app = testApp({ context: LOUD });
    const prod = new ShopStage(app, 'Prod');
    prod.synth();
    EncryptApiCache.everywhere(app);
    expect(() => Template.fromStack(new Stack(app, 'Other'))).toThrow('stack Prod/Shop was synthesized before EncryptApiCache could reach it');
  });

  test('a CDK stage in an environment of its own: CDK asks about each', () => {
    const app = testApp();
    const prod = new Stage(app, 'Prod', { env: { account: '111122223333', region: 'eu-west-1' } });
    cfnStage(new Stack(prod, 'Shop'));
    cfnStage(new Stack(prod, 'Abroad', { env: { region: 'us-east-1' } }));
    prod.synth();
    EncryptApiCache.everywhere(app);
    cfnStage(new Stack(app, 'Main'));
    expect(reached(app).errors.map(({ violatingConstructs }) => violatingConstructs[0].constructPath).sort()).toEqual(['Prod/Abroad/Stage', 'Prod/Shop/Stage']);
  });
});

describe('together with', () => {
  test('a property injector, on the app and on the CDK stage: it stays the one that CDK knows', () => {
    const app = testApp();
    const injector = { constructUniqueId: ApiStage.PROPERTY_INJECTION_ID, inject: (props: object) => ({ ...props, description: 'injected' }) };
    PropertyInjectors.of(app).add(injector);
    EncryptApiCache.everywhere(app);
    const prod = new Stage(app, 'Prod', { propertyInjectors: [injector] });
    restApi(new Stack(prod, 'Shop'));
    restApi(new Stack(app, 'Shop'));
    [app, prod].forEach((scope) => expect(PropertyInjectors.of(scope).for(ApiStage.PROPERTY_INJECTION_ID)).toBe(injector));
    for (const { template } of app.synth().stacksRecursively) {
      expectResource(Template.fromJSON(template as Record<string, unknown>), 'AWS::ApiGateway::Stage', {
        Description: 'injected', MethodSettings: [{ CacheDataEncrypted: true }],
      });
    }
    expect(reached(app).verdicts.filter((verdict) => !verdict.endsWith(': ENCRYPTED'))).toEqual([]);
  });

  test('the aspect: once reached, nothing is said', () => {
    const app = testApp();
    Aspects.of(app).add(new EncryptApiCache());
    EncryptApiCache.everywhere(app);
    new ShopStage(app, 'Prod');
    expect(reached(app)).toEqual(ENCRYPTED);
  });

  test('an aspect on each CDK stage, as one had to before', () => {
    const app = testApp();
    const prod = new ShopStage(app, 'Prod', (stack) => {
      cfnStage(stack);
      unreadable(stack);
    });
    [app, prod].forEach((scope) => Aspects.of(scope).add(new EncryptApiCache()));
    const { errors, warnings } = reached(app);
    expect(errors).toEqual([]);
    // What cannot be read was said where it was rendered.
    expect(warnings).toEqual([]);
  });

  test('itself, twice, with both modes: the stricter one counts, and each thing is said once', () => {
    const app = testApp();
    new ShopStage(app, 'Early').synth();
    EncryptApiCache.everywhere(app, { mode: EncryptApiCacheMode.REPORT });
    EncryptApiCache.everywhere(app);
    EncryptApiCache.everywhere(app);
    new ShopStage(app, 'Prod');
    const { verdicts: found, errors, warnings } = reached(app);
    expect(found).toEqual(['Early/Shop Stage ~1orders/GET: UNENCRYPTED', 'Prod/Shop Stage ~1orders/GET: ENCRYPTED']);
    expect([errors.length, warnings.length]).toEqual([1, 0]);
  });

  test('the rule pack: encrypted, and proven', () => {
    const app = testApp();
    EncryptApiCache.everywhere(app);
    Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
    new ShopStage(app, 'Prod');
    expect(packReport(app)).toMatchObject({ conclusion: 'success', active: [] });
  });

  test('ensureStageDefault', () => {
    const app = testApp();
    EncryptApiCache.everywhere(app, { ensureStageDefault: true });
    new ShopStage(app, 'Prod');
    expect(reached(app).verdicts).toEqual(['Prod/Shop Stage ~1orders/GET: ENCRYPTED', 'Prod/Shop Stage */*: NOT_CACHED']);
  });
});

function unreadable(stack: Stack): void {
  cfnStage(stack, 'Unreadable').addPropertyOverride('MethodSettings', { 'Fn::Transform': { Name: 'X' } });
}

describe('what was missed', () => {
  test.each([
    ['the finding', 'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]'],
    ['the rule', 'ApiCache::ApiCache-CacheDataEncrypted'],
    ['the finding, without the prefix', 'ApiCache-CacheDataEncrypted[~1orders/GET]'],
  ])('is left alone if it is acknowledged: %s', (_, id) => {
    const app = testApp();
    const prod = new ShopStage(app, 'Prod');
    Validations.of(prod).acknowledge({ id, reason: 'public data' });
    Aspects.of(app).add(new EncryptApiCache());
    expect(reached(app)).toEqual({ verdicts: ['Prod/Shop Stage ~1orders/GET: UNENCRYPTED'], errors: [], warnings: [] });
    expect(packReport(app)).toMatchObject({ conclusion: 'success', active: [] });
  });

  test('an acknowledgment of one CDK stage is none for another', () => {
    const app = testApp();
    Validations.of(new ShopStage(app, 'Test')).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]', reason: 'test data' });
    new ShopStage(app, 'Prod');
    Aspects.of(app).add(new EncryptApiCache());
    const { conclusion, active } = packReport(app);
    expect(conclusion).toBe('failure');
    expect(active).toEqual([' ApiCache-FindingsInCdkStage[Prod]', expect.stringMatching(/^Prod\/Shop\/Stage ApiCache-CacheDataEncrypted\[~1orders\/GET\]/)]);
  });

  test('is a warning where it is only doubtful', () => {
    const app = testApp();
    new ShopStage(app, 'Prod', (stack) => {
      unreadable(stack);
      cfnStage(stack, 'Dormant').cacheClusterEnabled = false;
    });
    Aspects.of(app).add(new EncryptApiCache());
    const { errors, warnings } = reached(app);
    expect(errors).toEqual([]);
    expect(warnings.map(({ ruleName }) => ruleName)).toEqual(['ApiCache-CacheEncryptionReadable[MethodSettings]', 'ApiCache-DormantCacheEncrypted[~1orders/GET]']);
    expect(packReport(app).conclusion).toBe('success');
  });

  test('is nothing where nothing caches', () => {
    const app = testApp();
    new ShopStage(app, 'Prod', (stack) => new CfnStage(stack, 'Stage', { restApiId: 'abc', methodSettings: [{ ...ENTRY, cachingEnabled: false }] }));
    Aspects.of(app).add(new EncryptApiCache());
    EncryptApiCache.everywhere(new Stack(app, 'Other'));
    expect(reached(app)).toEqual({ verdicts: ['Prod/Shop Stage ~1orders/GET: NOT_CACHED'], errors: [], warnings: [] });
  });

  test('is found in nested stacks, and in templates that were included', () => {
    const app = testApp();
    new ShopStage(app, 'Nested', (stack) => cfnStage(nested(stack)));
    new ShopStage(app, 'Included', included);
    new ShopStage(app, 'Fragment', fragment);
    Aspects.of(app).add(new EncryptApiCache());
    expect(reached(app).errors.map(({ violatingConstructs }) => violatingConstructs[0].constructPath).sort()).toEqual([
      'Fragment/Shop/Fragment', 'Included/Shop/Included/Stage', 'Nested/Shop/Nested/Stage',
    ]);
  });

  test('is summed up for each CDK stage, with stack, method and reason, and no more than three of them', () => {
    const app = testApp();
    new ShopStage(app, 'Prod', (stack) => [1, 2, 3, 4].forEach((number) => cfnStage(stack, `Stage${number}`)));
    Aspects.of(app).add(new EncryptApiCache());
    const summary = packReport(app).violations.find(({ ruleName }) => ruleName === 'ApiCache-FindingsInCdkStage[Prod]')!;
    expect(summary.severity).toBe('fatal');
    expect(summary.suggestedFix).toMatch(/^call EncryptApiCache\.everywhere\(app\) at the top of the app instead\n/);
    expect(summary.description.split('\n')).toEqual([
      'CDK stage Prod fails with 4 findings: EncryptApiCache was added as an aspect above CDK stage Prod, and aspects do not cross CDK stage boundaries',
      ...[1, 2, 3].map((number) => `Prod/Shop/Stage${number}: method setting ~1orders/GET (GET /orders) caches responses unencrypted (CacheDataEncrypted is not set and defaults to false)`),
      'and 1 more',
    ]);
  });
});

test('a late change in CDK stage Test is not reported by everywhere(Prod)', () => {
  const app = testApp();
  EncryptApiCache.everywhere(new ShopStage(app, 'Prod'));
  meddle(new ShopStage(app, 'Test'), 500, (stage) => { stage.methodSettings = [ENTRY]; });
  expect(reached(app)).toEqual({ verdicts: ['Prod/Shop Stage ~1orders/GET: ENCRYPTED', 'Test/Shop Stage ~1orders/GET: UNENCRYPTED'], errors: [], warnings: [] });
});

describe('after synthesis', () => {
  const lines = (call: () => unknown) => {
    try {
      call();
    } catch (error) {
      return (error as Error).message.split('\n');
    }
    return [];
  };

  test.each<[string, (app: App, stack: Stack) => unknown]>([
    ['app.synth()', (app) => app.synth()],
    ['Template.fromStack', (_, stack) => Template.fromStack(stack)],
  ])('everywhere throws, with a line of cause and one of cure: %s', (_, synthesise) => {
    for (const encrypt of [true, false]) {
      const app = testApp();
      const stack = new Stack(app, 'Shop');
      cfnStage(stack).methodSettings = [{ ...ENTRY, cacheDataEncrypted: encrypt }];
      synthesise(app, stack);
      [app, stack].forEach((scope) => expect(lines(() => EncryptApiCache.everywhere(scope))).toEqual([
        'the app was synthesized before EncryptApiCache.everywhere(...) was called, and its templates are already written',
        'do this before app.synth(), Template.fromStack(...) and pipeline.addStage(...)',
      ]));
    }
  });

  test('of a CDK stage alone, everywhere throws if it is called for that', () => {
    const prod = new ShopStage(testApp(), 'Prod');
    prod.synth();
    expect(lines(() => EncryptApiCache.everywhere(prod))[0]).toBe('CDK stage Prod was synthesized before EncryptApiCache.everywhere(...) was called, and its templates are already written');
  });

  test('a mixin throws, unless there is nothing to encrypt', () => {
    const app = testApp();
    const stage = cfnStage(new Stack(app, 'Shop'));
    const without = new Stack(app, 'Without');
    app.synth();
    [stage, Stack.of(stage), app].forEach((scope) => expect(lines(() => scope.with(new EncryptApiCache()))).toEqual([
      'the app was synthesized before the mixin EncryptApiCache was applied, and its templates are already written',
      'do this before app.synth(), Template.fromStack(...) and pipeline.addStage(...)',
    ]));
    expect(lines(() => without.with(new EncryptApiCache()))).toEqual([]);
  });

  test.each([EncryptApiCacheMode.ENFORCE, EncryptApiCacheMode.REPORT])('of a CDK stage, a mixin on what is in it has come too late: %s', (mode) => {
    for (const apply of [(stack: Stack) => stack, (stack: Stack) => stack.node.findChild('Stage')]) {
      const app = testApp();
      const prod = new ShopStage(app, 'Prod');
      prod.synth();
      apply(prod.node.findChild('Shop') as Stack).with(new EncryptApiCache({ mode }));
      const { errors, warnings } = reached(app);
      expect((mode === EncryptApiCacheMode.ENFORCE ? errors : warnings).map(({ description }) => description)).toEqual([
        expect.stringContaining('stack Prod/Shop was synthesized before EncryptApiCache could reach it'),
      ]);
      expect(errors.length + warnings.length).toBe(1);
    }
  });

  test('of a CDK stage, a mixin on what is encrypted in it is fine', () => {
    const app = testApp();
    const prod = new ShopStage(app, 'Prod', (stack) => { cfnStage(stack).methodSettings = [{ ...ENTRY, cacheDataEncrypted: true }]; });
    prod.synth();
    app.with(new EncryptApiCache());
    expect(reached(app)).toEqual(ENCRYPTED);
  });
});

describe('misuse', () => {
  test.each<[string, unknown, unknown, string]>([
    ['no scope', undefined, {}, 'scope must be an app or a construct in one, got undefined'],
    ['no construct', { node: {} }, {}, 'scope must be an app or a construct in one, got {"node":{}}'],
    ['no app', new Stage(undefined as never, 'Alone', { outdir: 'cdk.out' }), {}, 'scope must be an app or a construct in one, got a construct outside an app'],
    ['a mode that there is not', testApp(), { mode: 'FIX' }, 'mode must be one of ENFORCE, REPORT, got "FIX"'],
  ])('%s', (_, scope, props, message) => {
    expect(() => EncryptApiCache.everywhere(scope as App, props as object)).toThrow(message);
  });
});
