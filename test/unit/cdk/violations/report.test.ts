import type { PolicyViolation } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { unsaid, validationReport } from '../../../../src/cdk/violations/report';
import { fails } from '../../../../src/wording/violation';
import { testApp } from '../../../support/app';

const violation = (constructPath: string, severity?: string): PolicyViolation => ({
  ruleName: 'Rule', description: 'unencrypted', severity, violatingResources: [{ constructPath, locations: ['Properties'] }],
});

test.each<[string, boolean, readonly PolicyViolation[]]>([
  ['nothing', true, []],
  ['a warning', true, [violation('Shop', 'warning')]],
  ['an error beside a warning', false, [violation('Shop', 'warning'), violation('Shop', 'error')]],
  ['a violation of the app', false, [violation('', 'fatal')]],
])('%s is passed on, as a success: %s', (_, success, violations) => {
  expect(validationReport(() => violations)).toEqual({ success, violations });
});

test.each<[string, unknown]>([
  ['an error', new Error('no')],
  ['what is thrown and no error', 'no'],
])('%s is fatal, where CDK prints it', (_, error) => {
  const { success, violations } = validationReport(() => {
    throw error;
  });
  expect(success).toBe(false);
  expect(violations).toMatchObject([{
    description: 'cannot check the API caches of the app: no', severity: 'fatal', violatingResources: [{ constructPath: '', locations: [] }],
  }]);
});

test('the stack of a crash is kept for whoever mends it', () => {
  const { violations } = validationReport(() => {
    throw new Error('no');
  });
  expect(violations[0].ruleMetadata!.stack).toContain('report.test.ts');
});

test.each([['fatal', true], ['error', true], [undefined, true], ['High', true], ['warning', false], ['info', false]])('severity %s: fails %s', (severity, expected) => {
  expect(fails(violation('Shop', severity))).toBe(expected);
});

describe('what one reporter has said', () => {
  const app = testApp();
  const count = (reporter: object, ...violations: readonly PolicyViolation[]) => unsaid(new Construct(app, `Scope${app.node.children.length}`), reporter, violations).length;

  test('another one does not say, unless it is worse or elsewhere', () => {
    const [first, second, third] = [{}, {}, {}];
    expect(count(first, violation('A', 'warning'))).toBe(1);
    expect(count(second, violation('A', 'warning'), violation('B', 'warning'))).toBe(1);
    expect(count(third, violation('A', 'error'), violation('B', 'info'))).toBe(1);
  });

  test('it says again in the next synthesis, where the other one is silent again', () => {
    const [first, second] = [{}, {}];
    const synthesis = () => [first, second].map((reporter) => count(reporter, violation('Again', 'warning')));
    expect([synthesis(), synthesis()]).toEqual([[1, 0], [1, 0]]);
  });
});
