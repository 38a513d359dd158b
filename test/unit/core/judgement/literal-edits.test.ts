import { literalEdits, literalList } from '../../../../src/core/judgement/literal-edits';
import { L1_NAMES } from '../../../../src/core/stage/setting-names';

const PATH = ['Properties', 'MethodSettings'];
const W = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };

const ORDERS = { HttpMethod: 'GET', ResourcePath: '/~1orders' };
const NOBODY = () => false;

/** The keys that are encrypted. */
const keysOf = (list: unknown, isAcknowledged: (key: string) => boolean = NOBODY) =>
  literalEdits(list, isAcknowledged)?.map(({ key }) => key);

test('an edit is at the flag of its entry, and says what it was', () => {
  expect(literalEdits([W, { ...ORDERS, CachingEnabled: true, CacheDataEncrypted: false }], NOBODY)).toEqual([
    { path: [...PATH, 0, 'CacheDataEncrypted'], value: true, key: '*/*', was: { is: 'absent' } },
    { path: [...PATH, 1, 'CacheDataEncrypted'], value: true, key: '~1orders/GET', was: { is: 'known', value: false } },
  ]);
});

test.each<[unknown, object]>([
  [{ Ref: 'Flag' }, { is: 'unresolved', shown: '{"Ref":"Flag"}' }],
  [{ Ref: 'AWS::NoValue' }, { is: 'absent' }],
  [null, { is: 'absent' }],
  ['false', { is: 'known', value: false }],
])('whatever stands for a flag is replaced, such as %j', (flag, was) => {
  expect(literalEdits([{ ...W, CacheDataEncrypted: flag }], NOBODY)).toEqual([{ path: [...PATH, 0, 'CacheDataEncrypted'], value: true, key: '*/*', was }]);
});

test('a flag as text is one', () => {
  expect(keysOf([{ ...W, CacheDataEncrypted: 'true' }])).toEqual([]);
});

test('an L1 spells properties in its own way', () => {
  const list = [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: true, cacheDataEncrypted: false }];
  expect(literalEdits(list, NOBODY, L1_NAMES)).toEqual([
    { path: [...PATH, 0, 'CacheDataEncrypted'], value: true, key: '*/*', was: { is: 'known', value: false } },
  ]);
  expect(literalEdits(list, NOBODY)).toBeUndefined();
});

test('an empty list has no edits', () => {
  expect(literalEdits([], NOBODY)).toEqual([]);
});

test.each<[string, readonly unknown[], readonly string[]]>([
  ['rule 3: caching that is off is left alone', [{ ...W, CachingEnabled: false }], []],
  ['rule 3: a stage default that does not state caching does not cache', [{ HttpMethod: '*', ResourcePath: '/*', LoggingLevel: 'INFO' }], []],
  ['rule 3: an override has the caching of the stage default', [{ ...ORDERS, CacheTtlInSeconds: 5 }, W], ['~1orders/GET', '*/*']],
  ['rule 3: an override of a stage default that does not cache', [{ ...ORDERS, CacheTtlInSeconds: 5 }, { ...W, CachingEnabled: false }], []],
  ['rule 3: an override beside another one that caches', [{ ...ORDERS, CacheTtlInSeconds: 5 }, { ...ORDERS, HttpMethod: 'PUT', CachingEnabled: true }], ['~1orders/PUT']],
  ['rule 3: an override without a stage default', [{ ...ORDERS, CacheTtlInSeconds: 5 }], []],
  ['an encrypted stage default caches all the same', [{ ...W, CacheDataEncrypted: true }, { ...ORDERS, CacheTtlInSeconds: 5 }], ['~1orders/GET']],
  ['rule 8: a key without effect has no default', [W, { ...ORDERS, HttpMethod: 'get', CacheTtlInSeconds: 5 }], ['*/*']],
  ['rule 8: a key without effect that states caching', [{ ...ORDERS, HttpMethod: 'get', CachingEnabled: true }], ['~1orders/get']],
  ['an encrypted entry is left alone', [{ ...W, CacheDataEncrypted: true }], []],
])('%s', (_, list, keys) => {
  expect(keysOf(list)).toEqual(keys);
});

test('what is acknowledged is left alone', () => {
  expect(keysOf([W, { ...W, ...ORDERS }], (key) => key === '*/*')).toEqual(['~1orders/GET']);
});

test.each<[string, unknown]>([
  ['no list', undefined],
  ['a map', { W }],
  ['an item that is no entry', [W, 'x']],
  ['an item behind a function', [{ Ref: 'AWS::NoValue' }]],
  ['a method behind a function', [{ ...W, HttpMethod: { Ref: 'M' } }]],
  ['a path behind a function', [{ ...W, ResourcePath: { Ref: 'P' } }]],
  ['a method that is a dynamic reference', [{ ...W, HttpMethod: '{{resolve:ssm:method}}' }]],
  ['a path that is a dynamic reference', [{ ...W, ResourcePath: '/{{resolve:ssm:path}}' }]],
  ['caching as text', [{ ...W, CachingEnabled: 'true' }]],
  ['caching behind a function', [{ ...W, CachingEnabled: { Ref: 'C' } }]],
  ['anything else behind a function', [{ ...W, LoggingLevel: { Ref: 'L' } }]],
  ['a function beside literals', [{ ...W, 'Fn::Transform': 'Macro' }]],
  ['a reference beside literals', [{ ...W, Ref: 'Entry' }]],
  ['what is null', [{ ...W, LoggingLevel: null }]],
  ['rule 11: an entry that sets nothing', [{ HttpMethod: '*', ResourcePath: '/*' }]],
  ['rule 11: an entry with a flag alone that may be left out', [{ HttpMethod: '*', ResourcePath: '/*', CacheDataEncrypted: { Ref: 'F' } }]],
  ['rule 11: an entry that sets nothing but what is left out', [{ HttpMethod: '*', ResourcePath: '/*', LoggingLevel: undefined }]],
  ['rule 8: a key that is refused', [{ ...W, ResourcePath: 'a' }]],
  ['rule 9: a key that is stated twice', [W, { ...W, CacheTtlInSeconds: 5 }]],
])('the machinery of templates has to look at %s', (_, list) => {
  expect(literalEdits(list, NOBODY)).toBeUndefined();
});

describe('the list of a stage is literal', () => {
  const resource = { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, MethodSettings: [W] } };

  test('if its properties are written as they are', () => {
    expect(literalList(resource)).toBe(resource.Properties.MethodSettings);
  });

  test.each<[string, unknown]>([
    ['no resource', undefined],
    ['a macro beside its properties', { ...resource, 'Fn::Transform': { Name: 'M' } }],
    ['a macro among its properties', { ...resource, Properties: { ...resource.Properties, 'Fn::Transform': { Name: 'M' } } }],
    ['properties that a condition chooses', { ...resource, Properties: { 'Fn::If': ['C', resource.Properties, {}] } }],
    ['no properties', { Type: resource.Type }],
    ['no list', { ...resource, Properties: {} }],
  ])('but not with %s', (_, raw) => {
    expect(literalEdits(literalList(raw), NOBODY)).toBeUndefined();
  });
});
