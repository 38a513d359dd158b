import { App, CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { ApiCacheAudit } from '../../../../src';

const TARGET = { account: '111122223333', region: 'eu-west-1' };
const UNENCRYPTED = { CacheClusterEnabled: true, StageName: 'live', RestApiId: 'abc123', MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }] };
const TEMPLATE = { Resources: { Inner: { Type: 'AWS::ApiGateway::Stage', Properties: UNENCRYPTED } } };

function stage(stack: Stack): void {
  new CfnResource(stack, 'Stage', { type: 'AWS::ApiGateway::Stage', properties: UNENCRYPTED });
}

/** Where each row says that its stage goes, and which one it is. */
function places(build: (stack: Stack) => void, env?: object): readonly object[] {
  const stack = new Stack(new App(), 'Shop', { env });
  build(stack);
  return ApiCacheAudit.ofScope(stack).rows.map(({ accountId, region, restApiId, apiName, stageName }) =>
    JSON.parse(JSON.stringify({ accountId, region, restApiId, apiName, stageName })) as object);
}

test('a row names account and region of the stack, and the stage of the template', () => {
  expect(places(stage, TARGET)).toEqual([{ accountId: '111122223333', region: 'eu-west-1', restApiId: 'abc123', stageName: 'live' }]);
  expect(places((stack) => new RestApi(stack, 'Orders', { deployOptions: { stageName: 'prod', cachingEnabled: true } }).root.addMethod('GET'), TARGET))
    .toEqual([{ accountId: '111122223333', region: 'eu-west-1', stageName: 'prod' }]);
});

test('a written template names the API as well', () => {
  const stack = new Stack(new App(), 'Shop');
  new RestApi(stack, 'Orders', { deployOptions: { stageName: 'prod', cachingEnabled: true } }).root.addMethod('GET');
  expect(ApiCacheAudit.ofTemplate(Template.fromStack(stack).toJSON()).rows).toMatchObject([{ apiName: 'Orders', stageName: 'prod' }]);
});

test('what the app leaves open is not named', () => {
  expect(places(stage)).toEqual([{ restApiId: 'abc123', stageName: 'live' }]);
  expect(places(stage, { region: 'eu-west-1' })).toEqual([{ region: 'eu-west-1', restApiId: 'abc123', stageName: 'live' }]);
});

test('a nested stack goes where its parent goes, a StackSet anywhere', () => {
  expect(places((stack) => stage(new NestedStack(stack, 'Nested')), TARGET)).toEqual([{ accountId: '111122223333', region: 'eu-west-1', restApiId: 'abc123', stageName: 'live' }]);
  const properties = { TemplateBody: JSON.stringify(TEMPLATE) };
  expect(places((stack) => new CfnResource(stack, 'Set', { type: 'AWS::CloudFormation::StackSet', properties }), TARGET)).toEqual([{ restApiId: 'abc123', stageName: 'live' }]);
});
