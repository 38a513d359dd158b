import fc from 'fast-check';
import { isKnown, known, show, unresolved } from '../../../../src/core/template-language/reading';

test.each([
  [{ Ref: 'Encrypt' }, '{"Ref":"Encrypt"}'],
  [{ 'Fn::If': ['IsProd', true, false] }, '{"Fn::If":["IsProd",true,false]}'],
  [['a', 1, null, true], '["a",1,null,…]'],
  [{ a: 1, b: 2, c: 3, d: 4 }, '{"a":1,"b":2,"c":3,…}'],
  [{ a: { b: { c: { d: 1 } } } }, '{"a":{"b":{"c":…}}}'],
  ['yes "quoted"', '"yes \\"quoted\\""'],
  [undefined, 'undefined'],
  [12n, '12'],
])('shows %p as %s', (raw, shown) => {
  expect(show(raw)).toBe(shown);
});

test('shows a long value in at most 80 characters', () => {
  expect(show({ Ref: 'x'.repeat(500) })).toHaveLength(80);
  expect(show({ Ref: 'x'.repeat(500) })).toMatch(/…$/);
});

test('shows a value of 80 characters as it is', () => {
  expect(show('x'.repeat(78))).toBe(`"${'x'.repeat(78)}"`);
});

test('shows a value that contains itself', () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  expect(show(cycle)).toBe('{"self":{"self":{"self":…}}}');
});

test('shows whatever it is given', () => {
  fc.assert(fc.property(fc.anything(), (raw) => {
    expect(show(raw).length).toBeLessThanOrEqual(80);
  }));
});

test('is known only by the very value', () => {
  expect(isKnown(known(true), true)).toBe(true);
  expect(isKnown(known(false), true)).toBe(false);
  expect(isKnown(unresolved('x'), true)).toBe(false);
  expect(isKnown({ is: 'absent' }, true)).toBe(false);
});
