import { countRows } from '../../../src/audit/report';
import { rowsOfDeployed, rowsOfListing } from '../../../src/audit/rows';
import { deployedCache } from '../../../src/core/stage/deployed-stage';

const UNENCRYPTED = { cachingEnabled: true, cacheDataEncrypted: false };
const ARN = 'arn:aws:apigateway:eu-west-1::/restapis/abc/stages/prod';
const stage = deployedCache({ cacheClusterEnabled: true, methodSettings: { '~1orders/GET': UNENCRYPTED } });

test('a row names the stage, its ARN, and what to change on AWS', () => {
  expect(rowsOfDeployed({ name: 'prod', arn: ARN, restApiId: 'abc', region: 'eu-west-1', stage }, 'stages.json')).toEqual([{
    status: 'NON_COMPLIANT',
    verdict: 'UNENCRYPTED',
    ruleId: 'ApiCache-CacheDataEncrypted',
    logicalId: 'prod',
    resourceType: 'AWS::ApiGateway::Stage',
    templateFile: 'stages.json',
    stageArn: ARN,
    region: 'eu-west-1',
    restApiId: 'abc',
    stageName: 'prod',
    methodKey: '~1orders/GET',
    propertyPath: 'methodSettings.~1orders/GET.cacheDataEncrypted',
    stated: 'false',
    message: 'method setting ~1orders/GET (GET /orders) caches responses unencrypted (cacheDataEncrypted: false)',
    fix: 'set /~1orders/GET/caching/dataEncrypted to true (aws apigateway update-stage)',
    controls: expect.arrayContaining(['APIGateway.5']) as string[],
    frameworks: expect.objectContaining({ 'NIST SP 800-53 r4': ['SC-13', 'SC-28'] }) as object,
  }]);
});

test('without an ARN and a file it names neither', () => {
  const [row] = rowsOfDeployed({ name: 'prod', stage });
  expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['stageArn']));
  expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['templateFile']));
});

test('a stage without method settings has a row as well, and a key without effect has two', () => {
  const rows = (methodSettings: object) => rowsOfDeployed({ name: 'prod', stage: deployedCache({ cacheClusterEnabled: true, methodSettings }) })
    .map(({ methodKey, ruleId, propertyPath }) => [methodKey, ruleId, propertyPath]);
  expect(rows({})).toEqual([['MethodSettings', undefined, 'methodSettings']]);
  expect(rows({ 'a/GET': { ...UNENCRYPTED, cacheDataEncrypted: true } })).toEqual([
    ['a/GET', undefined, 'methodSettings.a/GET'], ['a/GET', 'ApiCache-MethodSettingKeyEffective', 'methodSettings.a/GET'],
  ]);
});

test('a stage that was repaired, and whose cache could not be flushed, is one stage with two statuses', () => {
  const deployed = { name: 'prod', arn: ARN, restApiId: 'abc', region: 'eu-west-1' };
  const repaired = { ...deployed, stage: deployedCache({ cacheClusterEnabled: true, methodSettings: { '~1orders/GET': { ...UNENCRYPTED, cacheDataEncrypted: true } } }) };
  const refused = { is: 'unread' as const, place: deployed, because: 'the cache was not flushed: AccessDeniedException' };
  const rows = rowsOfListing({ is: 'listing', stages: [repaired], unread: [refused], caveats: [] }, undefined, () => ({ ...deployed, stage }));
  expect(rows.map(({ status }) => status)).toEqual(['FIXED', 'UNKNOWN']);
  expect(countRows(rows)).toMatchObject({ stages: 1, stagesByStatus: { FIXED: 1, UNKNOWN: 1 } });
});
