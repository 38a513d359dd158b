import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import {
  App, Aspects, Aws, CfnCondition, CfnElement, CfnMapping, CfnParameter, CfnResource, Fn, IResolvable, Lazy,
  LegacyStackSynthesizer, NestedStack, Stack, StackProps, Token, Validations,
} from 'aws-cdk-lib';
import { CfnDeployment, CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnApi } from 'aws-cdk-lib/aws-sam';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Construct, IConstruct } from 'constructs';
import {
  ApiCacheAudit, ApiCacheEncryptionChecks, ApiCacheVerdict, EncryptApiCache, EncryptApiCacheMode,
  EncryptApiCacheProps,
} from '../../../../src';
import { LOUD, testApp, verdicts, withoutFlags } from '../../../support/app';
import { product, writtenTemplates } from '../../reach/reached';

const { ENFORCE, REPORT } = EncryptApiCacheMode;
const ORDERS = { HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true };
const DEFAULT = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };
const TYPED = { httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true };
const FLAG = { CacheDataEncrypted: true };

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'encrypt-include-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function include(stack: Stack, template: object, id = 'I'): CfnInclude {
  const templateFile = join(folder, `${stack.node.addr}-${id}.json`);
  writeFileSync(templateFile, JSON.stringify(template));
  return new CfnInclude(stack, id, { templateFile });
}

/** A stage as templates have it. */
const caching = (settings: unknown) => ({ Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: settings } });
const PUBLIC = { id: 'ApiCache-CacheDataEncrypted', reason: 'public data' };

const stage = (stack: IConstruct, methodSettings: unknown = [TYPED], id = 'Stage') =>
  new CfnStage(stack as Construct, id, { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: methodSettings as [] });

type Template = Readonly<Record<string, any>>;

interface Rendered {
  readonly template: Template;
  /** `info /Shop/Stage: encrypted …` */
  readonly messages: readonly string[];
}

function messagesOf(app: App): string[] {
  return app.synth().stacksRecursively.flatMap(({ messages }) => messages).map(({ level, id, entry }) => `${level} ${id}: ${String(entry.data)}`)
    .filter((text) => text.includes('ApiCache'));
}

function render(build: (stack: Stack) => unknown, props: EncryptApiCacheProps = {}): Rendered {
  const app = testApp();
  build(new Stack(app, 'Shop'));
  Aspects.of(app).add(new EncryptApiCache(props));
  return { template: app.synth().getStackByName('Shop').template as Template, messages: messagesOf(app) };
}

/** The same without the library. */
function plain(build: (stack: Stack) => unknown): Template {
  const app = testApp();
  build(new Stack(app, 'Shop'));
  return app.synth().getStackByName('Shop').template as Template;
}

/** An element of a user that brings whatever it likes. */
class Brings extends CfnElement {
  constructor(scope: Construct, id: string, private readonly rendered: object) {
    super(scope, id);
  }

  public _toCloudFormation(): object {
    return this.rendered;
  }
}

describe('whatever says it, the template gets the flag and nothing else', () => {
  const condition = (stack: Stack) => new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals(Aws.REGION, 'eu-west-1') }).logicalId;
  const unreadable = (stack: Stack) => new CfnCondition(stack, 'IsOdd', {
    expression: Fn.conditionEquals(Fn.select(0, new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList), 'x'),
  }).logicalId;

  test.each<[string, (stack: Stack) => unknown]>([
    ['a list under a condition', (stack) => stage(stack, Fn.conditionIf(condition(stack), [DEFAULT], [ORDERS]))],
    ['a list under a condition that cannot be evaluated', (stack) => stage(stack, Fn.conditionIf(unreadable(stack), [DEFAULT], [ORDERS]))],
    ['a list that a condition removes', (stack) => stage(stack, Fn.conditionIf(unreadable(stack), [DEFAULT], Aws.NO_VALUE))],
    ['a list under a condition in properties that are one token', (stack) => {
      const id = condition(stack);
      const properties = Lazy.any({ produce: () => ({ CacheClusterEnabled: true, MethodSettings: Fn.conditionIf(id, [DEFAULT], []) }) });
      new CfnResource(stack, 'Raw', { type: 'AWS::ApiGateway::Stage', properties: properties as never });
    }],
    ['a condition that is not declared', (stack) => stage(stack, [Fn.conditionIf('Nowhere', DEFAULT, Aws.NO_VALUE)])],
    ['a condition that is declared after the stage', (stack) => {
      stage(stack, [Fn.conditionIf('IsProd', DEFAULT, Aws.NO_VALUE)]);
      condition(stack);
    }],
    ['a stage that is created under a condition', (stack) => { stage(stack).addOverride('Condition', condition(stack)); }],
    ['a key in a token', (stack) => new CfnResource(stack, 'Raw', {
      type: 'AWS::ApiGateway::Stage', properties: { CacheClusterEnabled: true, [Lazy.string({ produce: () => 'MethodSettings' })]: [ORDERS] },
    })],
    ['a type in a token', (stack) => new CfnResource(stack, 'Raw', {
      type: Lazy.string({ produce: () => 'AWS::ApiGateway::Stage' }), properties: { CacheClusterEnabled: true, MethodSettings: [ORDERS] },
    })],
    ['a type by override', (stack) => new CfnResource(stack, 'Raw', {
      type: 'AWS::SNS::Topic', properties: { CacheClusterEnabled: true, MethodSettings: [ORDERS] },
    }).addOverride('Type', Lazy.string({ produce: () => 'AWS::ApiGateway::Stage' }))],
    ['a resource that renders two', (stack) => {
      class Two extends CfnResource {
        public _toCloudFormation(): object {
          const { Resources } = super._toCloudFormation() as { Resources: object };
          return { Resources: { ...Resources, Hidden: caching([ORDERS]) } };
        }
      }
      new Two(stack, 'Topic', { type: 'AWS::SNS::Topic' });
    }],
    ['an element that is rendered once and no more', (stack) => new Brings(stack, 'Element', {
      Resources: { Hidden: caching([ORDERS, DEFAULT]) },
    })],
    ['a construct that a Lazy value makes', (stack) => new CfnResource(stack, 'Topic', {
      type: 'AWS::SNS::Topic', properties: { TopicName: Lazy.string({ produce: () => { stack.node.tryFindChild('Late') ?? stage(stack, [TYPED], 'Late'); return 'x'; } }) },
    })],
    ['a list of a SAM API', (stack) => new CfnApi(stack, 'Sam', { stageName: 'prod', cacheClusterEnabled: true, methodSettings: [ORDERS] })],
    ['a stage description', (stack) => new CfnDeployment(stack, 'D', {
      restApiId: 'abc', stageName: 'prod', stageDescription: { cacheClusterEnabled: true, cachingEnabled: true, methodSettings: [TYPED] },
    })],
    ['a resource whose logical id has a token', (stack) => stage(stack).overrideLogicalId(Lazy.string({ produce: () => 'Prod' }))],
    ['an item that cannot be read, beside one that can', (stack) => stage(stack, [TYPED, { 'Fn::Transform': { Name: 'X' } }])],
    ['a value from another stack', (stack) => stage(stack, [{ ...TYPED, loggingLevel: new CfnParameter(new Stack(stack.node.root as App, 'Beside'), 'Level').valueAsString }])],
  ])('%s', (_, build) => {
    const { template } = render(build);
    const before = plain(build);
    expect(verdicts(before).filter((verdict) => /: (UNENCRYPTED|UNRESOLVED)$/.test(verdict)).length).toBeGreaterThan(0);
    expect(verdicts(template).filter((verdict) => verdict.includes(': UNENCRYPTED'))).toEqual([]);
    expect(withoutFlags(template)).toEqual(withoutFlags(before));
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['a mapping with a default', (stack) => {
      const map = new CfnMapping(stack, 'Map', { mapping: { 'eu-west-1': { caches: false } } });
      stage(stack, [{ ...TYPED, cacheDataEncrypted: true, cachingEnabled: map.findInMap(Aws.REGION, 'caches', 'true') }]);
    }],
    ['a Lazy that counts', (stack) => {
      let count = 0;
      stage(stack, [{ ...TYPED, cacheDataEncrypted: true, throttlingBurstLimit: Lazy.number({ produce: () => ++count }) }]);
    }],
    ['an uncached Lazy that counts', (stack) => {
      let count = 0;
      stage(stack, [{
        ...TYPED,
        cacheDataEncrypted: true,
        throttlingBurstLimit: Token.asNumber(Lazy.uncachedAny({
          produce: () =>
            ++count,
        })),
      }]);
    }],
    ['a stage description whose stage name resolves to nothing', (stack) => new CfnDeployment(stack, 'D', {
      restApiId: 'abc', stageName: Lazy.string({ produce: () => undefined }), stageDescription: { cachingEnabled: true, cacheClusterEnabled: true },
    })],
    ['an entry that sets nothing', (stack) => stage(stack, [{ ...TYPED, cacheDataEncrypted: true }, { httpMethod: 'GET', resourcePath: '/~1b', loggingLevel: Aws.NO_VALUE }])],
    ['no stage at all', (stack) => new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' })],
    ['resources that are none', (stack) => new Brings(stack, 'Element', { Resources: { Nothing: null, Text: 'x', List: [], Typeless: { Type: 5 }, Bare: { Type: 'AWS::ApiGateway::Stage' } } })],
  ])('what is compliant is as it was: %s', (_, build) => {
    for (const mode of [ENFORCE, REPORT]) {
      expect(render(build, { mode })).toEqual({ template: plain(build), messages: [] });
    }
  });

});

test.each<[string, unknown]>([
  ['a number', 5], ['a text', 'x'], ['true', true], ['an object', {}], ['a list in a list', [[ORDERS]]], ['half a condition', [{ 'Fn::If': ['C'] }]], ['a transform', { 'Fn::Transform': {} }],
])('a list that cannot be read is left as it is, with one warning: %s', (_, settings) => {
  const build = (stack: Stack) => new Brings(stack, 'Element', { Resources: { Hidden: caching(settings) } });
  const { template, messages } = render(build);
  expect(template).toEqual(plain(build));
  expect(messages).toEqual([expect.stringMatching(/^warning \/Shop\/Element: cannot tell whether a method setting of stage Shop\/Element\/Hidden caches/)]);
});

describe('ensureStageDefault', () => {
  const ADDED = { HttpMethod: '*', ResourcePath: '/*', ...FLAG };

  test.each<[string, (stack: Stack) => unknown, (properties: Record<string, any>) => unknown]>([
    ['a stage', (stack) => stage(stack), ({ MethodSettings }) => MethodSettings[1]],
    ['a stage without settings', (stack) => new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true }), ({ MethodSettings }) => MethodSettings[0]],
    ['a stage with an override of the list', (stack) => stage(stack).addPropertyOverride('MethodSettings', [ORDERS]), ({ MethodSettings }) => MethodSettings[1]],
    ['a raw stage', (stack) => new CfnResource(stack, 'Stage', {
      type: 'AWS::ApiGateway::Stage', properties: caching([ORDERS]).Properties,
    }), ({ MethodSettings }) => MethodSettings[1]],
    ['a stage description', (stack) => new CfnDeployment(stack, 'Stage', {
      restApiId: 'abc', stageName: 'prod', stageDescription: { cacheClusterEnabled: true, methodSettings: [TYPED] },
    }), ({ StageDescription }) => StageDescription.MethodSettings[1]],
    ['a SAM API', (stack) => new CfnApi(stack, 'Stage', { stageName: 'prod', cacheClusterEnabled: true, methodSettings: [ORDERS] }), ({ MethodSettings }) => MethodSettings[1]],
  ])('adds one to %s', (_, build, added) => {
    expect(added(render(build, { ensureStageDefault: true }).template.Resources.Stage.Properties as Record<string, any>)).toEqual(ADDED);
  });

  test('adds none without a cluster', () => {
    const build = (stack: Stack) => new CfnStage(stack, 'Stage', { restApiId: 'abc' });
    expect(render(build, { ensureStageDefault: true }).template).toEqual(plain(build));
  });

  test('is that of any who asks', () => {
    const { template } = render((stack) => Aspects.of(stage(stack)).add(new EncryptApiCache({ ensureStageDefault: true })));
    expect(verdicts(template)).toEqual(['Stage ~1orders/GET: ENCRYPTED', 'Stage */*: NOT_CACHED']);
  });
});

describe('entries that become equal, which CloudFormation refuses', () => {
  const dropped = (path: string) => expect.stringMatching(new RegExp(`^info .*: removed ${path.replace(/\./g, '\\.')}, an entry for method setting`)) as string;

  test.each<[string, unknown[], unknown[], number[]]>([
    ['the later one is dropped', [TYPED, { ...TYPED, cacheDataEncrypted: true }], [{ ...ORDERS, ...FLAG }, { Ref: 'AWS::NoValue' }], [1]],
    ['whichever had the flag', [{ ...TYPED, cacheDataEncrypted: true }, TYPED], [{ ...ORDERS, ...FLAG }, { Ref: 'AWS::NoValue' }], [1]],
    ['others keep their places', [TYPED, { ...TYPED, cacheDataEncrypted: true }, { ...TYPED, resourcePath: '/~1b', cacheDataEncrypted: true }],
      [{ ...ORDERS, ...FLAG }, { Ref: 'AWS::NoValue' }, { ...ORDERS, ResourcePath: '/~1b', ...FLAG }], [1]],
    ['those that differ in something else stay', [TYPED, { ...TYPED, cacheTtlInSeconds: 5 }],
      [{ ...ORDERS, ...FLAG }, { ...ORDERS, CacheTtlInSeconds: 5, ...FLAG }], []],
    ['those that were equal before stay', [TYPED, TYPED], [{ ...ORDERS, ...FLAG }, { ...ORDERS, ...FLAG }], []],
  ])('%s', (_, settings, expected, drops) => {
    const { template, messages } = render((stack) => stage(stack, settings));
    expect(template.Resources.Stage.Properties.MethodSettings).toEqual(expected);
    expect(messages.filter((text) => text.includes('removed Properties'))).toEqual(drops.map((index) => dropped(`Properties.MethodSettings.${index}`)));
  });
});

describe('messages', () => {
  const twoStages = (settings: unknown) => ({
    Resources: Object.fromEntries(['A', 'B'].map((id) =>
      [id, { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: settings } }])),
  });

  test.each<[EncryptApiCacheMode, RegExp]>([
    [ENFORCE, /^info \/Shop\/Element: encrypted the cache of method setting ~1orders\/GET .*of stage Shop\/Element\/(A|B): changed CacheDataEncrypted from false/],
    [REPORT, /^warning \/Shop\/Element: method setting ~1orders\/GET .*of stage Shop\/Element\/(A|B) caches responses/],
  ])('two stages of one element have one each, in mode %s', (mode, expected) => {
    const { messages } = render((stack) => new Brings(stack, 'Element', twoStages([{ ...ORDERS, CacheDataEncrypted: false }])), { mode });
    expect(messages.map((text) => expected.exec(text)?.[1])).toEqual(['A', 'B']);
  });

  test.each([ENFORCE, REPORT])('none is made twice, however often the app is rendered, in mode %s', (mode) => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    stage(stack, [{ ...TYPED, cacheDataEncrypted: false }, { 'Fn::Transform': { Name: 'X' } }]);
    stage(new NestedStack(stack, 'Nested'), [{ ...TYPED, cacheDataEncrypted: false }]);
    stage(product(stack), [{ ...TYPED, cacheDataEncrypted: false }]);
    EncryptApiCache.everywhere(app, { mode });
    Aspects.of(stack).add(new EncryptApiCache({ mode }));
    app.with(new EncryptApiCache({ mode }));
    const runs = [{}, {}, { force: true }, { force: true }].map((options) => {
      app.synth(options);
      return { templates: writtenTemplates(app.outdir), messages: messagesOf(app) };
    });
    runs.forEach((run) => expect(run).toEqual(runs[0]));
    expect(runs[0].messages.filter((text) => text.startsWith('warning'))).toHaveLength(mode === ENFORCE ? 1 : 4);
    expect(runs[0].messages.filter((text) => text.startsWith('info'))).toHaveLength(mode === ENFORCE ? 3 : 0);
    expect(new Set(runs[0].messages).size).toBe(runs[0].messages.length);
  });

  test('of a nested stack they are at what is in it', () => {
    expect(render((stack) => stage(new NestedStack(stack, 'Nested'), [{ ...TYPED, cacheDataEncrypted: false }])).messages)
      .toEqual([expect.stringMatching(/^info \/Shop\/Nested\/Stage: encrypted the cache/)]);
  });
});

describe('a nested stack is as it was when CDK took its hash', () => {
  test.each([ENFORCE, REPORT])('also where the legacy synthesizer adds the locations of nested stacks within it, in mode %s', (mode) => {
    const app = testApp();
    const nested = new NestedStack(new Stack(app, 'Shop', { synthesizer: new LegacyStackSynthesizer() }), 'Nested');
    stage(nested);
    new CfnResource(new NestedStack(nested, 'Inner'), 'Topic', { type: 'AWS::SNS::Topic' });
    EncryptApiCache.everywhere(app, { mode });
    app.synth();
    const templates = Object.values(writtenTemplates(app.outdir)) as Template[];
    const { Parameters: added, Resources: resources } = templates.find((template) => 'Stage' in template.Resources)!;
    expect(Object.keys(added)).toHaveLength(2);
    expect(resources.Stage.Properties.MethodSettings[0].CacheDataEncrypted).toBe(mode === ENFORCE ? true : undefined);
  });

  test.each<[string, (nested: Stack, late: IResolvable) => unknown]>([
    ['a stage', (nested, late) => stage(nested, [{ ...TYPED, cacheTtlInSeconds: late }])],
    ['a condition', (nested, late) => {
      stage(nested);
      new CfnCondition(nested, 'Condition', { expression: Fn.conditionEquals(late, 1) });
    }],
    ['a parameter', (nested, late) => {
      stage(nested);
      new CfnParameter(nested, 'Parameter').default = late;
    }],
  ])('or synthesis fails: %s', (_, build) => {
    const app = testApp();
    let asked = 0;
    build(new NestedStack(new Stack(app, 'Shop'), 'Nested'), Lazy.uncachedAny({ produce: () => asked++ }));
    EncryptApiCache.everywhere(app);
    expect(() => app.synth()).toThrow('the cache settings of nested stack Shop/Nested were changed after CDK computed the hash of its template');
  });
});

describe('both modes', () => {
  const parts = (stack: Stack) => ['A', 'B'].map((id) => {
    const part = new Construct(stack, id);
    stage(part);
    return part;
  });

  test.each<[string, EncryptApiCacheMode, EncryptApiCacheMode, string, number]>([
    ['what is enforced for a part is enforced there', REPORT, ENFORCE, 'UNENCRYPTED', 1],
    ['what is enforced for all is not softened for a part', ENFORCE, REPORT, 'ENCRYPTED', 0],
  ])('%s', (_, ofApp, ofPart, beside, warnings) => {
    for (const call of [
      (app: App) => EncryptApiCache.everywhere(app, { mode: ofApp }),
      (app: App) => Aspects.of(app).add(new EncryptApiCache({ mode: ofApp })),
    ]) {
      const app = testApp();
      const [part] = parts(new Stack(app, 'Shop'));
      call(app);
      Aspects.of(part).add(new EncryptApiCache({ mode: ofPart }));
      expect(verdicts(app.synth().getStackByName('Shop').template).map((verdict) => verdict.split(': ')[1])).toEqual(['ENCRYPTED', beside]);
      expect(messagesOf(app)).toEqual(Array.from({ length: warnings }, () => expect.stringMatching(/^warning \/Shop\/B\/Stage/) as string));
    }
  });

  test('a part of a stack alone: nothing else is touched', () => {
    for (const call of [
      (part: Construct) => EncryptApiCache.everywhere(part),
      (part: Construct) => Aspects.of(part).add(new EncryptApiCache()),
      (part: Construct) => part.with(new EncryptApiCache()),
    ]) {
      const app = testApp();
      const stack = new Stack(app, 'Shop');
      const [part] = parts(stack);
      call(part);
      expect(verdicts(app.synth().getStackByName('Shop').template).map((verdict) => verdict.split(': ')[1])).toEqual(['ENCRYPTED', 'UNENCRYPTED']);
      expect(messagesOf(app)).toEqual([]);
    }
  });
});

describe('acknowledgments count whenever they are made', () => {
  const ACKNOWLEDGMENT = { id: 'ApiCache::ApiCache-CacheDataEncrypted', reason: 'public data' };

  test.each<[string, (acknowledge: () => void, app: App, stack: Stack) => void]>([
    ['before', (acknowledge) => acknowledge()],
    ['by an aspect of the last priority', (acknowledge, app, stack) => Aspects.of(app).add({ visit: (node) => { node === stack && acknowledge(); } }, { priority: 1000 })],
    ['in a validation', (acknowledge, _, stack) => stack.node.addValidation({ validate: () => { acknowledge(); return []; } })],
  ])('%s', (_, when) => {
    const scopes: readonly ((stack: Stack) => IConstruct)[] = [
      (stack) => stack.node.findChild('A').node.findChild('Stage'), (stack) => stack.node.findChild('A'), (stack) => stack,
    ];
    for (const scopeIn of scopes) {
      const app = testApp();
      const stack = new Stack(app, 'Shop');
      stage(new Construct(stack, 'A'), [{ ...TYPED, cacheDataEncrypted: false }]);
      EncryptApiCache.everywhere(app);
      let isDone = false;
      when(() => {
        if (!isDone) {
          isDone = true;
          Validations.of(scopeIn(stack)).acknowledge(ACKNOWLEDGMENT);
        }
      }, app, stack);
      expect(verdicts(app.synth().getStackByName('Shop').template)).toEqual([expect.stringMatching(/ ~1orders\/GET: UNENCRYPTED$/)]);
      expect(messagesOf(app)).toEqual([]);
    }
  });

  test('of a scope in the stack: not for what is beside it', () => {
    const { template } = render((stack) => {
      const [quiet] = ['A', 'B'].map((id) => stage(new Construct(stack, id)));
      Validations.of(quiet.node.scope!).acknowledge(ACKNOWLEDGMENT);
    });
    expect(verdicts(template).map((verdict) => verdict.split(': ')[1])).toEqual(['UNENCRYPTED', 'ENCRYPTED']);
  });

  test('of one key alone', () => {
    const { template } = render((stack) => Validations.of(stage(stack, [TYPED, { ...TYPED, resourcePath: '/~1b' }]))
      .acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]', reason: 'public data' }));
    expect(verdicts(template)).toEqual(['Stage ~1orders/GET: UNENCRYPTED', 'Stage ~1b/GET: ENCRYPTED']);
  });

  test('of an element that brings stages', () => {
    const { template } = render((stack) => Validations.of(new Brings(stack, 'Element', {
      Resources: { Hidden: caching([ORDERS]) },
    })).acknowledge(ACKNOWLEDGMENT));
    expect(verdicts(template)).toEqual(['Hidden ~1orders/GET: UNENCRYPTED']);
  });
});

describe('Globals of AWS SAM', () => {
  const CACHING = { CacheClusterEnabled: true, MethodSettings: [DEFAULT] };
  const ENCRYPTED = { ...CACHING, MethodSettings: [{ ...DEFAULT, ...FLAG }] };
  const EVENTS = { Get: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } };
  const FUNCTION = { Type: 'AWS::Serverless::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'i.h', InlineCode: 'x', Events: EVENTS } };
  const API = { Type: 'AWS::Serverless::Api', Properties: { StageName: 'x' } };
  const globals = { Globals: { Api: CACHING } };

  test('rule 13: the implicit API is encrypted in them', () => {
    const Globals = { Api: CACHING, Function: { Timeout: 3 } };
    const { template, messages } = render((stack) => include(stack, { Globals, Resources: { F: FUNCTION } }));
    expect(template.Globals).toEqual({ Api: ENCRYPTED, Function: { Timeout: 3 } });
    expect(messages).toEqual([]);
  });

  test('they are edited once for several APIs, and each API says so', () => {
    const list = [{ ...DEFAULT, CacheDataEncrypted: false }];
    const Globals = { Api: { ...CACHING, MethodSettings: list } };
    const { template, messages } = render((stack) => include(stack, { Globals, Resources: { F: FUNCTION, A: API, B: API } }));
    expect(template.Globals).toEqual({ Api: ENCRYPTED });
    expect(messages.map((text) => /of stage (\S+): changed CacheDataEncrypted from false to true/.exec(text)?.[1]).sort())
      .toEqual(['Shop/I/A', 'Shop/I/B', 'Shop/I/ServerlessRestApi']);
  });

  test('they are encrypted as soon as one API needs it, whatever another one acknowledges', () => {
    const { template } = render((stack) => Validations.of(include(stack, { ...globals, Resources: { A: API, B: API } }).getResource('A'))
      .acknowledge(PUBLIC));
    expect(template.Globals).toEqual({ Api: ENCRYPTED });
  });

  const OFF = { MethodSettings: [{ ...DEFAULT, CachingEnabled: false }], CacheClusterEnabled: false };

  test.each<[string, object]>([
    ['no API uses them', { F: { ...FUNCTION, Properties: { ...FUNCTION.Properties, Events: {} } } }],
    ['every API says otherwise', { A: { ...API, Properties: { ...API.Properties, ...OFF } } }],
  ])('they are left alone where %s', (_, Resources) => {
    const build = (stack: Stack) => include(stack, { ...globals, Resources });
    expect(withoutFlags(render(build).template)).toEqual(withoutFlags(plain(build)));
  });

  test('an API that overrides the cluster with false is dormant, and encrypted in them all the same', () => {
    const dormant = { ...API, Properties: { ...API.Properties, CacheClusterEnabled: false } };
    const { template } = render((stack) => include(stack, { ...globals, Resources: { A: dormant } }));
    expect(verdicts(template)).toEqual(['A */*: ENCRYPTED']);
  });

  test('in mode REPORT the include speaks for the implicit API, and acknowledges for it', () => {
    const { template, messages } = render((stack) => include(stack, { ...globals, Resources: { F: FUNCTION } }), { mode: REPORT });
    expect(template.Globals).toEqual({ Api: CACHING });
    expect(messages).toEqual([expect.stringMatching(/^warning \/Shop\/I: method setting \*\/\* .*of stage Shop\/I\/ServerlessRestApi caches/)]);
    const acknowledged = render((stack) => Validations.of(include(stack, { ...globals, Resources: { F: FUNCTION } })).acknowledge(PUBLIC));
    expect(acknowledged).toMatchObject({ template: globals, messages: [] });
  });

  test.each<[string, unknown, RegExp]>([
    ['a list that cannot be', { Api: { CacheClusterEnabled: true, MethodSettings: { 'Fn::ImportValue': 'Settings' } } }, /Globals\.Api\.MethodSettings is \{"Fn::ImportValue":"Settings"\}; use a literal list/],
    ['a transform', { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/globals.yaml' } } }, /cannot tell whether a method setting of stage Shop\/I\/ServerlessRestApi caches/],
    ['a transform beside other names', { 'Function': {}, 'Fn::Transform': { Name: 'X' } }, /cannot tell/],
  ])('what cannot be read becomes a warning: %s', (_, Globals, expected) => {
    const build = (stack: Stack) => include(stack, { Globals, Resources: { F: FUNCTION } });
    const { template, messages } = render(build);
    expect(messages).toEqual([expect.stringMatching(expected)]);
    expect(template).toEqual(plain(build));
  });

  test('two includes in a stack: only the one with Globals changes', () => {
    const { template } = render((stack) => {
      include(stack, { Parameters: { P: { Type: 'String' } } }, 'First');
      include(stack, { ...globals, Resources: { F: FUNCTION } }, 'Second');
    });
    expect(template.Parameters.P).toEqual({ Type: 'String' });
    expect(template.Globals).toEqual({ Api: ENCRYPTED });
  });

  test.each([['first', ['Api', 'Function']], ['last', ['Function', 'Api']]])('two includes with Globals, the one for APIs %s: CDK merges them', (_, order) => {
    const templates: Record<string, object> =
      { Api: globals, Function: { Globals: { Function: { Timeout: 3 } }, Resources: { F: FUNCTION } } };
    const { template, messages } = render((stack) => order.forEach((id) => include(stack, templates[id], id)));
    expect(template.Globals).toEqual({ Api: ENCRYPTED, Function: { Timeout: 3 } });
    expect(messages).toEqual([]);
  });

  test('those of one stack mean nothing in another, nested or not', () => {
    const { template } = render((stack) => {
      include(new NestedStack(stack, 'Nested'), globals);
      include(stack, { Resources: { F: FUNCTION, A: API } });
    });
    expect(verdicts(template)).toEqual([]);
  });

  test('those of an element that a user wrote', () => {
    const { template } = render((stack) => {
      new Brings(stack, 'Globals', globals);
      include(stack, { Resources: { A: API } });
    });
    expect(verdicts(template)).toEqual(['A */*: ENCRYPTED']);
  });

  test('a function that has its type by override asks for the implicit API too', () => {
    const { template } = render((stack) => {
      include(stack, globals);
      new CfnResource(stack, 'F', { type: 'Custom::Function', properties: { Events: EVENTS } }).addOverride('Type', 'AWS::Serverless::Function');
    });
    expect(verdicts(template)).toEqual(['ServerlessRestApi */*: ENCRYPTED']);
  });

  test('ensureStageDefault adds nothing to them: it would be added to every API', () => {
    const build = (stack: Stack) => include(stack, { Globals: { Api: { CacheClusterEnabled: true } }, Resources: { F: FUNCTION } });
    expect(render(build, { ensureStageDefault: true }).template).toEqual(plain(build));
  });
});

describe('rule 14: a stack with a fixed region or account', () => {
  const inAsia = (props: StackProps) => {
    const app = testApp({ context: LOUD });
    const stack = new Stack(app, 'Shop', props);
    const there = new CfnCondition(stack, 'There', {
      expression: Fn.conditionOr(Fn.conditionEquals(Aws.REGION, 'ap-south-1'), Fn.conditionEquals(Aws.ACCOUNT_ID, '111111111111')),
    });
    stage(stack, [{ ...TYPED, cachingEnabled: Fn.conditionIf(there.logicalId, true, false) }]);
    return app;
  };
  test.each<[StackProps['env'], string]>([
    [undefined, 'UNENCRYPTED condition There is true'],
    [{ region: 'eu-west-1', account: '222222222222' }, 'NOT_CACHED undefined'],
    [{ region: 'eu-west-1' }, 'UNENCRYPTED condition There is true'],
    [{ region: 'ap-south-1' }, 'UNENCRYPTED undefined'],
    [{ account: '111111111111' }, 'UNENCRYPTED undefined'],
  ])('%j: %s', (env, expected) => {
    expect(ApiCacheAudit.ofScope(inAsia({ env })).rows.map(({ verdict, when }) => `${verdict} ${when}`)).toEqual([expected]);
    const app = inAsia({ env });
    EncryptApiCache.everywhere(app);
    app.synth();
    expect(ApiCacheAudit.ofScope(app).rows.map(({ verdict }) => verdict)
      .filter((verdict) => verdict === ApiCacheVerdict.UNENCRYPTED)).toEqual([]);
  });

  test('is judged so when it is written, too', () => {
    const checked = (region: string) => {
      const app = inAsia({ env: { region, account: '222222222222' } });
      Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
      return app;
    };
    expect(() => checked('eu-west-1').synth()).not.toThrow();
    expect(() => checked('ap-south-1').synth()).toThrow(/CacheDataEncrypted/);
  });
});

test.each([true, false])('the aspect adds neither constructs nor aspects (stabilization %s)', (stabilization) => {
  const paths = (aspect: EncryptApiCache | undefined) => {
    const app = testApp({ context: { '@aws-cdk/core:aspectStabilization': stabilization } });
    stage(new Stack(app, 'Shop'));
    Aspects.of(app).add(aspect ?? { visit: () => undefined });
    const { messages, template } = app.synth().getStackByName('Shop');
    expect(verdicts(template)).toEqual([`Stage ~1orders/GET: ${aspect ? 'ENCRYPTED' : 'UNENCRYPTED'}`]);
    expect(messages).toEqual([]);
    return app.node.findAll().map(({ node }) => `${node.path} ${Aspects.of(node.scope ?? app).all.length}`);
  };
  expect(paths(new EncryptApiCache())).toEqual(paths(undefined));
});
