import { applyEdits } from '../../../../src/core/template-language/edit';

const edit = (path: (string | number)[], value: unknown) => ({ path, value, key: '', was: { is: 'absent' } as const });

test('puts values into objects and lists, and makes objects on the way', () => {
  expect(applyEdits({ a: [{ b: 1 }] }, [edit(['a', 0, 'c'], true), edit(['d', 'e'], 2)])).toEqual({ a: [{ b: 1, c: true }], d: { e: 2 } });
});

test('writes to nothing that it was given, and shares what it does not change', () => {
  const before = Object.freeze({ list: Object.freeze([Object.freeze({ x: 1 }), Object.freeze({ y: 1 })]), untouched: Object.freeze({}) });
  const after = applyEdits(before, [edit(['list', 0, 'x'], 2)]);
  expect(after.list[0]).toEqual({ x: 2 });
  expect(after.list[1]).toBe(before.list[1]);
  expect(after.untouched).toBe(before.untouched);
});

test('no edits, no copy', () => {
  const before = {};
  expect(applyEdits(before, [])).toBe(before);
});
