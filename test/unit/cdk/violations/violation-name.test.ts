import { Acknowledgment, Stack, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { findingsAt } from '../../../../src/cdk/assembly/located-stages';
import { stagesOfResource } from '../../../../src/cdk/assembly/stack-stages';
import { violationOf } from '../../../../src/cdk/violations/violation';
import { testApp } from '../../../support/app';

const REASON = { reason: 'public' };

/** What two stages with the same finding are called, one of them acknowledged. */
function names(acknowledgment: Omit<Acknowledgment, 'reason'>): string[] {
  return namesAfter((stage) => Validations.of(stage).acknowledge({ ...acknowledgment, ...REASON }));
}

function namesAfter(acknowledge: (stage: CfnStage) => void): string[] {
  const app = testApp();
  const stages = ['Public', 'Secret'].map((name) => new CfnStage(new Stack(app, name), 'Stage', {
    restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [{ httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true }],
  }));
  acknowledge(stages[0]);
  return stages.map((stage) => {
    const [finding] = stagesOfResource(stage).flatMap(findingsAt);
    const { violation: { ruleName, severity }, isAcknowledged } = violationOf(finding, { severity: 'error', frameworks: new Set(), verbose: false });
    return [isAcknowledged ? 'acknowledged' : 'open', ...severity === 'fatal' ? ['mistakable'] : [], ruleName].join(' ');
  });
}

const RULE = 'ApiCache-CacheDataEncrypted';
const ORDERS = `${RULE}[~1orders/GET]`;

test('a finding that is acknowledged keeps its name, and so does that of another stage', () => {
  expect(names({ id: `ApiCache::${ORDERS}` })).toEqual([`acknowledged ${ORDERS}`, `open ${ORDERS}`]);
});

test('that of a whole rule has the name of the rule', () => {
  expect(names({ id: `ApiCache::${RULE}` })).toEqual([`acknowledged ${RULE}`, `open ${ORDERS}`]);
});

test('an id without prefix is known to CDK under the namespace of its annotations', () => {
  expect(names({ id: ORDERS })).toEqual([`acknowledged Annotation::${ORDERS}`, `open ${ORDERS}`]);
});

describe('a filter', () => {
  test.each([
    ['that matches', { methodKey: '~1orders/GET' }, `acknowledged ${RULE}`],
    ['that does not', { methodKey: '~1search/GET' }, `open ${ORDERS}`],
  ])('%s, with the id of the rule', (_, where, expected) => {
    expect(names({ id: `ApiCache::${RULE}`, where })).toEqual([expected, `open ${ORDERS}`]);
  });

  test.each([
    ['that matches', { methodKey: '~1orders/GET' }, `acknowledged ${ORDERS}`],
    ['that does not', { methodKey: '~1search/GET' }, `open mistakable ${ORDERS}`],
    ['of something else', { stage: 'Public' }, `open mistakable ${ORDERS}`],
  ])('%s, with the id of the finding', (_, where, expected) => {
    expect(names({ id: `ApiCache::${ORDERS}`, where })).toEqual([expected, `open ${ORDERS}`]);
  });
});

test('what is in the metadata alone, which is no acknowledgment, is mistaken for one as well', () => {
  const write = (stage: CfnStage) => stage.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [`ApiCache::${ORDERS}`]: 'by hand' });
  expect(namesAfter(write)).toEqual([`open mistakable ${ORDERS}`, `open ${ORDERS}`]);
});

test('the path of a construct is no part of an id', () => {
  expect(names({ id: `ApiCache::${ORDERS}@Public/Stage` })).toEqual([`open ${ORDERS}`, `open ${ORDERS}`]);
});
