import { declaresMap, lookUp, keysByParameter, lookupsIn, mustFind, lookUpAll, lookUpTexts } from '../../../../src/core/template-language/mapping';
import { LookupOperand, operandOf } from '../../../../src/core/template-language/operand';

const MACRO = { 'Fn::Transform': { Name: 'AWS::Include' } };
const MAPPINGS = {
  M: { a: { x: 1, y: 'two' }, b: { x: true } },
  T: { a: { x: 5 }, ...MACRO },
  L: { a: MACRO },
  S: { a: 'text', b: ['list'] },
};

/** `M a x`, where `?P` is a parameter; `M a x = y` has the default `y`. */
function findInMap(text: string): object {
  const [keys, byDefault] = text.split(' = ');
  const read = (key: string) => key.startsWith('?') ? { Ref: key.slice(1) } : key;
  return { 'Fn::FindInMap': [...keys.split(' ').map(read), ...byDefault === undefined ? [] : [{ DefaultValue: byDefault }]] };
}

const lookup = (text: string) => operandOf(findInMap(text)) as LookupOperand;

test.each<[unknown, string | undefined, object]>([
  [MAPPINGS.M, 'a', { is: 'found', raw: MAPPINGS.M.a }],
  [MAPPINGS.M, 'c', { is: 'nothing' }],
  [MAPPINGS.M, 'toString', { is: 'nothing' }],
  [MAPPINGS.M, undefined, { is: 'nothing' }],
  [{ undefined: 'x' }, undefined, { is: 'nothing' }],
  [MAPPINGS.T, 'a', { is: 'found', raw: { x: 5 } }],
  [MAPPINGS.T, 'c', { is: 'unreadable' }],
  [MAPPINGS.T, undefined, { is: 'unreadable' }],
  ['text', 'length', { is: 'nothing' }],
  [null, 'a', { is: 'nothing' }],
])('rule 16: %j under the key %j', (entries, key, expected) => {
  expect(lookUp(entries, key)).toEqual(expected);
});

test.each<[string, readonly unknown[], readonly string[]]>([
  ['M a x', [1], ['1']],
  ['M a ?P', [1, 'two'], ['1', 'two']],
  ['M ?P x', [1, true], ['1', 'true']],
  ['M ?P y', ['two'], ['two']],
  ['M ?P ?Q', [1, 'two', true], ['1', 'two', 'true']],
  ['M c x', [], []],
  ['N a x', [], []],
  ['T a x', [5], ['5']],
  ['T c x', [undefined], []],
  ['T ?P x', [5, undefined], ['5']],
  ['L a x', [undefined], []],
  ['L ?P x', [undefined], []],
  ['S a x', [], []],
  ['S ?P ?Q', [], []],
  ['?P a x', [1, 5, undefined], ['1', '5']],
])('rule 14: %s may come to %j', (text, expected, texts) => {
  expect(lookUpAll(MAPPINGS, lookup(text))).toStrictEqual(expected);
  expect(lookUpTexts(MAPPINGS, lookup(text))).toEqual(texts);
});

test.each([['M a x', true], ['N a x', false], ['?P a x', true], ['toString a x', false]])('rule 16: the map of %s is declared: %s', (text, expected) => {
  expect(declaresMap(MAPPINGS, lookup(text))).toBe(expected);
});

test.each<[string, unknown, boolean, readonly string[]]>([
  ['one', findInMap('M a x'), true, ['M evaluated']],
  ['deep in lists and properties', { A: [{ B: findInMap('M a x') }] }, true, ['M evaluated']],
  ['several', [findInMap('M a x'), findInMap('N a x')], true, ['M evaluated', 'N evaluated']],
  ['within a lookup', { 'Fn::FindInMap': ['M', findInMap('N a x'), 'y'] }, true, ['M evaluated', 'N evaluated']],
  ['a lookup that is none, around one', { 'Fn::FindInMap': [findInMap('M a x')] }, true, ['M evaluated']],
  ['in the branches of an Fn::If', { A: { 'Fn::If': ['C', findInMap('M a x'), [findInMap('N a x')]] } }, true, ['M', 'N']],
  ['in something that is not evaluated', [findInMap('M a x')], false, ['M']],
  ['beside other names', { ...findInMap('M a x'), A: 1 }, true, []],
  ['nothing', undefined, true, []],
  ['null', null, true, []],
  ['a text', 'Fn::FindInMap', true, []],
])('rule 14: the lookups in %s', (_, value, isEvaluated, expected) => {
  const found = lookupsIn(value, isEvaluated).map((each) => `${(each.lookup.keys[0] as { text: string }).text}${each.isEvaluated ? ' evaluated' : ''}`);
  expect(found.sort()).toEqual(expected);
});

test.each<[string, boolean, boolean]>([
  ['M a x', true, true], ['M a x', false, false], ['M a x = y', true, false], ['N a x', true, false], ['?P a x', true, true],
])('rule 16: %s fails the deployment if it finds nothing (evaluated: %s): %s', (text, isEvaluated, expected) => {
  expect(mustFind(MAPPINGS, { lookup: lookup(text), isEvaluated })).toBe(expected);
});

describe('rule 14: a parameter that is a key can only be a key', () => {
  const keysOf = (texts: readonly string[], isEvaluated = true) =>
    [...keysByParameter(MAPPINGS, texts.map((text) => ({ lookup: lookup(text), isEvaluated })))].map(([name, keys]) =>
      [name, ...keys.map(({ texts: known, required }) => [known.join(), required && ['a', 'b', 'c', 'x', 'y', 'M', 'T'].filter(required).join()])]);

  test.each<[string, readonly string[], unknown]>([
    ['first', ['M ?P x'], [['P', ['a,b', 'a,b']]]],
    ['first, where not every key has the second', ['M ?P y'], [['P', ['a,b', 'a']]]],
    ['second', ['M a ?P'], [['P', ['x,y', 'x,y']]]],
    ['both', ['M ?P ?Q'], [['P', ['a,b', 'a,b']], ['Q', ['x,y,x', 'x,y']]]],
    ['the name of the map', ['?P b x'], [['P', ['M,T,L,S', 'M,T']]]],
    ['twice', ['M ?P x', 'M a ?P'], [['P', ['a,b', 'a,b'], ['x,y', 'x,y']]]],
    ['a default catches every other one', ['M ?P x = y'], [['P', ['a,b', undefined]]]],
    ['the map is out of sight', ['N ?P x'], [['P', ['', undefined]]]],
    ['a macro may add keys', ['T ?P x'], [['P', ['a', undefined]]]],
    ['a macro may add second keys', ['L a ?P'], [['P', ['', undefined]]]],
    ['a macro may add what is found', ['L ?P x'], [['P', ['a', 'a']]]],
    ['a macro may add the map below a key', ['T c ?P'], [['P', ['', undefined]]]],
    ['a macro may add keys to one of the maps', ['?P ?Q x'], [['P', ['M,T,L,S', 'M,T']], ['Q', ['a,b,a,a,a,b', undefined]]]],
    ['no parameter', ['M a x'], []],
  ])('%s', (_, texts, expected) => {
    expect(keysOf(texts)).toEqual(expected);
  });

  test('unless not every deployment evaluates it', () => {
    expect(keysOf(['M ?P x'], false)).toEqual([['P', ['a,b', undefined]]]);
  });
});
