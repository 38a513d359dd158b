import { stagesOf } from '../../src/core/template';

const STAGE = { Type: 'AWS::ApiGateway::Stage', Properties: {} };
const FUNCTION = { Type: 'AWS::Serverless::Function', Properties: { Events: { Get: { Type: 'Api' } } } };

test('finds every stage, and the implicit API once', () => {
  const template = {
    Globals: { Api: { CacheClusterEnabled: true } },
    Resources: { A: STAGE, Topic: { Type: 'AWS::SNS::Topic' }, Sam: { Type: 'AWS::Serverless::Api' }, F: FUNCTION, G: FUNCTION },
  };
  expect(stagesOf(template).map(({ logicalId, type, stage }) => [logicalId, type, stage.cluster.is])).toEqual([
    ['A', 'AWS::ApiGateway::Stage', 'absent'],
    ['Sam', 'AWS::Serverless::Api', 'known'],
    ['ServerlessRestApi', 'AWS::Serverless::Api', 'known'],
  ]);
});

test.each([
  [null], [undefined], [7], ['text'], [[]], [{}], [{ Resources: null }], [{ Resources: [] }],
  [{ Resources: { A: null, B: 'x', C: { Type: 7 }, D: { Properties: {} } } }],
])('finds nothing in %j', (template) => {
  expect(stagesOf(template)).toEqual([]);
});
