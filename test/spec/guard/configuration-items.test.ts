import fc from 'fast-check';
import { describeEngines } from './engines';
import { mutated } from './mutations';
import { ApiCacheAudit, ApiCacheControl, ApiCacheGuardRules } from '../../../src';
import { atMost } from '../../support/size';

const ARN = 'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod';
const SEED = Number(process.env.SEED ?? 20_261_123);
const RUNS = atMost(2_000);
const VIOLATING: readonly (string | undefined)[] = ['UNENCRYPTED', 'UNRESOLVED', 'UNPROVEN'];

/** As AWS Config records a stage. */
function item(configuration: unknown, more: object = {}): object {
  return {
    version: '1.3',
    accountId: '123456789012',
    configurationItemStatus: 'OK',
    resourceType: 'AWS::ApiGateway::Stage',
    resourceId: ARN,
    awsRegion: 'eu-west-1',
    configuration,
    ...more,
  };
}

/** A record is complete: ten fields. */
function record(cachingEnabled: unknown, cacheDataEncrypted: unknown, more: object = {}): object {
  return {
    metricsEnabled: false,
    loggingLevel: 'OFF',
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

const stage = (methodSettings: unknown, cacheClusterEnabled: unknown = true) => item({ stageName: 'prod', cacheClusterEnabled, methodSettings });
const UNENCRYPTED = { '*/*': record(true, false) };

type Status = 'PASS' | 'FAIL' | 'SKIP';
type Row = readonly [name: string, item: object, ours: Status, controlTower?: Status];

const TABLE: readonly Row[] = [
  ['unencrypted', stage(UNENCRYPTED), 'FAIL', 'FAIL'],
  ['encrypted', stage({ '*/*': record(true, true) }), 'PASS', 'PASS'],
  ['encrypted, and nothing cached', stage({ '*/*': record(false, true) }), 'PASS', 'PASS'],
  ['nothing cached', stage({ '*/*': record(false, false) }), 'PASS', 'FAIL'],
  ['one unencrypted override', stage({ '*/*': record(true, true), '~1orders/GET': record(true, false) }), 'FAIL', 'FAIL'],
  ['an override that does not cache', stage({ '*/*': record(true, true), '~1orders/GET': record(false, false) }), 'PASS', 'FAIL'],
  ['an override alone, encrypted', stage({ '~1orders~1{id}/GET': record(true, true) }), 'PASS', 'FAIL'],
  ['an override that leaves caching out below a stage default that caches', stage({ '*/*': record(true, true), '~1orders~1{id}/GET': {} }), 'FAIL', 'FAIL'],
  ['a contested one', stage({ '*/*': record(true, true), 'orders/GET': { throttlingRateLimit: 5 } }), 'FAIL', 'FAIL'],
  ['the root', stage({ '*/*': record('true', true), '~1/HEAD': { throttlingRateLimit: 5 } }), 'FAIL', 'FAIL'],
  ['one that states encryption', stage({ '*/*': record(true, true), '~1orders/GET': { cacheDataEncrypted: true } }), 'PASS', 'PASS'],
  ['one with no time to live', stage({ '*/*': record(true, true), '~1orders/GET': { cacheTtlInSeconds: 0 } }), 'PASS', 'FAIL'],
  ['one below a stage default that does not cache', stage({ '*/*': record(false, true), '~1orders/GET': {} }), 'PASS', 'FAIL'],
  ['one without a stage default', stage({ '~1orders/GET': {} }), 'PASS', 'FAIL'],
  ['one of which nothing comes', stage({ '*/*': record(true, true), 'orders/{id}/GET': {}, '~1orders~1~1x/GET': {}, '~1orders/ANY': {}, '/GET': {} }), 'PASS', 'FAIL'],
  ['the root, unencrypted', stage({ '~1/HEAD': record(true, false) }), 'FAIL', 'FAIL'],
  ['the cluster is off', stage(UNENCRYPTED, false), 'SKIP', 'SKIP'],
  ['the cluster is off, as a text', stage(UNENCRYPTED, 'false'), 'SKIP', 'SKIP'],
  ['the cluster is on, as a text', stage(UNENCRYPTED, 'true'), 'FAIL', 'FAIL'],
  ['nothing is said of the cluster', item({ stageName: 'prod', methodSettings: UNENCRYPTED }), 'FAIL', 'FAIL'],
  ['texts instead of booleans, unencrypted', stage({ '*/*': record('true', 'false') }), 'FAIL', 'FAIL'],
  ['texts instead of booleans, encrypted', stage({ '*/*': record('true', 'true') }), 'PASS', 'PASS'],
  ['a text for caching, and nothing of encryption', stage({ '*/*': { cachingEnabled: 'true' } }), 'FAIL', 'FAIL'],
  ['a flag that is no boolean', stage({ '*/*': record(true, 'yes') }), 'FAIL', 'FAIL'],
  ['caching that is no boolean', stage({ '*/*': record(7, false) }), 'FAIL', 'FAIL'],
  ['no time to live', stage({ '*/*': record(true, false, { cacheTtlInSeconds: 0 }) }), 'PASS', 'FAIL'],
  ['an empty map', stage({}), 'PASS', 'FAIL'],
  ['no map', item({ stageName: 'prod', cacheClusterEnabled: true }), 'PASS', 'FAIL'],
  ['null for a map', stage(null), 'PASS', 'FAIL'],
  ['an empty configuration', item({}), 'PASS', 'FAIL'],
  ['a list for a map', stage([record(true, true)]), 'FAIL', 'FAIL'],
  ['a number for a map', stage(7), 'FAIL', 'FAIL'],
  ['a text for a map', stage('{}'), 'FAIL', 'FAIL'],
  ['a text for a record', stage({ '*/*': 'encrypted' }), 'FAIL', 'FAIL'],
  ['no configuration', item(null), 'FAIL', 'FAIL'],
  ['a text for a configuration', item('?'), 'FAIL', 'FAIL'],
  ['a status that is not known', item({ cacheClusterEnabled: true, methodSettings: UNENCRYPTED }, { configurationItemStatus: 'ResourceNotRecorded' }), 'FAIL', 'FAIL'],
  ['no status', item({ cacheClusterEnabled: true, methodSettings: UNENCRYPTED }, { configurationItemStatus: undefined }), 'FAIL', 'FAIL'],
  ['discovered', item({ cacheClusterEnabled: true, methodSettings: UNENCRYPTED }, { configurationItemStatus: 'ResourceDiscovered' }), 'FAIL', 'FAIL'],
  ['deleted', item(null, { configurationItemStatus: 'ResourceDeleted' }), 'SKIP', 'SKIP'],
  ['deleted, with what it was', item({ cacheClusterEnabled: true, methodSettings: UNENCRYPTED }, { configurationItemStatus: 'ResourceDeleted' }), 'SKIP', 'SKIP'],
  ['deleted and not recorded', item(null, { configurationItemStatus: 'ResourceDeletedNotRecorded' }), 'SKIP', 'SKIP'],
  ['another type', item({ cacheClusterEnabled: true, methodSettings: UNENCRYPTED }, { resourceType: 'AWS::ApiGatewayV2::Stage' }), 'SKIP', 'SKIP'],
];

/**
 * Where Guard cannot tell what the audit can: its second version reads null as a text, and neither calculates. AWS Config is not known to
 * write such items.
 */
const DIFFERENCES: readonly (readonly [name: string, item: object, guard: Status, audit: string])[] = [
  ['null for caching', stage({ '*/*': record(null, false) }), 'FAIL', 'NOT_CACHED'],
  ['the text 00 for a time to live', stage({ '*/*': record(true, false, { cacheTtlInSeconds: '00' }) }), 'FAIL', 'DORMANT'],
  ['the text null for a map', stage('null'), 'PASS', 'UNRESOLVED'],
];

const verdict = (configurationItem: object) => ApiCacheAudit.ofStages(configurationItem).verdict;

describeEngines('the rule for configuration items', ApiCacheGuardRules.forConfigurationItems(), (judge) => {
  test.each(TABLE.map(([name, configurationItem, status]) => [name, status, configurationItem] as const))('%s: %s', (_, status, configurationItem) => {
    expect(judge([configurationItem])[0]).toEqual({ status, rules: { api_cache_encrypted: status } });
    expect(VIOLATING.includes(verdict(configurationItem))).toBe(status === 'FAIL');
  });

  test.each(DIFFERENCES.map(([name, ...rest]) => [name, ...rest] as const))('differs from the audit: %s', (_, configurationItem, status, audited) => {
    expect([judge([configurationItem])[0].status, verdict(configurationItem)]).toEqual([status, audited]);
  });

  // JSON.stringify does not write numbers so. A recorded answer of AWS Config had them.
  test.each([['0.0', 'PASS'], ['"0.0"', 'PASS'], ['0.5', 'FAIL'], ['300.0', 'FAIL']])('a time to live of %s: %s', (ttl, status) => {
    const settings = { '*/*': record(true, false, { cacheTtlInSeconds: 'TTL' }), '~1orders/GET': record(true, true) };
    const text = JSON.stringify(stage(settings)).replace('"TTL"', ttl);
    expect(judge([text])[0].status).toBe(status);
    expect(VIOLATING.includes(verdict(JSON.parse(text) as object))).toBe(status === 'FAIL');
  });

  test(`fails what the audit fails, of ${RUNS} random items, and nothing else`, () => {
    const flag = fc.constantFrom<unknown>(true, true, false, 'true', 'false', 'maybe', 1, undefined, undefined);
    const ttl = fc.constantFrom<object>({}, {}, { cacheTtlInSeconds: 0 }, { cacheTtlInSeconds: undefined });
    const key = fc.constantFrom('*/*', '~1/HEAD', '~1orders/GET', '~1orders~1{id}/POST', 'orders/GET', 'orders/{id}/GET', '~1a~b/GET', '~1a~0b/GET', '/GET', '~1orders/ANY');
    const map =
      fc.dictionary(key, fc.tuple(flag, flag, ttl).map(([caching, encrypted, more]) => record(caching, encrypted, more)), { maxKeys: 4 });
    const cluster = fc.constantFrom<unknown>(true, true, true, 'true', false, undefined);
    const status = fc.constantFrom<object>({}, {}, {}, { configurationItemStatus: 'ResourceDiscovered' }, { configurationItemStatus: 'ResourceDeleted' });
    const items = fc.sample(fc.tuple(map, cluster, status).map(([methodSettings, cacheClusterEnabled, more]) =>
      item({ stageName: 'prod', cacheClusterEnabled, methodSettings }, more)), { numRuns: RUNS, seed: SEED });
    const judged = judge(items);
    expect(items.filter((configurationItem, index) => VIOLATING.includes(verdict(configurationItem)) !== (judged[index].status === 'FAIL'))).toEqual([]);
    expect(new Set(judged.map((judgement) => judgement.status))).toEqual(new Set(['PASS', 'FAIL', 'SKIP']));
  }, 60_000);
});

describeEngines('the rule for configuration items in which something was replaced', ApiCacheGuardRules.forConfigurationItems(), (judge) => {
  test(`fails what the audit fails, of ${RUNS}, and nothing else`, () => {
    const flag = fc.constantFrom<unknown>(true, true, false, 'true');
    const map = fc.dictionary(fc.constantFrom('*/*', '~1/HEAD', '~1a/GET'), fc.tuple(flag, flag).map((flags) => record(...flags)), { minKeys: 1, maxKeys: 3 });
    const items = fc.sample(mutated(map.map((settings) => stage(settings)), ['configuration']), { numRuns: RUNS, seed: SEED });
    const judged = judge(items);
    expect(items.filter((configurationItem, index) => VIOLATING.includes(verdict(configurationItem)) !== (judged[index].status === 'FAIL'))).toEqual([]);
  }, 60_000);
});

describeEngines('what Control Tower demands of configuration items', ApiCacheGuardRules.forConfigurationItems(ApiCacheControl.CT_APIGATEWAY_PR_3), (judge) => {
  test.each(TABLE.map(([name, configurationItem, , status]) => [name, status, configurationItem] as const))('%s: %s', (_, status, configurationItem) => {
    expect(judge([configurationItem])[0].status).toBe(status);
  });
});
