import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { stagesOf } from '../../../src/core/judgement/template-stages';
import { methodName, methodOptionsKeys } from '../../../src/wording/key-names';
import { testApp } from '../../support/app';

test.each([
  ['*/*', 'every method'],
  ['~1orders/GET', 'GET /orders'],
  ['~1orders~1{id}/POST', 'POST /orders/{id}'],
  ['~1{proxy+}/GET', 'GET /{proxy+}'],
  ['~1a~0b/GET', 'GET /a~b'],
  ['~1/GET', 'GET /'],
])('%s is %s', (key, name) => {
  expect(methodName(key)).toBe(name);
});

test.each(['orders/GET', '/GET', '~1orders/ANY', '~1orders/*', '*/GET', '~1a~1/GET', '~1~1a/GET', '~1a~b/GET', '~1a*/GET', '~1a/b/GET', 'MethodSettings', ''])('%s is no method', (key) => {
  expect(methodName(key)).toBeUndefined();
});

test('the keys of methodOptions are those of which CDK makes the key', () => {
  const keys = ['*/*', '~1orders/GET', '~1orders~1{id}/GET', '~1/GET', '~1a~0b/GET'];
  const stack = new Stack(testApp(), 'Shop');
  new RestApi(stack, 'Api', { deployOptions: { methodOptions: Object.fromEntries(keys.map((key) => [methodOptionsKeys(key)[0], { cachingEnabled: true }])) } }).root.addMethod('GET');
  const [{ stage }] = stagesOf(Template.fromStack(stack).toJSON());
  expect(stage.judgement.keys.map(({ key }) => key)).toEqual(keys);
});
