import { App, Aspects, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { ApiCacheEncryptionChecks, ApiCacheRuleSeverity, EncryptApiCache, EncryptApiCacheMode } from 'cdk-encrypt-api-cache';

// `-c with=pack,warning,aspect,report,late` says what looks, `-c separate=true` that CDK stages answer for themselves, `-c below=stack`
// that Prod is below a stack as in a pipeline.
const app = new App();
const given = String(app.node.tryGetContext('with')).split(',');
const separateCdkStages = app.node.tryGetContext('separate') === 'true';

if (given.includes('report')) {
  EncryptApiCache.everywhere(app, { mode: EncryptApiCacheMode.REPORT });
}

const main = new Stack(app, 'Main');
// An empty stack would be a warning of CDK.
[main, new Stack(new Stage(app, 'Staging'), 'Shop')].forEach((stack) => new CfnTopic(stack, 'Topic'));
const prod = new Stage(app.node.tryGetContext('below') === 'stack' ? main : app, 'Prod');
const shop = new Stack(prod, 'Shop');
['orders', 'items'].forEach((path) => new CfnStage(shop, path, {
  restApiId: 'abc',
  cacheClusterEnabled: true,
  methodSettings: [{ httpMethod: 'GET', resourcePath: `/~1${path}`, cachingEnabled: true }],
}));

if (given.includes('pack')) {
  const { ERROR, WARNING } = ApiCacheRuleSeverity;
  const severities = { CacheDataEncrypted: given.includes('warning') ? WARNING : ERROR };
  Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app, { severities, separateCdkStages }));
}
if (given.includes('aspect')) {
  Aspects.of(app).add(new EncryptApiCache({ separateCdkStages }));
}
if (given.includes('late')) {
  prod.synth();
  EncryptApiCache.everywhere(app, { separateCdkStages });
}
