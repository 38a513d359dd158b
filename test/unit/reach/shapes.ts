import { App, Aspects, PropertyInjectors, Stack, Stage as CdkStage } from 'aws-cdk-lib';
import { Stage } from 'aws-cdk-lib/aws-apigateway';
import { cfnStage, fragment, included, meddle, nested, pipeline, rawStage, restApi, ShopStage } from './reached';
import { EncryptApiCache, EncryptApiCacheMode } from '../../../src';

/** A row of the README's table: the shape of an app, the call that was made, and what comes of it. */
export interface Row {
  readonly shape: string;
  readonly call: string;
  readonly happens: string;
  /** Builds the app and makes the call where a user would. */
  readonly build: (app: App) => void;
  readonly synthesis?: Parameters<App['synth']>[0];
  readonly outcome: 'encrypted' | 'fails' | 'warns' | 'encrypted there alone';
  /** Something that the written templates hold. */
  readonly holds?: string;
  /** Something that the report says. */
  readonly says?: string;
}

const EVERYWHERE = '`EncryptApiCache.everywhere(app)`';
const ASPECT = '`Aspects.of(app).add(new EncryptApiCache())`';
const everywhere = (app: App) => EncryptApiCache.everywhere(app);
const aspect = (app: App, mode?: EncryptApiCacheMode) => Aspects.of(app).add(new EncryptApiCache({ mode }));

const deep = (app: App) => new ShopStage(new CdkStage(app, 'Outer'), 'Prod');

function waves(app: App, build?: (stack: Stack) => unknown): void {
  const stack = new Stack(app, 'Delivery');
  const one = pipeline(stack);
  one.addWave('First').addStage(new ShopStage(stack, 'Test', build));
  one.addWave('Second').addStage(new ShopStage(stack, 'Prod', build));
}

export const ROWS: readonly Row[] = [
  {
    shape: 'stacks and nested stacks right below the app',
    call: ASPECT,
    happens: 'encrypted',
    build: (app) => {
      cfnStage(nested(new Stack(app, 'Shop')));
      aspect(app);
    },
    outcome: 'encrypted',
  },
  {
    shape: 'CDK stages, two deep',
    call: EVERYWHERE,
    happens: 'encrypted',
    build: (app) => {
      deep(app);
      everywhere(app);
    },
    outcome: 'encrypted',
  },
  {
    shape: 'CDK stages, two deep',
    call: ASPECT,
    happens: 'synthesis fails if one of them caches in clear: aspects do not enter CDK stages',
    build: (app) => {
      aspect(app);
      deep(app);
    },
    outcome: 'fails',
    says: 'aspects do not enter CDK stages',
  },
  {
    shape: 'CDK stages, two deep',
    call: '`Aspects.of(app).add(new EncryptApiCache({ mode }))` with mode `REPORT`',
    happens: 'a warning for each finding in them',
    build: (app) => {
      aspect(app, EncryptApiCacheMode.REPORT);
      deep(app);
    },
    outcome: 'warns',
    says: 'aspects do not enter CDK stages',
  },
  {
    shape: 'a CDK stage that is created after the call',
    call: EVERYWHERE,
    happens: 'encrypted',
    build: (app) => {
      everywhere(app);
      deep(app);
    },
    outcome: 'encrypted',
  },
  {
    shape: 'L1, raw resources or included templates in such a CDK stage',
    call: EVERYWHERE,
    happens: 'encrypted',
    build: (app) => {
      everywhere(app);
      new ShopStage(app, 'L1');
      new ShopStage(app, 'Raw', rawStage);
      new ShopStage(app, 'Included', included);
    },
    outcome: 'encrypted',
  },
  {
    shape: 'a CDK pipeline with two waves',
    call: EVERYWHERE,
    happens: 'encrypted',
    build: (app) => {
      everywhere(app);
      waves(app);
    },
    outcome: 'encrypted',
  },
  {
    shape: 'a CDK pipeline with two waves',
    call: ASPECT,
    happens: 'synthesis fails if one of its CDK stages caches in clear',
    build: (app) => {
      aspect(app);
      waves(app);
    },
    outcome: 'fails',
    says: 'call EncryptApiCache.everywhere(app) at the top of the app',
  },
  {
    shape: 'nested stacks in a CDK stage of a pipeline',
    call: EVERYWHERE,
    happens: 'encrypted',
    build: (app) => {
      everywhere(app);
      waves(app, (stack) => cfnStage(nested(stack)));
    },
    outcome: 'encrypted',
  },
  {
    shape: 'a CDK stage that was synthesised before the call, as `pipeline.addStage` does',
    call: EVERYWHERE,
    happens: 'synthesis fails if it caches in clear, and says that the call came too late',
    build: (app) => {
      waves(app);
      everywhere(app);
    },
    outcome: 'fails',
    says: 'stack Delivery/Prod/Shop was synthesised before EncryptApiCache could reach it',
  },
  {
    shape: 'a property injector of your own for stages',
    call: EVERYWHERE,
    happens: 'encrypted, and your injector is as it was',
    build: (app) => {
      PropertyInjectors.of(app).add({
        constructUniqueId: Stage.PROPERTY_INJECTION_ID,
        inject: (props) => ({ ...props, description: 'injected' }),
      });
      everywhere(app);
      new ShopStage(app, 'Prod', restApi);
    },
    outcome: 'encrypted',
    holds: '"Description":"injected"',
  },
  {
    shape: 'an aspect of yours with a lower number changes method settings',
    call: EVERYWHERE,
    happens: 'encrypted',
    build: (app) => {
      everywhere(app);
      meddle(deep(app), 199, (stage) => stage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false));
    },
    outcome: 'encrypted',
  },
  {
    shape: 'an aspect of yours with a higher number breaks the encryption',
    call: EVERYWHERE,
    happens: 'synthesis fails, naming stage and method',
    build: (app) => {
      everywhere(app);
      meddle(deep(app), 201, (stage) => stage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false));
    },
    outcome: 'fails',
    says: 'method setting ~1orders/GET (GET /orders) of stage Outer/Prod/Shop/Stage caches responses in clear (CacheDataEncrypted: false); set it to true;'
      + ' this was changed after EncryptApiCache had visited the stage: let what changes it run first',
  },
  {
    shape: 'the same, and `app.synth({ skipValidation: true })`',
    call: EVERYWHERE,
    happens: 'synthesis fails as well',
    build: (app) => {
      everywhere(app);
      meddle(deep(app), 201, (stage) => stage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false));
    },
    synthesis: { skipValidation: true },
    outcome: 'fails',
    says: 'this was changed after EncryptApiCache had visited the stage',
  },
  {
    shape: 'an element of your own (`CfnElement`) that brings resources which are no constructs',
    call: ASPECT,
    happens: 'synthesis fails if one of them caches in clear',
    build: (app) => {
      aspect(app);
      fragment(new Stack(app, 'Shop'));
    },
    outcome: 'fails',
    says: 'stack Shop has it in a template, but no construct that EncryptApiCache could visit',
  },
  {
    shape: 'one CDK stage, or one stack, alone',
    call: '`EncryptApiCache.everywhere(prod)`',
    happens: 'that and everything below it is encrypted, nothing else is touched or looked at',
    build: (app) => {
      const prod = new ShopStage(app, 'Prod');
      EncryptApiCache.everywhere(prod);
      new ShopStage(prod, 'Inner');
      new ShopStage(app, 'Test');
    },
    outcome: 'encrypted there alone',
  },
];
