import { CfnParameter, CfnResource, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { CfnDeployment, CfnStage, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnApi, CfnFunction } from 'aws-cdk-lib/aws-sam';
import { renderResource } from '../../../src/cdk/render';
import { testApp } from '../../support/app';

const stack = () => new Stack(testApp(), 'Shop');

test('rule 1: renders overrides, and no properties as none', () => {
  const bare = new CfnResource(stack(), 'R', { type: 'AWS::ApiGateway::Stage' });
  expect(renderResource(bare)).toEqual({ type: 'AWS::ApiGateway::Stage', properties: undefined });
  bare.addPropertyOverride('CacheClusterEnabled', true);
  expect(renderResource(bare).properties).toEqual({ CacheClusterEnabled: true });
});

test('a resource that CDK leaves out of the template configures nothing', () => {
  class Hidden extends CfnResource {
    protected shouldSynthesize(): boolean {
      return false;
    }
  }
  expect(renderResource(new Hidden(stack(), 'R', { type: 'AWS::ApiGateway::Stage', properties: { CacheClusterEnabled: true } })).properties).toBeUndefined();
});

describe('tokens that decide are resolved', () => {
  test('in every property that does', () => {
    const one = stack();
    const parameter = new CfnParameter(one, 'P');
    const stage = new CfnStage(one, 'S', {
      restApiId: 'abc',
      stageName: parameter.valueAsString,
      cacheClusterEnabled: Lazy.any({ produce: () => true }),
      methodSettings: [{ httpMethod: 'GET', resourcePath: `/~1${parameter.valueAsString}~1x`, cacheTtlInSeconds: Token.asNumber(Lazy.any({ produce: () => 5 })) }],
    });
    expect(renderResource(stage).properties).toEqual({
      RestApiId: 'abc',
      StageName: { 'Fn::GetAtt': ['NotRead', 'NotRead'] },
      CacheClusterEnabled: true,
      MethodSettings: [{
        HttpMethod: 'GET',
        ResourcePath: { 'Fn::Join': ['', [{ 'Fn::Join': ['', ['/~1', { Ref: 'P' }]] }, '~1x']] },
        CacheTtlInSeconds: 5,
      }],
    });
  });

  test('in raw properties that are a token as a whole', () => {
    const raw = new CfnResource(stack(), 'R', { type: 'AWS::ApiGateway::Stage', properties: Lazy.any({ produce: () => ({ CacheClusterEnabled: true }) }) as never });
    expect(renderResource(raw).properties).toEqual({ CacheClusterEnabled: true });
  });
});

test('a string of literal tokens is the literal that the template has', () => {
  const resourcePath = `/~1${Lazy.uncachedString({ produce: () => 'orders' })}`;
  const stage = new CfnStage(stack(), 'S', { restApiId: 'abc', methodSettings: [{ httpMethod: 'GET', resourcePath }] });
  expect(renderResource(stage).properties).toMatchObject({ MethodSettings: [{ ResourcePath: '/~1orders' }] });
});

describe('tokens that do not decide are not touched', () => {
  const explosive = (name: string) => Lazy.any({ produce: () => { throw new Error(`${name} was resolved`); } });

  test('in typed properties, overrides, tags and dependencies', () => {
    const one = stack();
    const other = new CfnResource(one, 'Other', { type: 'X' });
    other.overrideLogicalId(Lazy.string({ produce: () => { throw new Error('a logical id was resolved'); } }));
    const stage = new CfnStage(one, 'S', {
      restApiId: Token.asString(explosive('restApiId')),
      deploymentId: other.ref,
      description: `x ${Token.asString(explosive('description'))}`,
      tracingEnabled: explosive('tracingEnabled'),
      variables: { a: Token.asString(explosive('a variable')) },
      tags: [{ key: 'a', value: Token.asString(explosive('a tag')) }],
      cacheClusterEnabled: true,
    });
    stage.addResourceDependency(other);
    stage.addPropertyOverride('Description', explosive('an override'));
    stage.addMetadata('a', explosive('metadata'));
    expect(renderResource(stage).properties).toMatchObject({ CacheClusterEnabled: true });
  });

  test('in names of maps, where CDK wants a string', () => {
    const stage = new CfnStage(stack(), 'S', { restApiId: 'abc', variables: { [Token.asString(explosive('a name'))]: 'v' }, cacheClusterEnabled: true });
    stage.addPropertyOverride('Description', 'x');
    expect(renderResource(stage).properties).toMatchObject({ CacheClusterEnabled: true });
  });

  test('in a stage description and in entries', () => {
    const deployment = new CfnDeployment(stack(), 'D', {
      restApiId: 'abc',
      stageName: Token.asString(explosive('stageName')),
      stageDescription: {
        description: Token.asString(explosive('description')),
        variables: { [Token.asString(explosive('a name'))]: Token.asString(explosive('a variable')) },
        methodSettings: [{ httpMethod: 'GET', resourcePath: '/', cachingEnabled: true, loggingLevel: Token.asString(explosive('loggingLevel')) }],
      },
    });
    expect(renderResource(deployment).properties).toMatchObject({
      StageDescription: { MethodSettings: [{ HttpMethod: 'GET', ResourcePath: '/', CachingEnabled: true }] },
    });
  });

  test('in a SAM API and a function', () => {
    const one = stack();
    const api = new CfnApi(one, 'A', {
      stageName: Token.asString(explosive('stageName')),
      cacheClusterEnabled: true,
      variables: { [Token.asString(explosive('a name'))]: 'v' },
      definitionBody: explosive('the definition'),
    });
    expect(renderResource(api).properties).toMatchObject({ CacheClusterEnabled: true });
    const lambda = new CfnFunction(one, 'F', {
      environment: { variables: { [Token.asString(explosive('a name'))]: 'v' } },
      events: {
        Queue: { type: 'SQS', properties: { queue: Token.asString(explosive('queue')) } },
        Get: { type: 'Api', properties: { path: '/', method: 'get', restApiId: Token.asString({ Ref: 'A' }) } },
      },
    });
    expect(renderResource(lambda).properties).toMatchObject({ Events: { Get: { Type: 'Api', Properties: { RestApiId: { Ref: 'A' } } } } });
  });

  test('nor the logical id of a deployment, which hashes its whole API', () => {
    const api = new RestApi(stack(), 'Api', { deployOptions: { cachingEnabled: true } });
    api.root.addMethod('GET', new MockIntegration());
    api.latestDeployment!.addToLogicalId(explosive('the deployment'));
    const stage = api.deploymentStage.node.defaultChild as CfnStage;
    expect(renderResource(stage).properties).toMatchObject({ MethodSettings: [{ CachingEnabled: true }] });
    expect(renderResource(api.latestDeployment!.node.defaultChild as CfnResource).properties).toMatchObject({});
  });
});

test('a condition is not read', () => {
  const stage = new CfnStage(stack(), 'S', { restApiId: 'abc', cacheClusterEnabled: Fn.conditionIf('IsProd', true, false) });
  expect(renderResource(stage).properties).toMatchObject({ CacheClusterEnabled: { 'Fn::If': ['IsProd', true, false] } });
});
