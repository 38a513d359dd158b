import { CfnElement, CfnResource, Lazy, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnFunction } from 'aws-cdk-lib/aws-sam';
import { Construct } from 'constructs';
import { environmentOf, LocatedStage, nameOf, stagesIn } from '../../../../src/cdk/assembly/located-stages';
import { stagesBelow, stagesOfResource, stagesOfStack } from '../../../../src/cdk/assembly/stack-stages';
import { writtenTemplateOf } from '../../../../src/cdk/assembly/written-stacks';
import { testApp } from '../../../support/app';
import { cfnStage, fragment, rawStage, ShopStage } from '../../reach/reached';

const shop = () => new Stack(testApp(), 'Shop');
const STAGE = { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true } };
const at = (stages: readonly LocatedStage[]) => stages.map((located) => `${located.construct.node.path} as ${nameOf(located)}`);

class Brings extends CfnElement {
  constructor(scope: Construct, id: string, private readonly rendered: object) {
    super(scope, id);
  }

  public _toCloudFormation(): object {
    return this.rendered;
  }
}

describe('a stage is at the construct that brings it', () => {
  test.each<[string, (stack: Stack) => unknown, string]>([
    ['an L1', (stack) => cfnStage(stack), 'Shop/Stage as Shop/Stage'],
    ['a raw resource', (stack) => rawStage(stack), 'Shop/Raw as Shop/Raw'],
    ['a resource with a logical id of its own', (stack) => cfnStage(stack).overrideLogicalId('Prod'), 'Shop/Stage as Shop/Stage'],
    ['a resource whose logical id is decided late', (stack) => cfnStage(stack).overrideLogicalId(Lazy.string({ produce: () => 'Prod' })), 'Shop/Stage as Shop/Stage'],
    ['a resource whose type is overridden', (stack) => {
      new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic', properties: STAGE.Properties }).addOverride('Type', STAGE.Type);
    }, 'Shop/Topic as Shop/Topic'],
    ['an element that is no resource', (stack) => fragment(stack), 'Shop/Fragment as Shop/Fragment/Hidden'],
    ['an element with a loop', (stack) => new Brings(stack, 'Element', {
      Resources: { 'Fn::ForEach::Loop': ['Name', ['A', 'B'], { 'Stage${Name}': STAGE }] },
    }), 'Shop/Element as Shop/Element/Stage${Name}'],
    ['an element whose section is decided late', (stack) => new Brings(stack, 'Element', { Resources: Lazy.any({ produce: () => ({ Late: STAGE }) }) }), 'Shop/Element as Shop/Element/Late'],
    ['an element whose key is decided late', (stack) => new Brings(stack, 'Element', { Resources: { [Lazy.string({ produce: () => 'Late' })]: STAGE } }), 'Shop/Element as Shop/Element/Late'],
    ['a resource whose type is decided late', (stack) => new CfnResource(stack, 'Late', {
      type: Lazy.string({ produce: () => STAGE.Type }), properties: STAGE.Properties,
    }), 'Shop/Late as Shop/Late'],
  ])('%s', (_, build, expected) => {
    const stack = shop();
    build(stack);
    const { template } = (stack.node.root as Stage).synth().getStackByName('Shop');
    expect(at(stagesIn(stack, template))).toEqual([expected]);
    expect(at(stagesBelow(stack))).toEqual([expected]);
  });

  test('a resource in a stack that gives logical ids of its own', () => {
    class OwnStack extends Stack {
      public getLogicalId(element: CfnElement): string {
        return `Own${super.getLogicalId(element)}`;
      }
    }
    const stack = new OwnStack(testApp(), 'Shop');
    cfnStage(stack);
    const { template } = (stack.node.root as Stage).synth().getStackByName('Shop');
    expect(stagesIn(stack, template).map(({ logicalId }) => logicalId)).toEqual(['OwnStage']);
    expect(at(stagesIn(stack, template))).toEqual(['Shop/Stage as Shop/Stage']);
    expect(at(stagesBelow(stack))).toEqual(['Shop/Stage as Shop/Stage']);
  });

  test('the implicit API of SAM, at the Globals that configure it', () => {
    const stack = shop();
    new CfnFunction(stack, 'F', { events: { Get: { type: 'Api', properties: { path: '/', method: 'get' } } } });
    new Brings(stack, 'Globals', { Globals: { Api: { CacheClusterEnabled: true } } });
    expect(at(stagesBelow(stack))).toEqual(['Shop/Globals as Shop/Globals/ServerlessRestApi']);
  });

  test('the stack, if none brings it', () => {
    const stack = shop();
    expect(at(stagesIn(stack, { Resources: { Hidden: STAGE } }))).toEqual(['Shop as Shop/Hidden']);
  });

  test('the app, if it has lost the stack', () => {
    const stack = shop();
    cfnStage(stack);
    const app = stack.node.root;
    (app as Stage).synth();
    expect(at(stagesOfStack({ stack: app, file: writtenTemplateOf(stack) }))).toEqual([' as Stage']);
    expect(stagesOfStack({ stack: app, file: undefined })).toEqual([]);
  });
});

describe('below a scope', () => {
  test('are those of nested stacks, of stacks in stacks and of CDK stages, and no others', () => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    cfnStage(stack);
    cfnStage(new NestedStack(stack, 'Nested'));
    cfnStage(new Stack(stack, 'Inner'));
    new ShopStage(stack, 'Prod');
    const area = new Construct(stack, 'Area');
    cfnStage(area as Stack);
    cfnStage(new NestedStack(area, 'Deep'));
    new ShopStage(app, 'Test');
    const within = ({ construct }: { readonly construct: { readonly node: { readonly path: string } } }) => construct.node.path;
    expect(stagesBelow(app).map(within).sort()).toEqual([
      'Shop/Area/Deep/Stage', 'Shop/Area/Stage', 'Shop/Inner/Stage', 'Shop/Nested/Stage', 'Shop/Prod/Shop/Stage', 'Shop/Stage', 'Test/Shop/Stage',
    ]);
    expect(stagesBelow(area).map(within).sort()).toEqual(['Shop/Area/Deep/Stage', 'Shop/Area/Stage']);
    expect(stagesBelow(area.node.findChild('Stage')).map(within)).toEqual(['Shop/Area/Stage']);
  });
});

test('a removed construct has no stages, though something still refers to it', () => {
  const stack = shop();
  cfnStage(stack);
  stack.node.tryRemoveChild('Stage');
  const created = cfnStage(stack);
  const [{ construct }] = stagesIn(stack, { Resources: { Stage: STAGE } });
  expect(construct).toBe(created);
});

test('of a resource, nothing of another one is read', () => {
  const stack = shop();
  const stage = cfnStage(stack);
  new CfnStage(stack, 'Other', { restApiId: 'abc', methodSettings: Lazy.any({ produce: () => { throw new Error('the other one was read'); } }) });
  expect(at(stagesOfResource(stage))).toEqual(['Shop/Stage as Shop/Stage']);
  expect(stagesOfResource(new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' }))).toEqual([]);
});

test('the implicit API of SAM is with the first resource that asks for it', () => {
  const stack = shop();
  const events = { Get: { type: 'Api', properties: { path: '/', method: 'get' } } };
  const [none, first, second] = [{}, events, events].map((asked, index) => new CfnFunction(stack, `F${index}`, { events: asked }));
  new Brings(stack, 'Globals', { Globals: { Api: { CacheClusterEnabled: true } } });
  expect([none, first, second].map((resource) => stagesOfResource(resource).map(({ logicalId }) => logicalId))).toEqual([[], ['ServerlessRestApi'], []]);
});

test('the environment of a stack is what is known of it', () => {
  const app = testApp();
  expect(environmentOf(new Stack(app, 'A'))).toEqual({});
  expect(environmentOf(new Stack(app, 'B', { env: { region: 'eu-west-1' } }))).toEqual({ 'AWS::Region': 'eu-west-1' });
  expect(environmentOf(new Stack(app, 'C', { env: { account: '111111111111' } }))).toEqual({ 'AWS::AccountId': '111111111111' });
});
