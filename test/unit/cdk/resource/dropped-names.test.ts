import { writeFileSync } from 'fs';
import { join } from 'path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { ApiCacheAudit } from '../../../../src';
import { folderWith } from '../../../support/command';

const ENTRY = { httpMethod: '*', resourcePath: '/*', cachingEnabled: true };
const UNKNOWN = '; unknown property cacheDataEncypted, did you mean CacheDataEncrypted?';

function messagesOf(make: (stack: Stack) => void): readonly string[] {
  const stack = new Stack(new App(), 'S');
  make(stack);
  return ApiCacheAudit.ofScope(stack).rows.map(({ message }) => message);
}

const stageWith = (stack: Stack, ...methodSettings: object[]) => new CfnStage(stack, 'Stage', { restApiId: 'a', cacheClusterEnabled: true, methodSettings });

test('a flag that is misspelt in the props of an L1, which CDK drops', () => {
  expect(messagesOf((stack) => stageWith(stack, ENTRY, { ...ENTRY, httpMethod: 'GET', resourcePath: '/~1a', cacheDataEncypted: true }))).toEqual([
    expect.not.stringContaining('unknown property') as string, expect.stringContaining(UNKNOWN) as string,
  ]);
});

test.each<[string, (stack: Stack) => void]>([
  ['the right one', (stack) => stageWith(stack, { ...ENTRY, cacheDataEncrypted: false })],
  ['the right one beside it', (stack) => stageWith(stack, { ...ENTRY, cacheDataEncrypted: false, cacheDataEncypted: true })],
  ['an entry that does not cache', (stack) => stageWith(stack, { ...ENTRY, cachingEnabled: false, cacheDataEncypted: true })],
  ['a list that is overridden', (stack) => stageWith(stack, { ...ENTRY, cacheDataEncypted: true }).addPropertyOverride('MethodSettings.0.CachingEnabled', true)],
])('nothing of it: %s', (_, make) => {
  const messages = messagesOf(make);
  expect(messages).not.toHaveLength(0);
  expect(messages.join()).not.toContain('unknown property');
});

test.each<[string, (stack: Stack) => void, string]>([
  ['an override', (stack) => stageWith(stack, ENTRY).addPropertyOverride('MethodSettings.0.CacheDataEncypted', true), '; unknown property CacheDataEncypted, did you mean CacheDataEncrypted?'],
  ['an override beside the list', (stack) => stageWith(stack, ENTRY).addPropertyOverride('CacheDataEncrypted', true), '; CacheDataEncrypted beside MethodSettings has no effect, CacheDataEncrypted belongs in each entry'],
  ['a raw resource', (stack) => new CfnResource(stack, 'Raw', { type: 'AWS::ApiGateway::Stage', properties: { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, cacheDataEncrypted: true }] } }), '; unknown property cacheDataEncrypted, did you mean CacheDataEncrypted?'],
  ['an included template', (stack) => {
    const file = join(folderWith(), 'a.json');
    writeFileSync(file, JSON.stringify({ Resources: { P: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'a', CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, CacheDataEncypted: true }] } } } }));
    new CfnInclude(stack, 'Included', { templateFile: file });
  }, 'CacheDataEncypted'],
])('%s', (_, make, expected) => {
  expect(messagesOf(make).join()).toContain(expected);
});
