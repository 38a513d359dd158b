import { App, Stack } from 'aws-cdk-lib';
import { before, changing } from '../../src/cdk/before';
import { stagesOf } from '../../src/core/template';

const stageOf = (...MethodSettings: unknown[]) => stagesOf({
  Resources: { Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings } } },
})[0].stage;
const CACHES = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };

test('knows what each key was', () => {
  const stack = new Stack(new App(), 'Shop');
  changing(stack, stageOf({ ...CACHES, CacheDataEncrypted: false }, { ...CACHES, HttpMethod: 'GET', ResourcePath: '/~1a' }));
  expect([...before(stack)!]).toEqual([
    ['*/*', { verdict: 'UNENCRYPTED', stated: 'false' }],
    ['~1a/GET', { verdict: 'UNENCRYPTED', stated: 'not stated' }],
  ]);
});

test('what it was at first counts', () => {
  const stack = new Stack(new App(), 'Shop');
  changing(stack, stageOf(CACHES));
  changing(stack, stageOf({ ...CACHES, CacheDataEncrypted: true }));
  expect(before(stack)!.get('*/*')).toEqual({ verdict: 'UNENCRYPTED', stated: 'not stated' });
});

test('of entries that nobody can name the worst counts', () => {
  const stack = new Stack(new App(), 'Shop');
  const unreadable = { 'Fn::Transform': { Name: 'Settings' } };
  changing(stack, stageOf({ ...CACHES, ResourcePath: { Ref: 'Path' }, CacheDataEncrypted: true }, unreadable));
  expect([...before(stack)!.values()].map(({ verdict }) => verdict)).toContain('UNRESOLVED');
});

test('knows nothing of what was not changed', () => {
  expect(before(new Stack(new App(), 'Shop'))).toBeUndefined();
});
