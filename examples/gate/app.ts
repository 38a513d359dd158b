import { App, Aspects, Validations } from 'aws-cdk-lib';
import { ShopStack } from '../shop/shop-stack';
import { ApiCacheEncryptionChecks, EncryptApiCache } from 'cdk-encrypt-api-cache';

// The shop behind the gate: `cdk synth` fails, and lists the unencrypted caches.
const app = new App();
new ShopStack(app, 'Shop');
Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));

// With `-c encrypt=true` the gate opens.
if (app.node.tryGetContext('encrypt') === 'true') {
  Aspects.of(app).add(new EncryptApiCache());
}
