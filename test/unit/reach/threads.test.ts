import { App, Aspects, CfnResource, IAspect, Stack, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { NagMessageLevel, NagPack, rules } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { cfnStage, pipeline, reached, ShopStage } from './reached';
import { EncryptApiCache } from '../../../src';
import { testApp } from '../../support/app';
import { packReport } from '../../support/report';

// False greens that were reported to CDK and cdk-nag: what plain aspects make of them, and what we do.

/** What people write themselves. */
class PlainAspect implements IAspect {
  public visit(node: IConstruct): void {
    if (node instanceof CfnStage) {
      node.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', true);
    }
  }
}

/** cdk-nag's rule on API caches in a pack of its own, added in the way that cdk-nag 2 was. */
class NagAspect extends NagPack implements IAspect {
  public readonly name = 'Nag';
  protected packName = 'Nag';
  public readonly found: string[] = [];

  public visit(node: IConstruct): void {
    if (CfnResource.isCfnResource(node)) {
      this.checkResource(node);
    }
  }

  protected checkResource(node: CfnResource): void {
    if (rules.apigw.APIGWCacheEnabledAndEncrypted(node) === 'Non-Compliant') {
      this.found.push(node.node.path);
    }
  }
}

const UNENCRYPTED = [expect.stringMatching(/Prod\/Shop Stage ~1orders\/GET: UNENCRYPTED/)];
const ENCRYPTED = [expect.stringMatching(/Prod\/Shop Stage ~1orders\/GET: ENCRYPTED/)];

describe('https://github.com/aws/aws-cdk/issues/20468: aspects of an app are not inherited by its CDK stages', () => {
  const build = () => {
    const app = testApp();
    new ShopStage(app, 'Prod');
    return app;
  };

  test('a plain aspect misses, and nobody is told', () => {
    const app = build();
    Aspects.of(app).add(new PlainAspect());
    expect(reached(app)).toEqual({ verdicts: UNENCRYPTED, errors: [], warnings: [] });
  });

  test('EncryptApiCache as an aspect makes synthesis fail', () => {
    const app = build();
    Aspects.of(app).add(new EncryptApiCache());
    expect(reached(app).errors).toHaveLength(1);
    expect(packReport(app).conclusion).toBe('failure');
  });

  test('EncryptApiCache.everywhere encrypts', () => {
    const app = build();
    EncryptApiCache.everywhere(app);
    expect(reached(app)).toEqual({ verdicts: ENCRYPTED, errors: [], warnings: [] });
  });
});

describe('https://github.com/aws/aws-cdk/issues/17805: neither are they applied to the CDK stages of a pipeline', () => {
  const build = (first: (app: App) => void = () => undefined) => {
    const app = testApp();
    first(app);
    const stack = new Stack(app, 'Delivery');
    pipeline(stack).addStage(new ShopStage(stack, 'Prod'));
    return app;
  };

  test('a plain aspect misses, and so does one that is added to the CDK stage after addStage', () => {
    const app = build((tree) => Aspects.of(tree).add(new PlainAspect()));
    Aspects.of(app.node.findChild('Delivery').node.findChild('Prod')).add(new PlainAspect());
    expect(reached(app)).toEqual({ verdicts: UNENCRYPTED, errors: [], warnings: [] });
  });

  test('EncryptApiCache.everywhere encrypts', () => {
    expect(reached(build((app) => EncryptApiCache.everywhere(app)))).toEqual({ verdicts: ENCRYPTED, errors: [], warnings: [] });
  });

  test('called too late, it makes synthesis fail and says so', () => {
    const app = build();
    EncryptApiCache.everywhere(app);
    expect(reached(app).errors.map(({ description }) => description)).toEqual([
      expect.stringContaining('stack Delivery/Prod/Shop was synthesized before EncryptApiCache could reach it'),
    ]);
  });
});

describe.each([
  ['https://github.com/cdklabs/cdk-nag/issues/637: cdk-nag as an aspect finds nothing in CDK stages', (app: App) => new ShopStage(app, 'Prod')],
  ['https://github.com/cdklabs/cdk-nag/issues/1726: nor in those of a pipeline', (app: App) => {
    const stack = new Stack(app, 'Delivery');
    pipeline(stack).addStage(new ShopStage(stack, 'Prod'));
  }],
])('%s', (_, build) => {
  test('cdk-nag as an aspect of the app is green', () => {
    const app = testApp();
    const nag = new NagAspect();
    Aspects.of(app).add(nag);
    build(app);
    expect(reached(app).verdicts).toEqual(UNENCRYPTED);
    expect(nag.found).toEqual([]);
  });

  test('the same rule sees the stage where it is not in a CDK stage', () => {
    const app = testApp();
    const nag = new NagAspect();
    Aspects.of(app).add(nag);
    cfnStage(new Stack(app, 'Shop'));
    app.synth();
    expect(nag.found).toEqual(['Shop/Stage']);
  });

  test('EncryptApiCache as an aspect makes synthesis fail, everywhere encrypts', () => {
    const app = testApp();
    Aspects.of(app).add(new EncryptApiCache());
    build(app);
    expect(packReport(app).conclusion).toBe('failure');
    const secondApp = testApp();
    EncryptApiCache.everywhere(secondApp);
    build(secondApp);
    expect(reached(secondApp)).toEqual({ verdicts: ENCRYPTED, errors: [], warnings: [] });
  });
});

test('cdk-nag 3 as a plugin does see CDK stages: there the comparison is about what it sees in them (npx projen peers)', () => {
  class Pack extends NagPack {
    public readonly name = 'Nag';
    protected packName = 'Nag';
    protected checkResource(node: CfnResource): void {
      this.applyRule({ node, rule: rules.apigw.APIGWCacheEnabledAndEncrypted, level: NagMessageLevel.ERROR, info: 'not encrypted', explanation: '' });
    }
  }
  const app = testApp();
  new ShopStage(app, 'Prod');
  Validations.of(app).addPlugins(new Pack());
  expect(packReport(app, 'Nag').active).toHaveLength(1);
});
