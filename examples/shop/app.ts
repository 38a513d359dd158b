import { App, Aspects } from 'aws-cdk-lib';
import { ShopStack } from './shop-stack';
import { EncryptApiCache } from 'cdk-encrypt-api-cache';

const app = new App();
new ShopStack(app, 'Shop');
Aspects.of(app).add(new EncryptApiCache());
