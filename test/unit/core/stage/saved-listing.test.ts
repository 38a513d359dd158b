import { SavedListing } from '../../../../src/core/stage/saved-listing';
import { stageListing } from '../../../../src/core/stage/stage-listing';

const stage = (stageName: string, more: object = {}) => ({ stageName, deploymentId: 'd1', cacheClusterEnabled: true, methodSettings: {}, ...more });

const SAVED: SavedListing = {
  schemaVersion: 1,
  takenAt: '2026-11-29T12:00:00.000Z',
  caller: 'arn:aws:iam::111122223333:user/auditor',
  regions: [
    {
      accountId: '111122223333',
      region: 'eu-west-1',
      apis: [
        { id: 'abc123', name: 'orders', stages: [stage('prod', { tags: { 'aws:cloudformation:stack-name': 'shop' } }), stage('test', { tags: { owner: 'x' } })] },
        { id: 'def456', stages: [], error: 'AccessDeniedException: no' },
        { id: 'fff999', stages: [] },
      ],
    },
    { accountId: '111122223333', region: 'eu-west-2', apis: [], error: 'not finished' },
    { accountId: '444455556666', apis: [], error: 'cannot assume the role' },
  ],
};

const place = { accountId: '111122223333', region: 'eu-west-1' };

test('every stage knows where it is, and what could not be read is not left out', () => {
  const listing = stageListing(SAVED);
  expect(listing).toMatchObject({
    is: 'listing',
    stages: [
      { name: 'prod', ...place, restApiId: 'abc123', apiName: 'orders', arn: 'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod', stackName: 'shop' },
      { name: 'test', ...place, restApiId: 'abc123', apiName: 'orders' },
    ],
    unread: [
      { place: { ...place, restApiId: 'def456' }, because: 'AccessDeniedException: no' },
      { place: { accountId: '111122223333', region: 'eu-west-2' }, because: 'not finished' },
      { place: { accountId: '444455556666' }, because: 'cannot assume the role' },
    ],
  });
  expect('stages' in listing && listing.stages.map(({ stackName }) => stackName)).toEqual(['shop', undefined]);
});

test('what AWS Config has recorded for an aggregator', () => {
  const item = {
    resourceType: 'AWS::ApiGateway::Stage',
    resourceId: 'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod',
    accountId: '111122223333',
    configuration: JSON.stringify(stage('prod')),
  };
  expect(stageListing({ ...SAVED, regions: [], configurationItems: [item] })).toMatchObject({ is: 'listing', stages: [{ name: 'prod', ...place, restApiId: 'abc123' }], unread: [] });
});

test.each<[string, object, string]>([
  ['of a newer version', { ...SAVED, schemaVersion: 2 }, 'another version'],
  ['regions that are no list', { ...SAVED, regions: {} }, 'not as it was saved'],
  ['a region that is none', { ...SAVED, regions: ['eu-west-1'] }, 'not as it was saved'],
  ['a region without APIs', { ...SAVED, regions: [{ accountId: '111122223333' }] }, 'not as it was saved'],
  ['an API without stages', { ...SAVED, regions: [{ apis: [{ id: 'abc123' }] }] }, 'not as it was saved'],
  ['an API that is none', { ...SAVED, regions: [{ apis: [null] }] }, 'not as it was saved'],
  ['a stage that is none', { ...SAVED, regions: [{ apis: [{ id: 'abc123', stages: ['prod'] }] }] }, 'not as it was saved'],
  ['something else in place of a stage', { ...SAVED, regions: [{ apis: [{ id: 'abc123', stages: [{ name: 'prod' }] }] }] }, 'not recognized as a stage'],
  ['items that are no list', { ...SAVED, configurationItems: 'none' }, 'not as it was saved'],
])('what was changed since is not passed over: %s', (_, saved, because) => {
  expect(stageListing(saved)).toMatchObject({ is: 'unreadable', because: expect.stringContaining(because) as string });
});

test.each([[{ schemaVersion: 1 }], [{ takenAt: 'now', regions: [] }]])('%j is something else', (value) => {
  expect(stageListing(value)).toEqual({ is: 'something-else' });
});
