import type { Aspects, App, Stack } from 'aws-cdk-lib';
import type { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { child, clock, library } from '../child';

export type Loaded = 'nothing else' | 'ours' | 'cdk-nag';

interface Cdk {
  readonly App: typeof App;
  readonly Aspects: typeof Aspects;
  readonly Stack: typeof Stack;
}

/* eslint-disable @typescript-eslint/no-require-imports -- loading is what is measured here */
child((loaded: Loaded) => clock(() => {
  const cdk = require('aws-cdk-lib') as Cdk;
  const { CfnStage: Stage } = require('aws-cdk-lib/aws-apigateway') as { readonly CfnStage: typeof CfnStage };
  const app = new cdk.App();
  new Stage(new cdk.Stack(app, 'Shop'), 'Stage', { restApiId: 'api' });
  switch (loaded) {
    case 'ours':
      cdk.Aspects.of(app).add(new (library().EncryptApiCache)());
      break;
    case 'cdk-nag':
      new (require('cdk-nag') as typeof import('cdk-nag')).AwsSolutionsChecks(app);
  }
}));
