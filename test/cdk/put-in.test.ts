import { Lazy, Stack } from 'aws-cdk-lib';
import { putIn, Replan } from '../../src/cdk/put-in';
import { testApp } from '../app';

const never: Replan = () => { throw new Error('no token here'); };
const resolve = (value: unknown): unknown => new Stack(testApp(), 'Shop').resolve(value);

test('changes a copy', () => {
  const before = { list: [{ a: 1 }, { b: 2 }] };
  const after = putIn(before, ['list', 1, 'flag'], true, never);
  expect(after).toEqual({ list: [{ a: 1 }, { b: 2, flag: true }] });
  expect(before).toEqual({ list: [{ a: 1 }, { b: 2 }] });
});

test('makes objects on the way, as overrides are', () => {
  expect(putIn(undefined, ['MethodSettings', 1, 'flag'], true, never)).toEqual({ MethodSettings: { 1: { flag: true } } });
});

test('plans anew for a token, and not before it is resolved', () => {
  const planned: unknown[] = [];
  const replan: Replan = (path, resolved) => {
    planned.push([path, resolved]);
    return 'planned';
  };
  const token = Lazy.uncachedAny({ produce: () => ({ a: 1 }) });
  const once = putIn({ list: [0, token] }, ['list', 1, 'flag'], true, replan);
  const twice = putIn(once, ['list', 1, 'other'], true, replan);
  expect(planned).toEqual([]);
  expect(resolve(twice)).toEqual({ list: [0, 'planned'] });
  expect(planned).toEqual([[['list', 1], { a: 1 }]]);
});

test('keeps the prototype of what it copies, and replaces what is read-only', () => {
  class Entry {
    public get path(): string {
      return '/';
    }
  }
  const after = putIn(Object.freeze(Object.assign(new Entry(), { flag: false })), ['flag'], true, never) as Entry & { flag: boolean };
  expect([after.path, after.flag]).toEqual(['/', true]);
});
