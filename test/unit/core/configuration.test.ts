import { Configuration, Fact } from '../../../src/core/configuration';
import { Declarations } from '../../../src/core/declarations';
import { explore, MOST_CONFIGURATIONS } from '../../../src/core/explore';
import { Parameters } from '../../../src/core/parameters';
import { Place } from '../../../src/core/place';

const ref = (Ref: string) => ({ Ref });
const equals = (...operands: unknown[]) => ({ 'Fn::Equals': operands });
const not = (one: unknown) => ({ 'Fn::Not': [one] });
const and = (...all: unknown[]) => ({ 'Fn::And': all });
const or = (...all: unknown[]) => ({ 'Fn::Or': all });
const ENV = { Type: 'String', AllowedValues: ['dev', 'prod'] };
const OPEN = { Type: 'String' };
const IMPORT = equals({ 'Fn::ImportValue': 'x' }, 'a');

type Section = Record<string, unknown>;

function declarations(conditions: Section, parameters: Section = {}, mappings: Section = {}): Declarations {
  return { conditions, parameters, mappings };
}

const parametersOf = (...all: [Section, Section?, Section?]) => new Parameters(declarations(...all));

/** What a condition comes to under every configuration: `T`, `F` or `?` where nobody can tell. */
function truths(conditions: Section, parameters: Section = {}, mappings: Section = {}): string {
  const outcomes = explore(parametersOf(conditions, parameters, mappings), (one) => one.holds('C'))!;
  return [...new Set(outcomes.map(({ result }) => result === undefined ? '?' : result ? 'T' : 'F'))].sort().join('');
}

describe('rule 14: conditions are exact', () => {
  test.each<[string, unknown, string]>([
    ['equal literals', equals('a', 'a'), 'T'],
    ['other literals', equals('a', 'b'), 'F'],
    ['a boolean and its text', equals(true, 'true'), 'T'],
    ['a number and its text', equals(1, '1'), 'T'],
    ['Not', not(equals('a', 'a')), 'F'],
    ['And of true ones', and(equals('a', 'a'), equals('b', 'b')), 'T'],
    ['And with a false one', and(equals('a', 'a'), equals('a', 'b')), 'F'],
    ['Or with a true one', or(equals('a', 'b'), equals('a', 'a')), 'T'],
    ['Or of false ones', or(equals('a', 'b'), equals('b', 'a')), 'F'],
    ['And that a false one settles', and(IMPORT, equals('a', 'b')), 'F'],
    ['And that nothing settles', and(IMPORT, equals('a', 'a')), '?'],
    ['Or that a true one settles', or(IMPORT, equals('a', 'a')), 'T'],
    ['Or that nothing settles', or(IMPORT, equals('a', 'b')), '?'],
    ['Not of what nobody can tell', not(IMPORT), '?'],
    ['another condition', { Condition: 'Other' }, 'T'],
    ['a condition that there is not', { Condition: 'Missing' }, '?'],
    ['a condition that needs itself', { Condition: 'C' }, '?'],
    ['a condition that needs itself, although something settles it', or({ Condition: 'C' }, equals('a', 'a')), '?'],
    ['an inherited name', { Condition: 'constructor' }, '?'],
  ])('%s', (_, condition, expected) => {
    expect(truths({ C: condition, Other: equals('a', 'a') })).toBe(expected);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined], ['null', null], ['text', 'x'], ['a list', []], ['two functions', { ...equals('a', 'a'), ...not({}) }],
    ['one operand', equals('a')], ['three operands', equals('a', 'b', 'c')], ['no operands', and()], ['no operands of Or', or()],
    ['Not of two', { 'Fn::Not': [equals('a', 'a'), equals('a', 'a')] }], ['operands that are no list', { 'Fn::And': 'x' }],
    ['a name that is no text', { Condition: 7 }], ['an object to compare', equals({}, {})], ['null to compare', equals(null, null)],
    ['a dynamic reference', equals('{{resolve:ssm:x}}', '{{resolve:ssm:x}}')], ['a function to compare', equals({ 'Fn::Sub': 'a' }, 'a')],
  ])('what is no condition cannot be evaluated: %s', (_, condition) => {
    expect(truths({ C: condition })).toBe('?');
  });
});

describe('rule 14: the domain of a parameter', () => {
  test.each<[string, unknown, Record<string, unknown>, string]>([
    ['allowed values, one of them compared', equals(ref('P'), 'prod'), { P: ENV }, 'FT'],
    ['allowed values, none of them compared', equals(ref('P'), 'test'), { P: ENV }, 'F'],
    ['a single allowed value', equals(ref('P'), 'x'), { P: { Type: 'String', AllowedValues: ['x'] } }, 'T'],
    ['a default alone', equals(ref('P'), 'a'), { P: { Type: 'String', Default: 'a' } }, 'FT'],
    ['neither', equals(ref('P'), 'a'), { P: OPEN }, 'FT'],
    ['a number', equals(ref('P'), 5), { P: { Type: 'Number', Default: 5 } }, 'FT'],
    ['a pseudo parameter', equals(ref('AWS::Region'), 'eu-west-1'), {}, 'FT'],
    ['the parameter itself', equals(ref('P'), ref('P')), { P: OPEN }, 'T'],
    ['two that share values', equals(ref('P'), ref('Q')), { P: ENV, Q: ENV }, 'FT'],
    ['two that share none', equals(ref('P'), ref('Q')), { P: ENV, Q: { Type: 'String', AllowedValues: ['x'] } }, 'F'],
    ['two, one of them open: it may be what the other one is', equals(ref('P'), ref('Q')), { P: ENV, Q: OPEN }, 'FT'],
    ['two open ones: they may be the same', equals(ref('P'), ref('Q')), { P: OPEN, Q: OPEN }, 'FT'],
    ['from the Parameter Store', equals(ref('P'), 'a'), { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: 'a' } }, '?'],
    ['a list', equals(ref('P'), 'a'), { P: { Type: 'CommaDelimitedList', Default: 'a' } }, '?'],
    ['a list of numbers', equals(ref('P'), 'a'), { P: { Type: 'List<Number>' } }, '?'],
    ['no type', equals(ref('P'), 'a'), { P: {} }, '?'],
    ['no declaration', equals(ref('P'), 'a'), {}, '?'],
    ['a declaration that is none', equals(ref('P'), ref('Q')), { P: 'x', Q: OPEN }, '?'],
    ['allowed values that are none', equals(ref('P'), 'a'), { P: { Type: 'String', AllowedValues: [{}] } }, 'FT'],
    ['a name that is no text', equals({ Ref: 7 }, 'a'), {}, '?'],
  ])('%s', (_, condition, parameters, expected) => {
    expect(truths({ C: condition }, parameters)).toBe(expected);
  });

  test('comparisons are found wherever they stand', () => {
    const conditions = { C: or(not({ Condition: 'D' }), equals(ref('P'), 'x')), D: and(equals(ref('P'), 'y'), equals('a')) };
    expect(truths(conditions, { P: OPEN })).toBe('?T');
  });

  test('three that are compared in a chain may all be the same', () => {
    const conditions = { C: and(equals(ref('P'), ref('Q')), equals(ref('Q'), ref('R')), equals(ref('R'), 'x')) };
    expect(truths(conditions, { P: OPEN, Q: OPEN, R: OPEN })).toBe('FT');
  });

  test('correlated conditions stay correlated', () => {
    const conditions = { A: equals(ref('P'), 'prod'), B: equals(ref('P'), 'dev'), C: and({ Condition: 'A' }, { Condition: 'B' }) };
    expect(truths(conditions, { P: ENV })).toBe('F');
  });
});

describe('rule 16: Fn::FindInMap', () => {
  const MAP = { M: { dev: { flag: 'no', list: ['a'] }, prod: { flag: 'yes' } } };
  test.each<[string, unknown, string]>([
    ['literal keys', equals({ 'Fn::FindInMap': ['M', 'prod', 'flag'] }, 'yes'), 'T'],
    ['a key that is a parameter', equals({ 'Fn::FindInMap': ['M', ref('P'), 'flag'] }, 'yes'), 'FT'],
    ['an open parameter that may be what the map says', equals(ref('Q'), { 'Fn::FindInMap': ['M', 'prod', 'flag'] }), 'FT'],
    ['a missing key', equals({ 'Fn::FindInMap': ['M', 'test', 'flag'] }, 'yes'), '?'],
    ['a missing map', equals({ 'Fn::FindInMap': ['N', 'dev', 'flag'] }, 'yes'), '?'],
    ['a list', equals({ 'Fn::FindInMap': ['M', 'dev', 'list'] }, 'a'), '?'],
    ['a list, against an open parameter', equals({ 'Fn::FindInMap': ['M', 'dev', 'list'] }, ref('Q')), '?'],
    ['a map that is a parameter, against an open one', equals({ 'Fn::FindInMap': [ref('P'), 'dev', 'flag'] }, ref('Q')), '?'],
    ['a map that there is not, against an open parameter', equals({ 'Fn::FindInMap': ['N', ref('P'), 'flag'] }, ref('Q')), '?'],
    ['any of its first keys, against an open parameter', equals({ 'Fn::FindInMap': ['M', ref('P'), 'flag'] }, ref('Q')), 'FT'],
    ['any of its second keys, against an open parameter', equals({ 'Fn::FindInMap': ['M', 'prod', ref('R')] }, ref('Q')), 'FT'],
    ['a key that nobody knows', equals({ 'Fn::FindInMap': ['M', ref('Q'), 'flag'] }, 'yes'), '?'],
    ['two keys', equals({ 'Fn::FindInMap': ['M', 'dev'] }, 'yes'), '?'],
    ['no list of keys', equals({ 'Fn::FindInMap': 'M' }, 'yes'), '?'],
  ])('%s', (_, condition, expected) => {
    expect(truths({ C: condition }, { P: ENV, Q: OPEN, R: { Type: 'String', AllowedValues: ['flag'] } }, MAP)).toBe(expected);
  });
});

describe('a value under a configuration', () => {
  const all = declarations({ IsProd: equals(ref('Env'), 'prod'), Never: IMPORT }, { Env: ENV, Free: OPEN, Kept: { Type: 'String', Default: 'a' } }, { M: { a: { b: true } } });

  function values(raw: unknown): unknown[] {
    return explore(new Parameters(all), (one) => {
      const value = one.evaluate(new Place(raw, 'Here'));
      return value.is === 'absent' || value.is === 'unresolved' ? value : { is: value.is, raw: value.place.raw, path: value.place.path.join('.') };
    })!.map(({ result }) => result);
  }

  test.each<[string, unknown, unknown[]]>([
    ['a literal', true, [{ is: 'scalar', raw: true, path: 'Here' }]],
    ['a parameter with allowed values', ref('Env'), [{ is: 'scalar', raw: 'dev', path: 'Here' }, { is: 'scalar', raw: 'prod', path: 'Here' }]],
    ['an open parameter', ref('Free'), [{ is: 'unresolved', shown: '{"Ref":"Free"}', isChange: false }]],
    ['a parameter with a default', ref('Kept'), [{ is: 'scalar', raw: 'a', path: 'Here' }, { is: 'unresolved', shown: '{"Ref":"Kept"}', isChange: true }]],
    ['a reference to nothing', { Ref: 7 }, [{ is: 'unresolved', shown: '{"Ref":7}' }]],
    ['a resource', ref('Api'), [{ is: 'unresolved', shown: '{"Ref":"Api"}' }]],
    ['AWS::NoValue', ref('AWS::NoValue'), [{ is: 'absent' }]],
    ['a branch', { 'Fn::If': ['IsProd', 1, 2] }, [{ is: 'scalar', raw: 2, path: 'Here.Fn::If.2' }, { is: 'scalar', raw: 1, path: 'Here.Fn::If.1' }]],
    ['a branch within a branch', { 'Fn::If': ['IsProd', { 'Fn::If': ['IsProd', 1, 2] }, ref('AWS::NoValue')] }, [
      { is: 'absent' }, { is: 'scalar', raw: 1, path: 'Here.Fn::If.1.Fn::If.1' },
    ]],
    ['a branch on what nobody can tell', { 'Fn::If': ['Never', 1, 2] }, [{ is: 'unresolved', shown: '{"Fn::If":["Never",1,2]}' }]],
    ['a branch on nothing', { 'Fn::If': [7, 1, 2] }, [{ is: 'unresolved', shown: '{"Fn::If":[7,1,2]}' }]],
    ['half a branch', { 'Fn::If': ['IsProd', 1] }, [{ is: 'unresolved', shown: '{"Fn::If":["IsProd",1]}' }]],
    ['no branch', { 'Fn::If': 'IsProd' }, [{ is: 'unresolved', shown: '{"Fn::If":"IsProd"}' }]],
    ['a mapping', { 'Fn::FindInMap': ['M', 'a', 'b'] }, [{ is: 'scalar', raw: true, path: 'Here' }]],
    ['a mapping that there is not', { 'Fn::FindInMap': ['M', 'a', 'c'] }, [{ is: 'unresolved', shown: '{"Fn::FindInMap":["M","a","c"]}' }]],
    ['a transform beside others', { 'Fn::Transform': {}, 'A': 1 }, [{ is: 'unresolved', shown: '{"Fn::Transform":{},"A":1}' }]],
  ])('%s', (_, raw, expected) => {
    expect(values(raw)).toEqual(expected);
  });
});

describe('exploring', () => {
  test('only what is asked for makes a difference', () => {
    const parameters = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`P${index}`, ENV]));
    expect(explore(parametersOf({ C: equals(ref('P7'), 'prod') }, parameters), (one) => one.holds('C'))).toHaveLength(2);
    expect(explore(parametersOf({}, parameters), () => 'nothing asked')).toEqual([{ result: 'nothing asked', facts: [] }]);
  });

  test('facts are what was decided: named conditions, and parameters as values', () => {
    const facts: (readonly Fact[])[] = explore(parametersOf({ C: equals(ref('P'), 'prod') }, { P: ENV }), (one) => {
      one.holds('C');
      one.evaluate(new Place(ref('P'), 'Here'));
    })!.map((outcome) => outcome.facts);
    expect(facts).toEqual([
      [{ about: 'condition', name: 'C', value: false }, { about: 'parameter', name: 'P', value: { is: 'literal', text: 'dev' } }],
      [{ about: 'condition', name: 'C', value: true }, { about: 'parameter', name: 'P', value: { is: 'literal', text: 'prod' } }],
    ]);
  });

  test.each([[12, MOST_CONFIGURATIONS], [13, undefined]])('rule 17: %i independent switches', (switches, expected) => {
    const names = Array.from({ length: switches }, (_, index) => `C${index}`);
    const all = declarations(
      Object.fromEntries(names.map((name) => [name, equals(ref(name), 'prod')])),
      Object.fromEntries(names.map((name) => [name, ENV])),
    );
    expect(explore(new Parameters(all), (one) => names.forEach((name) => one.holds(name)))?.length).toBe(expected);
  });

  test('a configuration asks for the value of a parameter once', () => {
    const all = declarations({ A: equals(ref('P'), 'prod'), B: equals(ref('P'), 'dev') }, { P: ENV });
    const asked: string[] = [];
    const one = new Configuration(new Parameters(all), (parameter, [first]) => {
      asked.push(parameter);
      return first;
    });
    expect([one.holds('A'), one.holds('B'), one.holds('A')]).toEqual([false, true, false]);
    expect(new Set(asked)).toEqual(new Set(['P']));
  });
});
