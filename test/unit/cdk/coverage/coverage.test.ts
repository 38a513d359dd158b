import { App, Aspects, IAspect, Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { stagesBelow } from '../../../../src/cdk/assembly/stack-stages';
import { Coverage, recordOf } from '../../../../src/cdk/construct-record';
import { addCoverage, coveragesOf, isConcerned, leftBy } from '../../../../src/cdk/coverage/coverage';
import { Finding, listFindings } from '../../../../src/wording/finding';
import { testApp } from '../../../support/app';
import { cfnStage, ShopStage } from '../../reach/reached';

const owner = (): IAspect => ({ visit: () => undefined });

function coverage(scope: IConstruct, more: Partial<Coverage> = {}): Coverage {
  const made: Coverage = {
    scope,
    owner: owner(),
    isEnforced: true,
    ensureStageDefault: false,
    separateCdkStages: false,
    isEverywhere: false,
    leavesOut: () => false,
    hasVisited: () => true,
    ...more,
  };
  addCoverage(made);
  return made;
}

let app: App;
let stack: Stack;
let stage: IConstruct;
let finding: Finding;

beforeEach(() => {
  app = testApp();
  stack = new Stack(app, 'Shop');
  stage = cfnStage(stack);
  [finding] = listFindings(stagesBelow(stage)[0].stage.judgement, 'Shop/Stage');
});

describe('what answers for a construct', () => {
  test('is what covers it, or what is above it', () => {
    const [ofApp, ofStage] = [app, stage].map((scope) => coverage(scope));
    expect(coveragesOf(stage)).toEqual([ofStage, ofApp]);
    expect(coveragesOf(stack)).toEqual([ofApp]);
  });

  test('of one aspect the nearest to it', () => {
    const same = owner();
    coverage(app, { owner: same });
    const ofStack = coverage(stack, { owner: same });
    expect(coveragesOf(stage)).toEqual([ofStack]);
  });

  test('but not what leaves it out', () => {
    coverage(app, { leavesOut: (construct) => construct === stage });
    expect(coveragesOf(stage)).toEqual([]);
    expect(coveragesOf(stack)).toHaveLength(1);
  });
});

test('a stack is concerned if something covers it, or something in it', () => {
  expect(isConcerned(stack)).toBe(false);
  recordOf(stack).isHooked = true;
  expect(isConcerned(stack)).toBe(true);
  const otherStack = new Stack(app, 'Other');
  expect(isConcerned(otherStack)).toBe(false);
  coverage(app);
  expect([otherStack, app].map(isConcerned)).toEqual([true, true]);
});

describe('a gap', () => {
  test('is none where nothing answers', () => {
    expect(leftBy(stage, finding)).toBeUndefined();
  });

  test.each(['ApiCache::ApiCache-CacheDataEncrypted', 'ApiCache-CacheDataEncrypted[~1orders/GET]'])('is none where it is acknowledged: %s', (id) => {
    coverage(app);
    Validations.of(stack).acknowledge({ id, reason: 'public data' });
    expect(leftBy(stage, finding)).toBeUndefined();
  });

  test.each<[boolean, boolean]>([[true, true], [false, false]])('enforced %s: what was said already is still one: %s', (isEnforced, isGap) => {
    coverage(app, { isEnforced });
    recordOf(stage).announced = new Set([finding.id]);
    expect(leftBy(stage, finding)!.gap !== undefined).toBe(isGap);
  });

  test('is that of the strictest, and of what has promised most', () => {
    const promises: readonly Partial<Coverage>[] = [{ isEnforced: false, isEverywhere: true }, {}, { isEverywhere: true }];
    const [reported, enforced, everywhere] = promises.map((more) => coverage(app, more));
    expect(leftBy(stage, finding)?.coverage).toBe(everywhere);
    expect([reported, enforced].every((each) => coveragesOf(stage).includes(each))).toBe(true);
  });

  test('is that of one that fails for every CDK stage, where another one does not', () => {
    const [, failing] = [true, false].map((separateCdkStages) => coverage(app, { separateCdkStages, isEverywhere: separateCdkStages }));
    expect(leftBy(stage, finding)?.coverage).toBe(failing);
  });

  test.each<[string, () => void, string]>([
    ['rendered for it', () => { recordOf(stack).rendered = { coverages: new Set([coverage(app)]), embedsTemplates: false }; }, 'late-change'],
    ['hooked and visited', () => {
      coverage(app);
      recordOf(stack).isHooked = true;
    }, 'late-change'],
    ['visited above, and not hooked', () => coverage(app), 'late-creation'],
    ['not visited', () => coverage(app, { hasVisited: () => false }), 'early-synthesis'],
    ['hooked for another, and not visited', () => {
      coverage(app, { hasVisited: () => false });
      recordOf(stack).isHooked = true;
    }, 'early-synthesis'],
  ])('%s: %s', (_, arrange, by) => {
    arrange();
    expect(leftBy(stage, finding)?.gap).toEqual({ by, stack: 'Shop' });
  });

  test('in a CDK stage that the aspect was not added to', () => {
    const inside = new ShopStage(app, 'Prod').node.findChild('Shop').node.findChild('Stage');
    const made = coverage(app, { hasVisited: () => false });
    expect(leftBy(inside, finding)?.gap).toEqual({ by: 'cdk-stage', cdkStage: 'Prod' });
    Aspects.of(app.node.findChild('Prod')).add(made.owner);
    expect(leftBy(inside, finding)?.gap).toEqual({ by: 'early-synthesis', stack: 'Prod/Shop' });
  });

  test('in a CDK stage that CDK did not tell of', () => {
    const inside = new ShopStage(app, 'Prod').node.findChild('Shop').node.findChild('Stage');
    coverage(app, { isEverywhere: true, hasVisited: () => false });
    expect(leftBy(inside, finding)?.gap).toEqual({ by: 'unseen-creation', cdkStage: 'Prod' });
  });

  test('of a stack that is not there any more', () => {
    coverage(app);
    expect(leftBy(app, finding)?.gap).toEqual({ by: 'no-stack' });
  });
});
