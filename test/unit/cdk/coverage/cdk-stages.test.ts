import { App, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { onEveryCdkStage } from '../../../../src/cdk/coverage/cdk-stages';
import { testApp } from '../../../support/app';

function seenBelow(scope: IConstruct): string[] {
  const seen: string[] = [];
  onEveryCdkStage(scope, (cdkStage) => seen.push(cdkStage.node.path));
  return seen;
}

test('CDK stages that exist, at any depth, and not the scope itself', () => {
  const app = testApp();
  new Stage(new Stack(new Stage(app, 'A'), 'S'), 'B');
  expect(seenBelow(app)).toEqual(['A', 'A/S/B']);
  expect(seenBelow(app.node.findChild('A'))).toEqual(['A/S/B']);
});

test('CDK stages that are created later, at any depth, in existing and in new ones', () => {
  const app = testApp();
  const existing = new Stage(app, 'Existing');
  const seen = seenBelow(app);
  new Stage(new Stack(existing, 'S'), 'Inner');
  new Stage(new Stage(app, 'New'), 'Deep');
  expect(seen).toEqual(['Existing', 'Existing/S/Inner', 'New', 'New/Deep']);
});

test('each before anything is in it', () => {
  const app = testApp();
  const children: number[] = [];
  onEveryCdkStage(app, (cdkStage) => children.push(cdkStage.node.children.length));
  new Stack(new Stage(app, 'Prod'), 'Shop');
  expect(children).toEqual([0]);
});

test('below a scope that is no CDK stage, and not beside it', () => {
  const app = testApp();
  const delivery = new Stack(app, 'Delivery');
  const seen = seenBelow(delivery);
  new Stage(app, 'Beside');
  new Stage(delivery, 'Below');
  expect(seen).toEqual(['Delivery/Below']);
});

test('for everybody who asks, once each', () => {
  const app = testApp();
  const [first, second] = [seenBelow(app), seenBelow(app)];
  new Stage(app, 'Prod');
  expect([first, second]).toEqual([['Prod'], ['Prod']]);
});

test('in the assembly nothing changes', () => {
  const manifest = (act: (app: App) => void) => {
    const app = testApp();
    act(app);
    new Stack(new Stage(app, 'Prod'), 'Shop');
    const { manifest: { artifacts } } = app.synth();
    return { artifacts, nested: app.synth().nestedAssemblies.map(({ nestedAssembly }) => nestedAssembly.stacks.map(({ id }) => id)) };
  };
  expect(manifest(seenBelow)).toEqual(manifest(() => undefined));
});

test('if a version of CDK does not say it, nothing happens', () => {
  const app = testApp();
  (app as unknown as { _assemblyBuilder: object })._assemblyBuilder = {};
  expect(seenBelow(app)).toEqual([]);
});
