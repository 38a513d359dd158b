import { L1_NAMES, literalRecords } from '../../../src/core/literal-records';

const PATH = ['Properties', 'MethodSettings'];
const W = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };

test('a record is what its entry states, at its place', () => {
  const [first, second, ...others] = literalRecords([W, { HttpMethod: 'GET', ResourcePath: '/', CacheDataEncrypted: false }], PATH)!;
  expect(first).toMatchObject({ path: [...PATH, 0], key: { text: '*/*' }, caching: { is: 'known', value: true }, written: { is: 'absent' } });
  expect(second).toMatchObject({ path: [...PATH, 1], key: { text: '~1/GET' }, caching: { is: 'absent' }, written: { is: 'known', value: false } });
  expect(others).toEqual([]);
});

test('an L1 spells properties in its own way', () => {
  const list = [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: true }];
  expect(literalRecords(list, PATH, L1_NAMES)).toMatchObject([{ key: { text: '*/*' }, caching: { is: 'known', value: true } }]);
  expect(literalRecords(list, PATH)).toBeUndefined();
});

test('an empty list has no records', () => {
  expect(literalRecords([], PATH)).toEqual([]);
});

test.each<[string, unknown]>([
  ['no list', undefined],
  ['a map', { W }],
  ['an item that is no entry', [W, 'x']],
  ['an item behind a function', [{ Ref: 'AWS::NoValue' }]],
  ['a method behind a function', [{ ...W, HttpMethod: { Ref: 'M' } }]],
  ['a path behind a function', [{ ...W, ResourcePath: { Ref: 'P' } }]],
  ['a flag behind a function', [{ ...W, CacheDataEncrypted: { Ref: 'F' } }]],
  ['a flag as text', [{ ...W, CachingEnabled: 'true' }]],
  ['anything else behind a function', [{ ...W, LoggingLevel: { Ref: 'L' } }]],
  ['what is null', [{ ...W, LoggingLevel: null }]],
  ['rule 11: an entry that sets nothing', [{ HttpMethod: '*', ResourcePath: '/*' }]],
  ['rule 11: an entry that sets nothing but what is left out', [{ HttpMethod: '*', ResourcePath: '/*', LoggingLevel: undefined }]],
  ['rule 8: a key that is refused', [{ ...W, ResourcePath: 'a' }]],
  ['rule 9: a key that is stated twice', [W, { ...W, CacheTtlInSeconds: 5 }]],
])('the machinery of templates has to look at %s', (_, list) => {
  expect(literalRecords(list, PATH)).toBeUndefined();
});
