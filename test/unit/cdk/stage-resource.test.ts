import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { isStageResource, rawOverrides, typedProperty } from '../../../src/cdk/stage-resource';
import { testApp } from '../../support/app';

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

test('the type may be overridden like anything else', () => {
  const one = new CfnResource(stack(), 'R', { type: 'Custom::Stage' });
  expect(isStageResource(one)).toBe(false);
  one.addOverride('Type', 'AWS::ApiGateway::Stage');
  expect(isStageResource(one)).toBe(true);
  const other = new CfnStage(stack(), 'S', { restApiId: 'abc' });
  other.addOverride('Type', 'Custom::Stage');
  expect(isStageResource(other)).toBe(false);
});

test('a construct that only has such a type cannot', () => {
  class Impostor extends Construct {
    public readonly cfnResourceType = 'AWS::ApiGateway::Stage';
  }
  expect(isStageResource(new Impostor(stack(), 'I'))).toBe(false);
});

test('a version of CDK that hides its overrides is refused, not misread', () => {
  const one = new CfnStage(stack(), 'S', { restApiId: 'abc' });
  Object.assign(one, { rawOverrides: undefined });
  expect(() => rawOverrides(one)).toThrow('cannot read the property overrides of Shop/S: this version of aws-cdk-lib is not supported');
});
