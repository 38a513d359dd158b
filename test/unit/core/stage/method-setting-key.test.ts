import { filedKey, keyFault, keyIdentity, mayBeSame, MethodSettingKey, methodSettingKey } from '../../../../src/core/stage/method-setting-key';
import { ABSENT, known, unresolved } from '../../../../src/core/template-language/reading';

const isContested = (key: MethodSettingKey) => keyFault(key) === 'path-contested';

// docs/reference/standard.md, "Keys in CloudFormation"
test.each([
  ['*', '/*', 'stage-default', '*/*'],
  ['GET', '/', 'method', '~1/GET'],
  ['GET', '/~1', 'method', '~1/GET'],
  ['GET', '/~1orders~1{id}', 'method', '~1orders~1{id}/GET'],
  ['POST', '/~1{proxy+}', 'method', '~1{proxy+}/POST'],
  ['DELETE', '/~1orders', 'method', '~1orders/DELETE'],
  ['HEAD', '/~1orders', 'method', '~1orders/HEAD'],
  ['OPTIONS', '/~1orders', 'method', '~1orders/OPTIONS'],
  ['PATCH', '/~1orders', 'method', '~1orders/PATCH'],
  ['PUT', '/~1orders', 'method', '~1orders/PUT'],
  ['GET', '/orders', 'contested', 'orders/GET'],
  ['GET', '/{proxy+}', 'contested', '{proxy+}/GET'],
  ['GET', '/a~0b', 'contested', 'a~0b/GET'],
  ['GET', '/a~b', 'path-impossible', 'a~b/GET'],
  ['GET', '/orders~1{id}', 'path-not-encoded', 'orders~1{id}/GET'],
  ['GET', '//orders', 'path-not-encoded', '/orders/GET'],
  ['GET', '/orders/', 'path-not-encoded', 'orders//GET'],
  ['GET', '/~1~1v1', 'path-impossible', '~1~1v1/GET'],
  ['GET', '/~1admin~1', 'path-impossible', '~1admin~1/GET'],
  ['GET', '/~1a~1~1b', 'path-impossible', '~1a~1~1b/GET'],
  ['GET', '/~1~1', 'path-impossible', '~1~1/GET'],
  ['GET', '/~1a~0b', 'method', '~1a~0b/GET'],
  ['GET', '/~1a~b', 'path-impossible', '~1a~b/GET'],
  ['GET', '/~1a~', 'path-impossible', '~1a~/GET'],
  ['ANY', '/orders', 'method-unknown', 'orders/ANY'],
  ['GET', '', 'path-without-slash', 'MethodSettings'],
  ['GET', '/orders/{id}', 'path-not-encoded', 'orders/{id}/GET'],
  ['GET', '/~1orders/{id}', 'path-not-encoded', '~1orders/{id}/GET'],
  ['GET', '/*', 'path-glob', '*/GET'],
  ['*', '/*/*', 'path-glob', '*/*/*'],
  ['GET', '/~1v1~1*', 'path-glob', '~1v1~1*/GET'],
  ['*', '/~1orders', 'method-unknown', '~1orders/*'],
  ['*', '/', 'method-unknown', '~1/*'],
  ['ANY', '/~1orders', 'method-unknown', '~1orders/ANY'],
  ['get', '/~1orders', 'method-unknown', '~1orders/get'],
  ['*', '*', 'path-without-slash', 'MethodSettings'],
  ['GET', '~1orders', 'path-without-slash', 'MethodSettings'],
])('rule 8: %s with %s is %s %s', (method, path, expected, text) => {
  const key = methodSettingKey(known(method), known(path));
  const kind = key.kind === 'ineffective' ? key.because : key.kind;
  expect({ text: key.text, is: isContested(key) ? 'contested' : kind }).toEqual({ text, is: expected });
});

test.each([
  [ABSENT, known('/*')],
  [known('*'), ABSENT],
  [ABSENT, ABSENT],
  [ABSENT, unresolved({ Ref: 'Path' })],
  [unresolved({ Ref: 'Method' }), ABSENT],
])('rule 8: %j with %j names no key and is refused at deployment', (method, path) => {
  expect(methodSettingKey(method, path)).toMatchObject({ kind: 'ineffective', text: 'MethodSettings', because: 'key-incomplete' });
});

test.each([
  [unresolved({ Ref: 'Method' }), known('/*'), '{"Ref":"Method"}'],
  [known('GET'), unresolved({ Ref: 'Path' }), '{"Ref":"Path"}'],
  [unresolved({ Ref: 'Method' }), unresolved({ Ref: 'Path' }), '{"Ref":"Method"}'],
])('a key that cannot be read is named by its property: %j with %j', (method, path, shown) => {
  expect(methodSettingKey(method, path)).toMatchObject({ kind: 'unreadable', text: 'MethodSettings', shown });
});

test('a path without a slash is refused at deployment, whatever the method is', () => {
  expect(methodSettingKey(unresolved({ Ref: 'Method' }), known('orders'))).toMatchObject({ kind: 'ineffective', because: 'path-without-slash' });
});

test('the key of a root that is not encoded has no effect in a listing', () => {
  expect(filedKey(known('GET'), known('/'))).toMatchObject({ kind: 'ineffective', because: 'path-not-encoded' });
  expect(filedKey(known('GET'), known('/~1'))).toMatchObject({ kind: 'method', isContested: false });
});

test('a key that only reads like another one is not that one', () => {
  expect(keyIdentity(methodSettingKey(known('*'), known('/*')))).toBe(' */*');
  expect(keyIdentity(methodSettingKey(known('GET'), known('/orders')))).toBe('path-contested orders/GET');
  expect(keyIdentity(methodSettingKey(known('*'), known('*')))).toBeUndefined();
});

describe('two keys may be the same', () => {
  const key = (method: unknown, path: unknown) => methodSettingKey(read(method), read(path));
  const read = (raw: unknown) => {
    if (raw === undefined) {
      return ABSENT;
    }
    return typeof raw === 'string' ? known(raw) : unresolved(raw);
  };
  const REF = { Ref: 'P' };

  test.each<[unknown, unknown, unknown, unknown, boolean]>([
    ['GET', '/~1a', 'GET', '/~1a', true],
    ['GET', '/~1a', 'GET', '/~1b', false],
    ['GET', '/', 'GET', '/~1', true],
    [REF, '/', 'GET', '/~1', true],
    ['GET', REF, 'GET', '/~1a', true],
    ['GET', REF, 'POST', '/~1a', false],
    ['GET', REF, '*', '/*', false],
    [REF, '/*', '*', '/*', true],
    [REF, REF, '*', '/*', true],
    [REF, REF, 'GET', REF, true],
    [REF, REF, 'GET', undefined, false],
    [undefined, '/~1a', REF, '/~1a', false],
    ['GET', 'orders', 'GET', REF, false],
    ['*', REF, '*', '*', false],
  ])('%j %j and %j %j: %s', (method, path, otherMethod, otherPath, expected) => {
    expect(mayBeSame(key(method, path), key(otherMethod, otherPath))).toBe(expected);
  });
});
