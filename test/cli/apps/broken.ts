import { App, CfnResource, IPolicyValidationPlugin, PolicyValidationPluginReport, Stack, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { failClosed } from '../../../src/cdk/fail-closed';
import { ApiCacheEncryptionChecks } from 'cdk-encrypt-api-cache';

// Every way in which a report goes wrong that the command line passes over: `-c case=…`, and `-c bare=true` to see it do so.
const app = new App();
const shop = new Stack(app, 'Shop');
const methodSettings = [{ httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true }];
const [broken] = ['Broken', 'Sound'].map((id) => new CfnStage(shop, id, { restApiId: 'abc', cacheClusterEnabled: true, methodSettings }));

const isBare = app.node.tryGetContext('bare') === 'true';
const plugin = (judge: () => PolicyValidationPluginReport): IPolicyValidationPlugin => ({
  name: 'ApiCache',
  validate: ({ appConstruct }) => isBare ? judge() : failClosed(appConstruct, judge),
});
/** Runs before the pack, when the templates are written. */
const beforehand = (act: () => void): IPolicyValidationPlugin => ({
  name: 'Beforehand',
  validate: () => {
    act();
    return { success: true, violations: [] };
  },
});
const breakRendering = () => Object.assign(broken satisfies CfnResource, {
  _toCloudFormation: () => {
    throw new Error('broken on purpose');
  },
});

const CASES: Readonly<Record<string, () => IPolicyValidationPlugin[]>> = {
  'crash at a stage': () => [beforehand(breakRendering), new ApiCacheEncryptionChecks(app)],
  'crash elsewhere': () => [plugin(() => {
    throw new Error('broken on purpose');
  })],
  'stack not in the tree': () => [beforehand(() => app.node.tryRemoveChild('Shop')), new ApiCacheEncryptionChecks(app)],
  'construct path not in the tree': () => [plugin(() => ({
    success: false,
    violations: [{ ruleName: 'Rule', description: 'caches in clear', severity: 'error', violatingResources: [{ constructPath: 'Gone/Stage', locations: [] }] }],
  }))],
  'failure without a violation': () => [plugin(() => ({ success: false, violations: [] }))],
};

Validations.of(app).addPlugins(...CASES[app.node.tryGetContext('case') as string]());
