import { Configuration, Fact } from '../../../../src/core/template-language/configuration';
import { Declarations } from '../../../../src/core/template-language/declarations';
import { forEachConfiguration } from '../../../../src/core/template-language/explore';
import { PseudoParameters, Parameters } from '../../../../src/core/template-language/parameters';
import { Place } from '../../../../src/core/template-language/place';

const ref = (Ref: string) => ({ Ref });
const equals = (...operands: unknown[]) => ({ 'Fn::Equals': operands });
const not = (operand: unknown) => ({ 'Fn::Not': [operand] });
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

interface Outcome<T> {
  readonly result: T;
  readonly facts: readonly Fact[];
  /** How many conditions are guessed, since they cannot be evaluated. */
  readonly guesses: number;
}

/** What holds under each deployable configuration; nothing if there are more than the limit. */
function outcomesOf<T>(parameters: Parameters, run: (configuration: Configuration) => T, limit = 100): readonly Outcome<T>[] | undefined {
  const outcomes: Outcome<T>[] = [];
  const isComplete = forEachConfiguration(parameters, limit, (configuration, guesses) => {
    const result = run(configuration);
    if (configuration.isDeployable) {
      outcomes.push({ result, facts: configuration.facts, guesses: guesses().length });
    }
    return true;
  });
  return isComplete ? outcomes : undefined;
}

/** What a condition comes to under every deployable configuration: `T`, `F`, and `?` where it cannot be evaluated and may be both. */
function truths(conditions: Section, parameters: Section = {}, mappings: Section = {}, environment: PseudoParameters = {}): string {
  const outcomes = outcomesOf(new Parameters(declarations(conditions, parameters, mappings), environment), (configuration) => configuration.holds('C'))!;
  const isSettled = new Set(outcomes.map(({ result }) => result)).size < 2;
  const letter = (result: boolean) => result ? 'T' : 'F';
  return [...new Set(outcomes.map(({ result, guesses }) => guesses > 0 && !isSettled ? '?' : letter(result)))].sort().join('');
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
    ['a text beside what cannot be read', equals('a', { 'Fn::ImportValue': 'x' }), '?'],
    ['two conditions that there are not', and({ Condition: 'Missing' }, not({ Condition: 'Gone' })), '?'],
    ['a condition that there is not, although something settles it', or({ Condition: 'Missing' }, equals('a', 'a')), 'T'],
    ['a condition that needs itself and another one', and({ Condition: 'Other' }, { Condition: 'C' }), '?'],
    ['a function with the name of a condition', { Ref: 'Other' }, '?'],
    ['And of one', and(equals('a', 'a')), 'T'],
    ['an inherited name', { Condition: 'constructor' }, '?'],
  ])('%s', (_, condition, expected) => {
    expect(truths({ C: condition, Other: equals('a', 'a') })).toBe(expected);
  });

  test('one that others need twice each is evaluated once', () => {
    const twice = (name: string) => and({ Condition: name }, { Condition: name });
    const all = Array.from({ length: 60 }, (_, index) => [`C${index}`, twice(`C${index + 1}`)]);
    expect(truths({ ...Object.fromEntries(all), C: twice('C0'), C60: equals('a', 'a') })).toBe('T');
  });

  test('one that others need twice each is evaluated once, where the first time settles nothing', () => {
    const twice = (name: string) => or({ Condition: name }, { Condition: name });
    const all = Array.from({ length: 60 }, (_, index) => [`C${index}`, twice(`C${index + 1}`)]);
    expect(truths({ ...Object.fromEntries(all), C: twice('C0'), C60: equals('a', 'b') })).toBe('F');
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
    ['an open one between two with allowed values', and(equals(ref('P'), ref('Q')), equals(ref('Q'), ref('R'))), { P: ENV, Q: OPEN, R: ENV }, 'FT'],
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

  test('what the environment fixes has one value', () => {
    const here = equals(ref('AWS::Region'), 'eu-west-1');
    expect(truths({ C: here }, {}, {}, { 'AWS::Region': 'eu-west-1' })).toBe('T');
    expect(truths({ C: here }, {}, {}, { 'AWS::Region': 'us-east-1' })).toBe('F');
    expect(truths({ C: here }, {}, {}, { 'AWS::AccountId': '111111111111' })).toBe('FT');
  });

  test.each<[string, unknown, unknown]>([
    ['whatever the order of its properties', equals({ 'Fn::Sub': { x: 1, y: 2 } }, 'a'), equals({ 'Fn::Sub': { y: 2, x: 1 } }, 'a')],
    ['null and nothing', null, undefined],
  ])('rule 16: the same expression is the same bit: %s', (_, First, Second) => {
    expect(truths({ C: and({ Condition: 'First' }, not({ Condition: 'Second' })), First, Second })).toBe('F');
  });

  test('correlated conditions stay correlated', () => {
    const conditions = { A: equals(ref('P'), 'prod'), B: equals(ref('P'), 'dev'), C: and({ Condition: 'A' }, { Condition: 'B' }) };
    expect(truths(conditions, { P: ENV })).toBe('F');
  });
});

describe('rule 16: Fn::FindInMap', () => {
  const MAP = {
    M: { dev: { flag: 'no', list: ['a'] }, prod: { flag: 'yes' } },
    Names: { a: { b: 'prod' } },
    X: { dev: 'x', prod: 'y' },
    T: { 'Fn::Transform': { Name: 'AWS::Include' } },
    U: { dev: { 'Fn::Transform': { Name: 'AWS::Include' } } },
  };
  test.each<[string, unknown, string]>([
    ['literal keys', equals({ 'Fn::FindInMap': ['M', 'prod', 'flag'] }, 'yes'), 'T'],
    ['a key that is a parameter', equals({ 'Fn::FindInMap': ['M', ref('P'), 'flag'] }, 'yes'), 'FT'],
    ['an open parameter that may be what the map says', equals(ref('Q'), { 'Fn::FindInMap': ['M', 'prod', 'flag'] }), 'FT'],
    ['a missing key: nothing can be deployed', equals({ 'Fn::FindInMap': ['M', 'test', 'flag'] }, 'yes'), ''],
    ['a missing second key', equals({ 'Fn::FindInMap': ['M', 'dev', 'size'] }, 'yes'), ''],
    ['a missing key with a default', equals({ 'Fn::FindInMap': ['M', 'test', 'flag', { DefaultValue: 'yes' }] }, 'yes'), 'T'],
    ['a key that is there, with a default', equals({ 'Fn::FindInMap': ['M', 'dev', 'flag', { DefaultValue: 'yes' }] }, 'yes'), 'F'],
    ['a default that is a parameter', equals({ 'Fn::FindInMap': ['M', 'test', 'flag', { DefaultValue: ref('P') }] }, 'prod'), 'FT'],
    ['a default that is compared with an open parameter', equals({ 'Fn::FindInMap': ['M', 'test', 'flag', { DefaultValue: 'x' }] }, ref('Q')), 'FT'],
    ['a default that is an open parameter', equals({ 'Fn::FindInMap': ['M', 'test', 'flag', { DefaultValue: ref('Q') }] }, 'x'), 'FT'],
    ['a default that cannot be read', equals({ 'Fn::FindInMap': ['M', 'test', 'flag', { DefaultValue: { 'Fn::ImportValue': 'x' } }] }, 'x'), '?'],
    ['no default among the options', equals({ 'Fn::FindInMap': ['M', 'dev', 'flag', {}] }, 'yes'), '?'],
    ['options that are none', equals({ 'Fn::FindInMap': ['M', 'dev', 'flag', 'x'] }, 'yes'), '?'],
    ['five operands', equals({ 'Fn::FindInMap': ['M', 'dev', 'flag', { DefaultValue: 'x' }, 'y'] }, 'yes'), '?'],
    ['a map that a macro may add to', equals({ 'Fn::FindInMap': ['T', 'dev', 'flag'] }, 'yes'), '?'],
    ['a map whose entry a macro may add to', equals({ 'Fn::FindInMap': ['U', 'dev', 'flag'] }, 'yes'), '?'],
    ['any key of a map that a macro may add to', equals({ 'Fn::FindInMap': ['T', ref('P'), 'flag'] }, 'yes'), '?'],
    ['the same, against an open parameter', equals({ 'Fn::FindInMap': ['T', ref('P'), 'flag'] }, ref('Q')), '?'],
    ['a map whose entry is none', equals({ 'Fn::FindInMap': ['X', 'dev', 'flag'] }, 'yes'), ''],
    ['the same, by parameters without a default', equals({ 'Fn::FindInMap': ['X', ref('P'), ref('R')] }, 'yes'), ''],
    ['the same, by parameters', equals({ 'Fn::FindInMap': ['X', ref('P'), ref('R'), { DefaultValue: 'yes' }] }, 'yes'), 'T'],
    ['a map by name, one of which has the value', equals({ 'Fn::FindInMap': [ref('Map'), 'prod', 'flag'] }, ref('Q')), 'FT'],
    ['a map by a name that is not declared', equals({ 'Fn::FindInMap': [ref('P'), 'prod', 'flag'] }, 'yes'), ''],
    ['a lookup as a key', equals({ 'Fn::FindInMap': ['M', { 'Fn::FindInMap': ['Names', 'a', 'b'] }, 'flag'] }, 'yes'), 'T'],
    ['an open parameter as a key', equals({ 'Fn::FindInMap': ['M', ref('Q'), 'flag'] }, 'yes'), 'FT'],
    ['an open parameter as the name', equals({ 'Fn::FindInMap': [ref('Q'), 'prod', 'flag'] }, 'yes'), '?T'],
    ['an open parameter as a key, with a default', and(equals({ 'Fn::FindInMap': ['M', ref('Q'), 'flag', { DefaultValue: 'x' }] }, 'x')), 'FT'],
    ['an open parameter as a second key', equals({ 'Fn::FindInMap': ['Names', 'a', ref('Q')] }, 'prod'), 'T'],
    ['a missing map', equals({ 'Fn::FindInMap': ['N', 'dev', 'flag'] }, 'yes'), '?'],
    ['a list', equals({ 'Fn::FindInMap': ['M', 'dev', 'list'] }, 'a'), '?'],
    ['a list, against an open parameter', equals({ 'Fn::FindInMap': ['M', 'dev', 'list'] }, ref('Q')), '?'],
    ['a map that there is not, against an open parameter', equals({ 'Fn::FindInMap': ['N', ref('P'), 'flag'] }, ref('Q')), '?'],
    ['any of its first keys, against an open parameter', equals({ 'Fn::FindInMap': ['M', ref('P'), 'flag'] }, ref('Q')), 'FT'],
    ['any of its second keys, against an open parameter', equals({ 'Fn::FindInMap': ['M', 'prod', ref('R')] }, ref('Q')), 'FT'],
    ['a key that nobody knows', equals({ 'Fn::FindInMap': ['M', ref('Elsewhere'), 'flag'] }, 'yes'), '?'],
    ['any key that somebody names of a map that a macro may add to', equals({ 'Fn::FindInMap': ['T', ref('Q'), 'flag'] }, 'yes'), '?'],
    ['two keys', equals({ 'Fn::FindInMap': ['M', 'dev'] }, 'yes'), '?'],
    ['one key', equals({ 'Fn::FindInMap': ['M'] }, 'yes'), '?'],
    ['no key', equals({ 'Fn::FindInMap': [] }, 'yes'), '?'],
    ['no list of keys', equals({ 'Fn::FindInMap': 'M' }, 'yes'), '?'],
  ])('%s', (_, condition, expected) => {
    expect(truths({ C: condition }, { P: ENV, Q: OPEN, R: { Type: 'String', AllowedValues: ['flag'] }, Map: { Type: 'String', AllowedValues: ['M', 'Gone'] } }, MAP)).toBe(expected);
  });
});

describe('a value under a configuration', () => {
  const all = declarations({ IsProd: equals(ref('Env'), 'prod'), Never: IMPORT, Alike: { 'Fn::Equals': [{ 'Fn::ImportValue': 'x' }, 'a'] }, Always: equals('a', 'a') },
    { Env: ENV, Free: OPEN, Kept: { Type: 'String', Default: 'a' }, 7: ENV }, { M: { a: { b: true, list: ['c'] } } });

  function values(raw: unknown): unknown[] {
    return outcomesOf(new Parameters(all).lookingUp(raw, true), (configuration) => {
      const value = configuration.evaluate(new Place(raw, 'Here'));
      return value.is === 'absent' || value.is === 'unresolved' ? value : { is: value.is, raw: value.place.raw, path: value.place.path.join('.') };
    })!.map(({ result }) => result);
  }

  test.each<[string, unknown, unknown[]]>([
    ['a literal', true, [{ is: 'scalar', raw: true, path: 'Here' }]],
    ['a parameter with allowed values', ref('Env'), [{ is: 'scalar', raw: 'dev', path: 'Here' }, { is: 'scalar', raw: 'prod', path: 'Here' }]],
    ['an open parameter', ref('Free'), [{ is: 'unresolved', shown: '{"Ref":"Free"}', isNonDefault: false }]],
    ['a parameter with a default', ref('Kept'), [{ is: 'scalar', raw: 'a', path: 'Here' }, { is: 'unresolved', shown: '{"Ref":"Kept"}', isNonDefault: true }]],
    ['a reference to nothing', { Ref: 7 }, [{ is: 'unresolved', shown: '{"Ref":7}' }]],
    ['a resource', ref('Api'), [{ is: 'unresolved', shown: '{"Ref":"Api"}' }]],
    ['AWS::NoValue', ref('AWS::NoValue'), [{ is: 'absent' }]],
    ['a branch', { 'Fn::If': ['IsProd', 1, 2] }, [{ is: 'scalar', raw: 2, path: 'Here.Fn::If.2' }, { is: 'scalar', raw: 1, path: 'Here.Fn::If.1' }]],
    ['a branch within a branch', { 'Fn::If': ['IsProd', { 'Fn::If': ['IsProd', 1, 2] }, ref('AWS::NoValue')] }, [
      { is: 'absent' }, { is: 'scalar', raw: 1, path: 'Here.Fn::If.1.Fn::If.1' },
    ]],
    ['rule 16: a branch on what cannot be evaluated: both', { 'Fn::If': ['Never', 1, 2] }, [
      { is: 'scalar', raw: 1, path: 'Here.Fn::If.1' }, { is: 'scalar', raw: 2, path: 'Here.Fn::If.2' },
    ]],
    ['rule 16: two branches on it never disagree', { 'Fn::If': ['Never', { 'Fn::If': ['Alike', 1, 2] }, { 'Fn::If': ['Never', 3, 4] }] }, [
      { is: 'scalar', raw: 1, path: 'Here.Fn::If.1.Fn::If.1' }, { is: 'scalar', raw: 4, path: 'Here.Fn::If.2.Fn::If.2' },
    ]],
    ['a branch on nothing', { 'Fn::If': [7, 1, 2] }, [{ is: 'unresolved', shown: '{"Fn::If":[7,1,2]}' }]],
    ['half a branch', { 'Fn::If': ['IsProd', 1] }, [{ is: 'unresolved', shown: '{"Fn::If":["IsProd",1]}' }]],
    ['no branch', { 'Fn::If': 'IsProd' }, [{ is: 'unresolved', shown: '{"Fn::If":"IsProd"}' }]],
    ['a mapping', { 'Fn::FindInMap': ['M', 'a', 'b'] }, [{ is: 'scalar', raw: true, path: 'Here' }]],
    ['rule 16: a mapping without the key: nothing can be deployed', { 'Fn::FindInMap': ['M', 'a', 'c'] }, []],
    ['a mapping that is not declared', { 'Fn::FindInMap': ['N', 'a', 'c'] }, [{ is: 'unresolved', shown: '{"Fn::FindInMap":["N","a","c"]}' }]],
    ['a mapping with a value that is no scalar', { 'Fn::FindInMap': ['M', 'a', 'list'] }, [{ is: 'unresolved', shown: '{"Fn::FindInMap":["M","a","list"]}' }]],
    ['a lookup that is none', { 'Fn::FindInMap': 'M' }, [{ is: 'unresolved', shown: '{"Fn::FindInMap":"M"}' }]],
    ['a default of a lookup', { 'Fn::FindInMap': ['M', 'a', 'c', { DefaultValue: { 'Fn::If': ['Always', true, false] } }] }, [{ is: 'scalar', raw: true, path: 'Here.Fn::If.1' }]],
    ['rule 14: a parameter as a key can only be a key', { 'Fn::FindInMap': ['M', ref('Free'), 'b'] }, [{ is: 'scalar', raw: true, path: 'Here' }]],
    ['rule 14: unless a default catches it', { 'Fn::FindInMap': ['M', ref('Free'), 'b', { DefaultValue: false }] }, [
      { is: 'scalar', raw: true, path: 'Here' }, { is: 'scalar', raw: false, path: 'Here' },
    ]],
    ['rule 16: a parameter whose default is no key', { 'Fn::FindInMap': ['M', ref('Env'), 'b'] }, []],
    ['a transform beside others', { 'Fn::Transform': {}, 'A': 1 }, [{ is: 'unresolved', shown: '{"Fn::Transform":{},"A":1}' }]],
  ])('%s', (_, raw, expected) => {
    expect(values(raw)).toEqual(expected);
  });
});

describe('exploring', () => {
  test('only what is asked for makes a difference', () => {
    const parameters = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`P${index}`, ENV]));
    expect(outcomesOf(parametersOf({ C: equals(ref('P7'), 'prod') }, parameters), (configuration) => configuration.holds('C'))).toHaveLength(2);
    expect(outcomesOf(parametersOf({}, parameters), () => 'nothing asked')).toEqual([{ result: 'nothing asked', facts: [], guesses: 0 }]);
  });

  test('facts are what was decided: named conditions, and parameters as values', () => {
    const facts: (readonly Fact[])[] = outcomesOf(parametersOf({ C: equals(ref('P'), 'prod') }, { P: ENV }), (configuration) => {
      configuration.holds('C');
      configuration.evaluate(new Place(ref('P'), 'Here'));
    })!.map((outcome) => outcome.facts);
    const looked = parametersOf({}, { P: ENV, Q: ENV }, { M: { dev: { dev: 'x' }, prod: { prod: 'y' } } }).lookingUp({ 'Fn::FindInMap': ['M', ref('P'), ref('Q')] }, true);
    expect(outcomesOf(looked, (configuration) => configuration.evaluate(new Place({ 'Fn::FindInMap': ['M', ref('P'), ref('Q')] }, 'Here')))!.map((outcome) => outcome.facts)).toEqual(
      ['dev', 'prod'].map((text) => ['P', 'Q'].map((name) => ({ about: 'parameter', name, value: { is: 'literal', text } }))));
    const unknown = { 'Fn::FindInMap': ['M', 'dev', ref('Elsewhere')] };
    expect(outcomesOf(looked, (configuration) => configuration.evaluate(new Place(unknown, 'Here')))!.map((outcome) => outcome.facts)).toEqual([[]]);
    expect(facts).toEqual([
      [{ about: 'condition', name: 'C', value: false }, { about: 'parameter', name: 'P', value: { is: 'literal', text: 'dev' } }],
      [{ about: 'condition', name: 'C', value: true }, { about: 'parameter', name: 'P', value: { is: 'literal', text: 'prod' } }],
    ]);
  });

  test.each([[8, 8], [7, undefined]])('rule 17: three independent switches within %i configurations', (limit, expected) => {
    const names = ['A', 'B', 'C'];
    const all = declarations(
      Object.fromEntries(names.map((name) => [name, equals(ref(name), 'prod')])),
      Object.fromEntries(names.map((name) => [name, ENV])),
    );
    expect(outcomesOf(new Parameters(all), (configuration) =>
      names.forEach((name) => configuration.holds(name)), limit)?.length).toBe(expected);
  });

  test('rule 16: a guess is what the condition was taken for', () => {
    const seen: unknown[] = [];
    forEachConfiguration(parametersOf({ C: IMPORT }), 10, (configuration, guesses) => {
      const value = configuration.holds('C');
      seen.push([value, guesses()]);
      return true;
    });
    const condition = expect.objectContaining({ is: 'unknown', raw: IMPORT }) as unknown;
    expect(seen).toEqual([true, false].map((value) => [value, [{ condition, value }]]));
  });

  test('stops when it is told to', () => {
    const visited: boolean[] = [];
    const isComplete = forEachConfiguration(parametersOf({ C: equals(ref('P'), 'prod') }, { P: ENV }), 1, (configuration) => {
      visited.push(configuration.holds('C'));
      return false;
    });
    expect([isComplete, visited]).toEqual([true, [false]]);
  });

  test('what cannot be deployed asks for nothing more', () => {
    const parameters = parametersOf({ C: equals(ref('P'), 'prod'), D: IMPORT }, { P: ENV }, { M: { a: { b: 'c' } } });
    const visited: string[] = [];
    forEachConfiguration(parameters, 10, (configuration) => {
      configuration.evaluate(new Place({ 'Fn::FindInMap': ['M', 'x', 'b'] }, 'Here'));
      visited.push(`${configuration.isDeployable} ${configuration.holds('C')} ${configuration.holds('D')}`);
      return true;
    });
    expect(visited).toEqual(['false false true']);
  });

  test('chains of thousands of conditions are no deeper than others', () => {
    const last = 20_000;
    const chain = Object.fromEntries(Array.from({ length: last }, (_, index) => [`C${index}`, not({ Condition: `C${index + 1}` })]));
    const parameters = parametersOf({ ...chain, [`C${last}`]: equals(ref('P'), 'prod') }, { P: ENV });
    expect(outcomesOf(parameters, (configuration) => configuration.holds('C0'))!.map(({ result }) => result)).toEqual([false, true]);
  });

  test('what is too deep cannot be evaluated', () => {
    const deep = (leaf: unknown) => Array.from({ length: 5_000 }).reduce<unknown>((inner) => not(inner), leaf);
    const shared = deep(equals('a', 'a'));
    const conditions = { C: shared, D: shared, E: deep(equals('a', 'a')) };
    const truthsOf = (name: string) => outcomesOf(parametersOf(conditions), (configuration) => [configuration.holds('C'), configuration.holds(name)].join())!
      .map(({ result }) => result);
    expect(truthsOf('D')).toEqual(['true,true', 'false,false']);
    expect(truthsOf('E')).toEqual(['true,true', 'true,false', 'false,true', 'false,false']);
    const keys = Array.from({ length: 5_000 }).reduce<unknown>((inner) => ({ 'Fn::FindInMap': ['M', inner, 'b'] }), 'a');
    expect(truths({ C: equals(keys, 'a') }, {}, { M: { a: { b: 'a' } } })).toBe('?');
  });
});
