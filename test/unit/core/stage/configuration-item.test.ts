import { judge } from '../../../../src/core/judgement/judge';
import { configurationItem, isConfigurationItem, parseJson } from '../../../../src/core/stage/configuration-item';
import { latestStates } from '../../../../src/core/stage/listed';

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
    const listed = configurationItem({ resourceType: TYPE, ...item });
    if (listed.is !== 'stage') {
      return listed.is === 'problem' ? listed.because : listed.is;
    }
    const { stage: { stage, ...known } } = listed;
    return { ...known, verdict: judge(stage).verdict };
  };
  const IN_ARN = { arn: ARN, restApiId: 'abc123', region: 'eu-west-1' };

  test.each<[string, object, unknown]>([
    ['of another type', { resourceType: 'AWS::S3::Bucket', configuration: STAGE }, 'no-stage'],
    ['of a deleted stage', { configurationItemStatus: 'ResourceDeleted', configuration: STAGE }, 'no-stage'],
    ['without a name', { configuration: {} }, 'does not identify its stage'],
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

test('a configuration that may leave fields out says nothing by leaving out its method settings', () => {
  const item = { resourceType: TYPE, configuration: { stageName: 'prod', cacheClusterEnabled: true } };
  const verdictOf = (isComplete: boolean) => {
    const listed = configurationItem(item, isComplete);
    return listed.is === 'stage' && judge(listed.stage.stage).verdict;
  };
  expect([verdictOf(true), verdictOf(false)]).toEqual(['NOT_CACHED', 'UNRESOLVED']);
});

describe('the last state of a resource', () => {
  const item = (more: object) => ({ resourceType: TYPE, resourceId: 'x', resourceName: 'prod', configurationStateId: '1', ...more });

  test.each<[string, readonly [unknown, unknown], readonly number[]]>([
    ['counts', [item({}), item({ configurationStateId: 2 })], [1]],
    ['counts, whichever comes first', [item({ configurationStateId: '10' }), item({ configurationStateId: '9' })], [0]],
    ['of resources of another type', [item({}), item({ resourceType: 'AWS::S3::Bucket', configurationStateId: '2' })], [0, 1]],
    ['of other accounts', [item({ resourceId: 'a', accountId: 'bc' }), item({ resourceId: 'ab', accountId: 'c', configurationStateId: '2' })], [0, 1]],
    ['whose id is no text', [item({ resourceId: 7 }), item({ resourceId: 7, configurationStateId: '2' })], [0, 1]],
    ['whose order begins with a letter', [item({}), item({ configurationStateId: 'x2' })], [0, 1]],
    ['whose order ends with one', [item({}), item({ configurationStateId: '2x' })], [0, 1]],
    ['whose order is a list', [item({}), item({ configurationStateId: ['2'] })], [0, 1]],
    ['that has no order', [item({}), item({ configurationStateId: undefined })], [0, 1]],
  ])('%s', (_, items, expected) => {
    const entries = items.map((each) => configurationItem(each as object as Readonly<Record<string, unknown>>));
    expect(latestStates(entries).map((entry) => entries.indexOf(entry))).toEqual(expected);
  });

  test('a problem has none, and stays', () => {
    const problem = { is: 'problem', because: 'does not identify its stage' } as const;
    expect(latestStates([problem])).toEqual([problem]);
  });
});

test('what is no JSON is not read', () => {
  expect([parseJson('{"a":1}'), parseJson('{')]).toEqual([{ a: 1 }, undefined]);
});
