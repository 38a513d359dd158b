import { CfnResource, Lazy, Stack, Token } from 'aws-cdk-lib';
import { CfnDeployment, CfnStage, CfnStageProps, RestApi } from 'aws-cdk-lib/aws-apigateway';
import fc from 'fast-check';
import { readPlainly } from '../../../src/cdk/plain';
import { renderResource } from '../../../src/cdk/render';
import { TemplateResource } from '../../../src/core/stage-layout';
import { testApp } from '../../support/app';
import { cacheOf, deployableIn } from '../../support/notation';

const stack = new Stack(testApp(), 'Shop');
let count = 0;
const stage = (props: Partial<CfnStageProps>): CfnStage => new CfnStage(stack, `S${count++}`, { restApiId: 'abc', ...props });
const decoded = (resource: TemplateResource | undefined) => {
  const found = resource && deployableIn(resource);
  return found && cacheOf(found);
};

test('reads what rendering shows', () => {
  const entry = fc.record({
    httpMethod: fc.constantFrom('*', 'GET'),
    resourcePath: fc.constantFrom('/*', '/~1a', '/b'),
    cachingEnabled: fc.boolean(),
    cacheDataEncrypted: fc.option(fc.boolean(), { nil: undefined }),
    cacheTtlInSeconds: fc.constantFrom(0, 300, undefined),
    dataTraceEnabled: fc.boolean(),
    loggingLevel: fc.constantFrom('INFO', undefined),
    metricsEnabled: fc.boolean(),
    throttlingBurstLimit: fc.nat(),
    throttlingRateLimit: fc.nat(),
  }, { requiredKeys: [] });
  const props = fc.record({ cacheClusterEnabled: fc.boolean(), methodSettings: fc.array(entry) }, { requiredKeys: [] });
  fc.assert(fc.property(props, (one) => {
    const resource = stage(one);
    expect(readPlainly(resource)).toBeDefined();
    expect(decoded(readPlainly(resource))).toEqual(decoded(renderResource(resource)));
  }));
});

const ENTRY = { httpMethod: 'GET', resourcePath: '/~1a', cachingEnabled: true };

class Entry {
  public readonly httpMethod = 'GET';
}

test.each<[string, Partial<Record<keyof CfnStageProps, unknown>>]>([
  ['a cluster in a token', { cacheClusterEnabled: Lazy.any({ produce: () => true }) }],
  ['a list in a token', { methodSettings: Lazy.any({ produce: () => [] }) }],
  ['an item in a token', { methodSettings: [Lazy.any({ produce: () => ENTRY })] }],
  ['a flag in a token', { methodSettings: [{ ...ENTRY, cacheDataEncrypted: Lazy.any({ produce: () => true }) }] }],
  ['a path with a token', { methodSettings: [{ ...ENTRY, resourcePath: `/${Token.asString({ Ref: 'P' })}` }] }],
  ['a number in a token', { methodSettings: [{ ...ENTRY, cacheTtlInSeconds: Token.asNumber({ Ref: 'P' }) }] }],
  ['an item that is nothing', { methodSettings: [undefined] }],
  ['an item of a class', { methodSettings: [new Entry()] }],
  ['a field that CDK drops', { methodSettings: [{ ...ENTRY, CachingEnabled: true }] }],
  ['a value that CDK refuses', { methodSettings: [{ ...ENTRY, cachingEnabled: 'true' }] }],
])('leaves %s to rendering', (_, props) => {
  expect(readPlainly(stage(props as Partial<CfnStageProps>))).toBeUndefined();
});

test('leaves overrides and raw resources to rendering', () => {
  const overridden = stage({});
  overridden.addPropertyOverride('Description', 'x');
  expect(readPlainly(overridden)).toBeUndefined();
  expect(readPlainly(new CfnResource(stack, 'Raw', { type: 'AWS::ApiGateway::Stage' }))).toBeUndefined();
});

class Own extends CfnStage {
  public own = 'anything';
}

class OwnRendering extends CfnStage {
  protected renderProperties(props: Record<string, unknown>): Record<string, unknown> {
    return { ...super.renderProperties(props), CacheClusterEnabled: true };
  }
}

class OwnProperty extends CfnStage {
  public get methodSettings() {
    return [ENTRY];
  }

  public set methodSettings(_value) {
  }
}

class OwnName extends OwnRendering {
  public static readonly CFN_RESOURCE_TYPE_NAME = 'AWS::ApiGateway::Stage';
}

test('a subclass is plain unless it renders itself in another way', () => {
  const made = (of: typeof CfnStage) => new of(stack, `S${count++}`, { restApiId: 'abc' });
  expect(readPlainly(made(Own))).toBeDefined();
  [OwnRendering, OwnProperty, OwnName].forEach((one) => expect(readPlainly(made(one))).toBeUndefined());
  expect(readPlainly(made(class extends Own {}))).toBeDefined();
  expect(readPlainly(made(class extends OwnRendering {}))).toBeUndefined();
});

test('the deployment of an L2 API is plain', () => {
  const api = new RestApi(stack, 'Api');
  api.root.addMethod('GET');
  expect(readPlainly(api.latestDeployment!.node.defaultChild as CfnDeployment)).toBeDefined();
});

test('an object is plain unless a guest language overrides what it renders', () => {
  const guest = stage({});
  Object.defineProperty(guest, 'renderProperties', { value: () => ({}) });
  expect(readPlainly(guest)).toBeUndefined();
});

test('a deployment is plain if it describes no stage', () => {
  const deployment = (name: string, stageDescription?: object) =>
    new CfnDeployment(stack, name, { restApiId: 'abc', stageName: 'prod', stageDescription });
  expect(decoded(readPlainly(deployment('D1')))).toBeUndefined();
  expect(readPlainly(deployment('D1b'))).toBeDefined();
  expect(readPlainly(deployment('D2', { cachingEnabled: true }))).toBeUndefined();
});
