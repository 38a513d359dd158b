import * as cdk from 'aws-cdk-lib';
import { CfnStage, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiCacheAudit,
  ApiCacheConfigRule,
  ApiCacheEncryptionChecks,
  ApiCacheGuardHook,
  ApiCacheRemediation,
  EncryptApiCache,
} from 'cdk-encrypt-api-cache';

const app = new cdk.App();

// Encrypts every API cache, in CDK stages too, and proves it in the written templates.
EncryptApiCache.everywhere(app);
cdk.Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));

// An API that caches. The aspect adds the stage default that AWS Control Tower demands.
const shop = new cdk.Stack(app, 'Shop');
const api = new RestApi(shop, 'Api', {
  deployOptions: {
    cacheClusterEnabled: true,
    methodOptions: { '/orders/GET': { cachingEnabled: true } },
  },
});
api.root.addResource('orders').addMethod('GET', new MockIntegration());
cdk.Aspects.of(shop).add(new EncryptApiCache({ ensureStageDefault: true }));

// The same for partners, in a CDK stage, which aspects of the app do not enter.
const partners = new cdk.Stack(new cdk.Stage(app, 'Partners'), 'Api');
new CfnStage(partners, 'Prod', {
  restApiId: 'abc123',
  cacheClusterEnabled: true,
  methodSettings: [
    { httpMethod: '*', resourcePath: '/*', cachingEnabled: true },
    { httpMethod: 'GET', resourcePath: '/~1prices', cachingEnabled: true },
    { httpMethod: 'GET', resourcePath: '/catalogue', throttlingRateLimit: 10 }, // no effect: has to be /~1catalogue
  ],
});
cdk.Validations.of(partners).acknowledge({
  id: 'ApiCache::ApiCache-CacheDataEncrypted[~1prices/GET]',
  reason: 'public price list, approved by the data owner',
});

// Stages that nobody made with CDK: AWS Config judges them and can encrypt them, a hook warns before they are made.
const compliance = new cdk.Stack(app, 'Compliance');
new ApiCacheConfigRule(compliance, 'ApiCacheEncrypted', { remediation: ApiCacheRemediation.MANUAL });
new ApiCacheGuardHook(compliance, 'Hook');

// Evidence: each method setting as it stands before synthesis encrypts it.
for (const row of ApiCacheAudit.ofScope(app).rows) {
  process.stderr.write(`${row.constructPath} ${row.methodKey}: ${row.verdict}\n`);
}
