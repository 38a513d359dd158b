import { Lazy, Stack } from 'aws-cdk-lib';
import { putIn, Replan } from '../../../src/cdk/put-in';
import { testApp } from '../../support/app';

const never: Replan = () => { throw new Error('no token here'); };
const resolve = (value: unknown): unknown => new Stack(testApp(), 'Shop').resolve(value);

test('changes a copy', () => {
  const before = { list: [{ a: 1 }, { b: 2 }] };
  const after = putIn(before, [{ path: ['list', 1, 'flag'], value: true }], never);
  expect(after).toEqual({ list: [{ a: 1 }, { b: 2, flag: true }] });
  expect(before).toEqual({ list: [{ a: 1 }, { b: 2 }] });
});

test('makes all changes in one copy, one after the other', () => {
  const puts = [['a', 0, 'x'], ['b'], ['b', 'c'], ['a', 2]].map((path, value) => ({ path, value }));
  expect(putIn({ a: [{ y: 1 }, 2], b: { d: 1 } }, puts, never)).toEqual({ a: [{ x: 0, y: 1 }, 2, 3], b: { c: 2 } });
  expect(putIn(1, [{ path: ['a'], value: 1 }, { path: [], value: { b: 2 } }, { path: ['c'], value: 3 }], never)).toEqual({ b: 2, c: 3 });
});

test('makes objects on the way, as overrides are', () => {
  expect(putIn(undefined, [{ path: ['MethodSettings', 1, 'flag'], value: true }], never)).toEqual({ MethodSettings: { 1: { flag: true } } });
});

test('plans anew for a token, and not before it is resolved', () => {
  const planned: unknown[] = [];
  const replan: Replan = (path, resolved) => {
    planned.push([path, resolved]);
    return 'planned';
  };
  const token = Lazy.uncachedAny({ produce: () => ({ a: 1 }) });
  const once = putIn({ list: [0, token] }, [{ path: ['list', 1, 'flag'], value: true }], replan);
  const twice = putIn(once, [{ path: ['list', 1, 'other'], value: true }], replan);
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
  const after = putIn(Object.freeze(Object.assign(new Entry(), { flag: false })), [{ path: ['flag'], value: true }], never) as Entry & { flag: boolean };
  expect([after.path, after.flag]).toEqual(['/', true]);
});
