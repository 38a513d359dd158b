import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { ApiCacheEncryptionChecks } from 'cdk-encrypt-api-cache';

// The line that makes a stage is not always the one to look at.
const app = new App();
const stage = new CfnStage(new Stack(app, 'Shop'), 'Stage', { restApiId: 'abc', cacheClusterEnabled: true });

stage.methodSettings = [{ httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true }];

Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
