import { CfnElement, CfnOutput, CfnParameter, CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Construct } from 'constructs';
import { holdsStages, resourceMayBringStage, templateType } from '../../../../src/cdk/resource/stage-resource';
import { testApp } from '../../../support/app';
import { fixture } from '../../../support/paths';

const shop = () => new Stack(testApp(), 'Shop');
const resource = (type: string, stack = shop()) => new CfnResource(stack, 'R', { type });

test.each([
  ['AWS::ApiGateway::Stage', true, true],
  ['AWS::ApiGateway::Deployment', true, true],
  ['AWS::Serverless::Api', true, true],
  ['AWS::Serverless::Function', false, true],
  ['AWS::ApiGateway::RestApi', false, false],
  ['AWS::ApiGatewayV2::Stage', false, false],
  ['AWS::Serverless::HttpApi', false, false],
])('%s holds stages: %s, may bring one: %s', (type, holds, brings) => {
  expect(holdsStages(resource(type))).toBe(holds);
  expect(resourceMayBringStage(resource(type))).toBe(brings);
});

test('the type may be overridden like anything else', () => {
  const custom = resource('Custom::Stage');
  expect([templateType(custom), holdsStages(custom), resourceMayBringStage(custom)]).toEqual(['Custom::Stage', false, false]);
  custom.addOverride('Type', 'AWS::ApiGateway::Stage');
  expect([templateType(custom), holdsStages(custom), resourceMayBringStage(custom)]).toEqual(['AWS::ApiGateway::Stage', true, true]);
  const stage = new CfnStage(shop(), 'S', { restApiId: 'abc' });
  stage.addOverride('Type', 'Custom::Stage');
  expect([holdsStages(stage), resourceMayBringStage(stage)]).toEqual([false, false]);
});

test('a type that is decided late may be any', () => {
  const late = resource(Lazy.string({ produce: () => 'AWS::SNS::Topic' }));
  expect([holdsStages(late), resourceMayBringStage(late)]).toEqual([true, true]);
});

test('a resource that renders itself may bring anything', () => {
  class Own extends CfnResource {
    public _toCloudFormation(): object {
      return {};
    }
  }
  expect(resourceMayBringStage(new Own(shop(), 'Own', { type: 'AWS::SNS::Topic' }))).toBe(true);
});

test('a construct that only has such a type is no resource', () => {
  class Impostor extends Construct {
    public readonly cfnResourceType = 'AWS::ApiGateway::Stage';
  }
  expect(holdsStages(new Impostor(shop(), 'I'))).toBe(false);
});

describe('an element that is no resource holds stages', () => {
  class Element extends CfnElement {
    constructor(stack: Stack, private readonly render: () => object) {
      super(stack, 'Element');
    }

    public _toCloudFormation(): object {
      return this.render();
    }
  }

  test.each<[string, (stack: Stack) => CfnElement, boolean]>([
    ['if it brings resources', (stack) => new Element(stack, () => ({ Resources: {} })), true],
    ['if it brings Globals', (stack) => new Element(stack, () => ({ Globals: {} })), true],
    ['if it is not ready to be asked', (stack) => new Element(stack, () => { throw new Error('not ready'); }), true],
    ['but not otherwise', (stack) => new Element(stack, () => ({ Mappings: {} })), false],
    ['not a parameter', (stack) => new CfnParameter(stack, 'P'), false],
    ['not an output', (stack) => new CfnOutput(stack, 'O', { value: 'x' }), false],
    ['a template that is included', (stack) => new CfnInclude(stack, 'I', { templateFile: fixture('sam-globals.yaml') }), true],
  ])('%s', (_, build, expected) => {
    expect(holdsStages(build(shop()))).toBe(expected);
  });
});

test('a stack does, an app does not', () => {
  const stack = shop();
  expect([stack, stack.node.root].map(holdsStages)).toEqual([true, false]);
});
