import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { isStageResource, rawOverrides, renderResource, typedProperty } from '../../src/cdk/stage-resource';
import { testApp } from '../app';

const stack = () => new Stack(testApp(), 'Shop');

test.each([
  ['AWS::ApiGateway::Stage', true],
  ['AWS::ApiGateway::Deployment', true],
  ['AWS::Serverless::Api', true],
  ['AWS::ApiGateway::RestApi', false],
  ['AWS::ApiGatewayV2::Stage', false],
  ['AWS::Serverless::HttpApi', false],
])('%s can configure a cache: %s', (type, expected) => {
  expect(isStageResource(new CfnResource(stack(), 'R', { type }))).toBe(expected);
});

test('a construct that is no resource cannot', () => {
  expect(isStageResource(stack())).toBe(false);
});

test('a raw resource has no typed property', () => {
  expect(typedProperty(new CfnResource(stack(), 'R', { type: 'AWS::ApiGateway::Stage' }))).toBeUndefined();
  expect(typedProperty(new CfnStage(stack(), 'S', { restApiId: 'abc' }))?.name).toBe('methodSettings');
});

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

test('a version of CDK that hides its overrides is refused, not misread', () => {
  const one = new CfnStage(stack(), 'S', { restApiId: 'abc' });
  Object.assign(one, { rawOverrides: undefined });
  expect(() => rawOverrides(one)).toThrow('cannot read the property overrides of Shop/S: this version of aws-cdk-lib is not supported');
});
