import { Operand, operandOf } from '../../../../src/core/template-language/operand';

const findInMap = (...keys: unknown[]) => ({ 'Fn::FindInMap': keys });
const text = (value: string) => ({ is: 'text', text: value });
const UNREADABLE = { is: 'unreadable' };
const KEYS = ['M', 'a', 'x'].map(text);

// Rule 16: what a condition compares, and what a lookup looks up.
test.each<[string, unknown, object]>([
  ['a text', 'a', text('a')],
  ['a number', 5, text('5')],
  ['a boolean', true, text('true')],
  ['a dynamic reference', '{{resolve:ssm:x}}', UNREADABLE],
  ['nothing', undefined, UNREADABLE],
  ['a parameter', { Ref: 'P' }, { is: 'parameter', name: 'P' }],
  ['a reference to something else than a name', { Ref: 7 }, UNREADABLE],
  ['a function with a text', { 'Fn::ImportValue': 'P' }, UNREADABLE],
  ['a function with a list', { 'Fn::Join': ['M', 'a', 'x'] }, UNREADABLE],
  ['a lookup', findInMap('M', 'a', 'x'), { is: 'lookup', keys: KEYS, fallback: undefined }],
  ['a lookup by a parameter', findInMap('M', { Ref: 'P' }, 'x'), { is: 'lookup', keys: [text('M'), { is: 'parameter', name: 'P' }, text('x')], fallback: undefined }],
  ['a lookup with a default', findInMap('M', 'a', 'x', { DefaultValue: 'd' }), { is: 'lookup', keys: KEYS, fallback: { raw: 'd', operand: text('d') } }],
  ['a lookup with something else than a default', findInMap('M', 'a', 'x', { Other: 'd' }), UNREADABLE],
  ['a lookup with options that are none', findInMap('M', 'a', 'x', 'd'), UNREADABLE],
  ['a lookup with too few keys', findInMap('M', 'a'), UNREADABLE],
  ['a lookup with too many', findInMap('M', 'a', 'x', { DefaultValue: 'd' }, 'y'), UNREADABLE],
  ['a lookup without a list', { 'Fn::FindInMap': 'Map' }, UNREADABLE],
])('%s', (_, raw, expected) => {
  expect(operandOf(raw)).toEqual(expected);
});

test.each<[string, (inner: unknown) => unknown, (outer: Operand) => Operand | undefined]>([
  ['in a key', (inner) => findInMap('M', inner, 'x'), (outer) => outer.is === 'lookup' ? outer.keys[1] : undefined],
  ['in a default', (inner) => findInMap('M', 'a', 'x', { DefaultValue: inner }), (outer) => outer.is === 'lookup' ? outer.fallback?.operand : undefined],
])('lookups %s are read a hundred deep', (_, wrap, within) => {
  let raw: unknown = 'end';
  Array.from({ length: 200 }).forEach(() => {
    raw = wrap(raw);
  });
  let depth = 0;
  for (let operand: Operand | undefined = operandOf(raw); operand?.is === 'lookup'; operand = within(operand)) {
    depth++;
  }
  expect(depth).toBe(100);
});
