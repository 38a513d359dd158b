import { CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { planEdits } from '../../../../src/cdk/rendering/planned-edits';
import { stagesOf } from '../../../../src/core/judgement/template-stages';
import { testApp } from '../../../support/app';

const ALL = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };
const ORDERS = { ...ALL, HttpMethod: 'GET', ResourcePath: '/~1orders' };

const construct = () => new CfnResource(new Stack(testApp(), 'Shop'), 'Prod', { type: 'AWS::ApiGateway::Stage' });

function planned(entries: readonly unknown[], { at = construct(), logicalId = 'Prod', ensureStageDefault = false } = {}): string[] {
  const [{ stage, type }] = stagesOf({ Resources: { Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: entries } } } });
  return planEdits({ construct: at, logicalId, stage, type, name: at.node.path }, ensureStageDefault).edits.map(({ path, value }) => `${path.slice(2).join('.')} = ${JSON.stringify(value)}`);
}

test('each entry that needs it gets the flag', () => {
  expect(planned([ALL, { ...ORDERS, CacheDataEncrypted: true }, { ...ORDERS, HttpMethod: 'POST' }])).toEqual(['0.CacheDataEncrypted = true', '2.CacheDataEncrypted = true']);
});

test('but not one whose key is acknowledged', () => {
  const at = construct();
  Validations.of(at).acknowledge({ id: 'ApiCache-CacheDataEncrypted[~1orders/GET]', reason: 'public data' });
  expect(planned([ALL, ORDERS], { at })).toEqual(['0.CacheDataEncrypted = true']);
});

test('one that becomes equal to another one is dropped', () => {
  expect(planned([ALL, { ...ALL, CacheDataEncrypted: true }])).toEqual(['0.CacheDataEncrypted = true', '1 = {"Ref":"AWS::NoValue"}']);
});

test('a stage default is added where it is wanted, but not to the implicit API', () => {
  const added = '1 = {"HttpMethod":"*","ResourcePath":"/*","CacheDataEncrypted":true}';
  expect(planned([ORDERS], { ensureStageDefault: true })).toEqual(['0.CacheDataEncrypted = true', added]);
  expect(planned([ORDERS], { ensureStageDefault: true, logicalId: 'ServerlessRestApi' })).toEqual(['0.CacheDataEncrypted = true']);
});
