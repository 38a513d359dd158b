import { App, Stack, Stage } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { isLeftOut, summarizeCdkStages } from '../../../../src/cdk/violations/cdk-stage-summary';
import type { LocatedViolation } from '../../../../src/cdk/violations/violation';
import { testApp } from '../../../support/app';

const FIX = { because: 'it came late', fix: 'call it first' };

function judged(construct: IConstruct, severity = 'error', more: Partial<LocatedViolation> = {}): LocatedViolation {
  return { construct, violation: { ruleName: 'Rule', description: severity, severity, violatingResources: [] }, ...more };
}

let app: App;
let shop: Stack;

beforeEach(() => {
  app = testApp();
  shop = new Stack(new Stage(app, 'Prod'), 'Shop');
});

const summed = (...all: LocatedViolation[]) => summarizeCdkStages(all).map(({ description, fix }) => [...description.split('\n'), ...fix!.split('\n')]);
const SELECT = 'select the stacks of the CDK stage to see how to fix or acknowledge each finding, as in cdk synth "Prod/**"';

test('what is left out is what lies in a CDK stage that is below no stack', () => {
  const inner = new Stack(new Stage(new Stage(app, 'Outer'), 'Inner'), 'Shop');
  const grouped = new Stack(new Stage(new Construct(app, 'Group') as Stack, 'Test'), 'Shop');
  const main = new Stack(app, 'Main');
  const piped = new Stack(new Stage(main, 'Beta'), 'Shop');
  expect([shop, inner, grouped, main, piped, app]
    .map((construct) => isLeftOut(judged(construct)))).toEqual([true, true, true, false, false, false]);
  expect(summarizeCdkStages([inner, grouped].map((stack) => judged(stack))).map(({ ruleName }) => ruleName))
    .toEqual(['ApiCache-FindingsInCdkStage[Outer]', 'ApiCache-FindingsInCdkStage[Group/Test]']);
});

test('a cause that all share is said once, above the list', () => {
  expect(summed(judged(shop, 'error', { gap: FIX }), judged(shop, 'error', { gap: FIX }))).toEqual([
    ['CDK stage Prod fails with 2 findings: it came late', 'Prod/Shop: error', 'Prod/Shop: error', 'call it first', `or ${SELECT}`],
  ]);
});

test('causes that differ are said with each finding', () => {
  expect(summed(judged(shop, 'warning'), judged(shop, 'error', { gap: FIX }))).toEqual([
    ['CDK stage Prod fails with 1 finding and 1 warning', 'Prod/Shop: error; it came late', 'Prod/Shop: warning', 'call it first', `or ${SELECT}`],
  ]);
});

test('three are listed, and what fails first', () => {
  expect(summed(...['info', 'warning', 'fatal', 'warning', 'error'].map((severity) => judged(shop, severity)))).toEqual([[
    'CDK stage Prod fails with 2 findings and 2 warnings and 1 note', 'Prod/Shop: fatal', 'Prod/Shop: error', 'Prod/Shop: warning', 'and 2 more', SELECT,
  ]]);
});

test.each<[string, [string, boolean][]]>([
  ['fatal', [['error', false], ['error', true]]],
  ['warning', [['error', true]]],
  ['warning', [['warning', false], ['info', false]]],
  ['info', [['info', false]]],
])('is of severity %s: %j', (severity, all) => {
  const [summary] = summarizeCdkStages(all.map(([each, isSeparate]) => judged(shop, each, { isSeparate })));
  expect(summary.severity).toBe(severity);
});
