import type { PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { failClosed } from '../../../../src/cdk/violations/fail-closed';
import { fails } from '../../../../src/wording/violation';
import { testApp } from '../../../support/app';

const app = testApp();
new Construct(app, 'Shop');

const violation = (constructPath: string | undefined, severity?: string): PolicyViolation => ({
  ruleName: 'Rule', description: 'unencrypted', severity, violatingResources: [{ constructPath, locations: ['Properties'] }],
});
const report = (success: boolean, ...violations: PolicyViolation[]): PolicyValidationPluginReport => ({ success, violations });

test.each<[string, PolicyValidationPluginReport]>([
  ['a success', report(true)],
  ['a warning', report(true, violation('Shop', 'warning'))],
  ['a failure', report(false, violation('Shop', 'error'))],
  ['a violation of the app', report(false, violation('', 'fatal'))],
])('%s is passed on', (_, sound) => {
  expect(failClosed(app, () => sound)).toEqual(sound);
});

test.each<[string, () => PolicyValidationPluginReport, string]>([
  ['an error', () => {
    throw new Error('no');
  }, 'cannot check the API caches of the app: no'],
  ['what is thrown and no error', () => {
    throw 'no'; // eslint-disable-line no-throw-literal -- what somebody else's code may do
  }, 'cannot check the API caches of the app: no'],
  ['a failure without a violation', () => report(false), 'cannot check the API caches of the app: the validation report failed without naming a violation'],
  ['a construct that there is not', () => report(true, violation('Gone', 'warning')), 'unencrypted (at Gone, which is not in the construct tree)'],
  ['no construct path', () => report(true, violation(undefined, 'warning')), 'unencrypted (at none, which is not in the construct tree)'],
  ['no resource', () => report(true, { ...violation('Shop'), violatingResources: [] }), 'unencrypted (at no construct, which is not in the construct tree)'],
])('%s is fatal, where CDK prints it', (_, judge, description) => {
  expect(failClosed(app, judge)).toMatchObject({
    success: false,
    violations: [{ description, severity: 'fatal', violatingResources: [{ constructPath: '', locations: [] }] }],
  });
});

test('an error that is called a success is a failure', () => {
  expect(failClosed(app, () => report(true, violation('Shop', 'error'))).success).toBe(false);
});

test('without a tree no construct is known', () => {
  expect(failClosed(undefined, () => report(true, violation('Shop', 'warning'))).violations[0].severity).toBe('fatal');
});

test('the stack of a crash is kept for whoever mends it', () => {
  const { violations } = failClosed(app, () => {
    throw new Error('no');
  });
  expect(violations[0].ruleMetadata!.stack).toContain('fail-closed.test.ts');
});

test.each([['fatal', true], ['error', true], [undefined, true], ['High', true], ['warning', false], ['info', false]])('severity %s: fails %s', (severity, expected) => {
  expect(fails(violation('Shop', severity))).toBe(expected);
});
