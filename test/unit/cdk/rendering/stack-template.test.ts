import { readFileSync } from 'fs';
import { join } from 'path';
import {
  App, Aspects, Aws, CfnCondition, CfnElement, CfnOutput, CfnParameter, CfnResource, Fn,
  ICfnConditionExpression, Lazy, NestedStack, Stack, Token,
} from 'aws-cdk-lib';
import { CfnStage, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnFunction } from 'aws-cdk-lib/aws-sam';
import { stackTemplate } from '../../../../src/cdk/rendering/stack-template';
import { ApiCacheAudit, EncryptApiCache } from '../../../../src/index';
import { testApp } from '../../../support/app';

const IN_TEMPLATE = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };
const TYPED = { httpMethod: '*', resourcePath: '/*', cachingEnabled: true };

const shop = () => new Stack(testApp(), 'Shop');

function stage(stack: Stack, methodSettings: unknown, more: object = {}): CfnStage {
  return new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: methodSettings as [], ...more });
}

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

const resources = (stack: Stack) => stackTemplate(stack).Resources as Readonly<Record<string, Resource>>;
const written = (stack: Stack) =>
  (stack.node.root as App).synth({ force: true }).getStackByName(stack.stackName).template as Readonly<Record<string, unknown>>;
const explosive = (name: string) => Lazy.any({ produce: () => { throw new Error(`${name} was resolved`); } });

describe('it is what CDK renders, as far as that decides on caches', () => {
  test.each<[string, (stack: Stack) => unknown]>([
    ['overrides', (stack) => stage(stack, [TYPED]).addPropertyOverride('MethodSettings.0.CacheDataEncrypted', 'false')],
    ['Lazy values', (stack) => stage(stack, Lazy.any({ produce: () => [{ ...TYPED, cacheTtlInSeconds: Lazy.number({ produce: () => 5 }) }] }))],
    ['a path that a token is in', (stack) => stage(stack, [{ ...TYPED, resourcePath: `/~1${new CfnParameter(stack, 'P').valueAsString}` }])],
    ['a path that a literal token is in', (stack) => stage(stack, [{ ...TYPED, resourcePath: `/~1${Lazy.uncachedString({ produce: () => 'orders' })}` }])],
    ['a type that is decided late', (stack) => new CfnResource(stack, 'Late', {
      type: Lazy.string({ produce: () => 'AWS::ApiGateway::Stage' }), properties: { CacheClusterEnabled: true, MethodSettings: [IN_TEMPLATE] },
    })],
    ['properties that are one token', (stack) => new CfnResource(stack, 'Raw', {
      type: 'AWS::ApiGateway::Stage', properties: Lazy.any({ produce: () => ({ CacheClusterEnabled: true }) }) as never,
    })],
    ['a key in a token', (stack) => new CfnResource(stack, 'Raw', {
      type: 'AWS::ApiGateway::Stage', properties: { CacheClusterEnabled: true, [Lazy.string({ produce: () => 'MethodSettings' })]: [IN_TEMPLATE] },
    })],
    ['no properties at all', (stack) => new CfnResource(stack, 'Raw', { type: 'AWS::ApiGateway::Stage' })],
    ['a logical id that is decided late', (stack) => stage(stack, [TYPED]).overrideLogicalId(Lazy.string({ produce: () => 'Prod' }))],
    ['a resource that renders two', (stack) => {
      class Two extends CfnResource {
        public _toCloudFormation(): object {
          const { Resources } = super._toCloudFormation() as { Resources: object };
          return { Resources: { ...Resources, Hidden: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true } } } };
        }
      }
      new Two(stack, 'Topic', { type: 'AWS::SNS::Topic' });
    }],
    ['a resource that CDK leaves out', (stack) => {
      class Hidden extends CfnResource {
        protected shouldSynthesize(): boolean {
          return false;
        }
      }
      new Hidden(stack, 'Hidden', { type: 'AWS::ApiGateway::Stage' });
    }],
  ])('%s', (_, build) => {
    const stack = shop();
    build(stack);
    const { Resources: found } = stackTemplate(stack);
    expect(found).toEqual(written(stack).Resources ?? {});
  });

  test('with parameters, conditions, mappings and Globals', () => {
    class Globals extends CfnElement {
      public _toCloudFormation(): object {
        return { Globals: { Api: { CacheClusterEnabled: true } }, Metadata: { a: explosive('metadata') }, Outputs: { b: explosive('an output') } };
      }
    }
    const stack = shop();
    new CfnParameter(stack, 'P', { default: Lazy.string({ produce: () => 'x' }) });
    new CfnCondition(stack, 'C', { expression: Fn.conditionEquals('a', 'b') });
    new Globals(stack, 'Globals');
    expect(stackTemplate(stack)).toEqual({
      Parameters: { P: { Type: 'String', Default: 'x' } },
      Conditions: { C: { 'Fn::Equals': ['a', 'b'] } },
      Mappings: {},
      Globals: { Api: { CacheClusterEnabled: true } },
      Resources: {},
    });
  });
});

describe('nothing else is resolved', () => {
  test('of resources that bring no stage, and of outputs', () => {
    const stack = shop();
    new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic', properties: { a: explosive('a property') } });
    new CfnOutput(stack, 'Output', { value: Token.asString(explosive('an output')) });
    expect(resources(stack)).toEqual({});
  });

  test('of resources that are not asked for', () => {
    const stack = shop();
    stage(stack, explosive('the list'));
    expect(stackTemplate(stack, () => false).Resources).toEqual({});
  });
});

describe('it leaves no trace', () => {
  const entries = (stack: Stack) =>
    (written(stack).Resources as Record<string, Resource>).Stage.Properties!.MethodSettings as readonly Record<string, unknown>[];

  test('a Lazy that keeps its first answer keeps none', () => {
    const stack = shop();
    const list = [TYPED];
    stage(stack, Lazy.any({ produce: () => [...list] }));
    stackTemplate(stack);
    list.push({ ...TYPED, httpMethod: 'GET' });
    expect(entries(stack)).toHaveLength(2);
  });

  test('nor one inside of a string, a number or a list', () => {
    const stack = shop();
    let [path, ttl] = ['a', 1];
    stage(stack, [{ ...TYPED, resourcePath: `/~1${Lazy.string({ produce: () => path })}`, cacheTtlInSeconds: Lazy.number({ produce: () => ttl }) }]);
    stackTemplate(stack);
    [path, ttl] = ['b', 2];
    expect(entries(stack)).toEqual([{ HttpMethod: '*', ResourcePath: '/~1b', CachingEnabled: true, CacheTtlInSeconds: 2 }]);
  });

  test('one that has answered already does not ask again', () => {
    const stack = shop();
    let count = 0;
    const lazy = Lazy.number({ produce: () => ++count });
    stage(stack, [{ ...TYPED, cacheTtlInSeconds: lazy }]);
    stack.resolve(lazy);
    stackTemplate(stack);
    expect([count, entries(stack)[0].CacheTtlInSeconds]).toEqual([1, 1]);
  });

  test.each<[string, (stack: Stack) => void, string | undefined]>([
    ['none', () => undefined, undefined],
    ['a text', (stack) => { (stack.templateOptions as { transform?: string }).transform = 'Mine'; }, 'Mine'],
    ['a list', (stack) => stack.addTransform('Mine'), undefined],
  ])('transforms stay as they are: %s', (_, build, text) => {
    const stack = shop();
    build(stack);
    new CfnFunction(stack, 'F', { runtime: 'nodejs22.x' });
    const [transforms, transform] =
      [stack.templateOptions.transforms?.slice(), (stack.templateOptions as { transform?: string }).transform];
    stackTemplate(stack);
    expect([stack.templateOptions.transforms, (stack.templateOptions as { transform?: string }).transform])
      .toEqual([transforms, transform]);
    expect(transform).toBe(text);
  });

  test('the deployment of a whole API may still change', () => {
    const build = (isRead: boolean) => {
      const shopStack = shop();
      const made = new RestApi(shopStack, 'Api', { deployOptions: { cacheClusterEnabled: true } });
      made.root.addMethod('GET', new MockIntegration());
      if (isRead) {
        stackTemplate(shopStack);
      }
      made.root.addMethod('POST', new MockIntegration());
      return written(shopStack);
    };
    expect(build(true)).toEqual(build(false));
  });

  test('ApiCacheAudit.ofScope changes no template', () => {
    const build = (isAudited: boolean) => {
      const app = testApp();
      const stack = new Stack(app, 'Shop');
      const parameter = new CfnParameter(new Stack(app, 'Beside'), 'P');
      let count = 0;
      stage(stack, [{ ...TYPED, loggingLevel: parameter.valueAsString, throttlingBurstLimit: Lazy.number({ produce: () => ++count }) }]);
      if (isAudited) {
        ApiCacheAudit.ofScope(app);
        count = 0;
      }
      return app.synth().stacks.map(({ template }) => template as unknown);
    };
    expect(build(true)).toEqual(build(false));
  });
});

const rows = ({ rows: found }: ApiCacheAudit) => found.map(({ methodKey, verdict, when }) => `${methodKey} ${verdict}${when ? ` when ${when}` : ''}`);
const verdicts = (stack: Stack) => rows(ApiCacheAudit.ofScope(stack));

describe('a parameter of another stack that is called like one of this stack', () => {
  const collide = () => {
    const outer = new Stack(testApp(), 'Outer');
    const theirs = new CfnParameter(outer, 'Encrypt', { default: 'false' });
    const inner = new NestedStack(outer, 'Inner');
    const ours = new CfnParameter(inner, 'Encrypt', { allowedValues: ['true'] });
    return { theirs, ours, inner };
  };
  const flag = (parameter: CfnParameter) => [{ ...TYPED, cacheDataEncrypted: parameter.valueAsString }];

  test('as a value it is read for itself', () => {
    const { theirs, inner } = collide();
    stage(inner, flag(theirs));
    expect(verdicts(inner)).toEqual(['*/* UNRESOLVED']);
  });

  test('as a value, the one of this stack is', () => {
    const { ours, inner } = collide();
    stage(inner, flag(ours));
    expect(verdicts(inner)).toEqual(['*/* ENCRYPTED']);
  });

  test('in a condition it is not mistaken for that', () => {
    const { theirs, inner } = collide();
    new CfnCondition(inner, 'IsOn', { expression: Fn.conditionEquals(theirs.valueAsString, 'true') });
    stage(inner, [{ ...TYPED, cacheDataEncrypted: Fn.conditionIf('IsOn', true, false) }]);
    expect(verdicts(inner)).toEqual(['*/* UNENCRYPTED when condition IsOn is false']);
  });
});

describe('a condition of a nested stack on what its parent hands down', () => {
  const writtenFor = (app: App, nested: Stack) => {
    const { directory } = app.synth();
    return rows(ApiCacheAudit.ofTemplate(JSON.parse(readFileSync(join(directory, nested.templateFile), 'utf8'))));
  };

  test.each<[string, (outer: Stack, nested: Stack) => ICfnConditionExpression, number?]>([
    ['a parameter', (outer) => Fn.conditionEquals(new CfnParameter(outer, 'Cache').valueAsString, 'true')],
    ['a parameter, two levels up', (outer) => Fn.conditionEquals(new CfnParameter(outer, 'Cache').valueAsString, 'true'), 2],
    ['an attribute', (outer) => Fn.conditionEquals(new CfnResource(outer, 'R', { type: 'Custom::Settings' }).getAtt('Cache'), 'true')],
    ['two of them', (outer) => Fn.conditionEquals(new CfnParameter(outer, 'A').valueAsString, new CfnParameter(outer, 'B').valueAsString)],
    ['the id of its parent, which is not its own', (outer, nested) => Fn.conditionNot(Fn.conditionEquals(outer.stackId, nested.stackId))],
    ['a sibling', (outer) => Fn.conditionEquals(new CfnResource(new NestedStack(outer, 'Beside'), 'R', { type: 'AWS::SNS::Topic' }).ref, 'x')],
    ['a stack below a sibling', (outer) => {
      const deep = new NestedStack(new NestedStack(outer, 'Beside'), 'Deep');
      return Fn.conditionEquals(new CfnResource(deep, 'R', { type: 'AWS::SNS::Topic' }).ref, 'x');
    }],
  ])('%s: read as the parameter that CDK makes of it, and the list below is encrypted', (_, expression, depth = 1) => {
    const build = () => {
      const app = testApp();
      const outer = new Stack(app, 'Outer');
      const nested = Array.from({ length: depth }).reduce<Stack>((parent) => new NestedStack(parent, 'Inner'), outer);
      new CfnCondition(nested, 'IsOn', { expression: expression(outer, nested) });
      stage(nested, Fn.conditionIf('IsOn', [IN_TEMPLATE], []));
      return { app, nested };
    };
    const plain = build();
    expect(verdicts(plain.nested)).toEqual(['*/* UNENCRYPTED when condition IsOn is true']);
    expect(writtenFor(plain.app, plain.nested)).toEqual(['*/* UNENCRYPTED when condition IsOn is true']);
    const { app, nested } = build();
    Aspects.of(app).add(new EncryptApiCache());
    expect(writtenFor(app, nested)).toEqual(['*/* ENCRYPTED']);
  });

  test('conditions on one value stay together', () => {
    const outer = new Stack(testApp(), 'Outer');
    const cache = new CfnParameter(outer, 'Cache');
    const nested = new NestedStack(outer, 'Inner');
    ['IsOn', 'IsAlsoOn'].forEach((id) => new CfnCondition(nested, id, { expression: Fn.conditionEquals(cache.valueAsString, 'true') }));
    stage(nested, [{ ...TYPED, cachingEnabled: Fn.conditionIf('IsOn', true, false), cacheDataEncrypted: Fn.conditionIf('IsAlsoOn', true, false) }]);
    expect(verdicts(nested)).toEqual(['*/* ENCRYPTED']);
  });

  test('what comes from a stack beside it stays unread', () => {
    const app = testApp();
    const beside = new CfnParameter(new Stack(app, 'Beside'), 'Cache');
    const stack = new Stack(app, 'Shop');
    stage(stack, [{ ...TYPED, cacheDataEncrypted: beside.valueAsString }]);
    expect(verdicts(stack)).toEqual(['*/* UNRESOLVED']);
  });
});

describe('a condition on text with a value in it is not evaluated, and what hangs on it is encrypted', () => {
  test.each<[string, (stack: Stack) => ICfnConditionExpression]>([
    ['a parameter', (stack) => Fn.conditionEquals(`${new CfnParameter(stack, 'Env').valueAsString}-api`, 'prod-api')],
    ['a pseudo parameter', () => Fn.conditionEquals(`${Aws.REGION}-x`, 'eu-west-1-x')],
    ['on both sides', (stack) => Fn.conditionEquals(`a-${new CfnParameter(stack, 'P').valueAsString}`, `a-${new CfnParameter(stack, 'Q').valueAsString}`)],
  ])('%s', (_, expression) => {
    for (const hang of [
      (made: CfnStage, condition: CfnCondition) => { made.cfnOptions.condition = condition; },
      (made: CfnStage) => made.addPropertyOverride('MethodSettings.0.CachingEnabled', { 'Fn::If': ['IsOn', true, false] }),
      (made: CfnStage) => made.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', { 'Fn::If': ['IsOn', true, false] }),
    ]) {
      const app = testApp();
      const stack = new Stack(app, 'Shop');
      hang(stage(stack, [TYPED]), new CfnCondition(stack, 'IsOn', { expression: expression(stack) }));
      expect(verdicts(stack)).not.toEqual(['*/* ENCRYPTED']);
      expect(verdicts(stack)).not.toEqual(['*/* NOT_CACHED']);
      Aspects.of(app).add(new EncryptApiCache());
      expect(rows(ApiCacheAudit.ofTemplate(app.synth().getStackByName('Shop').template))).toEqual(['*/* ENCRYPTED']);
    }
  });
});
