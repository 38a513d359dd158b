import { execFileSync } from 'child_process';
import { App, CfnCondition, CfnParameter, CfnResource, Fn, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnDeployment, CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnApi } from 'aws-cdk-lib/aws-sam';
import { NagMessageLevel, NagPack, rules } from 'cdk-nag';
import { ApiCacheEncryptionChecks, ApiCacheRuleSeverity } from '../../../src';
import { testApp } from '../../support/app';
import { ROOT } from '../../support/paths';
import { PackReport, packReport } from '../../support/report';

/** A pack of the one rule that four packs of cdk-nag have on API caches: HIPAA.Security, NIST.800.53.R4, NIST.800.53.R5, PCI.DSS.321. */
class CdkNag extends NagPack {
  public readonly name = 'CdkNag';

  public constructor(private readonly level = NagMessageLevel.ERROR) {
    super();
    this.packName = 'CdkNag';
  }

  protected checkResource(node: CfnResource): void {
    this.applyRule({ node, rule: rules.apigw.APIGWCacheEnabledAndEncrypted, level: this.level, info: 'not cached, or not encrypted', explanation: '' });
  }
}

interface Both {
  readonly cdkNag: PackReport;
  readonly ours: PackReport;
}

/** Both packs on one app, in one process: what CDK has written down of either. */
function both(build: (app: App) => void): Both {
  const app = testApp();
  build(app);
  Validations.of(app).addPlugins(new CdkNag(), new ApiCacheEncryptionChecks(app));
  return { cdkNag: packReport(app, 'CdkNag'), ours: packReport(app) };
}

const inShop = (build: (stack: Stack) => void) => both((app) => build(new Stack(app, 'Shop')));

const DEFAULT = { httpMethod: '*', resourcePath: '/*' };
const ORDERS = { httpMethod: 'GET', resourcePath: '/~1orders' };
const ENCRYPTED_DEFAULT = { ...DEFAULT, cachingEnabled: true, cacheDataEncrypted: true };
const UNENCRYPTED = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };

function stage(stack: Stack, methodSettings?: unknown): CfnStage {
  return new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: methodSettings as CfnStage.MethodSettingProperty[] });
}

const THEIR_FINDING = 'Shop/Stage CdkNag-APIGWCacheEnabledAndEncrypted';
const OUR_FINDING = 'Shop/Stage ApiCache-CacheDataEncrypted';

describe('1: a stage that does not cache', () => {
  test.each<[string, (stack: Stack) => void]>([
    ['without method settings', (stack) => new CfnStage(stack, 'Stage', { restApiId: 'abc' })],
    ['with caching off', (stack) => stage(stack, [{ ...DEFAULT, cachingEnabled: false }])],
    ['with throttling alone', (stack) => stage(stack, [{ ...DEFAULT, throttlingRateLimit: 5 }])],
  ])('%s: cdk-nag fails it, we do not', (_, build) => {
    const { cdkNag, ours } = inShop(build);
    expect(cdkNag).toMatchObject({ conclusion: 'failure', active: [THEIR_FINDING] });
    expect(ours).toMatchObject({ conclusion: 'success', active: [] });
  });
});

describe('2: an unencrypted override behind an encrypted stage default', () => {
  test('cdk-nag passes it, we name the method', () => {
    const { cdkNag, ours } =
      inShop((stack) => stage(stack, [ENCRYPTED_DEFAULT, { ...ORDERS, cachingEnabled: true, cacheDataEncrypted: false }]));
    expect(cdkNag.active).toEqual([]);
    expect(ours).toMatchObject({ conclusion: 'failure', active: [`${OUR_FINDING}[~1orders/GET]`] });
  });
});

describe('3: a flag that is decided at deployment', () => {
  test.each<[string, (stack: Stack) => unknown]>([
    ['a parameter', (stack) => new CfnParameter(stack, 'Encrypt', { default: 'false' }).value],
    ['a condition', (stack) => Fn.conditionIf(new CfnCondition(stack, 'IsProd').logicalId, true, false)],
  ])('%s: cdk-nag takes any object for true, we do not', (_, flag) => {
    const { cdkNag, ours } = inShop((stack) => stage(stack, [{ ...DEFAULT, cachingEnabled: true, cacheDataEncrypted: flag(stack) }]));
    expect(cdkNag.active).toEqual([]);
    expect(ours.active).toEqual([expect.stringMatching(/^Shop\/Stage ApiCache-\w+\[\*\/\*\]$/)]);
  });
});

describe('4: a list that is decided at deployment', () => {
  const conditional = (isSo: object, isNot: object) => inShop((stack) => {
    const isProd = new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals(Fn.ref('AWS::Region'), 'eu-west-1') });
    stage(stack, Fn.conditionIf(isProd.logicalId, [isSo], [isNot]));
  });
  const ENCRYPTED = { ...UNENCRYPTED, CacheDataEncrypted: true };

  test('cdk-nag throws, and reports its own crash as a violation; we see that both are encrypted', () => {
    const { cdkNag, ours } = conditional(ENCRYPTED, ENCRYPTED);
    expect(cdkNag.violations.map(({ description }) => description)).toEqual([expect.stringContaining('Rule threw an error')]);
    expect(ours.active).toEqual([]);
  });

  test('and say when one is not', () => {
    const { cdkNag, ours } = conditional(ENCRYPTED, UNENCRYPTED);
    expect(cdkNag.violations.map(({ description }) => description)).toEqual([expect.stringContaining('Rule threw an error')]);
    expect(ours.violations.map(({ description }) => description)).toEqual([
      'method setting */* (every method) caches responses unencrypted when condition IsProd is false (CacheDataEncrypted is not set and defaults to false)',
    ]);
  });
});

describe('5: a property override', () => {
  test('that breaks encryption: cdk-nag passes it, we do not', () => {
    const { cdkNag, ours } = inShop((stack) => stage(stack, [ENCRYPTED_DEFAULT]).addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false));
    expect(cdkNag.active).toEqual([]);
    expect(ours.active).toEqual([`${OUR_FINDING}[*/*]`]);
  });

  test('that encrypts: cdk-nag fails it, we do not', () => {
    const { cdkNag, ours } = inShop((stack) => stage(stack, [{ ...DEFAULT, cachingEnabled: true }]).addPropertyOverride('MethodSettings.0.CacheDataEncrypted', true));
    expect(cdkNag.active).toEqual([THEIR_FINDING]);
    expect(ours.active).toEqual([]);
  });
});

describe('6: a raw CfnResource', () => {
  test('cdk-nag passes it, we do not', () => {
    const { cdkNag, ours } = inShop((stack) => new CfnResource(stack, 'Stage', {
      type: 'AWS::ApiGateway::Stage',
      properties: { RestApiId: 'abc', CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] },
    }));
    expect(cdkNag.active).toEqual([]);
    expect(ours.active).toEqual([`${OUR_FINDING}[*/*]`]);
  });
});

describe('7: a stage that is no AWS::ApiGateway::Stage', () => {
  test.each<[string, (stack: Stack) => void]>([
    ['StageDescription', (stack) => new CfnDeployment(stack, 'Stage', {
      restApiId: 'abc', stageName: 'prod', stageDescription: { cacheClusterEnabled: true, cachingEnabled: true },
    })],
    ['AWS::Serverless::Api', (stack) => new CfnApi(stack, 'Stage', { stageName: 'prod', cacheClusterEnabled: true, methodSettings: [UNENCRYPTED] })],
  ])('%s: cdk-nag does not look, we do', (_, build) => {
    const { cdkNag, ours } = inShop(build);
    expect(cdkNag.active).toEqual([]);
    expect(ours.active).toEqual([`${OUR_FINDING}[*/*]`]);
  });
});

describe('8: where it is', () => {
  test('cdk-nag points at all properties and names no method, we point at the one that decides', () => {
    const app = testApp();
    stage(new Stack(app, 'Shop'), [{ ...ORDERS, cachingEnabled: true }]);
    const locations = [new CdkNag(), new ApiCacheEncryptionChecks(app)].map((pack) =>
      pack.validateScope(app).violations.flatMap(({ violatingResources }) => violatingResources.flatMap((resource) => resource.locations)));
    expect(locations).toEqual([['Properties'], ['Properties.MethodSettings.0.CacheDataEncrypted']]);
  });

  test('and so does the report of CDK', () => {
    const { cdkNag, ours } = inShop((stack) => stage(stack, [{ ...ORDERS, cachingEnabled: true }]));
    expect(JSON.stringify(cdkNag.violations)).not.toMatch(/MethodSettings|~1orders/);
    expect(ours.violations).toMatchObject([{
      description: expect.stringContaining('method setting ~1orders/GET') as string,
      suggestedFix: expect.stringContaining('Properties.MethodSettings.0.CacheDataEncrypted') as string,
      ruleMetadata: { property: 'Properties.MethodSettings.0.CacheDataEncrypted' },
    }]);
  });
});

describe('9: a pack that is registered on one CDK stage', () => {
  test('cdk-nag reports on the whole app, we on that CDK stage', () => {
    const app = testApp();
    const prod = new Stage(app, 'Prod');
    [new Stack(prod, 'Shop'), new Stack(app, 'Elsewhere')].forEach((stack) => stage(stack, [{ ...DEFAULT, cachingEnabled: true }]));
    Validations.of(prod).addPlugins(new CdkNag(), new ApiCacheEncryptionChecks(prod));
    expect(packReport(app, 'CdkNag').active.map((line) => line.split(' ')[0])).toEqual(['Elsewhere/Stage', 'Prod/Shop/Stage']);
    expect(packReport(app).active.map((line) => line.split(' ')[0])).toEqual(['', 'Prod/Shop/Stage']);
  });
});

describe('10: warnings alone', () => {
  test('cdk-nag concludes a failure, we a success with the warning in it', () => {
    const app = testApp();
    stage(new Stack(app, 'Shop'), [{ ...DEFAULT, cachingEnabled: true }]);
    const severities = { CacheDataEncrypted: ApiCacheRuleSeverity.WARNING };
    Validations.of(app).addPlugins(new CdkNag(NagMessageLevel.WARN), new ApiCacheEncryptionChecks(app, { severities }));
    const [cdkNag, ours] = [packReport(app, 'CdkNag'), packReport(app)];
    expect([...cdkNag.violations, ...ours.violations].map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect([cdkNag.conclusion, ours.conclusion]).toEqual(['failure', 'success']);
  });
});

describe('11: what has to be loaded', () => {
  /** The files of cdk-nag and of service modules that a bare process loads with the module. */
  function loadedWith(module: string): string[] {
    const script = `require(${JSON.stringify(module)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
    const output = execFileSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', script], {
      cwd: ROOT, encoding: 'utf8', env: { ...process.env, TS_NODE_PROJECT: 'tsconfig.dev.json' },
    });
    return (JSON.parse(output) as string[]).filter((file) => /cdk-nag\/lib\/|aws-cdk-lib\/aws-/.test(file)).map((file) => file.replace(/.*node_modules\//, ''));
  }

  test('cdk-nag loads its packs, its rules and the services that they look at; we load its base class', () => {
    expect(loadedWith('cdk-nag').length).toBeGreaterThan(200);
    expect(loadedWith('./src/public/api-cache-encryption-checks.ts').sort()).toEqual(['cdk-nag/lib/nag-pack.js', 'cdk-nag/lib/nag-rules.js']);
  });
});
