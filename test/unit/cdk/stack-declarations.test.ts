import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Aspects, Aws, CfnCondition, CfnParameter, CfnResource, Fn, ICfnConditionExpression, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { ApiCacheAudit, EncryptApiCache } from '../../../src/index';
import { testApp } from '../../support/app';

const CLEAR = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };

function stage(stack: Stack, methodSettings: unknown): CfnStage {
  return new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: methodSettings as CfnStage.MethodSettingProperty[] });
}

const verdicts = (stack: Stack) => ApiCacheAudit.ofScope(stack).rows.map(({ methodKey, verdict, when }) => `${methodKey} ${verdict}${when ? ` when ${when}` : ''}`);

describe('a parameter of another stack that is called like one of this stack', () => {
  const collide = () => {
    const app = testApp();
    const outer = new Stack(app, 'Outer');
    const theirs = new CfnParameter(outer, 'Encrypt', { default: 'false' });
    const inner = new NestedStack(outer, 'Inner');
    const ours = new CfnParameter(inner, 'Encrypt', { allowedValues: ['true'] });
    return { theirs, ours, inner };
  };
  const flag = (parameter: CfnParameter) => [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: true, cacheDataEncrypted: parameter.valueAsString }];

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
    stage(inner, [{ ...CLEAR, CacheDataEncrypted: Fn.conditionIf('IsOn', true, false) }].map(({ CacheDataEncrypted }) => ({
      httpMethod: '*', resourcePath: '/*', cachingEnabled: true, cacheDataEncrypted: CacheDataEncrypted,
    })));
    expect(verdicts(inner)).toEqual(['*/* UNENCRYPTED when condition IsOn is false']);
  });
});

describe('a condition of a nested stack on what its parent hands down', () => {
  const build = (depth: number, expression: (outer: Stack) => ICfnConditionExpression) => {
    const app = testApp();
    const outer = new Stack(app, 'Outer');
    const nested = Array.from({ length: depth }).reduce<Stack>((parent) => new NestedStack(parent, 'Inner'), outer);
    new CfnCondition(nested, 'IsOn', { expression: expression(outer) });
    stage(nested, Fn.conditionIf('IsOn', [CLEAR], []));
    return { app, nested };
  };
  const written = (app: App, nested: Stack) => {
    const { directory } = app.synth();
    return ApiCacheAudit.ofTemplate(JSON.parse(readFileSync(join(directory, nested.templateFile), 'utf8'))).rows
      .map(({ methodKey, verdict, when }) => `${methodKey} ${verdict}${when ? ` when ${when}` : ''}`);
  };

  test.each<[string, number, (outer: Stack) => ICfnConditionExpression]>([
    ['a parameter', 1, (outer) => Fn.conditionEquals(new CfnParameter(outer, 'Cache').valueAsString, 'true')],
    ['a parameter, two levels up', 2, (outer) => Fn.conditionEquals(new CfnParameter(outer, 'Cache').valueAsString, 'true')],
    ['an attribute', 1, (outer) => Fn.conditionEquals(new CfnResource(outer, 'R', { type: 'Custom::Settings' }).getAtt('Cache'), 'true')],
    ['two of them', 1, (outer) => Fn.conditionEquals(new CfnParameter(outer, 'A').valueAsString, new CfnParameter(outer, 'B').valueAsString)],
  ])('%s: read as the parameter that CDK makes of it, and the list below is encrypted', (_, depth, expression) => {
    const plain = build(depth, expression);
    expect(verdicts(plain.nested)).toEqual(['*/* UNENCRYPTED when condition IsOn is true']);
    expect(written(plain.app, plain.nested)).toEqual(['*/* UNENCRYPTED when condition IsOn is true']);
    const { app, nested } = build(depth, expression);
    Aspects.of(app).add(new EncryptApiCache());
    expect(written(app, nested)).toEqual(['*/* ENCRYPTED']);
  });

  test.each<[string, (outer: Stack, nested: Stack) => ICfnConditionExpression]>([
    ['the id of its parent, which is not its own', (outer, nested) => Fn.conditionNot(Fn.conditionEquals(outer.stackId, nested.stackId))],
    ['a sibling', (outer) => Fn.conditionEquals(new CfnResource(new NestedStack(outer, 'Beside'), 'R', { type: 'AWS::SNS::Topic' }).ref, 'x')],
    ['a stack below a sibling', (outer) => {
      const deep = new NestedStack(new NestedStack(outer, 'Beside'), 'Deep');
      return Fn.conditionEquals(new CfnResource(deep, 'R', { type: 'AWS::SNS::Topic' }).ref, 'x');
    }],
  ])('%s: as it is read before it is written, and encrypted', (_, expression) => {
    const make = () => {
      const app = testApp();
      const outer = new Stack(app, 'Outer');
      const nested = new NestedStack(outer, 'Inner');
      new CfnCondition(nested, 'IsOn', { expression: expression(outer, nested) });
      stage(nested, Fn.conditionIf('IsOn', [CLEAR], []));
      return { app, nested };
    };
    const plain = make();
    expect(verdicts(plain.nested)).toEqual(['*/* UNENCRYPTED when condition IsOn is true']);
    expect(written(plain.app, plain.nested)).toEqual(['*/* UNENCRYPTED when condition IsOn is true']);
    const { app, nested } = make();
    Aspects.of(app).add(new EncryptApiCache());
    expect(written(app, nested)).toEqual(['*/* ENCRYPTED']);
  });

  test('conditions on one value stay together', () => {
    const app = testApp();
    const outer = new Stack(app, 'Outer');
    const cache = new CfnParameter(outer, 'Cache');
    const nested = new NestedStack(outer, 'Inner');
    new CfnCondition(nested, 'IsOn', { expression: Fn.conditionEquals(cache.valueAsString, 'true') });
    new CfnCondition(nested, 'IsAlsoOn', { expression: Fn.conditionEquals(cache.valueAsString, 'true') });
    stage(nested, [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: Fn.conditionIf('IsOn', true, false), cacheDataEncrypted: Fn.conditionIf('IsAlsoOn', true, false) }]);
    expect(verdicts(nested)).toEqual(['*/* ENCRYPTED']);
  });

  test('what comes from a stack beside it stays unread', () => {
    const app = testApp();
    const beside = new CfnParameter(new Stack(app, 'Beside'), 'Cache');
    const stack = new Stack(app, 'Shop');
    stage(stack, [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: true, cacheDataEncrypted: beside.valueAsString }]);
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
      (one: CfnStage, condition: CfnCondition) => { one.cfnOptions.condition = condition; },
      (one: CfnStage) => one.addPropertyOverride('MethodSettings.0.CachingEnabled', { 'Fn::If': ['IsOn', true, false] }),
      (one: CfnStage) => one.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', { 'Fn::If': ['IsOn', true, false] }),
    ]) {
      const app = testApp();
      const stack = new Stack(app, 'Shop');
      const condition = new CfnCondition(stack, 'IsOn', { expression: expression(stack) });
      hang(stage(stack, [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: true }]), condition);
      expect(verdicts(stack)).not.toEqual(['*/* ENCRYPTED']);
      expect(verdicts(stack)).not.toEqual(['*/* NOT_CACHED']);
      Aspects.of(app).add(new EncryptApiCache());
      const { rows } = ApiCacheAudit.ofTemplate(app.synth().getStackByName('Shop').template);
      expect(rows.map(({ verdict }) => verdict)).toEqual(['ENCRYPTED']);
    }
  });
});

test('a list under Fn::If in properties that are one token is left as it is, and fails synthesis', () => {
  const build = (encrypt: boolean) => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals(Fn.ref('AWS::Region'), 'eu-west-1') });
    const properties = Lazy.any({ produce: () => ({ RestApiId: 'a', CacheClusterEnabled: true, MethodSettings: Fn.conditionIf('IsProd', [CLEAR], []) }) });
    const raw = new CfnResource(stack, 'Stage', { type: 'AWS::ApiGateway::Stage', properties: properties as never });
    if (encrypt) {
      Aspects.of(app).add(new EncryptApiCache());
    }
    return { app, raw };
  };
  const { raw } = build(false);
  const { app, raw: left } = build(true);
  expect(() => app.synth()).toThrow('caches responses in clear when condition IsProd is true');
  const rendered = (one: CfnResource) => Stack.of(one).resolve(one._toCloudFormation()) as unknown;
  expect(rendered(left)).toEqual(rendered(raw));
});

test('rule 16: a macro beside the properties of a stage may write any of them', () => {
  const Properties = { CacheClusterEnabled: true, MethodSettings: [{ ...CLEAR, CacheDataEncrypted: true }] };
  const { rows } = ApiCacheAudit.ofTemplate({ Resources: { Stage: { 'Type': 'AWS::ApiGateway::Stage', Properties, 'Fn::Transform': { Name: 'Settings' } } } });
  expect(rows.map(({ verdict }) => verdict)).toEqual(['UNRESOLVED']);
});
