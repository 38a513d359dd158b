import { Lazy, Stack } from 'aws-cdk-lib';
import { putIn } from '../../src/cdk/put-in';
import { testApp } from '../app';

const resolve = (value: unknown): unknown => new Stack(testApp(), 'Shop').resolve(value);

test('changes a copy', () => {
  const before = { list: [{ a: 1 }, { b: 2 }] };
  const after = putIn(before, ['list', 1, 'flag'], true);
  expect(after).toEqual({ list: [{ a: 1 }, { b: 2, flag: true }] });
  expect(before).toEqual({ list: [{ a: 1 }, { b: 2 }] });
});

test('makes objects on the way, as overrides are', () => {
  expect(putIn(undefined, ['MethodSettings', 1, 'flag'], true)).toEqual({ MethodSettings: { 1: { flag: true } } });
});

test('reaches into tokens, and leaves them lazy', () => {
  let calls = 0;
  const token = Lazy.uncachedAny({ produce: () => [{ calls: ++calls, inner: Lazy.any({ produce: () => ({ a: 1 }) }) }] });
  const after = putIn(token, [0, 'inner', 'flag'], true);
  expect(calls).toBe(0);
  expect(resolve(after)).toEqual([{ calls: 1, inner: { a: 1, flag: true } }]);
});

test('keeps the prototype of what it copies, and replaces what is read-only', () => {
  class Entry {
    public get path(): string {
      return '/';
    }
  }
  const after = putIn(Object.freeze(Object.assign(new Entry(), { flag: false })), ['flag'], true) as Entry & { flag: boolean };
  expect([after.path, after.flag]).toEqual(['/', true]);
});
