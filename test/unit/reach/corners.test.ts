import { writeFileSync } from 'fs';
import { join } from 'path';
import { App, Aspects, CfnElement, CfnResource, Lazy, Stack, StackSynthesizer, Validations, ISynthesisSession, LegacyStackSynthesizer } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { Construct, IConstruct } from 'constructs';
import { cfnStage, ENTRY, fragment, nested, product, reached, Rewriting, ShopStage, when, writtenTemplates } from './reached';
import { EncryptApiCache, EncryptApiCacheMode } from '../../../src';
import { LOUD, testApp, withoutFlags } from '../../support/app';
import { packReport } from '../../support/report';

const { REPORT } = EncryptApiCacheMode;
/** What is said at the constructs. */
const warned = (app: App) => app.synth().stacksRecursively.flatMap(({ messages }) => messages.map(({ entry }) => String(entry.data)).filter((text) => text.includes('ApiCache')));
const UNENCRYPTED = { HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true };
const descriptions = (violations: readonly { readonly description: string }[]) => violations.map(({ description }) => description);

describe('mode REPORT warns once, whatever was there before', () => {
  test.each<[string, (app: App) => void]>([
    ['everywhere', (app) => EncryptApiCache.everywhere(app, { mode: REPORT })],
    ['the aspect', (app) => Aspects.of(app).add(new EncryptApiCache({ mode: REPORT }))],
  ])('%s, after a mixin that came too late: the mixin is the stricter one', (_, call) => {
    const app = testApp();
    new ShopStage(app, 'Prod').synth();
    app.with(new EncryptApiCache());
    call(app);
    const { errors, warnings } = reached(app);
    expect([errors.length, warnings.length]).toEqual([1, 0]);
  });

  test('the aspect, after a mixin that came before the settings: once', () => {
    const app = testApp();
    let late!: CfnStage;
    new ShopStage(app, 'Prod', (stack) => { late = new CfnStage(stack, 'Stage', { restApiId: 'abc' }); });
    app.with(new EncryptApiCache({ mode: REPORT }));
    late.cacheClusterEnabled = true;
    late.methodSettings = [ENTRY];
    Aspects.of(app).add(new EncryptApiCache({ mode: REPORT }));
    expect(reached(app)).toMatchObject({ errors: [], warnings: [] });
    expect(warned(app)).toEqual([expect.stringContaining('of stage Prod/Shop/Stage')]);
  });

  test('everywhere, after a mixin in mode REPORT that came too late', () => {
    const app = testApp();
    new ShopStage(app, 'Prod').synth();
    app.with(new EncryptApiCache({ mode: REPORT }));
    EncryptApiCache.everywhere(app, { mode: REPORT });
    expect(reached(app).warnings).toHaveLength(1);
  });

  test('without validation it says the same', () => {
    const app = testApp();
    EncryptApiCache.everywhere(app, { mode: REPORT });
    cfnStage(new Stack(app, 'Shop'));
    expect(reached(app, { skipValidation: true })).toMatchObject({ errors: [], warnings: [] });
    expect(warned(app)).toEqual([expect.stringContaining('of stage Shop/Stage')]);
  });

  test('what changes while CDK validates is looked at as well', () => {
    const app = testApp();
    EncryptApiCache.everywhere(app, { mode: REPORT });
    const stack = new Stack(app, 'Shop');
    const stage = new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true });
    stage.node.addValidation({ validate: () => { stage.methodSettings = [ENTRY]; return []; } });
    expect(reached(app).warnings).toEqual([]);
    expect(warned(app)).toEqual([expect.stringContaining('of stage Shop/Stage')]);
  });

  test('a stage that was created late is said once', () => {
    const app = testApp({ context: { '@aws-cdk/core:aspectStabilization': false } });
    EncryptApiCache.everywhere(app, { mode: REPORT });
    const stack = new Stack(app, 'Shop');
    cfnStage(stack);
    Aspects.of(app).add({ visit: (node) => { node instanceof CfnStage && !stack.node.tryFindChild('Late') && cfnStage(stack, 'Late'); } });
    expect(reached(app).warnings).toEqual([]);
    expect(app.synth().getStackByName('Shop').messages.filter(({ entry }) => String(entry.data).includes('Shop/Late'))).toHaveLength(1);
  });
});

describe('the aspect alone fails for CDK stages that appear', () => {
  test('before another synthesis', () => {
    const app = testApp();
    Aspects.of(app).add(new EncryptApiCache());
    new Stack(app, 'Main');
    app.synth();
    new ShopStage(app, 'Prod');
    expect(reached(app, { force: true }).errors).toHaveLength(1);
  });

  test('while aspects run', () => {
    const app = testApp();
    Aspects.of(app).add(new EncryptApiCache());
    const main = new Stack(app, 'Main');
    Aspects.of(app).add({ visit: (node) => { node === main && !app.node.tryFindChild('Late') && new ShopStage(app, 'Late').synth(); } });
    expect(reached(app).errors).toHaveLength(1);
  });
});

test('the summary of a CDK stage is not to be acknowledged: its findings are', () => {
  const app = testApp({ context: LOUD });
  Validations.of(app).acknowledge({ id: 'ApiCache::ApiCache-FindingsInCdkStage[Prod]', reason: 'x' });
  Aspects.of(app).add(new EncryptApiCache());
  new ShopStage(app, 'Prod');
  expect(() => app.synth()).toThrow(/FATAL CDK stage Prod fails with 1 finding: EncryptApiCache was added as an aspect(.|\n)*as in cdk synth "Prod\/\*\*"/);
});

describe('an app that is odd synthesises as it does without', () => {
  /** Calls its artifact as it likes. */
  class Named extends StackSynthesizer {
    protected readonly displayName: string = 'A nice name';
    public addFileAsset = this.addDockerImageAsset;
    public addDockerImageAsset(): never {
      throw new Error('no assets');
    }

    public synthesize(session: ISynthesisSession): void {
      this.synthesizeTemplate(session);
      session.assembly.addArtifact(this.boundStack.artifactId, {
        type: 'aws:cloudformation:stack' as never,
        displayName: 'A nice name',
        environment: 'aws://unknown-account/unknown-region',
        properties: { templateFile: this.boundStack.templateFile },
      });
    }
  }

  /** Writes nothing at all. */
  class Silent extends Named {
    public synthesize(): void {
    }
  }

  test.each<[string, (app: App) => void]>([
    ['a CDK stage that was synthesised and taken out', (app) => {
      new ShopStage(app, 'Prod', () => undefined).synth();
      app.node.tryRemoveChild('Prod');
    }],
    ['a stack whose artifact has a name of its own', (app) => { new Stack(app, 'Other', { synthesizer: new Named() }); }],
    ['a child stack that writes nothing, with a CDK stage below it', (app) => {
      new ShopStage(new Stack(new Stack(app, 'Outer'), 'Child', { synthesizer: new Silent() }), 'Prod', () => undefined);
    }],
    ['an element that is not ready to be rendered before aspects of yours have run', (app) => {
      class Late extends CfnElement {
        public isReady = false;
        public _toCloudFormation(): object {
          if (!this.isReady) {
            throw new Error('not ready');
          }
          return {};
        }
      }
      const late = new Late(new Stack(app, 'Shop'), 'Late');
      Aspects.of(app).add({ visit: (node) => { late.isReady ||= node === late; } });
    }],
  ])('%s', (_, build) => {
    for (const call of [(app: App) => EncryptApiCache.everywhere(app), (app: App) => Aspects.of(app).add(new EncryptApiCache())]) {
      const app = testApp();
      call(app);
      new ShopStage(app, 'Harmless', () => undefined);
      build(app);
      expect(reached(app)).toMatchObject({ errors: [], warnings: [] });
      expect(packReport(app).active).toEqual([]);
    }
  });

  test('a stack whose artifact has a name of its own is found by its template', () => {
    const app = testApp();
    const prod = new ShopStage(app, 'Prod', () => undefined);
    cfnStage(new Stack(prod, 'Other', { synthesizer: new Named() }));
    Aspects.of(app).add(new EncryptApiCache());
    expect(reached(app).errors.map(({ violatingConstructs }) => violatingConstructs[0].constructPath)).toEqual(['Prod/Other/Stage']);
  });

  test('a stack whose artifact is named like another one is found by its template', () => {
    class Borrowed extends Named {
      protected readonly displayName = 'A';
    }
    const app = testApp();
    new Stack(app, 'A');
    const second = new Stack(app, 'B', { synthesizer: new Borrowed() });
    EncryptApiCache.everywhere(second);
    cfnStage(second);
    Object.assign(second, { _toCloudFormation: () => ({ Resources: { Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] } } } }) });
    expect(reached(app).errors.map(({ violatingConstructs }) => violatingConstructs[0].constructPath)).toEqual(['B/Stage']);
  });

  test('an unencrypted CDK stage that was taken out is in the cloud assembly all the same', () => {
    for (const call of [(app: App) => EncryptApiCache.everywhere(app), (app: App) => Aspects.of(app).add(new EncryptApiCache())]) {
      const app = testApp();
      new ShopStage(app, 'Prod').synth();
      app.node.tryRemoveChild('Prod');
      new ShopStage(app, 'Harmless', () => undefined);
      call(app);
      expect(descriptions(reached(app).errors)).toEqual([expect.stringContaining('its template is in the cloud assembly, but its stack is no longer in the app')]);
    }
  });
});

describe('what is beside the scope is not looked at', () => {
  test('an element in the same stack', () => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    const mine = new Construct(stack, 'Mine');
    cfnStage(mine as Stack);
    EncryptApiCache.everywhere(mine);
    fragment(stack);
    expect(reached(app)).toMatchObject({ errors: [], warnings: [] });
  });

  test('CDK stages beside the scope of an aspect', () => {
    const app = testApp();
    const first = new ShopStage(app, 'One', () => undefined);
    new ShopStage(first, 'Inner', () => undefined);
    new ShopStage(app, 'Other');
    Aspects.of(first).add(new EncryptApiCache());
    expect(reached(app)).toMatchObject({ errors: [], warnings: [] });
  });

  test('what a wrapper leaves out on purpose, in a CDK stage where it was added too', () => {
    const app = testApp();
    const prod = new ShopStage(app, 'Prod');
    const inner = new EncryptApiCache();
    const wrapper = { visit: (node: IConstruct) => node instanceof CfnStage ? undefined : inner.visit(node) };
    [app, prod].forEach((scope) => Aspects.of(scope).add(wrapper));
    expect(reached(app)).toMatchObject({ errors: [], warnings: [] });
  });

  test('but an element below it is', () => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    const mine = new Construct(stack, 'Mine');
    fragment(mine as Stack);
    cfnStage(stack, 'Beside');
    EncryptApiCache.everywhere(mine);
    expect(reached(app)).toEqual({ verdicts: ['Shop Hidden ~1orders/GET: ENCRYPTED', 'Shop Beside ~1orders/GET: UNENCRYPTED'], errors: [], warnings: [] });
  });
});

test.each<[string, object]>([
  ['a Lazy resource', { Resources: { Hidden: Lazy.any({ produce: () => ({ Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] } }) }) } }],
  ['Lazy resources', { Resources: Lazy.any({ produce: () => ({ Hidden: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] } } }) }) }],
  ['a Lazy type', { Resources: { Hidden: { Type: Lazy.string({ produce: () => 'AWS::ApiGateway::Stage' }), Properties: { CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] } } } }],
])('the aspect encrypts what an element brings: %s', (_, rendered) => {
  class Hidden extends CfnElement {
    public _toCloudFormation(): object {
      return rendered;
    }
  }
  const app = testApp();
  Aspects.of(app).add(new EncryptApiCache());
  new Hidden(new Stack(app, 'Shop'), 'Element');
  expect(reached(app)).toEqual({ verdicts: ['Shop Hidden ~1orders/GET: ENCRYPTED'], errors: [], warnings: [] });
});

test('in mode ENFORCE keys without effect are not said, as by the aspect', () => {
  const build = (mode?: EncryptApiCacheMode) => {
    const app = testApp();
    Aspects.of(app).add(new EncryptApiCache({ mode }));
    new ShopStage(app, 'Prod', (stack) => { cfnStage(stack).methodSettings = [{ httpMethod: 'GET', resourcePath: '/orders', throttlingRateLimit: 5 }]; });
    return reached(app);
  };
  expect(build()).toMatchObject({ errors: [], warnings: [] });
  expect(build(REPORT).warnings.map(({ ruleName }) => ruleName)).toEqual(['ApiCache-MethodSettingKeyEffective[orders/GET]']);
});

test.each(['ApiCache-CacheDataEncrypted', 'ApiCache-DormantCacheEncrypted'])('a doubtful finding is acknowledged by its own rule and by that of encryption: %s', (rule) => {
  const app = testApp();
  Aspects.of(app).add(new EncryptApiCache());
  const prod = new ShopStage(app, 'Prod', (stack) => { cfnStage(stack).cacheClusterEnabled = false; });
  Validations.of(prod).acknowledge({ id: `ApiCache::${rule}[~1orders/GET]`, reason: 'never on' });
  expect(reached(app)).toMatchObject({ errors: [], warnings: [] });
});

test('what is missed names controls and frameworks', () => {
  const app = testApp();
  Aspects.of(app).add(new EncryptApiCache());
  new ShopStage(app, 'Prod');
  expect(reached(app).errors[0].ruleMetadata).toMatchObject({ 'controls': expect.stringContaining('APIGateway.5') as string, 'PCI DSS 3.2.1': '3.4' });
});

test('a template that cannot be judged fails synthesis, and says so', () => {
  class Garbled extends LegacyStackSynthesizer {
    public synthesize(session: ISynthesisSession): void {
      super.synthesize(session);
      writeFileSync(join(session.outdir, this.boundStack.templateFile), '{ "Type": "AWS::ApiGateway::Stage"');
    }
  }
  const app = testApp();
  EncryptApiCache.everywhere(app);
  new Stack(app, 'Shop', { synthesizer: new Garbled() });
  const { conclusion, violations } = packReport(app);
  expect(conclusion).toBe('failure');
  expect(violations.map(({ ruleName, severity }) => `${severity} ${ruleName}`)).toEqual(['fatal ApiCache-ChecksFailed']);
});

test('the summary of a CDK stage shows what fails first', () => {
  const app = testApp();
  Aspects.of(app).add(new EncryptApiCache());
  new ShopStage(app, 'Prod', (stack) => {
    ['A', 'B', 'C'].forEach((id) => { cfnStage(stack, id).cacheClusterEnabled = false; });
    cfnStage(stack, 'Z');
  });
  const [summary] = packReport(app).violations.filter(({ ruleName }) => ruleName === 'ApiCache-FindingsInCdkStage[Prod]');
  expect(summary.description.split('\n')[1]).toMatch(/^Prod\/Shop\/Z: method setting/);
});

/** Makes a stack render something else, behind EncryptApiCache. */
function renderBehind(stack: Stack, change: (template: object) => object): void {
  const render = (stack as unknown as { _toCloudFormation(): object })._toCloudFormation.bind(stack);
  Object.assign(stack, { _toCloudFormation: () => change(render()) });
}

describe('the reason is true', () => {
  const because = (app: App, options = {}) => descriptions(reached(app, options).errors).map((text) => text.slice(text.lastIndexOf('; ') + 2));
  const CHANGED = 'the template of stack Shop was changed after EncryptApiCache encrypted it';
  const NOT_ENTERED = 'EncryptApiCache was added as an aspect above CDK stage Prod, and aspects do not cross CDK stage boundaries';

  test('a mixin that came too late is no visit', () => {
    const app = testApp();
    new ShopStage(app, 'Prod').synth();
    app.with(new EncryptApiCache());
    expect(because(app)).toEqual(['stack Prod/Shop was synthesized before EncryptApiCache could reach it']);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['everywhere', (stack) => EncryptApiCache.everywhere(stack)],
    ['an aspect', (stack) => Aspects.of(stack).add(new EncryptApiCache())],
    ['a mixin on the stack', (stack) => stack.with(new EncryptApiCache())],
    ['a mixin on the stage', (stack) => stack.node.findChild('Stage').with(new EncryptApiCache())],
  ])('%s, and the rendering of a stack that was replaced behind it', (_, call) => {
    for (const options of [{}, { skipValidation: true }]) {
      const app = testApp();
      const stack = new Stack(app, 'Shop');
      cfnStage(stack);
      call(stack);
      when(app, stack, () => renderBehind(stack, (template) => withoutFlags(template) as object), 1000);
      expect(because(app, options)).toEqual([CHANGED]);
    }
  });

  test('replaced before it, by a stack of your own or on the stack itself, it is encrypted', () => {
    class Own extends Stack {
      public _toCloudFormation(): object {
        return JSON.parse(JSON.stringify(super._toCloudFormation()).replace('~1orders', '~1search')) as object;
      }
    }
    const app = testApp();
    cfnStage(new Own(app, 'Own'));
    const stack = new Stack(app, 'Shop');
    cfnStage(stack);
    renderBehind(stack, (template) => withoutFlags(template) as object);
    EncryptApiCache.everywhere(app);
    expect(reached(app)).toEqual({ verdicts: ['Own Stage ~1search/GET: ENCRYPTED', 'Shop Stage ~1orders/GET: ENCRYPTED'], errors: [], warnings: [] });
  });

  test('a file that a stack synthesizer edits', () => {
    const app = testApp();
    Aspects.of(app).add(new EncryptApiCache());
    cfnStage(new Stack(app, 'Shop', { synthesizer: new Rewriting() }));
    expect(because(app)).toEqual([CHANGED]);
  });

  test('a nested stack that has told its hash', () => {
    const app = testApp();
    cfnStage(nested(new Stack(app, 'Shop')));
    app.synth();
    Aspects.of(app).add(new EncryptApiCache());
    expect(() => app.synth({ force: true })).toThrow('stack Shop/Nested was synthesized before EncryptApiCache could reach it: call EncryptApiCache.everywhere(app)');
  });

  test.each<[string, (stage: CfnStage) => void]>([
    ['acknowledges it', (stage) => Validations.of(stage).acknowledge({ id: 'ApiCache-CacheDataEncrypted', reason: 'public data' })],
    ['changes it', (stage) => { stage.methodSettings = [{ ...ENTRY, resourcePath: '/~1search' }]; }],
  ])('a nested stack that a validation changes after that: %s', (_, change) => {
    const app = testApp();
    EncryptApiCache.everywhere(app);
    const stack = new Stack(app, 'Shop');
    const stage = cfnStage(nested(stack));
    stack.node.addValidation({ validate: () => { change(stage); return []; } });
    expect(() => app.synth()).toThrow(/^[^\n]*stack Shop\/Nested /);
  });

  test('of one that is encrypted or only reported, the hash is right', () => {
    for (const [encrypt, mode] of [[true, EncryptApiCacheMode.ENFORCE], [false, REPORT]] as const) {
      const app = testApp();
      cfnStage(nested(new Stack(app, 'Shop'))).methodSettings = [{ ...ENTRY, cacheDataEncrypted: encrypt }];
      app.synth();
      const before = writtenTemplates(app.outdir);
      Aspects.of(app).add(new EncryptApiCache({ mode }));
      app.synth({ force: true });
      expect(writtenTemplates(app.outdir)).toEqual(before);
    }
  });

  test.each<[string, (app: App) => unknown]>([
    ['a stack', (app) => cfnStage(new Stack(app, 'Late'))],
    ['a product of Service Catalog', (app) => cfnStage(product(app.node.findChild('Shop') as Stack, 'Late'))],
  ])('%s that an aspect has created, and CDK does not show', (_, create) => {
    const app = testApp({ context: { '@aws-cdk/core:aspectStabilization': false } });
    EncryptApiCache.everywhere(app);
    new Stack(app, 'Shop');
    when(app, new Stack(app, 'Last'), () => create(app));
    expect(because(app)).toEqual([expect.stringMatching(/^stack (Shop\/)?Late was created after EncryptApiCache ran$/)]);
  });

  test('a stack that a validation has created', () => {
    const app = testApp();
    Aspects.of(app).add(new EncryptApiCache());
    new Stack(app, 'Shop').node.addValidation({ validate: () => { app.node.tryFindChild('Late') ?? cfnStage(new Stack(app, 'Late')); return []; } });
    expect(because(app)).toEqual(['stack Late was created after EncryptApiCache ran']);
  });

  test('a CDK stage that CDK did not tell of', () => {
    const app = testApp();
    const { _assemblyBuilder: place } = app as unknown as { readonly _assemblyBuilder: object };
    const { createNestedAssembly: tells } = place as { readonly createNestedAssembly: unknown };
    EncryptApiCache.everywhere(app);
    Object.assign(place, { createNestedAssembly: tells });
    new ShopStage(app, 'Prod');
    expect(because(app)).toEqual(['this version of CDK did not report the creation of CDK stage Prod']);
  });

  test('a stage that mode REPORT has visited was not changed', () => {
    const app = testApp();
    const prod = new ShopStage(app, 'Prod');
    Aspects.of(prod).add(new EncryptApiCache({ mode: REPORT }));
    Aspects.of(app).add(new EncryptApiCache());
    expect(because(app)).toEqual([NOT_ENTERED]);
  });

  test('no construct, in a CDK stage that the aspect has not entered', () => {
    const app = testApp();
    Aspects.of(app).add(new EncryptApiCache());
    new ShopStage(app, 'Prod', fragment);
    expect(because(app)).toEqual([NOT_ENTERED]);
  });

  test.each<[string, (stack: Stack) => IConstruct]>([
    ['a CDK stage below a resource', (stack) => new ShopStage(new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' }), 'Prod')],
    ['a CDK stage below a construct of a stack', (stack) => new ShopStage(new Construct(stack, 'Area'), 'Prod')],
  ])('%s', (_, build) => {
    for (const options of [{}, { skipValidation: true }]) {
      const app = testApp();
      build(new Stack(app, 'Shop'));
      Aspects.of(app).add(new EncryptApiCache());
      expect(because(app, options)).toEqual([expect.stringMatching(/^EncryptApiCache was added as an aspect above CDK stage Shop\/(Topic|Area)\/Prod, and aspects/)]);
    }
  });
});
