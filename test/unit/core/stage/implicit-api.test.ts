import { asksForImplicitApi } from '../../../../src/core/stage/implicit-api';

const asks = (events: unknown, type = 'AWS::Serverless::Function') => asksForImplicitApi({ type, properties: { Events: events } });

test.each([
  ['an Api event', { Get: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } }, true],
  ['an Api event without properties', { Get: { Type: 'Api' } }, true],
  ['an Api event of the implicit API by name', { Get: { Type: 'Api', Properties: { RestApiId: { Ref: 'ServerlessRestApi' } } } }, true],
  ['an Api event of another API', { Get: { Type: 'Api', Properties: { RestApiId: { Ref: 'Api' } } } }, false],
  ['an Api event of an API by id', { Get: { Type: 'Api', Properties: { RestApiId: 'abc' } } }, false],
  ['an HttpApi event', { Get: { Type: 'HttpApi' } }, false],
  ['one Api event among others', { A: { Type: 'SQS' }, B: { Type: 'Api' } }, true],
  ['an event whose type cannot be read', { A: { Type: { Ref: 'T' } } }, true],
  ['an event that cannot be read', { A: { 'Fn::If': ['A', {}, {}] } }, true],
  ['an event without a type', { A: {} }, false],
  ['no events', undefined, false],
  ['an empty list of events', {}, false],
  ['events that cannot be read', { 'Fn::Transform': {} }, true],
  ['events that are a list', [], true],
])('rule 13: a function with %s', (_, events, expected) => {
  expect(asks(events)).toBe(expected);
});

test('rule 13: a state machine has Api events too', () => {
  expect(asks({ Start: { Type: 'Api' } }, 'AWS::Serverless::StateMachine')).toBe(true);
});

test('rule 13: nothing else has', () => {
  expect(asks({ Start: { Type: 'Api' } }, 'AWS::Lambda::Function')).toBe(false);
});
