import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { CfnElement, CfnResource, IResolvable, Lazy, NestedStack, Stack, Stage, Token, Tokenization, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import {
  aroundRendering, aroundSettings, assemblyPlaceOf, fragmentOf, isHashed, isSynthesised, logicalIdOf, onAssembly, rawOverrides,
  rendersItself, withoutCache,
} from '../../../src/cdk/internals';
import { testApp } from '../../support/app';
import { product } from '../reach/reached';

// Each test is named after the private member of CDK that it is about: if one fails with a new version of CDK, that has changed.

const shop = () => new Stack(testApp(), 'Shop');
const topic = (stack: Stack) => new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic', properties: { TopicName: 'a' } });

/** What a stack renders is seen here, and its topic gets another name. */
function watched(stack: Stack): { readonly rendered: object[] } {
  const rendered: object[] = [];
  aroundRendering(stack, (render) => {
    const template = render();
    rendered.push(template);
    return { ...template, Metadata: { isSeen: true } };
  });
  return { rendered };
}

test('CfnElement._toCloudFormation(): the sections that an element brings, by logical id', () => {
  const stack = shop();
  const fragment = stack.resolve(fragmentOf(topic(stack))) as object;
  expect(fragment).toEqual({ Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'a' } } } });
});

test('CfnElement._toCloudFormation(): what an element of a user returns is what goes into the template', () => {
  class Own extends CfnElement {
    public _toCloudFormation(): object {
      return { Globals: { Api: { Name: 'x' } } };
    }
  }
  const stack = shop();
  new Own(stack, 'Own');
  expect(Template.fromStack(stack).toJSON()).toMatchObject({ Globals: { Api: { Name: 'x' } } });
});

test('CfnResource.prototype._toCloudFormation(): no L1 of CDK has one of its own', () => {
  class Own extends CfnResource {
    public _toCloudFormation(): object {
      return super._toCloudFormation();
    }
  }
  const stack = shop();
  expect(rendersItself(topic(stack))).toBe(false);
  expect(rendersItself(new CfnStage(stack, 'Stage', { restApiId: 'abc' }))).toBe(false);
  expect(rendersItself(new Own(stack, 'Own', { type: 'AWS::SNS::Topic' }))).toBe(true);
});

describe('Stack._toCloudFormation(): CDK asks the stack for it', () => {
  test('for the file, resolved and with overrides', () => {
    const stack = shop();
    const named = topic(stack);
    named.addPropertyOverride('DisplayName', Lazy.string({ produce: () => 'late' }));
    const { rendered } = watched(stack);
    expect(Template.fromStack(stack).toJSON()).toMatchObject({ Metadata: { isSeen: true } });
    expect(rendered).toEqual([expect.objectContaining({ Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'a', DisplayName: 'late' } } } })]);
  });

  test('for the hash and for the file of a nested stack', () => {
    const hashes = [false, true].map((isWatched) => {
      const stack = shop();
      const nested = new NestedStack(stack, 'Nested');
      topic(nested);
      const rendered = isWatched ? watched(nested).rendered : undefined;
      const { directory } = (stack.node.root as Stage).synth();
      expect(rendered?.length ?? 2).toBe(2);
      expect(readFileSync(join(directory, nested.templateFile), 'utf8').includes('isSeen')).toBe(isWatched);
      return /[0-9a-f]{64}/.exec(JSON.stringify(Template.fromStack(stack).toJSON()))![0];
    });
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  test('for a product of AWS Service Catalog', () => {
    const stack = shop();
    const made = product(stack);
    topic(made);
    watched(made);
    const { directory } = (stack.node.root as Stage).synth();
    expect(readFileSync(join(directory, made.templateFile), 'utf8')).toContain('isSeen');
  });

  test('a version without it is refused', () => {
    const stack = shop();
    Object.assign(stack, { _toCloudFormation: undefined });
    expect(() => aroundRendering(stack, (render) => render()))
      .toThrow('cannot enforce the encryption of API caches in stack Shop: this version of aws-cdk-lib is not supported');
  });
});

test('CfnStage.methodSettings: an accessor of the class, around which something is put once', () => {
  class OwnStage extends CfnStage {
  }
  const around = { shown: (_: unknown, value: unknown) => [value], assigned: (value: unknown) => value };
  const stack = shop();
  const made = new OwnStage(stack, 'Stage', { restApiId: 'abc', methodSettings: [] });
  const type = Object.getPrototypeOf(made) as object;
  expect(Object.keys(Object.getOwnPropertyDescriptor(CfnStage.prototype, 'methodSettings') ?? {}).sort()).toEqual(['configurable', 'enumerable', 'get', 'set']);
  aroundSettings(type, around);
  aroundSettings(type, around);
  aroundSettings(CfnStage.prototype, around);
  expect(made.methodSettings).toEqual([[]]);
  expect(new CfnStage(stack, 'Other', { restApiId: 'abc' }).methodSettings).toEqual([undefined]);
  expect(Object.hasOwn(made, 'methodSettings')).toBe(false);
});

test.each<[string, object]>([
  ['is frozen', Object.freeze({ get methodSettings() { return 'own'; }, set methodSettings(_: unknown) { throw new Error('set'); } })],
  ['has no setter', { get methodSettings() { return 'own'; } }],
  ['has a value', { methodSettings: 'own' }],
])('CfnStage.methodSettings: a class that %s keeps it', (_, type) => {
  const before = Object.getOwnPropertyDescriptors(type);
  aroundSettings(type, { shown: () => 'shown', assigned: (value) => value });
  expect(Object.getOwnPropertyDescriptors(type)).toEqual(before);
});

test('NestedStack._templateUrl.get(): the address of the template, which has its hash, once it is known', () => {
  const stack = shop();
  const nested = new NestedStack(stack, 'Nested');
  topic(nested);
  expect([stack, nested].map(isHashed)).toEqual([false, false]);
  (stack.node.root as Stage).synth();
  expect([stack, nested].map(isHashed)).toEqual([false, true]);
});

test('Stage.assembly: the cloud assembly, once it is synthesised', () => {
  const app = testApp();
  const prod = new Stage(app, 'Prod');
  new Stack(prod, 'Shop');
  expect([app, prod].map(isSynthesised)).toEqual([false, false]);
  prod.synth();
  expect([app, prod].map(isSynthesised)).toEqual([false, true]);
  app.synth();
  expect([app, prod].map(isSynthesised)).toEqual([true, true]);
});

test('CfnResource.rawOverrides: the tree of overrides, not resolved', () => {
  const resource = topic(shop());
  expect(rawOverrides(resource)).toEqual({});
  const value = Lazy.any({ produce: () => 1 });
  resource.addOverride('Type', 'AWS::ApiGateway::Stage');
  resource.addPropertyOverride('MethodSettings.0', value);
  expect(rawOverrides(resource)).toEqual({ Type: 'AWS::ApiGateway::Stage', Properties: { MethodSettings: { 0: value } } });
  Object.assign(resource, { rawOverrides: undefined });
  expect(() => rawOverrides(resource)).toThrow('cannot read the property overrides of Shop/Topic: this version of aws-cdk-lib is not supported');
});

describe('Lazy._cached, and inner where it is boxed: the first answer', () => {
  const traceless = (token: IResolvable, stack: Stack): unknown => withoutCache(token, () => stack.resolve(token) as unknown);

  test.each<[string, (produce: () => string) => IResolvable]>([
    ['Lazy.any', (produce) => Lazy.any({ produce })],
    ['Lazy.string', (produce) => Tokenization.reverseString(Lazy.string({ produce })).firstToken!],
  ])('%s keeps one, but for those that ask without', (_, make) => {
    const stack = shop();
    let count = 0;
    const token = make(() => `answer ${++count}`);
    expect([traceless(token, stack), traceless(token, stack), stack.resolve(token), stack.resolve(token)]).toEqual(['answer 1', 'answer 2', 'answer 3', 'answer 3']);
  });

  test('one that is there already stays', () => {
    const stack = shop();
    let count = 0;
    const token = Lazy.any({ produce: () => ++count });
    expect([stack.resolve(token), traceless(token, stack), stack.resolve(token)]).toEqual([1, 1, 1]);
  });

  test.each<[string, IResolvable, unknown]>([
    ['a token without', Token.asAny({ Ref: 'X' }), { Ref: 'X' }],
    ['an uncached one', Lazy.uncachedAny({ produce: () => 5 }), 5],
  ])('%s is resolved', (_, token, value) => {
    expect(traceless(token, shop())).toEqual(value);
  });
});

test('Stage._assemblyBuilder.createNestedAssembly(id, path): how a CDK stage tells that it is created', () => {
  const app = testApp();
  const place = assemblyPlaceOf(app)!;
  const create = place.createNestedAssembly!.bind(place);
  const told: string[][] = [];
  place.createNestedAssembly = (...args) => {
    told.push(args);
    return create(...args);
  };
  new Stage(new Stack(app, 'Delivery'), 'Prod');
  expect(told).toEqual([['assembly-Delivery-Prod', 'Delivery/Prod']]);
  expect(assemblyPlaceOf(undefined)).toBeUndefined();
});

test('Stage._assemblyBuilder.buildAssembly(): asked when everything is written, before validation plugins are', () => {
  const app = testApp();
  topic(new Stack(new Stage(app, 'Prod'), 'Shop'));
  const order: string[] = [];
  expect(onAssembly(app, ({ stacksRecursively }) => order.push(...stacksRecursively.map(({ templateFullPath }) => `${existsSync(templateFullPath)}`)))).toBe(true);
  Validations.of(app).addPlugins({ name: 'Last', validate: () => ({ success: order.push('plugin') > 0, violations: [] }) });
  app.synth();
  expect(order).toEqual(['true', 'plugin']);
  expect(onAssembly(new Stack(), () => undefined)).toBe(false);
});

test('CfnElement._synthesizeLogicalId(): the logical id that the template has', () => {
  const stack = shop();
  const named = topic(stack);
  named.overrideLogicalId('Named');
  expect(logicalIdOf(named)).toBe('Named');
  expect(logicalIdOf(topic(new Stack(stack, 'Other')))).toBe('Topic');
});

interface Acknowledgments {
  readonly acks: ReadonlyMap<string, ReadonlyMap<string, readonly { readonly where?: object }[]>>;
  has(scope: Stack, id: string, context: object): boolean;
}

describe('the record of acknowledgments', () => {
  const store = () => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    Validations.of(stack).acknowledge({ id: 'ApiCache::A', reason: 'all' }, { id: 'B', reason: 'one', where: { methodKey: 'x' } });
    const record = (app as unknown as Record<symbol, Acknowledgments>)[Symbol.for('@aws-cdk/core.Acknowledgements')];
    return { record, stack };
  };

  test("App[Symbol.for('@aws-cdk/core.Acknowledgements')].acks: by path and id, with filters", () => {
    const { record, stack } = store();
    const byId = record.acks.get(stack.node.path)!;
    expect([...byId.keys()]).toEqual(['ApiCache::A', 'Annotation::B', 'B']);
    expect([...byId.values()].map(([{ where }]) => where)).toEqual([undefined, { methodKey: 'x' }, { methodKey: 'x' }]);
  });

  test("App[Symbol.for('@aws-cdk/core.Acknowledgements')].has(scope, id, context): at a construct or above, but for the app", () => {
    const { record, stack } = store();
    const below = new Stack(stack, 'Below');
    expect(record.has(below, 'ApiCache::A', {})).toBe(true);
    expect(record.has(below, 'ApiCache::C', {})).toBe(false);
  });
});
