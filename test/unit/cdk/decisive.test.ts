import { isDecisive } from '../../../src/cdk/decisive';

test.each<[string, boolean]>([
  ['', true],
  ['Type', true],
  ['Condition', true],
  ['Metadata/x', false],
  ['DependsOn/0', false],
  ['Properties', true],
  ['Properties/CacheClusterEnabled', true],
  ['Properties/cacheClusterEnabled', true],
  ['Properties/DeploymentId', false],
  ['Properties/StageName', false],
  ['Properties/Variables', false],
  ['Properties/MethodSettings', true],
  ['Properties/methodSettings/0/cachingEnabled', true],
  ['Properties/MethodSettings/0/LoggingLevel', false],
  ['Properties/MethodSettings/Fn::If/1/0/LoggingLevel', true],
  ['Properties/StageDescription/CachingEnabled', true],
  ['Properties/StageDescription/Description', false],
  ['Properties/StageDescription/MethodSettings/1/ResourcePath/Fn::Join', true],
  ['Properties/Events/Get/Type', true],
  ['Properties/Events/Get/Properties/RestApiId/Ref', true],
  ['Properties/Events/Queue/Properties/Queue', false],
  ['Globals/Api/MethodSettings/0/HttpMethod', true],
  ['Globals/Function/Timeout', false],
])('%s: %s', (path, expected) => {
  expect(isDecisive(path === '' ? [] : path.split('/'))).toBe(expected);
});
