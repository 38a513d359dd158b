import { App, Aspects } from 'aws-cdk-lib';
import { EncryptApiCache } from 'cdk-encrypt-api-cache';
import { ShopStack } from './shop-stack';

const app = new App();
new ShopStack(app, 'Shop');
Aspects.of(app).add(new EncryptApiCache());
