import { SERVERLESS_API_TYPE, STAGE_TYPE } from '../../../../src/core/stage/stage-cache';
import { stageIdentity } from '../../../../src/core/stage/stage-identity';

const api = (Name: unknown) => ({ Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name } } });

test.each<[string, string, unknown, unknown, object]>([
  ['literals', STAGE_TYPE, { StageName: 'prod', RestApiId: 'abc123' }, {}, { stageName: 'prod', restApiId: 'abc123' }],
  ['an API of the same template', STAGE_TYPE, { StageName: 'prod', RestApiId: { Ref: 'Api' } }, api('orders'), { stageName: 'prod', apiName: 'orders' }],
  ['an API of SAM', SERVERLESS_API_TYPE, { StageName: 'prod', Name: 'orders' }, {}, { stageName: 'prod', apiName: 'orders' }],
  ['values that nobody knows', STAGE_TYPE, { StageName: { Ref: 'Stage' }, RestApiId: { 'Fn::ImportValue': 'x' } }, api('orders'), {}],
  ['an API whose name nobody knows', STAGE_TYPE, { RestApiId: { Ref: 'Api' } }, api({ Ref: 'Name' }), {}],
  ['an API without properties', STAGE_TYPE, { RestApiId: { Ref: 'Api' } }, { Api: { Type: 'AWS::ApiGateway::RestApi' } }, {}],
  ['a reference to something else', STAGE_TYPE, { RestApiId: { Ref: 'Api' } }, { Api: { Type: 'AWS::SNS::Topic', Properties: { Name: 'x' } } }, {}],
  ['a reference to a parameter', STAGE_TYPE, { RestApiId: { Ref: 'Api' } }, {}, {}],
  ['a reference to what JavaScript has', STAGE_TYPE, { RestApiId: { Ref: 'constructor' } }, {}, {}],
  ['a reference that is none', STAGE_TYPE, { RestApiId: { Ref: 7 } }, api('orders'), {}],
  ['no resources', STAGE_TYPE, { RestApiId: { Ref: 'Api' } }, undefined, {}],
  ['no properties', STAGE_TYPE, undefined, {}, {}],
])('%s', (_, type, properties, resources, expected) => {
  expect(stageIdentity({ type, properties }, resources)).toEqual(expected);
});
