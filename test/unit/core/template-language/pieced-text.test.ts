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
    ['by an attribute of several parts', { 'Fn::Sub': '["${Nested.Outputs.Url}"]' }, [{ 'Fn::Sub': '${Nested.Outputs.Url}' }]],
    ['by a name between spaces', { 'Fn::Sub': '["${ A }"]' }, [{ 'Fn::Sub': '${A}' }]],
    ['in a key', { 'Fn::Sub': '{"S${A}": 1}' }, { 'S${A}': 1 }],
    ['by a variable', { 'Fn::Sub': ['["${A}"]', { A: { 'Fn::ImportValue': 'x' } }] }, [{ 'Fn::Sub': '${…}' }]],
    ['beside literals', { 'Fn::Sub': '{"a":["${A}",1,null,"b"]}' }, { a: [{ 'Fn::Sub': '${A}' }, 1, null, 'b'] }],
  ])('%s', (_, raw, value) => {
    expect(read(raw)).toEqual({ is: 'read', value });
  });

  // The value is the second piece, and the word that stands for it may not be in the text already.
  test.each([['Gap1Z'], ['Gap1Z Gapp1Z'], ['undefined1Z']])('and the literal %s beside it stays', (literal) => {
    expect(read({ 'Fn::Sub': `["${literal}", "\${A}"]` })).toEqual({ is: 'read', value: [literal, { 'Fn::Sub': '${A}' }] });
  });

  test.each([
    [{ Ref: 'A' }], [{ 'Fn::Select': ['0', ['a', 'b']] }], [{ 'Fn::Join': ['', { Ref: 'List' }] }], [{ 'Fn::Sub': { Ref: 'A' } }],
    [{ 'Fn::Join': [{ Ref: 'A' }, []] }], [undefined], [null], [[]],
  ])('all of %j', (raw) => {
    const pieced = new PiecedText(raw);
    expect([pieced.literal, pieced.hasGaps]).toEqual(['', true]);
  });

  test('why nobody can read it does not show what stands for it', () => {
    expect(read({ 'Fn::Sub': 'a ${B}' }, (text) => ({ is: 'unreadable', because: `what is ${text}` }))).toEqual({ is: 'unreadable', because: 'what is a ${B}' });
  });
});

test('deeper than any template is a gap', () => {
  const within = (wrap: (inner: unknown) => unknown, depth: number) => Array.from({ length: depth }).reduce<unknown>(wrap, 'a');
  const joins = within((inner) => ({ 'Fn::Join': ['', [inner]] }), 100_000);
  const substitutions = within((inner) => ({ 'Fn::Sub': ['${A}', { A: inner }] }), 100_000);
  expect([joins, substitutions].map((raw) => new PiecedText(raw).hasGaps)).toEqual([true, true]);
  const lists = within((inner) => [inner], 5_000);
  const objects = within((inner) => ({ A: inner }), 5_000);
  for (const value of [lists, objects]) {
    expect(JSON.stringify(new PiecedText({ Ref: 'A' }).read(() => ({ is: 'read', value })))).toContain('{"Fn::Sub":"…"}');
    expect(JSON.stringify(withGaps(value))).toContain('{"Fn::Sub":"…"}');
  }
});

test('a structure that the outer template writes as JSON', () => {
  expect(withGaps({ a: [{ Ref: 'A' }, { Ref: 'AWS::NoValue' }, 1], b: { 'Fn::If': ['C', 1, 2] }, Ref: 'x' }))
    .toEqual({ a: [{ 'Fn::Sub': '${A}' }, { Ref: 'AWS::NoValue' }, 1], b: { 'Fn::Sub': '${…}' }, Ref: 'x' });
});
