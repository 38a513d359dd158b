import { App, Stack } from 'aws-cdk-lib';
import { before, changing } from '../../../src/cdk/before';
import { remediate } from '../../../src/core/remediate';
import { stagesOf } from '../../../src/core/template';

const LIST = ['Properties', 'MethodSettings'];
const CACHES = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };
const ORDERS = { ...CACHES, HttpMethod: 'GET', ResourcePath: '/~1orders' };
const ENCRYPTED = { CacheDataEncrypted: true };

/** Tells of the edits that a stage with these entries calls for. */
function change(stack: Stack, entries: readonly unknown[], ensureStageDefault = false): void {
  const [{ stage }] = stagesOf({ Resources: { Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: entries } } } });
  changing(stack, stage, remediate(stage.source, { ensureStageDefault, isAcknowledged: () => false }));
}

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

test('knows what each key was', () => {
  change(stack, [{ ...CACHES, CacheDataEncrypted: false }, ORDERS]);
  expect(before(stack, '*/*', [...LIST, 0])).toEqual({ verdict: 'UNENCRYPTED', stated: 'false' });
  expect(before(stack, '~1orders/GET', [...LIST, 1])).toEqual({ verdict: 'UNENCRYPTED', stated: 'not stated' });
});

test('knows nothing of a key that was left alone', () => {
  change(stack, [CACHES, { ...ORDERS, ...ENCRYPTED }]);
  expect(before(stack, '~1orders/GET', [...LIST, 1])).toBeUndefined();
  expect(before(new Stack(new App(), 'Shop'), '*/*', [...LIST, 0])).toBeUndefined();
});

test('a key that comes later is known too, and the first one stays', () => {
  change(stack, [CACHES]);
  change(stack, [{ ...CACHES, ...ENCRYPTED }, ORDERS]);
  expect(before(stack, '*/*', [...LIST, 0])).toEqual({ verdict: 'UNENCRYPTED', stated: 'not stated' });
  expect(before(stack, '~1orders/GET', [...LIST, 1])).toEqual({ verdict: 'UNENCRYPTED', stated: 'not stated' });
});

test('what the app has said last counts', () => {
  change(stack, [CACHES]);
  change(stack, [{ ...CACHES, CacheDataEncrypted: false }]);
  expect(before(stack, '*/*', [...LIST, 0])).toEqual({ verdict: 'UNENCRYPTED', stated: 'false' });
});

test('entries that nobody can name are told apart by their places', () => {
  change(stack, [{ ...CACHES, ResourcePath: { Ref: 'One' } }, { ...CACHES, ResourcePath: { Ref: 'Two' }, ...ENCRYPTED }]);
  expect(before(stack, 'MethodSettings', [...LIST, 0])).toEqual({ verdict: 'UNENCRYPTED', stated: 'not stated' });
  expect(before(stack, 'MethodSettings', [...LIST, 1])).toBeUndefined();
});

test('an entry that was added stood for nothing', () => {
  change(stack, [{ ...ORDERS, ...ENCRYPTED }], true);
  expect(before(stack, '*/*', [...LIST, 1])).toEqual({ verdict: 'NOT_CACHED', stated: 'not stated' });
});

test('what is in Globals is that of every API of the stack', () => {
  const template = {
    Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [CACHES] } },
    Resources: { Api: { Type: 'AWS::Serverless::Api', Properties: {} } },
  };
  const [{ stage }] = stagesOf(template);
  const api = new Stack(stack, 'Api');
  changing(stack, stage, remediate(stage.source, { ensureStageDefault: false, isAcknowledged: () => false }));
  expect(before(api, '*/*', ['Globals', 'Api', 'MethodSettings', 0])).toBeUndefined();
  expect(before(stack, '*/*', ['Globals', 'Api', 'MethodSettings', 0])).toEqual({ verdict: 'UNENCRYPTED', stated: 'not stated' });
});
