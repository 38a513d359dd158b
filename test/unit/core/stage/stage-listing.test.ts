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
      return listing.stages.map(({ name, apiName, restApiId, region, accountId: account, stage }) =>
        [name, apiName, restApiId, region, account, judge(stage).verdict].filter((part) => part !== undefined).join(' '));
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
  ['an entry that is none', { item: [STAGE, 7] }, 'entry 2 of the listing is not recognized as a stage'],
  ['an entry that is null', { item: [STAGE, null] }, 'entry 2 of the listing is not recognized as a stage'],
  ['an entry that says too little', [{ stageName: 'x' }, STAGE], 'entry 1 of the listing is not recognized as a stage'],
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

describe('the same in the hands of scripts', () => {
  const LISTING = { item: [STAGE] };

  test.each<[string, unknown, readonly string[]]>([
    ['jq -s', [LISTING, LISTING], ['prod UNENCRYPTED', 'prod UNENCRYPTED']],
    ['jq -s of one, in a list again', [[LISTING]], ['prod UNENCRYPTED']],
    ['jq -s of pages, one of them empty', [{ item: [] }, LISTING], ['prod UNENCRYPTED']],
    ['listings and items in one list', [LISTING, { configurationItems: [ITEM] }], ['prod UNENCRYPTED', `${KNOWN} UNENCRYPTED`]],
    ['by API', { abc123: LISTING, zyxwvutsrq: { item: [STAGE] } }, ['prod abc123 UNENCRYPTED', 'prod zyxwvutsrq UNENCRYPTED']],
    ['by the name of the API', { 'orders': LISTING, 'Price list': [STAGE] }, ['prod orders UNENCRYPTED', 'prod Price list UNENCRYPTED']],
    ['by the name of the stage', { prod: STAGE, dev: { ...STAGE, stageName: 'dev' } }, ['prod UNENCRYPTED', 'dev UNENCRYPTED']],
    ['by region and API', { 'eu-west-1': { abc123: LISTING }, 'us-gov-west-1': { x1: LISTING } }, ['prod abc123 eu-west-1 UNENCRYPTED', 'prod x1 us-gov-west-1 UNENCRYPTED']],
    ['by account, region and API', { 111122223333: { 'eu-west-1': { abc123: STAGE } } }, ['prod abc123 eu-west-1 111122223333 UNENCRYPTED']],
    ['a list of maps', [{ abc123: LISTING }, { def456: LISTING }], ['prod abc123 UNENCRYPTED', 'prod def456 UNENCRYPTED']],
    ['an item knows better where it is', { 'us-east-1': [ITEM] }, [`${KNOWN} UNENCRYPTED`]],
    ['a map of things of others', { a1: { configurationItem: NOT_OURS } }, []],
  ])('%s', (_name, value, expected) => {
    expect(read(value)).toEqual(expected);
  });

  test('an entry that is none is named where it stands', () => {
    expect(read([LISTING, { item: [STAGE, 7] }])).toBe('entry 2 of the listing is not recognized as a stage');
    expect(read([LISTING, {}])).toBe('entry 2 of the listing is not recognized as a stage');
    expect(read({ abc123: { item: [{ cacheClusterEnabled: true, methodSettings: {} }] } })).toBe('the only entry of the listing does not identify its stage');
  });

  test.each<[string, unknown]>([
    ['a map with something else in it', { abc123: LISTING, more: 7 }],
    ['lists in lists in lists', JSON.parse(`${'['.repeat(50)}${JSON.stringify(STAGE)}${']'.repeat(50)}`)],
    ['nothing, nested deeply', JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)],
  ])('something else: %s', (_name, value) => {
    expect(read(value)).toBe('something-else');
  });
});

describe('names in capitals', () => {
  const CAPITALS = { StageName: 'prod', DeploymentId: 'd', CacheClusterEnabled: true, MethodSettings: { '~1a/GET': { CachingEnabled: true, CacheDataEncrypted: false } } };

  test.each<[string, unknown, readonly string[]]>([
    ['PowerShell, or an SDK', { Item: [CAPITALS] }, ['prod UNENCRYPTED']],
    ['Get-AGStageList | ConvertTo-Json', [CAPITALS], ['prod UNENCRYPTED']],
    ['one stage', CAPITALS, ['prod UNENCRYPTED']],
    ['one that was cut down', { StageName: 'prod', MethodSettings: {} }, ['prod NOT_CACHED']],
  ])('%s', (_name, value, expected) => {
    expect(read(value)).toEqual(expected);
  });

  test('a stage of an HTTP API is none, whatever it lists', () => {
    expect(read([{ StageName: 'prod', DeploymentId: 'd', RouteSettings: {}, DefaultRouteSettings: {} }])).toBe('something-else');
  });
});

describe('Security Hub', () => {
  const DETAILS = { StageName: 'prod', CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true, CacheDataEncrypted: false }] };
  const RESOURCE = { Type: 'AwsApiGatewayStage', Id: ARN, Region: 'eu-west-1', Details: { AwsApiGatewayStage: DETAILS } };
  const FINDING = { GeneratorId: 'security-control/APIGateway.5', AwsAccountId: '111122223333', UpdatedAt: '2026-11-20T10:00:00Z', Resources: [RESOURCE], Compliance: { Status: 'FAILED' } };
  const ENCRYPTED = { ...FINDING, UpdatedAt: '2026-11-21T10:00:00Z', Resources: [{ ...RESOURCE, Details: { AwsApiGatewayStage: { ...DETAILS, MethodSettings: [{ ...DETAILS.MethodSettings[0], CacheDataEncrypted: true }] } } }] };

  test.each<[string, unknown, readonly string[]]>([
    ['get-findings', { Findings: [FINDING] }, [`${KNOWN} UNENCRYPTED`]],
    ['no findings', { Findings: [] }, []],
    ['a list of findings', [FINDING], [`${KNOWN} UNENCRYPTED`]],
    ['one finding', FINDING, [`${KNOWN} UNENCRYPTED`]],
    ['its resources', [RESOURCE], ['prod abc123 eu-west-1 UNENCRYPTED']],
    ['an event', { 'detail-type': 'Security Hub Findings - Imported', 'source': 'aws.securityhub', 'detail': { findings: [FINDING] } }, [`${KNOWN} UNENCRYPTED`]],
    ['the newest finding about a stage counts', { Findings: [FINDING, ENCRYPTED] }, [`${KNOWN} ENCRYPTED`]],
    ['whichever comes first', { Findings: [ENCRYPTED, FINDING] }, [`${KNOWN} ENCRYPTED`]],
    ['of each account', { Findings: [FINDING, { ...ENCRYPTED, AwsAccountId: '4' }] }, [`${KNOWN} UNENCRYPTED`, 'prod abc123 eu-west-1 4 ENCRYPTED']],
    ['nobody knows the order', { Findings: [{ ...FINDING, UpdatedAt: undefined }, { ...ENCRYPTED, UpdatedAt: 'x' }] }, [`${KNOWN} UNENCRYPTED`, `${KNOWN} ENCRYPTED`]],
    ['something else is found', { Findings: [{ ...FINDING, Resources: [{ Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::b' }, 7] }] }, []],
    ['without details', { Findings: [{ ...FINDING, Resources: [{ Type: 'AwsApiGatewayStage', Id: ARN }] }] }, [`${KNOWN} UNRESOLVED`]],
    ['details of something else', [{ ...RESOURCE, Details: { Other: {} } }], ['prod abc123 eu-west-1 UNRESOLVED']],
    ['details without method settings', [{ ...RESOURCE, Details: { AwsApiGatewayStage: { StageName: 'prod', CacheClusterEnabled: true } } }], ['prod abc123 eu-west-1 UNRESOLVED']],
    ['the name in the details', [{ ...RESOURCE, Id: 'x' }], ['prod eu-west-1 UNENCRYPTED']],
    ['an archived finding: its stage may be deleted', { Findings: [{ ...FINDING, RecordState: 'ARCHIVED' }] }, [`${KNOWN} UNRESOLVED`]],
    ['a finding without an account', [{ ...FINDING, AwsAccountId: undefined }], ['prod abc123 eu-west-1 UNENCRYPTED']],
  ])('%s', (_name, value, expected) => {
    expect(read(value)).toEqual(expected);
  });

  test('not all of it, or a stage without a name', () => {
    expect(read({ Findings: [FINDING], NextToken: 'x' })).toBe('the listing is incomplete: more results follow (NextToken); request all of them');
    expect(read([{ Type: 'AwsApiGatewayStage', Id: 'x' }])).toBe('the only entry of the listing does not identify its stage');
    expect(read({ Findings: [{ ...FINDING, Resources: [{ Type: 'AwsApiGatewayStage', Id: 'x' }] }] })).toBe('the only entry of the listing does not identify its stage');
  });

  test.each<[string, unknown]>([
    ['findings of another tool', { findings: [] }],
    ['findings of another tool that have something', { Findings: [{ Title: 'x' }] }],
    ['an event of something else', { 'detail-type': 'x', 'detail': { findings: [{}] } }],
    ['an event without detail', { 'detail-type': 'x' }],
  ])('something else: %s', (_name, value) => {
    expect(read(value)).toBe('something-else');
  });
});

describe('the Cloud Control API', () => {
  const PROPERTIES = { RestApiId: 'abc123', StageName: 'prod', CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, CacheDataEncrypted: false }] };
  const described = (properties: unknown, Identifier = 'abc123|prod') => ({ Identifier, Properties: typeof properties === 'string' ? properties : JSON.stringify(properties) });
  const TypeName = 'AWS::ApiGateway::Stage';

  test.each<[string, unknown, readonly string[]]>([
    ['get-resource', { TypeName, ResourceDescription: described(PROPERTIES) }, ['prod abc123 UNENCRYPTED']],
    ['list-resources', { TypeName, ResourceDescriptions: [described(PROPERTIES), described(PROPERTIES, 'x')] }, ['prod abc123 UNENCRYPTED', 'prod abc123 UNENCRYPTED']],
    ['identifiers alone', { TypeName, ResourceDescriptions: [described({ RestApiId: 'abc123', StageName: 'prod' })] }, ['prod abc123 UNRESOLVED']],
    ['nothing but the identifier', { TypeName, ResourceDescriptions: [described({})] }, ['prod abc123 UNRESOLVED']],
    ['no method settings, and that is said', { TypeName, ResourceDescription: described({ ...PROPERTIES, MethodSettings: [] }) }, ['prod abc123 NOT_CACHED']],
    ['no method settings, and nobody says so', { TypeName, ResourceDescription: described({ ...PROPERTIES, MethodSettings: undefined }) }, ['prod abc123 UNRESOLVED']],
    ['properties that cannot be read', { TypeName, ResourceDescription: described('{') }, ['prod abc123 UNRESOLVED']],
    ['properties that are none', { TypeName, ResourceDescription: described('[]') }, ['prod abc123 UNRESOLVED']],
    ['other resources', { TypeName: 'AWS::S3::Bucket', ResourceDescriptions: [described({}, 'bucket')] }, []],
    ['no resources', { TypeName, ResourceDescriptions: [] }, []],
  ])('%s', (_name, value, expected) => {
    expect(read(value)).toEqual(expected);
  });

  test('not all of it, an entry that is none, a stage without a name', () => {
    expect(read({ TypeName, ResourceDescriptions: [described(PROPERTIES)], NextToken: 'x' })).toContain('more results follow');
    expect(read({ TypeName, ResourceDescriptions: [described(PROPERTIES), 7] })).toBe('entry 2 of the listing is not recognized as a stage');
    expect(read({ TypeName, ResourceDescription: described({}, 'abc123') })).toBe('the only entry of the listing does not identify its stage');
  });

  test.each<[string, unknown]>([
    ['an event of a request', { TypeName, ProgressEvent: {} }],
    ['a type alone', { TypeName }],
  ])('something else: %s', (_name, value) => {
    expect(read(value)).toBe('something-else');
  });
});

describe('results of an advanced query that selects the configuration', () => {
  const SelectFields = [{ Name: 'resourceId' }, { Name: 'configuration' }];
  const query = (...results: readonly unknown[]) => ({ Results: results.map((result) => typeof result === 'string' ? result : JSON.stringify(result)), QueryInfo: { SelectFields } });
  const found = (methodSettings: unknown, more: object = {}) => ({ resourceId: ARN, accountId: '111122223333', configuration: { stageName: 'prod', cacheClusterEnabled: true, methodSettings, ...more } });

  test.each<[string, unknown, readonly string[]]>([
    ['what it says is judged', query(found({ '*/*': UNENCRYPTED })), [`${KNOWN} UNENCRYPTED`]],
    ['a flag that is left out is false', query(found({ '*/*': { cachingEnabled: true, cacheTtlInSeconds: 300.0 } })), [`${KNOWN} UNENCRYPTED`]],
    ['caching that is left out below one that caches is not off', query(found({ '*/*': { cachingEnabled: true, cacheDataEncrypted: true }, '~1a/GET': {} })), [`${KNOWN} UNPROVEN`]],
    ['caching that is left out below one that does not', query(found({ '*/*': { cachingEnabled: false }, '~1a/GET': {} })), [`${KNOWN} NOT_CACHED`]],
    ['no method settings', query(found({})), [`${KNOWN} NOT_CACHED`]],
    ['method settings that are not there', query(found(undefined)), [`${KNOWN} UNRESOLVED`]],
    ['method settings of null', query(found(null)), [`${KNOWN} UNRESOLVED`]],
    ['nor is the cluster', query(found(undefined, { cacheClusterEnabled: undefined })), [`${KNOWN} UNRESOLVED`]],
    ['no cluster, and nobody knows more', query(found(undefined, { cacheClusterEnabled: false })), [`${KNOWN} DORMANT`]],
    ['no configuration', query({ resourceId: ARN }), ['prod abc123 eu-west-1 UNRESOLVED']],
    ['results that a script has parsed', { Results: [found({ '*/*': UNENCRYPTED })], QueryInfo: { SelectFields } }, [`${KNOWN} UNENCRYPTED`]],
    ['other types, if the type is selected', query({ resourceType: 'AWS::S3::Bucket', resourceId: 'b', configuration: {} }), []],
    ['nothing was found', query(), []],
    ['fields of the configuration', { ...query(found({ '*/*': UNENCRYPTED })), QueryInfo: { SelectFields: [{ Name: 'configuration.methodSettings' }] } }, [`${KNOWN} UNENCRYPTED`]],
    ['the query itself was cut off', { Results: query(found({ '*/*': UNENCRYPTED })).Results }, [`${KNOWN} UNENCRYPTED`]],
  ])('%s', (_name, value, expected) => {
    expect(read(value)).toEqual(expected);
  });

  test('its caveat is said once, and of nothing else', () => {
    const caveat = expect.stringContaining('may leave out fields that are false') as string;
    expect(stageListing(query(found({}), found({})))).toMatchObject({ is: 'listing', caveats: [caveat] });
    expect(stageListing([query(found({})), { item: [STAGE] }])).toMatchObject({ is: 'listing', caveats: [caveat] });
    expect(stageListing(query())).toMatchObject({ is: 'listing', caveats: [] });
    expect(stageListing({ item: [STAGE] })).toMatchObject({ is: 'listing', caveats: [] });
  });

  test.each<[string, unknown, string]>([
    ['more pages', { ...query(found({})), NextToken: 'x' }, 'more results follow'],
    ['a result without an identity', query(found({}), { configuration: {} }), 'entry 2 of the listing does not identify its stage: select resourceId and configuration'],
    ['a result that is none', query('{'), 'the only entry of the listing does not identify its stage'],
    ['a field without a name', { ...query(found({})), QueryInfo: { SelectFields: [7] } }, 'only if it selects configuration'],
    ['nobody knows what was selected', { Results: [], QueryInfo: {} }, 'only if it selects configuration'],
  ])('cannot be read: %s', (_name, value, because) => {
    expect(read(value)).toContain(because);
  });
});

test('an event of AWS Config', () => {
  expect(read({ 'detail-type': 'Config Configuration Item Change', 'source': 'aws.config', 'detail': { messageType: 'x', configurationItem: FILED } })).toEqual([`${KNOWN} UNENCRYPTED`]);
});
