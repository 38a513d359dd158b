import { CfnResource, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { requireUnsynthesised, wasSynthesised } from '../../../../src/cdk/assembly/synthesised';
import { testApp } from '../../../support/app';
import { cfnStage, ShopStage } from '../../reach/reached';

const thrown = (...args: Parameters<typeof requireUnsynthesised>) => {
  try {
    requireUnsynthesised(...args);
  } catch (error) {
    return (error as Error).message.split('\n')[0];
  }
  return undefined;
};

function built() {
  const app = testApp();
  const prod = new ShopStage(app, 'Prod');
  const stack = new Stack(app, 'Shop');
  const bare = new Stack(app, 'Bare');
  new CfnResource(bare, 'Topic', { type: 'AWS::SNS::Topic' });
  return { app, prod, stack, bare, stage: cfnStage(stack), inProd: prod.node.findChild('Shop').node.findChild('Stage') };
}

test('a construct was synthesised with the app or CDK stage around it', () => {
  const { app, prod, stage, inProd } = built();
  const all: readonly IConstruct[] = [app, prod, stage, inProd];
  expect(all.map(wasSynthesised)).toEqual([false, false, false, false]);
  prod.synth();
  expect(all.map(wasSynthesised)).toEqual([false, true, false, true]);
  app.synth();
  expect(all.map(wasSynthesised)).toEqual([true, true, true, true]);
});

test('the outermost is named', () => {
  const { app, prod, inProd } = built();
  expect(thrown(inProd, 'it was asked')).toBeUndefined();
  prod.synth();
  expect(thrown(app, 'it was asked')).toBeUndefined();
  expect(thrown(inProd, 'it was asked')).toBe('CDK stage Prod was synthesized before it was asked, and its templates are already written');
  app.synth();
  expect(thrown(app, 'it was asked')).toBe('the app was synthesized before it was asked, and its templates are already written');
});

test('a stack without stages has nothing to be late for', () => {
  const { app, bare, stack, stage } = built();
  app.synth();
  expect([bare, stack, stage].map((construct) => thrown(app, 'it was asked', construct) !== undefined)).toEqual([false, true, true]);
});

test('a CDK stage without an app is synthesised like any other', () => {
  const alone = new Stage(undefined as never, 'Alone', { outdir: testApp().outdir });
  expect(wasSynthesised(alone)).toBe(false);
});
