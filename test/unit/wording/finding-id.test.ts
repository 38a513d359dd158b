import fc from 'fast-check';
import { findingId, findingIds } from '../../../src/wording/finding-id';

test.each([
  ['*/*', '*/*'],
  ['~1orders~1{id}/GET', '~1orders~1{id}/GET'],
  ['~1{proxy+}/GET', '~1{proxy+}/GET'],
  ['~1a b/GET', '~1a%20b/GET'],
  ['~1a::b/GET', '~1a%3A%3Ab/GET'],
  ['~1a]/GET', '~1a%5D/GET'],
  ['~1{id/GET', '~1%7Bid/GET'],
  ['~1}id{/GET', '~1%7Did%7B/GET'],
  ['~1(a)/GET', '~1%28a%29/GET'],
  ['~1ü/GET', '~1%C3%BC/GET'],
])('%s is %s', (key, expected) => {
  expect(findingId('CacheDataEncrypted', key)).toBe(`ApiCache-CacheDataEncrypted[${expected}]`);
});

test('no id breaks the id parser of CDK: no spaces, no ::, brackets in pairs', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (key) => {
    const id = findingId('CacheDataEncrypted', key);
    expect(id).toMatch(/^ApiCache-CacheDataEncrypted\[[\x21-\x7e]*\]$/);
    expect(id).not.toContain('::');
    expect(id.replace(/\{[^{}]*\}/g, '').replace(/^[^[]*\[([^[\]]*)\]$/, '$1')).not.toMatch(/[{}()[\]]/);
  }));
});

test.each([
  ['*/*', ['/*/*']],
  ['*/GET', ['/*/GET']],
  ['~1orders~1{id}/GET', ['/orders/{id}/GET']],
  ['~1{proxy+}/GET', ['/{proxy+}/GET']],
  ['~1/GET', ['//GET', '/GET']],
  ['~1~1a/GET', ['//a/GET']],
  ['orders/GET', []],
  ['~1a/b/GET', []],
  ['MethodSettings', []],
])('%s is %j in methodOptions of CDK', (key, spellings) => {
  expect(findingIds('CacheDataEncrypted', key)).toEqual([key, ...spellings].map((spelling) => `ApiCache-CacheDataEncrypted[${spelling}]`));
});
