import { Aspects, CfnCondition, CfnParameter, CfnResource, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { ApiCacheAudit, EncryptApiCache } from '../../src/index';
import { testApp } from '../app';

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

  test('in a condition it cannot be evaluated before CDK has wired the stacks', () => {
    const { theirs, inner } = collide();
    new CfnCondition(inner, 'IsOn', { expression: Fn.conditionEquals(theirs.valueAsString, 'true') });
    stage(inner, [{ ...CLEAR, CacheDataEncrypted: Fn.conditionIf('IsOn', true, false) }].map(({ CacheDataEncrypted }) => ({
      httpMethod: '*', resourcePath: '/*', cachingEnabled: true, cacheDataEncrypted: CacheDataEncrypted,
    })));
    expect(verdicts(inner)).toEqual(['*/* UNRESOLVED']);
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
