import { CfnElement, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { elementsOf, everyConstruct, stackAround, synthesisedWith } from '../../../src/cdk/construct-tree';
import { testApp, verdicts } from '../../support/app';
import { cfnStage } from '../reach/reached';

function tree() {
  const app = testApp();
  const stack = new Stack(app, 'Shop');
  const area = new Construct(stack, 'Area');
  cfnStage(area as Stack, 'B');
  cfnStage(stack, 'A');
  cfnStage(new NestedStack(stack, 'Nested'), 'N');
  cfnStage(new Stack(new Stage(area, 'Prod'), 'Inner'), 'C');
  const topic = new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' });
  cfnStage(topic as unknown as Stack, 'D');
  return { app, stack, area, topic };
}

test('elements are in the order of the template, and without those of other stacks', () => {
  const { app, stack } = tree();
  const stages = elementsOf(stack).filter(({ node }) => node.id.length === 1);
  const ids = stages.map((element: CfnElement) => stack.resolve(element.logicalId) as string);
  expect(ids).toEqual(verdicts(app.synth().getStackByName('Shop').template).map((verdict) => verdict.split(' ')[0]));
  expect(ids).toHaveLength(3);
});

test('the stack around a construct is the nearest, itself included', () => {
  const { app, stack, area, topic } = tree();
  const inner = area.node.findChild('Prod').node.findChild('Inner');
  expect([app, stack, topic.node.findChild('D'), inner.node.findChild('C'), stack.node.findChild('Nested')].map(stackAround))
    .toEqual([undefined, stack, stack, inner, stack.node.findChild('Nested')]);
});

test('a CDK stage below is synthesised by itself', () => {
  const { app, area } = tree();
  const prod = area.node.findChild('Prod');
  expect(everyConstruct(app)).toContain(prod);
  expect(everyConstruct(app)[0]).toBe(app);
  expect(synthesisedWith(app)).not.toContain(prod);
  expect(synthesisedWith(prod).map(({ node }) => node.id)).toEqual(['Prod', 'Inner', 'C']);
});
