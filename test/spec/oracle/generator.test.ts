import * as fc from 'fast-check';
import { canCacheUnencrypted, exactVerdict, hasTooManyChoices } from './deployments';
import { effectOf } from './deployments/fresh-stage';
import { byName, hasTooMany, judgeByBruteForce } from './oracle';
import { VERDICTS } from './oracle/verdicts';
import { readableTemplates, templates } from './templates';

const LIMIT = 1024;
const RUNS = { numRuns: 1000, seed: 20240501 };

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
  expect(total).toBeGreaterThan(1000);
  expect(rare).toEqual([]);
});

test('a key that some deployment caches unencrypted has a verdict that says so, or that leaves it open', () => {
  const exact = new Map<string, number>();
  let unencrypted = 0;
  fc.assert(fc.property(readableTemplates, (template) => {
    fc.pre(!hasTooMany(template, LIMIT) && !hasTooManyChoices(template, LIMIT));
    const verdicts = byName(judgeByBruteForce(template));
    for (const verdict of Object.values(verdicts)) {
      unencrypted += verdict === 'UNENCRYPTED' ? 1 : 0;
    }
    for (const [name, answer] of Object.entries(exactVerdict(template))) {
      const verdict = verdicts[name];
      exact.set(`${verdict} ${answer}`, (exact.get(`${verdict} ${answer}`) ?? 0) + 1);
      if (answer === 'UNENCRYPTED') {
        expect(verdict).toBe('UNENCRYPTED');
      }
      // Rule 8 gives no verdict to a silent entry whose effect is unknown, although the facts leave it open.
      const isSilenced = verdict === 'none' && effectOf(name.slice(name.indexOf(' ') + 1)) === 'unknown';
      if (answer === 'may' && !isSilenced) {
        expect(['UNENCRYPTED', 'UNPROVEN']).toContain(verdict);
      }
    }
  }), RUNS);
  // Not one of the verdicts can be exact for the wrong reason: each of them was met.
  expect([...exact.keys()]).toEqual(expect.arrayContaining(
    ['UNENCRYPTED UNENCRYPTED', 'UNENCRYPTED may', 'UNPROVEN may', 'DORMANT not', 'ENCRYPTED not', 'NOT_CACHED not'],
  ));
  // The rest of UNENCRYPTED is the standard's caution: "not inherited", duplicates, keys without effect.
  expect(exact.get('UNENCRYPTED UNENCRYPTED') ?? 0).toBeGreaterThan(unencrypted / 4);
});

test('the keys that can cache unencrypted are those that an exact verdict names', () => {
  fc.assert(fc.property(readableTemplates, (template) => {
    fc.pre(!hasTooManyChoices(template, LIMIT));
    const named = Object.entries(exactVerdict(template)).filter(([, answer]) => answer !== 'not').map(([name]) => name);
    expect(canCacheUnencrypted(template).map(({ logicalId, methodKey }) => `${logicalId} ${methodKey}`).sort()).toEqual(named.sort());
  }), { ...RUNS, numRuns: 200 });
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
