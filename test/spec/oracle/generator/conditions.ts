import fc from 'fast-check';
import { lookup } from './parameters';
import { CONDITION_NAMES, Flavor, ref, unreadable, weighted } from './vocabulary';
import type { Json, JsonObject } from '../oracle/json';

const environment = fc.constantFrom<Json>('dev', 'prod', 'qa', 'mars');
const pairs = (left: fc.Arbitrary<Json>, right: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.tuple(left, right).map((sides): Json => ({ 'Fn::Equals': sides }));

/** A comparison that can be evaluated, or one that is an unknown bit. */
function comparison(flavor: Flavor): fc.Arbitrary<Json> {
  const nameOfRow = lookup(['name'], environment);
  return weighted<Json>(flavor,
    [6, pairs(fc.constant(ref('Env')), environment)],
    [1, pairs(environment, fc.constant(ref('Env')))],
    [2, pairs(fc.constant(ref('Flag')), fc.constantFrom<Json>('true', 'false'))],
    [2, pairs(fc.constant(ref('AWS::Region')), fc.constantFrom<Json>('us-east-1', 'eu-west-1', 'mars'))],
    [1, pairs(fc.constant(ref('Env')), fc.constant(ref('Twin')))],
    [1, pairs(fc.constant(ref('Env')), nameOfRow)],
    [1, pairs(nameOfRow, environment)],
    [1, pairs(lookup(['caching', 'encrypted'], fc.constantFrom<Json>('true', false)), fc.constant('true'))],
    [6, unknownComparison(), 'any'],
  );
}

function unknownComparison(): fc.Arbitrary<Json> {
  const operand = fc.oneof(unreadable, fc.constantFrom<Json>(
    ref('FromSsm'), { 'Fn::Select': [0, ref('Hosts')] }, { 'Fn::Sub': '${Env}-cache' }, { 'Fn::Join': ['-', [ref('Env'), 'cache']] },
  ));
  return pairs(operand, fc.constantFrom<Json>('on', 'prod-cache', ref('Env')));
}

/** A comparison, or And, Or, Not and Condition over comparisons and earlier conditions. */
function condition(flavor: Flavor, earlier: readonly string[]): fc.Arbitrary<Json> {
  const single = comparison(flavor);
  const reference = earlier.map((name) => fc.constant<Json>({ Condition: name }));
  const part = fc.oneof(single, ...reference, ...reference);
  const joined = fc.tuple(fc.constantFrom('Fn::And', 'Fn::Or'), fc.array(part, { minLength: 2, maxLength: 3 }))
    .map(([name, parts]): Json => ({ [name]: parts }));
  const negated = part.map((inner): Json => ({ 'Fn::Not': [inner] }));
  return weighted<Json>('any',
    [6, single], [2, joined], [2, negated],
    ...reference.map((arbitrary) => [1, arbitrary] as const),
  );
}

export function conditions(flavor: Flavor): fc.Arbitrary<JsonObject> {
  return fc.tuple(...CONDITION_NAMES.map((_, index) => condition(flavor, CONDITION_NAMES.slice(0, index))))
    .map((values) => Object.fromEntries(CONDITION_NAMES.map((name, index) => [name, values[index]])));
}
