import fc from 'fast-check';
import { exactVerdict } from './deployments';
import { byName, hasTooMany, judgeByBruteForce } from './oracle';
import { VERDICTS } from './oracle/verdicts';
import { templates } from './templates';

const LIMIT = 1024;
const RUNS = { numRuns: 500, seed: 20240501 };

test('each verdict occurs in at least 1 % of the generated keys', () => {
  const counts = new Map<string, number>();
  fc.assert(fc.property(templates, (template) => {
    fc.pre(!hasTooMany(template, LIMIT));
    for (const verdict of Object.values(byName(judgeByBruteForce(template)))) {
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    }
  }), RUNS);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rare = [...VERDICTS, 'none'].filter((verdict) => (counts.get(verdict) ?? 0) < total / 100);
  expect(total).toBeGreaterThan(500);
  expect(rare).toEqual([]);
});

/** Small names of rows, for the exact answers below. */
const stage = (settings: readonly object[], cluster: unknown = true) => ({
  Resources: { S: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: cluster, MethodSettings: settings } } },
});
const W = { HttpMethod: '*', ResourcePath: '/*' };
const ORDERS = { HttpMethod: 'GET', ResourcePath: '/~1orders' };

test.each([
  ['a stage default that caches', stage([{ ...W, CachingEnabled: true }]), { 'S */*': 'UNENCRYPTED' }],
  ['no cluster', stage([{ ...W, CachingEnabled: true }], false), { 'S */*': 'not' }],
  ['encryption may be seeded', stage([{ ...W, CachingEnabled: true, CacheDataEncrypted: true }, { ...ORDERS, CachingEnabled: true }]),
    { 'S */*': 'not', 'S ~1orders/GET': 'may' }],
  ['caching may be seeded', stage([{ ...W, CachingEnabled: true, CacheDataEncrypted: true }, { ...ORDERS, CacheDataEncrypted: false }]),
    { 'S */*': 'not', 'S ~1orders/GET': 'may' }],
  ['nothing to seed encryption from', stage([{ ...ORDERS, CachingEnabled: true }]), { 'S ~1orders/GET': 'UNENCRYPTED' }],
  ['a TTL may be seeded', stage([{ ...W, CacheTtlInSeconds: 0 }, { ...ORDERS, CachingEnabled: true }]),
    { 'S */*': 'not', 'S ~1orders/GET': 'may' }],
  ['an undefined winner', stage([{ ...ORDERS, CachingEnabled: true }, { ...ORDERS, CachingEnabled: true, CacheDataEncrypted: true }]),
    { 'S ~1orders/GET': 'may' }],
  ['a key without effect', stage([{ HttpMethod: 'GET', ResourcePath: '/orders/{id}', CachingEnabled: true }]),
    { 'S orders/{id}/GET': 'not' }],
  ['a contested key', stage([{ HttpMethod: 'GET', ResourcePath: '/orders', CachingEnabled: true }]), { 'S orders/GET': 'may' }],
  ['a lookup that finds nothing', stage([{ ...W, CachingEnabled: { 'Fn::FindInMap': ['A', 'b', 'c'] } }]), {}],
  ['entries that are equal in everything', stage([{ ...W, CachingEnabled: true }, { ...W, CachingEnabled: true }]), {}],
])('exact: %s', (_, template, expected) => {
  expect(exactVerdict(template)).toEqual(expected);
});
