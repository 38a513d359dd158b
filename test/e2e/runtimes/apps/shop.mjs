import { App, Stack, Validations } from 'aws-cdk-lib';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { ApiCacheEncryptionChecks, ApiCacheEvidence, EncryptApiCache } from 'cdk-encrypt-api-cache';

// Called with the folder of the cloud assembly, "encrypt", "check" or "encrypt-only" (without the pack), and the formats of evidence to write.
const [outdir, mode, ...formats] = process.argv.slice(2);

const app = new App({ outdir, analyticsReporting: false });
if (mode !== 'check') {
  EncryptApiCache.everywhere(app);
}
if (mode !== 'encrypt-only') {
  Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
}
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
