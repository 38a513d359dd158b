import { judge } from '../../../../src/core/judgement/judge';
import { remediateRecords } from '../../../../src/core/judgement/remediate';
import { Verdict } from '../../../../src/core/judgement/verdict';
import { deployedCache, outdatedCache, unreadableCache, withArn } from '../../../../src/core/stage/deployed-stage';
import { ABSENT, known } from '../../../../src/core/template-language/reading';

/** A whole record, as API Gateway returns it: every field is there. */
function record(cachingEnabled: unknown, cacheDataEncrypted: unknown, more: object = {}): Record<string, unknown> {
  return {
    metricsEnabled: false,
    dataTraceEnabled: false,
    throttlingBurstLimit: 5000,
    throttlingRateLimit: 10000,
    cachingEnabled,
    cacheTtlInSeconds: 300,
    cacheDataEncrypted,
    requireAuthorizationForCacheControl: true,
    unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
    ...more,
  };
}

/** An entry of a list, in the names of CloudFormation. */
const listed = (HttpMethod: string, ResourcePath: string, CachingEnabled: boolean, CacheDataEncrypted: boolean) =>
  ({ HttpMethod, ResourcePath, CachingEnabled, CacheDataEncrypted });
const on = (methodSettings: unknown) => ({ stageName: 'prod', deploymentId: 'd1', cacheClusterEnabled: true, methodSettings });
const judged = (stage: Record<string, unknown>) => {
  const { verdict, keys } = judge(deployedCache(stage));
  return { verdict, keys: keys.map((judgedKey) => [judgedKey.key, judgedKey.verdict, judgedKey.reason, judgedKey.keyFault].filter((part) => part !== undefined).join(' ')) };
};

const UNENCRYPTED = record(true, false);
const MANY = Array.from({ length: 400 }, (_, index) => [`~1r${index}~1{id}/GET`, index === 399 ? UNENCRYPTED : record(true, true)]);

// docs/reference/standard.md, section 3, for records that are complete (section 1: "Records, not inheritance").
test.each<[string, Record<string, unknown>, Verdict, readonly string[]]>([
  ['rule 5: the stage default caches unencrypted', on({ '*/*': UNENCRYPTED }), 'UNENCRYPTED', ['*/* UNENCRYPTED stated-unencrypted']],
  ['rule 5: it is encrypted', on({ '*/*': record(true, true) }), 'ENCRYPTED', ['*/* ENCRYPTED stated-encrypted']],
  ['rule 5: booleans as texts', on({ '*/*': record('true', 'false') }), 'UNENCRYPTED', ['*/* UNENCRYPTED stated-unencrypted']],
  ['rule 5: the same, encrypted', on({ '*/*': record('true', 'true') }), 'ENCRYPTED', ['*/* ENCRYPTED stated-encrypted']],
  ['rule 5: the flag is left out: the default is off', on({ '*/*': { cachingEnabled: true } }), 'UNENCRYPTED', ['*/* UNENCRYPTED not-stated']],
  ['rule 5: the flag is null', on({ '*/*': record(true, null) }), 'UNENCRYPTED', ['*/* UNENCRYPTED not-stated']],
  ['rule 3: caching is left out: the default is off', on({ '~1a/GET': { throttlingRateLimit: 5 } }), 'NOT_CACHED', ['~1a/GET NOT_CACHED caching-not-stated']],
  ['section 4: an override that leaves caching out below a stage default that caches', on({ '*/*': record(true, true), '~1a/GET': {} }), 'UNPROVEN', [
    '*/* ENCRYPTED stated-encrypted', '~1a/GET UNPROVEN seeded',
  ]],
  ['section 4: below one that cannot be read', on({ '*/*': 'x', '~1a/GET': {} }), 'UNRESOLVED', ['~1a/GET UNPROVEN seeded', 'MethodSettings UNRESOLVED settings-unreadable']],
  ['section 4: below one that does not cache', on({ '*/*': record(false, true), '~1a/GET': {} }), 'NOT_CACHED', [
    '*/* NOT_CACHED caching-off', '~1a/GET NOT_CACHED caching-not-stated',
  ]],
  ['section 4: the flag stated alone', on({ '*/*': record(true, true), '~1a/GET': { cacheDataEncrypted: true } }), 'ENCRYPTED', [
    '*/* ENCRYPTED stated-encrypted', '~1a/GET ENCRYPTED stated-encrypted',
  ]],
  ['section 4: a key without effect that leaves caching out', on({ '*/*': record(true, true), 'a/{id}/GET': {} }), 'ENCRYPTED', [
    '*/* ENCRYPTED stated-encrypted', 'a/{id}/GET no-effect path-not-encoded',
  ]],
  ['rule 8: a path with an empty segment', on({ '~1~1a/GET': UNENCRYPTED }), 'UNENCRYPTED', ['~1~1a/GET UNENCRYPTED stated-unencrypted path-impossible']],
  ['rule 3: caching cannot be read', on({ '*/*': record(1, false) }), 'UNENCRYPTED', ['*/* UNENCRYPTED stated-unencrypted']],
  ['rule 5: the flag cannot be read', on({ '*/*': record(true, 'yes') }), 'UNRESOLVED', ['*/* UNRESOLVED flag-unreadable']],
  ['the flag is an object with a name of JavaScript\'s', on({ '*/*': record(true, { toString: 1, valueOf: 1 }) }), 'UNRESOLVED', ['*/* UNRESOLVED flag-unreadable']],
  ['rule 3: nothing lives in the cache', on({ '*/*': record(true, false, { cacheTtlInSeconds: 0 }) }), 'DORMANT', ['*/* DORMANT stated-unencrypted']],
  ['rule 3: the same as a text', on({ '*/*': record(true, false, { cacheTtlInSeconds: '0' }) }), 'DORMANT', ['*/* DORMANT stated-unencrypted']],
  ['rule 3: the same as AWS Config writes numbers', on({ '*/*': record(true, false, { cacheTtlInSeconds: '0.0' }) }), 'DORMANT', ['*/* DORMANT stated-unencrypted']],
  ['rule 3: a time that cannot be read', on({ '*/*': record(true, false, { cacheTtlInSeconds: 'none' }) }), 'UNENCRYPTED', ['*/* UNENCRYPTED stated-unencrypted']],
  ['rule 2: no cluster', { ...on({ '*/*': UNENCRYPTED }), cacheClusterEnabled: false }, 'DORMANT', ['*/* DORMANT stated-unencrypted']],
  ['rule 2: the listing was cut down, and the cluster may be on', { methodSettings: { '*/*': UNENCRYPTED } }, 'UNENCRYPTED', ['*/* UNENCRYPTED stated-unencrypted']],
  ['rule 2: the cluster cannot be read', { ...on({ '*/*': UNENCRYPTED }), cacheClusterEnabled: 1 }, 'UNENCRYPTED', ['*/* UNENCRYPTED stated-unencrypted']],
  ['rule 7: the stage default excuses no override', on({ '*/*': record(true, true), '~1orders/GET': UNENCRYPTED }), 'UNENCRYPTED', [
    '*/* ENCRYPTED stated-encrypted', '~1orders/GET UNENCRYPTED stated-unencrypted',
  ]],
  ['rule 7: nor is it what an override lacks, if it is not encrypted', on({ '*/*': UNENCRYPTED, '~1a/GET': { cachingEnabled: true } }), 'UNENCRYPTED', [
    '*/* UNENCRYPTED stated-unencrypted', '~1a/GET UNENCRYPTED not-stated',
  ]],
  ['rule 7: or cannot be read', on({ '*/*': record(true, 'yes'), '~1a/GET': { cachingEnabled: true } }), 'UNENCRYPTED', [
    '*/* UNRESOLVED flag-unreadable', '~1a/GET UNENCRYPTED not-stated',
  ]],
  ['rule 7: encryption is not inherited', on({ '*/*': record(true, true), '~1a/GET': { cachingEnabled: true } }), 'UNENCRYPTED', [
    '*/* ENCRYPTED stated-encrypted', '~1a/GET UNENCRYPTED not-inherited',
  ]],
  ['the root resource', on({ '~1/GET': UNENCRYPTED }), 'UNENCRYPTED', ['~1/GET UNENCRYPTED stated-unencrypted']],
  ['another method', on({ '~1/HEAD': UNENCRYPTED }), 'UNENCRYPTED', ['~1/HEAD UNENCRYPTED stated-unencrypted']],
  ['a resource below another one', on({ '~1orders~1{id}/GET': UNENCRYPTED, '~1test~1{proxy+}/GET': record(true, true) }), 'UNENCRYPTED', [
    '~1orders~1{id}/GET UNENCRYPTED stated-unencrypted', '~1test~1{proxy+}/GET ENCRYPTED stated-encrypted',
  ]],
  ['rule 8: a key that is not encoded, one segment', on({ 'orders/GET': UNENCRYPTED }), 'UNENCRYPTED', ['orders/GET UNENCRYPTED stated-unencrypted path-contested']],
  ['rule 8: several segments', on({ 'orders/{id}/GET': UNENCRYPTED }), 'UNENCRYPTED', ['orders/{id}/GET UNENCRYPTED stated-unencrypted path-not-encoded']],
  ['rule 8: any path of one method', on({ '*/GET': UNENCRYPTED }), 'UNENCRYPTED', ['*/GET UNENCRYPTED stated-unencrypted path-glob']],
  ['rule 8: any method', on({ '~1orders/ANY': record(true, true) }), 'ENCRYPTED', ['~1orders/ANY ENCRYPTED stated-encrypted method-unknown']],
  ['rule 8: no path at all', on({ GET: UNENCRYPTED }), 'UNENCRYPTED', ['GET UNENCRYPTED stated-unencrypted key-incomplete']],
  ['keys keep the name that they are filed under', on({ '/GET': UNENCRYPTED, 'MethodSettings': UNENCRYPTED, '': UNENCRYPTED }), 'UNENCRYPTED', [
    '/GET UNENCRYPTED stated-unencrypted path-not-encoded', 'MethodSettings UNENCRYPTED stated-unencrypted key-incomplete', ' UNENCRYPTED stated-unencrypted key-incomplete',
  ]],
  ['several hundred keys', on(Object.fromEntries(MANY)), 'UNENCRYPTED', MANY.map(([key], index) =>
    `${key as string} ${index === 399 ? 'UNENCRYPTED stated-unencrypted' : 'ENCRYPTED stated-encrypted'}`)],
  ['no method settings: an empty map', on({}), 'NOT_CACHED', []],
  ['no method settings: null', on(null), 'NOT_CACHED', []],
  ['no method settings: left out', { cacheClusterEnabled: true }, 'NOT_CACHED', []],
  ['no method settings: an empty list', on([]), 'NOT_CACHED', []],
  ['a list of entries, as Security Hub has it', on([listed('GET', '/~1orders', true, false), listed('*', '/*', true, true)]), 'UNENCRYPTED', [
    '~1orders/GET UNENCRYPTED stated-unencrypted', '*/* ENCRYPTED stated-encrypted',
  ]],
  ['a list: the root resource', on([listed('GET', '/', true, false)]), 'UNENCRYPTED', ['~1/GET UNENCRYPTED stated-unencrypted']],
  ['a list: an entry without effect', on([listed('GET', '/a/b', true, false)]), 'UNENCRYPTED', ['a/b/GET UNENCRYPTED stated-unencrypted path-not-encoded']],
  ['rule 5: a list whose entries are none', on([7, null]), 'UNRESOLVED', ['MethodSettings UNRESOLVED settings-unreadable', 'MethodSettings UNRESOLVED settings-unreadable']],
  ['rule 5: a list: no method', on([{ ResourcePath: '/*', CachingEnabled: true }]), 'UNRESOLVED', ['MethodSettings UNRESOLVED settings-unreadable']],
  ['rule 5: a list: no path', on([{ HttpMethod: '*', CachingEnabled: true }]), 'UNRESOLVED', ['MethodSettings UNRESOLVED settings-unreadable']],
  ['rule 5: a list: a path that makes no key', on([listed('GET', 'orders', true, true)]), 'UNRESOLVED', ['MethodSettings UNRESOLVED settings-unreadable']],
  ['names in capitals, as PowerShell has them', { CacheClusterEnabled: true, MethodSettings: { '~1a/GET': { CachingEnabled: true, CacheDataEncrypted: false, CacheTtlInSeconds: 300 } } }, 'UNENCRYPTED', [
    '~1a/GET UNENCRYPTED stated-unencrypted',
  ]],
  ['records that PowerShell has cut off', { CacheClusterEnabled: true, MethodSettings: { '~1a/GET': 'Amazon.APIGateway.Model.MethodSetting' } }, 'UNRESOLVED', [
    'MethodSettings UNRESOLVED settings-unreadable',
  ]],
  ['rule 5: a text where a map belongs', on('{}'), 'UNRESOLVED', ['MethodSettings UNRESOLVED settings-unreadable']],
  ['rule 5: a record that is none, beside one that is', on({ '*/*': record(true, true), '~1a/GET': 'cached' }), 'UNRESOLVED', [
    '*/* ENCRYPTED stated-encrypted', 'MethodSettings UNRESOLVED settings-unreadable',
  ]],
  ['rule 2: a record that is none, without a cluster', { cacheClusterEnabled: 'false', methodSettings: { '~1a/GET': null } }, 'DORMANT', [
    'MethodSettings DORMANT settings-unreadable',
  ]],
])('%s', (_, stage, verdict, keys) => {
  expect(judged(stage)).toEqual({ verdict, keys });
});

test.each<[unknown, object]>([
  [0, known(0)], [300, known(300)], ['0', known(0)], ['300', known(300)], ['0.0', known(0)], ['300.0', known(300)],
  ['none', ABSENT], ['', ABSENT], ['5s', ABSENT], ['s5', ABSENT], [null, ABSENT], [[0], ABSENT], [undefined, ABSENT],
])('rule 3: the time %j', (cacheTtlInSeconds, expected) => {
  expect(deployedCache(on({ '*/*': { ...UNENCRYPTED, cacheTtlInSeconds } })).settings[0].ttl).toEqual(expected);
});

test('names of JavaScript\'s own are keys like any other', () => {
  const stage = JSON.parse(`{"cacheClusterEnabled":true,"methodSettings":{"__proto__":${JSON.stringify(UNENCRYPTED)},"constructor/GET":${JSON.stringify(UNENCRYPTED)}}}`) as Record<string, unknown>;
  expect(judged(stage).keys).toEqual(['__proto__ UNENCRYPTED stated-unencrypted key-incomplete', 'constructor/GET UNENCRYPTED stated-unencrypted path-contested']);
  expect(judged(JSON.parse('{"__proto__":{"cacheClusterEnabled":false},"methodSettings":{"*/*":{"__proto__":{"cachingEnabled":true}}}}') as Record<string, unknown>))
    .toEqual({ verdict: 'NOT_CACHED', keys: ['*/* NOT_CACHED caching-not-stated'] });
});

test('places are those of the listing', () => {
  const stage = deployedCache(on({ '~1a/GET': UNENCRYPTED, '~1b/GET': 7 }));
  expect(stage.settings.map(({ path }) => path)).toEqual([['methodSettings', '~1a/GET']]);
  expect(stage.unreadable).toEqual([{ path: ['methodSettings', '~1b/GET'], shown: '7' }]);
  expect(deployedCache(on('x')).unreadable).toEqual([{ path: ['methodSettings'], shown: '"x"' }]);
});

test('a stage that cannot be read as a whole has nothing to remedy, and is no pass', () => {
  for (const [raw, shown] of [['{', '"{"'], [undefined, 'not in the listing'], [null, 'null']] as const) {
    const stage = unreadableCache(raw);
    expect(stage).toMatchObject({ cluster: { is: 'unresolved', shown }, unreadable: [{ path: ['methodSettings'] }] });
    expect(judge(stage)).toMatchObject({ verdict: 'UNRESOLVED', keys: [{ shown, reason: 'settings-unreadable', when: [], settings: [] }] });
    expect(remediateRecords(stage, () => false)).toEqual([]);
  }
});

test('method settings that may be left out are not in the listing, whatever else is', () => {
  const { cluster, unreadable } = deployedCache({ CacheClusterEnabled: false }, false);
  expect(cluster).toEqual(known(false));
  expect(unreadable).toEqual([{ path: ['methodSettings'], shown: 'not in the listing' }]);
  expect(judge(deployedCache({ CacheClusterEnabled: true, MethodSettings: [] }, false)).verdict).toBe('NOT_CACHED');
});

test('the places of a list are named by the key that API Gateway has', () => {
  const stage = deployedCache(on([listed('GET', '/~1a', true, false), { HttpMethod: 'GET' }]));
  expect(stage.settings.map(({ path }) => path)).toEqual([['methodSettings', '~1a/GET']]);
  expect(stage.unreadable).toEqual([{ path: ['methodSettings', '1'], shown: '{"HttpMethod":"GET"}' }]);
});

test('a record that is out of date says so, and is no pass', () => {
  const stage = outdatedCache('in an archived finding');
  expect(stage.cluster).toEqual({ is: 'unresolved', shown: 'in an archived finding' });
  expect(judge(stage)).toMatchObject({ verdict: 'UNRESOLVED', keys: [{ shown: 'in an archived finding' }] });
});

describe('an ARN', () => {
  const stage = deployedCache({});
  const where = { name: 'prod', restApiId: 'abc123', stage };

  test.each([
    ['eu-west-1', 'aws'], ['ap-southeast-7', 'aws'], ['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov'],
  ])('is made of region and API: %s', (region, partition) => {
    expect(withArn({ ...where, region }).arn).toBe(`arn:${partition}:apigateway:${region}::/restapis/abc123/stages/prod`);
  });

  test('is not made up', () => {
    expect(withArn({ ...where, region: 'us-iso-east-1' })).not.toHaveProperty('arn');
    expect(withArn({ name: 'prod', region: 'eu-west-1', stage })).not.toHaveProperty('arn');
    expect(withArn(where)).not.toHaveProperty('arn');
    expect(withArn({ ...where, region: 'eu-west-1', arn: 'x' }).arn).toBe('x');
  });
});
