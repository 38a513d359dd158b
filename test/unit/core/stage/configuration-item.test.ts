import { judge } from '../../../../src/core/judgement/judge';
import { isConfigurationItem, itemContent, latestStates, parseJson } from '../../../../src/core/stage/configuration-item';

const ARN = 'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod';
const TYPE = 'AWS::ApiGateway::Stage';
const STAGE = { stageName: 'prod', cacheClusterEnabled: true, methodSettings: {} };

test.each<[unknown, boolean]>([
  ['AWS::S3::Bucket', true], [TYPE, true], ['Patient', false], [undefined, false], [7, false], [['AWS::S3::Bucket'], false],
])('what has the resourceType %j is an item: %s', (resourceType, expected) => {
  expect(isConfigurationItem({ resourceType })).toBe(expected);
});

describe('an item', () => {
  const contentOf = (item: object) => {
    const content = itemContent({ resourceType: TYPE, ...item });
    if (typeof content === 'string') {
      return content;
    }
    const { stage, ...known } = content;
    return { ...known, verdict: judge(stage).verdict };
  };
  const IN_ARN = { arn: ARN, restApiId: 'abc123', region: 'eu-west-1' };

  test.each<[string, object, unknown]>([
    ['of another type', { resourceType: 'AWS::S3::Bucket', configuration: STAGE }, 'no-stage'],
    ['of a deleted stage', { configurationItemStatus: 'ResourceDeleted', configuration: STAGE }, 'no-stage'],
    ['without a name', { configuration: {} }, 'nameless'],
    ['with a name alone', { configuration: STAGE }, { name: 'prod', verdict: 'NOT_CACHED' }],
    ['with its ARN as its id', { resourceId: ARN }, { name: 'prod', ...IN_ARN, verdict: 'UNRESOLVED' }],
    ['with its ARN', { resourceId: 'x', arn: ARN }, { name: 'prod', ...IN_ARN, verdict: 'UNRESOLVED' }],
    ['with its ARN in capitals', { ARN }, { name: 'prod', ...IN_ARN, verdict: 'UNRESOLVED' }],
    ['with the name of its resource', { resourceName: 'dev' }, { name: 'dev', verdict: 'UNRESOLVED' }],
    ['with a region', { configuration: STAGE, awsRegion: 'eu-west-1' }, { name: 'prod', region: 'eu-west-1', verdict: 'NOT_CACHED' }],
    ['with an account', { configuration: STAGE, accountId: '1' }, { name: 'prod', accountId: '1', verdict: 'NOT_CACHED' }],
    ['with an account as files have it', { configuration: STAGE, awsAccountId: '1' }, { name: 'prod', accountId: '1', verdict: 'NOT_CACHED' }],
    ['with an account that is empty', { configuration: STAGE, accountId: '', awsAccountId: '1' }, { name: 'prod', accountId: '1', verdict: 'NOT_CACHED' }],
    ['with its configuration as a text', { configuration: JSON.stringify(STAGE) }, { name: 'prod', verdict: 'NOT_CACHED' }],
    ['with its configuration in a list', { resourceName: 'prod', configuration: [JSON.stringify(STAGE)] }, { name: 'prod', verdict: 'UNRESOLVED' }],
  ])('%s', (_, item, expected) => {
    expect(contentOf(item)).toStrictEqual(expected);
  });
});

describe('the last state of a resource', () => {
  const item = (more: object) => ({ resourceType: TYPE, resourceId: 'x', configurationStateId: '1', ...more });

  test.each<[string, readonly [unknown, unknown], readonly number[]]>([
    ['counts', [item({}), item({ configurationStateId: 2 })], [1]],
    ['counts, whichever comes first', [item({ configurationStateId: '10' }), item({ configurationStateId: '9' })], [0]],
    ['of resources of another type', [item({}), item({ resourceType: 'AWS::S3::Bucket', configurationStateId: '2' })], [0, 1]],
    ['of other accounts', [item({ resourceId: 'a', accountId: 'bc' }), item({ resourceId: 'ab', accountId: 'c', configurationStateId: '2' })], [0, 1]],
    ['whose id is no text', [item({ resourceId: 7 }), item({ resourceId: 7, configurationStateId: '2' })], [0, 1]],
    ['whose order begins with a letter', [item({}), item({ configurationStateId: 'x2' })], [0, 1]],
    ['whose order ends with one', [item({}), item({ configurationStateId: '2x' })], [0, 1]],
    ['whose order is a list', [item({}), item({ configurationStateId: ['2'] })], [0, 1]],
    ['of what is no item', [item({ resourceType: 'x' }), item({ resourceType: 'x', configurationStateId: '2' })], [0, 1]],
    ['of nothing', [null, 'text'], [0, 1]],
  ])('%s', (_, entries, expected) => {
    expect(latestStates(entries).map((entry) => entries.indexOf(entry))).toEqual(expected);
  });
});

test('what is no JSON is not read', () => {
  expect([parseJson('{"a":1}'), parseJson('{')]).toEqual([{ a: 1 }, undefined]);
});
