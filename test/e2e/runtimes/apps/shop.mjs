import { App, Stack, Validations } from 'aws-cdk-lib';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { ApiCacheEncryptionChecks, ApiCacheEvidence, EncryptApiCache } from 'cdk-encrypt-api-cache';

// Called with the folder of the cloud assembly, "encrypt" or "check", and the formats of evidence to write.
const [outdir, mode, ...formats] = process.argv.slice(2);

const app = new App({ outdir, analyticsReporting: false });
if (mode === 'encrypt') {
  EncryptApiCache.everywhere(app);
}
Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
if (formats.length > 0) {
  Validations.of(app).addPlugins(new ApiCacheEvidence({ formats }));
}

const api = new RestApi(new Stack(app, 'Shop'), 'Api', {
  deployOptions: {
    cacheClusterEnabled: true,
    cachingEnabled: true,
    methodOptions: { '/orders/GET': { cachingEnabled: true, cacheDataEncrypted: false } },
  },
});
api.root.addResource('orders').addMethod('GET');

app.synth();
