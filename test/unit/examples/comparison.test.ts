import { Aspects, Stack } from 'aws-cdk-lib';
import { comparisonOf } from '../../../examples/comparison';
import { ShopStack } from '../../../examples/shop/shop-stack';
import { testApp } from '../../support/app';
import { EncryptApiCache } from 'cdk-encrypt-api-cache';

function templates(encrypted: boolean) {
  const app = testApp({ context: { 'aws:cdk:enable-path-metadata': true } });
  const stack: Stack = new ShopStack(app, 'Shop');
  if (encrypted) {
    Aspects.of(app).add(new EncryptApiCache());
  }
  return [{ stackName: stack.stackName, template: app.synth().getStackByName('Shop').template as unknown }];
}

const rows = comparisonOf(templates(false), templates(true));

test('the shop shows at least five different reasons', () => {
  expect(new Set(rows.filter(({ before }) => before !== 'ENCRYPTED' && before !== 'NOT_CACHED').map(({ why }) => why)).size).toBeGreaterThanOrEqual(5);
});

test('every cached method of the shop is encrypted after, and nothing else is touched', () => {
  expect(rows.map(({ stage, methodKey, cached, before, after }) => [stage, methodKey, cached, before, after].join(' '))).toEqual([
    'Shop/Api/DeploymentStage.prod */* yes UNENCRYPTED ENCRYPTED',
    'Shop/Api/DeploymentStage.prod ~1orders/GET yes UNENCRYPTED ENCRYPTED',
    'Shop/Api/DeploymentStage.prod ~1search/GET maybe UNPROVEN ENCRYPTED',
    'Shop/Partners ~1orders/GET yes UNENCRYPTED ENCRYPTED',
    'Shop/Partners ~1search/GET not today DORMANT ENCRYPTED',
    'Shop/Archive */* yes ENCRYPTED ENCRYPTED',
    'Shop/Archive ~1orders/GET yes UNENCRYPTED ENCRYPTED',
    'Shop/Internal */* no NOT_CACHED NOT_CACHED',
  ]);
});

test('a key without effect is not called cached', () => {
  const stage = { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: 'GET', ResourcePath: '/x/{id}', CachingEnabled: true }] } };
  const template = { Resources: { Stage: stage } };
  expect(comparisonOf([{ stackName: 'S', template }], [])).toEqual([expect.objectContaining({ stage: 'S/Stage', cached: 'stated', after: 'NOT_CACHED' })]);
});
