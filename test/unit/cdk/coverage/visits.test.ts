import { App, Aspects, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { Construct, IConstruct } from 'constructs';
import { EncryptApiCache, EncryptApiCacheMode } from '../../../../src';
import { testApp } from '../../../support/app';
import { cfnStage, fragment, reached, ShopStage, when } from '../../reach/reached';

/** `Private`, of what is encrypted. */
function encryptedIn(app: App): string[] {
  const { verdicts, errors, warnings } = reached(app);
  expect([...errors, ...warnings]).toEqual([]);
  return verdicts.filter((verdict) => verdict.endsWith(': ENCRYPTED')).map((verdict) => verdict.split(' ')[1]).sort();
}

const isPublic = ({ node }: IConstruct) => node.id === 'Public';

/** Does not show what is called `Public`. */
class Choosy extends EncryptApiCache {
  public visit(node: IConstruct): void {
    if (!isPublic(node)) {
      super.visit(node);
    }
  }
}

/** Shows stages and nothing else. */
class StagesAlone extends EncryptApiCache {
  public visit(node: IConstruct): void {
    if (node instanceof CfnStage) {
      super.visit(node);
    }
  }
}

const CHOICES: readonly [string, () => { visit(node: IConstruct): void }][] = [
  ['a subclass', () => new Choosy()],
  ['a wrapper', () => {
    const inner = new EncryptApiCache();
    return { visit: (node) => isPublic(node) ? undefined : inner.visit(node) };
  }],
];

describe.each(CHOICES)('%s that leaves a stage out on purpose', (_, make) => {
  test.each<[string, (app: App) => readonly IConstruct[]]>([
    ['on the app', (app) => [app]],
    ['on each stack', (app) => app.node.children],
    ['on the app and on a stack', (app) => [app, app.node.children[0]]],
  ])('%s', (__, scopesIn) => {
    const app = testApp();
    ['One', 'Two'].forEach((name) => ['Public', `Private${name}`].forEach((id) => cfnStage((app.node.tryFindChild(name) ?? new Stack(app, name)) as Stack, id)));
    const aspect = make();
    scopesIn(app).forEach((scope) => Aspects.of(scope).add(aspect));
    expect(encryptedIn(app)).toEqual(['PrivateOne', 'PrivateTwo']);
  });

  test('one that is created late, and not shown, is encrypted with its stack', () => {
    for (const stabilization of [true, false]) {
      const app = testApp({ context: { '@aws-cdk/core:aspectStabilization': stabilization } });
      const stack = new Stack(app, 'Shop');
      ['Public', 'Private'].forEach((id) => cfnStage(stack, id));
      Aspects.of(app).add(make());
      when(app, stack.node.findChild('Private'), () => cfnStage(stack, 'Late'));
      expect(encryptedIn(app)).toEqual(['Late', 'Private']);
    }
  });

  test('it stays unencrypted where something else only reports', () => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    ['Public', 'Private'].forEach((id) => cfnStage(stack, id));
    Aspects.of(app).add(make());
    EncryptApiCache.everywhere(app, { mode: EncryptApiCacheMode.REPORT });
    expect(encryptedIn(app)).toEqual(['Private']);
    expect(app.synth().getStackByName('Shop').messages.map(({ id }) => id)).toEqual(['/Shop/Public']);
  });

  test('it is encrypted where something else covers it', () => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    ['Public', 'Private'].forEach((id) => cfnStage(stack, id));
    Aspects.of(app).add(make());
    EncryptApiCache.everywhere(app);
    expect(encryptedIn(app)).toEqual(['Private', 'Public']);
  });
});

test('a subclass that shows stages and nothing else: those are encrypted', () => {
  const app = testApp();
  const stack = new Stack(app, 'Shop');
  ['A', 'B'].forEach((id) => cfnStage(new Construct(stack, `Area${id}`) as Stack, id));
  cfnStage(new NestedStack(stack, 'Nested'), 'C');
  fragment(stack);
  Aspects.of(app).add(new StagesAlone());
  expect(reached(app).verdicts.map((verdict) => verdict.split(': ')[1])).toEqual(['ENCRYPTED', 'ENCRYPTED', 'UNENCRYPTED', 'ENCRYPTED']);
});

describe('a scope', () => {
  test.each<[string, (stack: Stack) => IConstruct]>([
    ['a stage', (stack) => stack.node.findChild('Area').node.findChild('Stage')],
    ['a construct in a stack', (stack) => stack.node.findChild('Area')],
    ['a nested stack', (stack) => stack.node.findChild('Nested')],
    ['a stack in a stack', (stack) => stack.node.findChild('Inner')],
  ])('%s: that and what is below, whatever is created there later', (_, scopeIn) => {
    const calls: readonly ((scope: IConstruct) => unknown)[] = [
      (scope) => EncryptApiCache.everywhere(scope),
      (scope) => Aspects.of(scope).add(new EncryptApiCache()),
      (scope) => scope.with(new EncryptApiCache()),
    ];
    for (const call of calls) {
      const app = testApp();
      const stack = new Stack(app, 'Shop');
      [new Construct(stack, 'Area'), new NestedStack(stack, 'Nested'), new Stack(stack, 'Inner')].forEach((parent) => cfnStage(parent as Stack));
      const scope = scopeIn(stack);
      call(scope);
      if (Stack.isStack(scope)) {
        cfnStage(scope, 'Late');
      }
      const { verdicts, errors } = reached(app);
      expect(errors).toEqual([]);
      expect(verdicts.filter((verdict) => verdict.endsWith(': ENCRYPTED'))).toHaveLength(Stack.isStack(scope) ? 2 : 1);
    }
  });

  test('an aspect object may be added to several scopes, and to two apps', () => {
    const aspect = new EncryptApiCache();
    const apps = ['One', 'Two'].map((name) => {
      const app = testApp();
      ['A', 'B', 'C'].forEach((id) => cfnStage(new Stack(app, `${name}${id}`), `Stage${id}`));
      app.node.children.slice(0, 2).forEach((scope) => Aspects.of(scope).add(aspect));
      return app;
    });
    expect(apps.map(encryptedIn)).toEqual([['StageA', 'StageB'], ['StageA', 'StageB']]);
  });

  test('an aspect that another aspect adds is heard', () => {
    const app = testApp({ context: { '@aws-cdk/core:aspectStabilization': true } });
    const stack = new Stack(app, 'Shop');
    cfnStage(stack, 'A');
    when(app, stack, () => Aspects.of(stack).add(new EncryptApiCache()), 100);
    expect(encryptedIn(app)).toEqual(['A']);
  });

  test('visit may be called by hand', () => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    ['A', 'B'].forEach((id) => cfnStage(stack, id));
    new EncryptApiCache().visit(stack.node.findChild('A'));
    expect(encryptedIn(app)).toEqual(['A']);
  });
});

test('a mixin covers the stacks that exist: one that is made later is not promised', () => {
  const app = testApp();
  cfnStage(new Stack(app, 'First'), 'A');
  const prod = new ShopStage(app, 'Prod');
  app.with(new EncryptApiCache());
  cfnStage(new Stack(app, 'Second'), 'B');
  cfnStage(new Stack(prod, 'Third'), 'C');
  expect(encryptedIn(app)).toEqual(['A', 'Stage']);
});

test('a stack without an app is encrypted as well, and nothing is promised of it', () => {
  const stage = new Stage(undefined as unknown as Construct, 'Alone', { outdir: testApp().outdir });
  const stack = new Stack(stage, 'Shop');
  cfnStage(stack);
  Aspects.of(stage).add(new EncryptApiCache());
  expect(JSON.stringify(stage.synth().getStackArtifact(stack.artifactId).template)).toContain('"CacheDataEncrypted":true');
});
