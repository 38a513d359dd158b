import { describeUnused, isMeantForUs, nearestId, Unused } from '../../../src/wording/unused-acknowledgment';

test.each([
  'ApiCache::ApiCache-CacheDataEncrypted',
  'ApiCache::ApiCache-CacheDataEncrypted[*]',
  'ApiCache::ApiCache-CacheDataEncrypted[a::b]',
  'ApiCache::ApiCache-*',
  'ApiCache::*',
  'ApiCache::CacheDataEncrypted',
  'ApiCache::ApiCache-ChecksFailed',
  'Annotation::ApiCache-CacheDataEncrypted[~1orders/GET]',
  'Annotation::ApiCache',
  'Annotation::ApiCacheDataEncrypted',
  'Annotation::CacheDataEncrypted',
  'Annotation::CacheDataEncrypted[~1orders/GET]',
  'ApiCacheEncryptionChecks::ApiCache-CacheDataEncrypted',
])('%s is meant for this library', (id) => {
  expect(isMeantForUs(id)).toBe(true);
});

test.each([
  'AwsSolutions::AwsSolutions-APIG3',
  'Company::Company-CacheDataEncrypted[~1orders/GET]',
  'ApiCacheCompany::ApiCacheCompany-CacheDataEncrypted',
  'Annotation::@aws-cdk/aws-apigateway:ApiCache',
  'Annotation::CacheDataEncryptedByUs',
  // They are no findings, and CDK lets somebody acknowledge them.
  'ApiCacheEvidence::ApiCache-EvidenceNotWritten',
  'ApiCache::ApiCache-FindingsInCdkStage[Prod]',
])('%s is not', (id) => {
  expect(isMeantForUs(id)).toBe(false);
});

test.each<[string, Unused, string]>([
  ['ApiCache::ApiCache-CacheDataEncrypted[~1order/GET]', { by: 'id', nearest: 'ApiCache-CacheDataEncrypted[~1orders/GET]' },
    'acknowledge ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET] instead, or remove it'],
  ['ApiCache::ApiCache-CacheDataEncrypted', { by: 'id', nearest: undefined }, 'remove it'],
  ['ApiCache::*', { by: 'id', nearest: undefined }, 'acknowledge each rule or finding by its own id'],
  ['ApiCache::ApiCache-CacheDataEncrypted[*]', { by: 'id', nearest: 'ApiCache-CacheDataEncrypted[*/*]' },
    'acknowledge each rule or finding by its own id, such as ApiCache::ApiCache-CacheDataEncrypted[*/*]'],
  ['ApiCache::ApiCache-CacheDataEncrypted[~1orders/*]', { by: 'id', nearest: undefined }, 'acknowledge each rule or finding by its own id'],
  ['ApiCache::ApiCache-CacheDataEncrypted[*/*]', { by: 'id', nearest: undefined }, 'remove it'],
  ['ApiCache::ApiCache-CacheDataEncrypted[/*/*]', { by: 'id', nearest: undefined }, 'remove it'],
  ['ApiCache::ApiCache-CacheDataEncrypted', { by: 'filter' }, 'remove its `where` filter, which does not match, or remove the acknowledgment'],
  ['ApiCache::ApiCache-CacheDataEncrypted', { by: 'place', found: 'Shop/Stage' }, 'acknowledge it at Shop/Stage, where the finding is, or remove the acknowledgment'],
])('%s, because of %j', (id, unused, fix) => {
  expect(describeUnused(id, unused)).toEqual({ description: `the acknowledgment of ${id} matches no finding`, fix });
});

test('an id without a prefix is shown as it was written', () => {
  expect(describeUnused('Annotation::CacheDataEncrypted', { by: 'filter' }).description).toBe('the acknowledgment of CacheDataEncrypted matches no finding');
});

describe('the nearest id', () => {
  const FOUND = ['ApiCache-CacheEncryptionExplicit[~1search/GET]'];
  const KEYS = ['*/*', '~1orders/GET', '~1orders~1{id}/GET', '~1search/GET'];

  test.each([
    ['ApiCache::ApiCache-CacheDataEncrypted[~1order/GET]', 'ApiCache-CacheDataEncrypted[~1orders/GET]'],
    ['ApiCache::ApiCache-CacheDataEncrypted[/orders/get]', 'ApiCache-CacheDataEncrypted[~1orders/GET]'],
    ['ApiCache::ApiCache-CacheDataEncrypted[~1orders~1id/GET]', 'ApiCache-CacheDataEncrypted[~1orders~1{id}/GET]'],
    ['ApiCache::ApiCache-CacheDataEncrypted[*]', 'ApiCache-CacheDataEncrypted[*/*]'],
    ['ApiCache::ApiCache-DormantCacheEncrypted[~1order/GET]', 'ApiCache-DormantCacheEncrypted[~1orders/GET]'],
    ['ApiCache::ApiCache-CacheEncryptionExplict[~1search/GET]', 'ApiCache-CacheEncryptionExplicit[~1search/GET]'],
    ['Annotation::CacheDataEncrypted', 'ApiCache-CacheDataEncrypted'],
    ['ApiCache::CacheDataEncrypted[~1orders/GET]', 'ApiCache-CacheDataEncrypted[~1orders/GET]'],
    ['ApiCache::ApiCache-CacheDataEncrypted', undefined],
    ['ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]', undefined],
    ['Annotation::ApiCache-CacheDataEncrypted[/orders/GET]', undefined],
  ])('to %s is %s', (id, nearest) => {
    expect(nearestId(id, FOUND, KEYS)).toBe(nearest);
  });

  test('there is none without a stage', () => {
    expect(nearestId('ApiCache::CacheDataEncrypted', [], [])).toBeUndefined();
  });
});
