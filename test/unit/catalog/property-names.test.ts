import { collectEvidence } from '../../../src/audit/evidence';
import { DEPLOYED, patchPath } from '../../../src/catalog/property-names';
import { judge } from '../../../src/core/judgement/judge';
import { deployedCache, unreadableCache } from '../../../src/core/stage/deployed-stage';
import { listFindings } from '../../../src/wording/finding';

const TEMPLATE_WORDS = /CacheDataEncrypted|CachingEnabled|CacheClusterEnabled|CacheTtlInSeconds|HttpMethod|ResourcePath|\bMethodSettings\.|Properties|CloudFormation|deployment/;

/** The prose is in the snapshot: what is found, and the message of a compliant row. */
function words(listed: Record<string, unknown>): object {
  const judgement = judge(deployedCache({ cacheClusterEnabled: true, ...listed }));
  const name = 'arn:aws:apigateway:eu-west-1::/restapis/abc/stages/prod';
  return {
    findings: listFindings(judgement, name, DEPLOYED).map(({ id, message }) => ({ id, message })),
    rows: collectEvidence(judgement, name, DEPLOYED).map(({ key, verdict, path, stated, message, fix }) => ({ key, verdict, path: path.join('.'), stated, message, fix })),
  };
}

const of = (key: string, cachingEnabled: unknown, cacheDataEncrypted: unknown, more: object = {}) =>
  ({ methodSettings: { [key]: { cachingEnabled, cacheDataEncrypted, ...more } } });

// One row for each way to word something of a deployed stage.
test.each<[string, Record<string, unknown>]>([
  ['stated-unencrypted', of('~1orders~1{id}/GET', true, false)],
  ['no-cluster', { ...of('*/*', true, false), cacheClusterEnabled: false }],
  ['ttl-zero', of('*/*', true, false, { cacheTtlInSeconds: 0 })],
  ['flag-unreadable', of('*/*', true, 'yes')],
  ['settings-unreadable: a record', { methodSettings: { '~1orders/GET': 7 } }],
  ['settings-unreadable: all of them', { methodSettings: 7 }],
  ['stated-encrypted', of('*/*', true, true)],
  ['caching-off', of('*/*', false, false)],
  ['nothing stated', {}],
  ['path-not-encoded', of('orders/{id}/GET', false, false)],
  ['seeded', { methodSettings: { '*/*': { cachingEnabled: true, cacheDataEncrypted: true }, '~1orders/GET': {} } }],
  ['path-contested', of('orders/GET', false, false)],
  ['path-impossible', of('~1~1v1~1orders/GET', false, false)],
  ['path-glob', of('*/GET', true, true)],
  ['method-unknown', of('~1orders/ANY', false, false)],
  ['key-incomplete', of('GET', false, false)],
])('%s', (_, listed) => {
  const said = words(listed);
  expect(JSON.stringify(said).replace(/ApiCache-\w+/g, '')).not.toMatch(TEMPLATE_WORDS);
  expect(said).toMatchSnapshot();
});

test.each([
  ['/tenant/{tenant-name}/codes/GET', '~1tenant~1{tenant-name}~1codes/GET'],
  ['/GET', '~1/GET'],
  ['orders/GET', '~1orders/GET'],
  ['~1~1v1~1orders/GET', '~1v1~1orders/GET'],
  ['~1a~b/GET', '~1a~0b/GET'],
  ['orders//{id}/GET', '~1orders~1{id}/GET'],
  ['*/GET', '~1orders/GET'],
])('the hint for %s names the key that was meant', (key, meant) => {
  const [{ message }] = listFindings(judge(deployedCache({ cacheClusterEnabled: true, ...of(key, false, false) })), 'prod', DEPLOYED);
  expect(message).toMatch(new RegExp(`such as ${meant.replace(/[{}]/g, '\\$&')}$`));
});

test('a stage whose record is left out', () => {
  const [{ message, fix }] = collectEvidence(judge(unreadableCache(undefined)), 'prod', DEPLOYED);
  expect(`${message}; ${fix}`).toBe('cannot tell whether a method setting caches responses unencrypted: methodSettings is not in the listing; '
    + 'list the stage again and pass the complete output of aws apigateway get-stage');
});

test('the path of a patch has the key as it is', () => {
  expect(['*/*', '~1orders~1{id}/GET', '~1/GET'].map(patchPath)).toEqual([
    '/*/*/caching/dataEncrypted', '/~1orders~1{id}/GET/caching/dataEncrypted', '/~1/GET/caching/dataEncrypted',
  ]);
});
