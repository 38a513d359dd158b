import { Stack, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { findings } from '../../src/catalog/finding';
import { ReportIds } from '../../src/cdk/report-id';
import { subjectOf } from '../../src/cdk/subject';
import { testApp } from '../app';

const RTTI = Symbol.for('jsii.rtti');
const own = Object.getOwnPropertyDescriptor(Validations, RTTI)!;

afterEach(() => {
  Object.defineProperty(Validations, RTTI, own);
});

/** What two stages with the same finding are called under a version of CDK, one of them acknowledged. */
function names(version: string, id: string): string[] {
  Object.defineProperty(Validations, RTTI, { value: { fqn: 'aws-cdk-lib.Validations', version }, configurable: true });
  const app = testApp();
  const stages = ['Public', 'Secret'].map((name) => new CfnStage(new Stack(app, name), 'Stage', {
    restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [{ httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true }],
  }));
  Validations.of(stages[0]).acknowledge({ id, reason: 'public' });
  const ids = new ReportIds();
  return stages.map((stage) => {
    const [finding] = findings(subjectOf(stage)!.read().stage.judgement, stage.node.path);
    const { ruleName, isAcknowledged } = ids.idOf(stage, finding);
    return `${isAcknowledged ? 'acknowledged' : 'open'} ${ruleName}`;
  });
}

const ORDERS = 'ApiCache-CacheDataEncrypted[~1orders/GET]';

test.each(['2.262.2', '2.270.0'])('CDK %s silences a name everywhere: an open finding gets one of its own', (version) => {
  expect(names(version, `ApiCache::${ORDERS}`)).toEqual([`acknowledged ${ORDERS}`, `open ${ORDERS}@Secret/Stage`]);
});

test.each(['2.271.0', '2.276.0', '3.0.0'])('CDK %s heeds the place: an open finding keeps its name', (version) => {
  expect(names(version, `ApiCache::${ORDERS}`)).toEqual([`acknowledged ${ORDERS}`, `open ${ORDERS}`]);
});

test.each(['2.262.2', '2.276.0'])('CDK %s: a whole rule takes no name of an open finding', (version) => {
  expect(names(version, 'ApiCache::ApiCache-CacheDataEncrypted')).toEqual(['acknowledged ApiCache-CacheDataEncrypted', `open ${ORDERS}`]);
});

test('an id without prefix is known to CDK under the namespace of its annotations', () => {
  expect(names('2.276.0', ORDERS)).toEqual([`acknowledged Annotation::${ORDERS}`, `open ${ORDERS}`]);
});

describe.each(['2.262.2', '2.276.0'])('CDK %s: the id with a path', (version) => {
  test('acknowledges the finding of that construct, whether another one is acknowledged or not', () => {
    expect(names(version, `ApiCache::${ORDERS}@Public/Stage`)).toEqual([`acknowledged ${ORDERS}@Public/Stage`, `open ${ORDERS}`]);
  });

  test('of another construct acknowledges nothing', () => {
    const [first] = names(version, `ApiCache::${ORDERS}@Secret/Stage`);
    expect(first).toBe(`open ${ORDERS}`);
  });
});

test('a name with a path that is taken as well gets another path', () => {
  Object.defineProperty(Validations, RTTI, { value: { fqn: 'aws-cdk-lib.Validations', version: '2.262.2' }, configurable: true });
  const app = testApp();
  const stack = new Stack(app, 'Secret');
  const stage = new CfnStage(stack, 'Stage', {
    restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [{ httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true }],
  });
  const elsewhere = new Stack(app, 'Public');
  Validations.of(elsewhere).acknowledge({ id: `ApiCache::${ORDERS}`, reason: 'public' }, { id: `ApiCache::${ORDERS}@Secret/Stage`, reason: 'meant elsewhere' });
  const [finding] = findings(subjectOf(stage)!.read().stage.judgement, stage.node.path);
  expect(new ReportIds().idOf(stage, finding)).toEqual({ ruleName: `${ORDERS}@Secret/Stage@Secret/Stage`, isAcknowledged: false });
});
