import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { ApiCacheEncryptionChecks } from 'cdk-encrypt-api-cache';

// Nothing is wrong with the stacks that `cdk synth` selects by itself: `-c on=app` or `-c on=stage` says where the pack is.
const app = new App();
new Stack(app, 'Main');
const prod = new Stage(app, 'Prod');
const methodSettings = [{ httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true }];
const stage = new CfnStage(new Stack(prod, 'Shop'), 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings });

const scope = app.node.tryGetContext('on') === 'app' ? app : prod;
Validations.of(scope).addPlugins(new ApiCacheEncryptionChecks(scope));
if (app.node.tryGetContext('acknowledged') === 'true') {
  Validations.of(stage).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]', reason: 'public' });
}
