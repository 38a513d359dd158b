import { createRequire } from 'module';
import { Aspects, Stack } from 'aws-cdk-lib';
import { EncryptApiCache, EncryptApiCacheMode } from 'cdk-encrypt-api-cache';

// `-c call=everywhere|late|aspect|report`; OTHER_COPY names a folder with a copy of aws-cdk-lib that the app is made of.
const { OTHER_COPY: folder } = process.env;
const load = createRequire(folder === undefined ? __filename : `${folder}/app.js`);
const cdk = load('aws-cdk-lib') as typeof import('aws-cdk-lib');
const { CfnStage } = load('aws-cdk-lib/aws-apigateway') as typeof import('aws-cdk-lib/aws-apigateway');
if ((cdk.Stack === Stack) === (folder !== undefined)) {
  throw new Error('this is not the copy of aws-cdk-lib that was asked for');
}

const app = new cdk.App();
const call = app.node.tryGetContext('call') as string;

if (call === 'everywhere') {
  EncryptApiCache.everywhere(app);
}

new cdk.Stack(app, 'Main');
const prod = new cdk.Stage(app, 'Prod');
const methodSettings = [{ httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true }];
new CfnStage(new cdk.Stack(prod, 'Shop'), 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings });
prod.synth(); // as pipeline.addStage does

if (call === 'late') {
  EncryptApiCache.everywhere(app);
} else if (call === 'aspect' || call === 'report') {
  Aspects.of(app).add(new EncryptApiCache({ mode: call === 'report' ? EncryptApiCacheMode.REPORT : EncryptApiCacheMode.ENFORCE }));
}
