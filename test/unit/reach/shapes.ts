import { App, Aspects, Lazy, PropertyInjectors, Stack, Stage as CdkStage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Stage } from 'aws-cdk-lib/aws-apigateway';
import { cfnStage, ENTRY, fragment, included, meddle, nested, pipeline, product, rawStage, restApi, Rewriting, ShopStage, when } from './reached';
import { EncryptApiCache, EncryptApiCacheMode } from '../../../src';

/** A row of the README's table: the shape of an app, the call that was made, and what comes of it. */
export interface Row {
  readonly shape: string;
  readonly call: string;
  readonly happens: string;
  /** Builds the app and makes the call where a user would. */
  readonly build: (app: App) => void;
  readonly synthesis?: Parameters<App['synth']>[0];
  /** What it happens with, where it makes a difference. */
  readonly stabilization?: boolean;
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
  const codePipeline = pipeline(stack);
  codePipeline.addWave('First').addStage(new ShopStage(stack, 'Test', build));
  codePipeline.addWave('Second').addStage(new ShopStage(stack, 'Prod', build));
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
    happens: 'synthesis fails if one of them is unencrypted: aspects do not enter CDK stages',
    build: (app) => {
      aspect(app);
      deep(app);
    },
    outcome: 'fails',
    says: 'aspects do not cross CDK stage boundaries',
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
    says: 'aspects do not cross CDK stage boundaries',
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
    happens: 'synthesis fails if one of its CDK stages is unencrypted',
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
    shape: 'a CDK stage that was synthesized before the call, as `pipeline.addStage` does',
    call: EVERYWHERE,
    happens: 'synthesis fails if it is unencrypted, and says that the call came too late',
    build: (app) => {
      waves(app);
      everywhere(app);
    },
    outcome: 'fails',
    says: 'stack Delivery/Prod/Shop was synthesized before EncryptApiCache could reach it',
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
    shape: 'an aspect of yours breaks the encryption, whatever its priority',
    call: EVERYWHERE,
    happens: 'encrypted',
    build: (app) => {
      everywhere(app);
      const prod = deep(app);
      [0, 200, 500, 1000].forEach((priority) => meddle(prod, priority, (stage) => stage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false)));
    },
    outcome: 'encrypted',
  },
  {
    shape: 'the same, and `app.synth({ skipValidation: true })`',
    call: EVERYWHERE,
    happens: 'encrypted',
    build: (app) => {
      everywhere(app);
      meddle(deep(app), 1000, (stage) => stage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false));
    },
    synthesis: { skipValidation: true },
    outcome: 'encrypted',
  },
  {
    shape: 'a list that grows, a `Lazy` value or a validation of yours that changes a stage, late',
    call: ASPECT,
    happens: 'encrypted',
    build: (app) => {
      aspect(app);
      const stack = new Stack(app, 'Shop');
      const [list, lazy] = [[] as (typeof ENTRY)[], [] as (typeof ENTRY)[]];
      cfnStage(stack, 'Growing').methodSettings = list;
      cfnStage(stack, 'Lazy').methodSettings = Lazy.uncachedAny({ produce: () => lazy });
      const validated = cfnStage(stack, 'Validated');
      meddle(stack, 1000, () => [list, lazy].filter(({ length }) => length === 0).forEach((settings) => settings.push(ENTRY)));
      stack.node.addValidation({ validate: () => { validated.methodSettings = [{ ...ENTRY, cacheDataEncrypted: false }]; return []; } });
    },
    outcome: 'encrypted',
  },
  {
    shape: 'a stage that an aspect or a validation of yours creates, late, in a stack',
    call: ASPECT,
    happens: 'encrypted',
    build: (app) => {
      aspect(app);
      const stack = new Stack(app, 'Shop');
      when(stack, stack, () => cfnStage(stack, 'Late'));
      stack.node.addValidation({ validate: () => { stack.node.tryFindChild('Later') ?? cfnStage(stack, 'Later'); return []; } });
    },
    outcome: 'encrypted',
  },
  {
    shape: 'a stack that an aspect of yours creates',
    call: EVERYWHERE,
    happens: 'encrypted, with the feature flag `@aws-cdk/core:aspectStabilization`',
    build: (app) => {
      everywhere(app);
      when(app, new Stack(app, 'First'), () => cfnStage(new Stack(app, 'Late')));
    },
    stabilization: true,
    outcome: 'encrypted',
  },
  {
    shape: 'a stack that an aspect of yours creates',
    call: EVERYWHERE,
    happens: 'synthesis fails without that flag if it is unencrypted: CDK does not show it to other aspects',
    build: (app) => {
      everywhere(app);
      when(app, new Stack(app, 'First'), () => cfnStage(new Stack(app, 'Late')));
    },
    stabilization: false,
    outcome: 'fails',
    says: 'stack Late was created after EncryptApiCache ran',
  },
  {
    shape: 'an element of your own (`CfnElement`) that brings resources which are no constructs',
    call: ASPECT,
    happens: 'encrypted',
    build: (app) => {
      aspect(app);
      fragment(new Stack(app, 'Shop'));
    },
    outcome: 'encrypted',
  },
  {
    shape: 'a product of AWS Service Catalog (`ProductStack`)',
    call: ASPECT,
    happens: 'encrypted',
    build: (app) => {
      aspect(app);
      cfnStage(product(new Stack(app, 'Portfolio')));
    },
    outcome: 'encrypted',
  },
  {
    shape: 'a stack synthesizer of yours that edits the template once it is written',
    call: EVERYWHERE,
    happens: 'synthesis fails if that leaves a cache unencrypted',
    build: (app) => {
      everywhere(app);
      cfnStage(new Stack(app, 'Shop', { synthesizer: new Rewriting() }));
    },
    outcome: 'fails',
    says: 'the template of stack Shop was changed after EncryptApiCache encrypted it',
  },
  {
    shape: 'the app was synthesized before the call, by `app.synth()` or `Template.fromStack`',
    call: EVERYWHERE,
    happens: 'the call throws',
    build: (app) => {
      Template.fromStack(new Stack(app, 'Shop'));
      everywhere(app);
    },
    outcome: 'fails',
    says: 'the app was synthesized before EncryptApiCache.everywhere(...) was called',
  },
  {
    shape: 'stacks that exist, with what is added to them later',
    call: '`app.with(new EncryptApiCache())`',
    happens: 'encrypted',
    build: (app) => {
      const stack = new Stack(app, 'Shop');
      const prod = new ShopStage(app, 'Prod');
      app.with(new EncryptApiCache());
      cfnStage(stack, 'Late');
      cfnStage(prod.node.findChild('Shop') as Stack, 'Late');
    },
    outcome: 'encrypted',
  },
  {
    shape: 'a stack in a CDK stage that was synthesized before the call',
    call: '`app.with(new EncryptApiCache())`',
    happens: 'synthesis fails if it is unencrypted',
    build: (app) => {
      waves(app);
      app.with(new EncryptApiCache());
    },
    outcome: 'fails',
    says: 'stack Delivery/Prod/Shop was synthesized before EncryptApiCache could reach it',
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
