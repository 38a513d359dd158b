import { CONFIGURATION_CHECKS } from './checks/configurations';
import { ENTRY_CHECKS } from './checks/entries';
import { KEY_CHECKS } from './checks/keys';
import { RESOURCE_CHECKS } from './checks/resources';
import { byName, hasTooMany, judgeByBruteForce } from './oracle';

const CHECKS = [...ENTRY_CHECKS, ...KEY_CHECKS, ...CONFIGURATION_CHECKS, ...RESOURCE_CHECKS];

test.each(CHECKS)('%s', (_, template, expected) => {
  expect(byName(judgeByBruteForce(template))).toEqual(expected);
});

test('the number of configurations is counted without making them', () => {
  const switches = ['A', 'B', 'C', 'D'].map((name) => [name, { Type: 'String', AllowedValues: ['1', '2', '3'] }]);
  const template = { Parameters: Object.fromEntries(switches), Conditions: { Odd: { 'Fn::Equals': [{ Ref: 'Import' }, 'x'] } } };
  expect(hasTooMany(template, 161)).toBe(true);
  expect(hasTooMany(template, 162)).toBe(false);
});

test('each check is a row of its own', () => {
  expect(new Set(CHECKS.map(([title]) => title)).size).toBe(CHECKS.length);
  expect(CHECKS.length).toBeGreaterThanOrEqual(60);
});
