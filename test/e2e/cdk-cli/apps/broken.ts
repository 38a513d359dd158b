import { App, IPolicyValidationPlugin, Stack, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { validationReport } from '../../../../src/cdk/violations/report';
import { ApiCacheEncryptionChecks } from 'cdk-encrypt-api-cache';

// Every way in which a report goes wrong that the command line passes over: `-c case=…`, and `-c bare=true` to see it do so.
const app = new App();
const methodSettings = [{ httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true }];
const [broken] = ['Shop', 'Sound'].map((id) => new CfnStage(new Stack(app, id), 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings }));

const isBare = app.node.tryGetContext('bare') === 'true';
const crashing: IPolicyValidationPlugin = {
  name: 'ApiCache',
  validate: () => {
    const judge = () => { throw new Error('broken on purpose'); };
    return isBare ? judge() : validationReport(judge);
  },
};
/** Runs before or after the pack, when the templates are written. */
const beside = (act: () => unknown): IPolicyValidationPlugin => ({
  name: 'Beside',
  validate: () => {
    act();
    return { success: true, violations: [] };
  },
});
const breakStage = () => Object.defineProperty(broken.node, 'scopes', {
  configurable: true,
  get: () => {
    throw new Error('broken on purpose');
  },
});

const mendStage = () => Reflect.deleteProperty(broken.node, 'scopes');

const CASES: Readonly<Record<string, () => IPolicyValidationPlugin[]>> = {
  'crash at a stack': () => [beside(breakStage), new ApiCacheEncryptionChecks(app), beside(mendStage)],
  'crash elsewhere': () => [crashing],
  'stack not in the tree': () => [beside(() => app.node.tryRemoveChild('Shop')), new ApiCacheEncryptionChecks(app)],
};

Validations.of(app).addPlugins(...CASES[app.node.tryGetContext('case') as string]());
