import { Parse, PiecedText, withGaps } from '../../../../src/core/template-language/pieced-text';

const parse: Parse = (text) => ({ is: 'read', value: JSON.parse(text) as unknown });
const echo: Parse = (text) => ({ is: 'read', value: text });
const read = (raw: unknown, by: Parse = parse) => new PiecedText(raw).read(by);

describe('literal texts', () => {
  test.each<[string, unknown, string]>([
    ['a string', 'a ${B}', 'a ${B}'],
    ['a join', { 'Fn::Join': [', ', ['a', 1, true, { 'Fn::Join': ['', ['b', 'c']] }]] }, 'a, 1, true, bc'],
    ['a substitution', { 'Fn::Sub': 'a ${!B} ${!C.D} $E' }, 'a ${B} ${C.D} $E'],
    ['with variables', { 'Fn::Sub': ['a ${B}${B}', { B: 'b' }] }, 'a bb'],
  ])('%s', (_, raw, text) => {
    const pieced = new PiecedText(raw);
    expect([pieced.literal, pieced.hasGaps, pieced.read(echo)]).toEqual([text, false, { is: 'read', value: text }]);
  });
});

describe('a value of the outer template becomes a function that nobody evaluates', () => {
  test.each<[string, unknown, unknown]>([
    ['in quotes', { 'Fn::Join': ['', ['{"a":"', { Ref: 'A' }, '"}']] }, { a: { 'Fn::Sub': '${A}' } }],
    ['within a string', { 'Fn::Sub': '["a-${AWS::Region}-${B.C}"]' }, [{ 'Fn::Sub': 'a-${AWS::Region}-${B.C}' }]],
    ['in a key', { 'Fn::Sub': '{"S${A}": 1}' }, { 'S${A}': 1 }],
    ['by a variable', { 'Fn::Sub': ['["${A}"]', { A: { 'Fn::ImportValue': 'x' } }] }, [{ 'Fn::Sub': '${…}' }]],
    ['beside literals', { 'Fn::Sub': '{"a":["${A}",1,null,"b"]}' }, { a: [{ 'Fn::Sub': '${A}' }, 1, null, 'b'] }],
    ['beside the word that stands for it', { 'Fn::Sub': '["Gap0Z Gapp", "${A}"]' }, ['Gap0Z Gapp', { 'Fn::Sub': '${A}' }]],
  ])('%s', (_, raw, value) => {
    expect(read(raw)).toEqual({ is: 'read', value });
  });

  test.each([[{ Ref: 'A' }], [{ 'Fn::Join': ['', { Ref: 'List' }] }], [{ 'Fn::Sub': { Ref: 'A' } }], [{ 'Fn::Join': [{ Ref: 'A' }, []] }], [undefined], [null], [[]]])('all of %j', (raw) => {
    const pieced = new PiecedText(raw);
    expect([pieced.literal, pieced.hasGaps]).toEqual(['', true]);
  });

  test('why nobody can read it does not show what stands for it', () => {
    expect(read({ 'Fn::Sub': 'a ${B}' }, (text) => ({ is: 'unreadable', because: `what is ${text}` }))).toEqual({ is: 'unreadable', because: 'what is a ${B}' });
  });
});

test('deeper than any template is a gap', () => {
  const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => ({ 'Fn::Join': ['', [inner]] }), 'a');
  expect(new PiecedText(deep).hasGaps).toBe(true);
  const value = Array.from({ length: 5_000 }).reduce<unknown>((inner) => [inner], 'a');
  expect(JSON.stringify(new PiecedText({ Ref: 'A' }).read(() => ({ is: 'read', value })))).toContain('…');
  expect(JSON.stringify(withGaps(value))).toContain('…');
});

test('a structure that the outer template writes as JSON', () => {
  expect(withGaps({ a: [{ Ref: 'A' }, { Ref: 'AWS::NoValue' }, 1], b: { 'Fn::If': ['C', 1, 2] }, Ref: 'x' }))
    .toEqual({ a: [{ 'Fn::Sub': '${A}' }, { Ref: 'AWS::NoValue' }, 1], b: { 'Fn::Sub': '${…}' }, Ref: 'x' });
});
