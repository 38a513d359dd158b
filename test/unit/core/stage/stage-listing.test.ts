import { judge } from '../../../../src/core/judgement/judge';
import { Listing, stageListing } from '../../../../src/core/stage/stage-listing';

const UNENCRYPTED = { cachingEnabled: true, cacheDataEncrypted: false, cacheTtlInSeconds: 300 };
const STAGE = { deploymentId: 'd1', stageName: 'prod', cacheClusterEnabled: true, cacheClusterSize: '0.5', methodSettings: { '*/*': UNENCRYPTED } };
const ARN = 'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod';
const NOT_OURS = { resourceType: 'AWS::S3::Bucket', resourceId: 'bucket', configuration: '{"name":"bucket"}' };
const ITEM = {
  version: '1.3',
  accountId: '111122223333',
  configurationItemCaptureTime: '2026-11-20T10:00:00+00:00',
  configurationItemStatus: 'OK',
  configurationStateId: '1795168800000',
  arn: ARN,
  resourceType: 'AWS::ApiGateway::Stage',
  resourceId: ARN,
  resourceName: 'prod',
  awsRegion: 'eu-west-1',
  configuration: JSON.stringify(STAGE),
};
/** In files and events it is no text, and the account has another name. */
const { accountId, arn: _, ...SHARED } = ITEM;
const FILED = { ...SHARED, awsAccountId: accountId, ARN, configuration: STAGE };
const DELETED = { ...ITEM, configurationItemStatus: 'ResourceDeleted', configuration: null };

/** `prod abc123 eu-west-1 111122223333 UNENCRYPTED`: what a listing has, and how that is judged. */
function read(value: unknown): readonly string[] | string {
  const listing: Listing = stageListing(value);
  switch (listing.is) {
    case 'listing':
      return listing.stages.map(({ name, restApiId, region, accountId: account, stage }) =>
        [name, restApiId, region, account, judge(stage).verdict].filter((part) => part !== undefined).join(' '));
    case 'unreadable':
      return listing.because;
    case 'something-else':
      return listing.is;
  }
}

const KNOWN = 'prod abc123 eu-west-1 111122223333';

test.each<[string, unknown, readonly string[]]>([
  ['get-stages', { item: [STAGE, { ...STAGE, stageName: 'dev', methodSettings: {} }] }, ['prod UNENCRYPTED', 'dev NOT_CACHED']],
  ['get-stages of an API without stages', { item: [] }, []],
  ['get-stage', STAGE, ['prod UNENCRYPTED']],
  ['a list of stages', [STAGE], ['prod UNENCRYPTED']],
  ['a stage that was cut down to what decides', { stageName: 'prod', methodSettings: { '*/*': UNENCRYPTED } }, ['prod UNENCRYPTED']],
  ['one item', ITEM, [`${KNOWN} UNENCRYPTED`]],
  ['a list of items', [ITEM, NOT_OURS], [`${KNOWN} UNENCRYPTED`]],
  ['stages and items', [STAGE, ITEM], ['prod UNENCRYPTED', `${KNOWN} UNENCRYPTED`]],
  ['get-resource-config-history', { configurationItems: [ITEM], nextToken: 'x' }, [`${KNOWN} UNENCRYPTED`]],
  ['a snapshot, or a file of history', { fileVersion: '1.0', configSnapshotId: 'x', configurationItems: [NOT_OURS, FILED] }, [`${KNOWN} UNENCRYPTED`]],
  ['batch-get-resource-config', { baseConfigurationItems: [ITEM, NOT_OURS], unprocessedResourceKeys: [] }, [`${KNOWN} UNENCRYPTED`]],
  ['batch-get-aggregate-resource-config', { BaseConfigurationItems: [ITEM], UnprocessedResourceIdentifiers: [] }, [`${KNOWN} UNENCRYPTED`]],
  ['get-aggregate-resource-config', { ConfigurationItem: ITEM }, [`${KNOWN} UNENCRYPTED`]],
  ['an invoking event', { configurationItemDiff: null, configurationItem: FILED, messageType: 'ConfigurationItemChangeNotification' }, [`${KNOWN} UNENCRYPTED`]],
  ['the event of a function', { version: '1.0', invokingEvent: JSON.stringify({ configurationItem: FILED }), ruleParameters: '{}' }, [`${KNOWN} UNENCRYPTED`]],
  ['an item that is too large for its event', { configurationItemSummary: { ...ITEM, configuration: undefined } }, [`${KNOWN} UNRESOLVED`]],
  ['an event about something else', { configurationItem: NOT_OURS }, []],
  ['items of other types alone', { configurationItems: [NOT_OURS] }, []],
  ['a deleted stage', { configurationItem: DELETED }, []],
  ['a deleted stage that was not recorded', [{ ...DELETED, configurationItemStatus: 'ResourceDeletedNotRecorded' }], []],
  ['a stage that is not recorded may be there', [{ ...DELETED, configurationItemStatus: 'ResourceNotRecorded' }], [`${KNOWN} UNRESOLVED`]],
  ['a configuration that is no JSON', { ...ITEM, configuration: '{' }, [`${KNOWN} UNRESOLVED`]],
  ['a configuration that is a list', { ...ITEM, configuration: [STAGE] }, [`${KNOWN} UNRESOLVED`]],
  ['a configuration of null in a text', { ...ITEM, configuration: 'null' }, [`${KNOWN} UNRESOLVED`]],
  ['the name in the ARN', { ...ITEM, configuration: '{', resourceName: undefined }, [`${KNOWN} UNRESOLVED`]],
  ['an item with a name alone', { resourceType: ITEM.resourceType, resourceName: 'x', configuration: STAGE }, ['prod UNENCRYPTED']],
  ['a region without an ARN', { ...ITEM, resourceId: 'x', arn: 7 }, ['prod eu-west-1 111122223333 UNENCRYPTED']],
  ['other partitions', { ...ITEM, resourceId: 'arn:aws-us-gov:apigateway:us-gov-west-1::/restapis/z/stages/x' }, ['prod z us-gov-west-1 111122223333 UNENCRYPTED']],
])('%s', (_name, value, expected) => {
  expect(read(value)).toEqual(expected);
});

describe('a history', () => {
  const ENCRYPTED = JSON.stringify({ ...STAGE, methodSettings: { '*/*': { ...UNENCRYPTED, cacheDataEncrypted: true } } });
  const later = (item: object, configurationStateId: unknown) => ({ ...item, configurationStateId });
  const secondItem = { ...ITEM, resourceId: `${ARN}2`, configuration: ENCRYPTED };

  test.each<[string, readonly unknown[], readonly string[]]>([
    ['the last state counts', [later({ ...ITEM, configuration: ENCRYPTED }, '1795168800001'), ITEM], [`${KNOWN} ENCRYPTED`]],
    ['whichever comes first', [ITEM, later({ ...ITEM, configuration: ENCRYPTED }, 1795168800001)], [`${KNOWN} ENCRYPTED`]],
    ['it is unencrypted again', [later({ ...ITEM, configuration: ENCRYPTED }, '99'), ITEM], [`${KNOWN} UNENCRYPTED`]],
    ['it was deleted in the end', [later(DELETED, '1795168800001'), ITEM], []],
    ['it was deleted and made again', [later(DELETED, '99'), ITEM], [`${KNOWN} UNENCRYPTED`]],
    ['of each stage', [ITEM, later(secondItem, '1795168800001')], [`${KNOWN} UNENCRYPTED`, `${KNOWN} ENCRYPTED`]],
    ['of each account', [ITEM, later({ ...ITEM, accountId: '4', configuration: ENCRYPTED }, '1795168800001')], [`${KNOWN} UNENCRYPTED`, 'prod abc123 eu-west-1 4 ENCRYPTED']],
    ['nobody knows the order', [later(ITEM, undefined), later({ ...ITEM, configuration: ENCRYPTED }, 'x')], [`${KNOWN} UNENCRYPTED`, `${KNOWN} ENCRYPTED`]],
  ])('%s', (_name, configurationItems, expected) => {
    expect(read({ configurationItems })).toEqual(expected);
  });
});

test.each<[string, unknown, string]>([
  ['an advanced query', { Results: ['{"resourceId":"x"}'], QueryInfo: { SelectFields: [] } }, 'batch-get-resource-config'],
  ['one that found nothing', { Results: [], QueryInfo: { SelectFields: [] } }, 'batch-get-resource-config'],
  ['one that was cut down', { Results: ['{}'] }, 'batch-get-resource-config'],
  ['items that were not processed', { baseConfigurationItems: [ITEM], unprocessedResourceKeys: [{}] }, 'did not process all'],
  ['the same, of several accounts', { BaseConfigurationItems: [], UnprocessedResourceIdentifiers: [{}] }, 'did not process all'],
  ['an entry that is none', { item: [STAGE, 7] }, 'entry 2 of the listing is neither an API Gateway stage nor an AWS Config item'],
  ['an entry that is null', { item: [STAGE, null] }, 'entry 2 of the listing is neither an API Gateway stage'],
  ['an entry that says too little', [{ stageName: 'x' }, STAGE], 'entry 1 of the listing is neither'],
  ['a stage without a name', { item: [{ cacheClusterEnabled: true, methodSettings: {} }] }, 'the only entry of the listing does not identify its stage'],
  ['an item without a name', [{ resourceType: ITEM.resourceType, configuration: '{' }, NOT_OURS], 'entry 1 of the listing does not identify its stage'],
])('cannot be read: %s', (_name, value, because) => {
  expect(stageListing(value)).toEqual({ is: 'unreadable', because: expect.stringContaining(because) as string });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'x'],
  ['an empty object', {}],
  ['an empty list', []],
  ['a list of something else', [{ a: 1 }, 7]],
  ['stages of an HTTP API', { Items: [{ StageName: 'prod', DeploymentId: 'd' }] }],
  ['what others call item', { item: [{ stageName: 'x' }] }],
  ['what others call resourceType', { resourceType: 'Patient', configuration: {} }],
  ['a name alone', { stageName: 'prod' }],
  ['results of somebody else', { Results: [{}] }],
  ['results of which one is a text', { Results: ['x', {}] }],
  ['no results', { Results: [] }],
  ['an event that cannot be read', { invokingEvent: '{' }],
  ['an event without an item', { invokingEvent: '{"messageType":"ScheduledNotification"}' }],
  ['a template', { Resources: {} }],
])('something else: %s', (_name, value) => {
  expect(stageListing(value)).toEqual({ is: 'something-else' });
});
