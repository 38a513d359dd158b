import {
  App, AppProps, Aspects, CfnElement, CfnResource, IPolicyValidationContext, Lazy, LegacyStackSynthesizer,
  NestedStack, Stack, Stage, Validations,
} from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CloudFormationProduct, CloudFormationTemplate, ProductStack } from 'aws-cdk-lib/aws-servicecatalog';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { NagMessageLevel, NagRuleCompliance } from 'cdk-nag';
import { Construct } from 'constructs';
import {
  ApiCacheEncryptionChecks, ApiCacheEncryptionChecksProps, ApiCacheRuleSeverity, ComplianceFramework,
  EncryptApiCache,
} from '../../../src';
import { CACHE_ENCRYPTION_MAPPINGS } from '../../../src/catalog/frameworks';
import { RULE_NAMES, ruleId } from '../../../src/catalog/rules';
import { stagesOf } from '../../../src/core/judgement/template-stages';
import { rulePage } from '../../../src/wording/documentation';
import { listFindings } from '../../../src/wording/finding';
import { LOUD, testApp } from '../../support/app';
import { fixture } from '../../support/paths';
import { PackReport, packReport } from '../../support/report';
import { NESTED_SHAPES, QUIET_SHAPES, Shape, SHAPES } from '../../support/shapes';

const { ERROR, WARNING, INFO, OFF } = ApiCacheRuleSeverity;
const DEFAULT = { httpMethod: '*', resourcePath: '/*' };
const ORDERS = { httpMethod: 'GET', resourcePath: '/~1orders' };
const SEARCH = { httpMethod: 'GET', resourcePath: '/~1search' };

function stage(scope: Construct, id = 'Stage', methodSettings: CfnStage.MethodSettingProperty[] = [{ ...ORDERS, cachingEnabled: true }]): CfnStage {
  return new CfnStage(scope, id, { restApiId: 'abc', cacheClusterEnabled: true, methodSettings });
}

/** A stage with one finding of each rule. */
function everyFinding(scope: Construct): CfnStage {
  const all = stage(scope, 'Stage', [
    { ...DEFAULT, cachingEnabled: true },
    { ...ORDERS, throttlingRateLimit: 5 },
    { ...SEARCH, cachingEnabled: true, cacheTtlInSeconds: 0 },
    { httpMethod: 'GET', resourcePath: '/a/b', loggingLevel: 'INFO' },
  ]);
  all.addPropertyOverride('MethodSettings.4', { HttpMethod: 'GET', ResourcePath: '/~1items', CachingEnabled: true, CacheDataEncrypted: { Ref: 'AWS::Region' } });
  return all;
}

const ALL_FINDINGS = [
  'Shop/Stage ApiCache-CacheDataEncrypted[*/*]',
  'Shop/Stage ApiCache-CacheEncryptionExplicit[~1orders/GET]',
  'Shop/Stage ApiCache-CacheEncryptionReadable[~1items/GET]',
  'Shop/Stage ApiCache-DormantCacheEncrypted[~1search/GET]',
  'Shop/Stage ApiCache-MethodSettingKeyEffective[a/b/GET]',
];

interface Guarded {
  readonly build?: (app: App) => void;
  readonly props?: ApiCacheEncryptionChecksProps;
  readonly appProps?: AppProps;
}

/** The report on an app with one stack `Shop` that holds `everyFinding`, or on what is built. */
function report({ build = (app) => everyFinding(new Stack(app, 'Shop')), props, appProps }: Guarded = {}): PackReport {
  const app = testApp(appProps);
  build(app);
  Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app, props));
  return packReport(app);
}

/** What CDK tells a plugin about an app that is synthesised. */
function contextOf(app: App, then: () => void): IPolicyValidationContext {
  const stackTemplates = app.synth().stacks
    .map((artifact) => ({ stackConstructPath: artifact.hierarchicalId, templatePath: artifact.templateFullPath }));
  then();
  const context: unknown = { stackTemplates, templatePaths: [], appConstruct: app, accountId: undefined, region: undefined };
  return context as IPolicyValidationContext;
}

const severitiesIn = ({ violations }: PackReport) => Object.fromEntries(violations.map(({ ruleName, severity }) => [ruleName.replace(/^ApiCache-|\[.*/g, ''), severity]));

test('every rule has a finding, in the order of CDK and with the severity of the catalogue', () => {
  const found = report();
  expect(found).toMatchObject({ conclusion: 'failure', active: ALL_FINDINGS, acknowledged: [] });
  expect(severitiesIn(found)).toEqual({
    CacheDataEncrypted: 'error',
    CacheEncryptionReadable: 'warning',
    CacheEncryptionExplicit: 'warning',
    DormantCacheEncrypted: 'warning',
    MethodSettingKeyEffective: 'warning',
  });
});

describe('judges what goes into the template', () => {
  const violating = (template: unknown) => stagesOf(template)
    .flatMap(({ stage: { judgement } }) => listFindings(judgement, '').map(({ id }) => id)).sort();
  const idsIn = ({ active }: PackReport) => active.map((line) => line.slice(line.indexOf('ApiCache-'))).sort();

  function shop(shape: Shape, encrypt: boolean) {
    const app = testApp();
    shape(new Stack(app, 'Shop'), new Stack(app, 'Others'));
    Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
    if (encrypt) {
      Aspects.of(app).add(new EncryptApiCache());
    }
    return { found: packReport(app), templates: app.synth().stacks.map(({ template }) => template as unknown) };
  }

  test.each(Object.entries(SHAPES))('%s: finds what the template holds, and nothing once it is encrypted', (_, shape) => {
    const { found, templates } = shop(shape, false);
    expect(idsIn(found)).toEqual(templates.flatMap(violating).sort());
    expect(found.active.length).toBeGreaterThan(0);
    const encrypted = shop(shape, true).found;
    expect(encrypted.conclusion).toBe('success');
    expect(encrypted.active.filter((id) => !id.includes('MethodSettingKeyEffective'))).toEqual([]);
  });

  test.each(Object.entries(NESTED_SHAPES))('%s: finds it in the nested stack', (_, shape) => {
    const app = testApp();
    shape(new Stack(app, 'Shop'));
    Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
    expect(packReport(app).active.length).toBeGreaterThan(0);
  });

  test.each(Object.entries(QUIET_SHAPES))('%s: nothing to say', (_, shape) => {
    expect(shop(shape, false).found).toMatchObject({ conclusion: 'success', active: [] });
  });

  test('after the aspects: one that encrypts is seen, and one that undoes it', () => {
    const build = (app: App) => {
      const cfnStage = stage(new Stack(app, 'Shop'));
      Aspects.of(app).add({ visit: (node) => node === cfnStage && cfnStage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', true) });
      return cfnStage;
    };
    expect(report({ build }).active).toEqual([]);
    expect(report({
      build: (app) => {
        const cfnStage = build(app);
        Aspects.of(app).add({ visit: (node) => node === cfnStage && cfnStage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false) });
      },
    }).active).toEqual(['Shop/Stage ApiCache-CacheDataEncrypted[~1orders/GET]']);
  });
});

describe('a violation', () => {
  const { violations } = report();
  const [unencrypted] = violations.filter(({ severity }) => severity === 'error');

  test('says what is wrong, where, how to mend it, and what it is about', () => {
    expect(unencrypted).toMatchObject({
      ruleName: 'ApiCache-CacheDataEncrypted[*/*]',
      description: 'method setting */* (every method) caches responses unencrypted (CacheDataEncrypted is not set and defaults to false)',
      suggestedFix: 'set Properties.MethodSettings.0.CacheDataEncrypted to true\nor call EncryptApiCache.everywhere(app), which sets it during synthesis',
      ruleMetadata: {
        'verdict': 'UNENCRYPTED',
        'methodKey': '*/*',
        'property': 'Properties.MethodSettings.0.CacheDataEncrypted',
        'controls': 'AG-009, aws-apigateway-stage-cache-not-encrypted, APIGateway.5, CT.APIGATEWAY.PR.3',
        'documentation': rulePage('CacheDataEncrypted'),
        'HIPAA': '164.312(e)(2)(ii), 164.312(a)(2)(iv)',
        'PCI DSS 3.2.1': '3.4',
      },
    });
  });

  test('names all frameworks, each once', () => {
    const frameworks: readonly string[] = Object.values(ComplianceFramework);
    const named = Object.keys(unencrypted.ruleMetadata!).filter((name) => frameworks.includes(name));
    expect(named.sort()).toEqual([...frameworks].sort());
  });

  test('is at a construct whose creation CDK can show', () => {
    expect(unencrypted.violatingConstructs).toHaveLength(1);
    expect(unencrypted.violatingConstructs[0].constructPath).toBe('Shop/Stage');
    expect(unencrypted.violatingConstructs[0].stackTraces!.join()).toContain('api-cache-encryption-checks.test.ts');
  });

  test('on a key claims no control and no framework', () => {
    const metadata = violations.find(({ ruleName }) => ruleName.includes('MethodSettingKeyEffective'))!.ruleMetadata!;
    expect(Object.keys(metadata)).toEqual(['methodKey', 'property', 'documentation']);
  });

  test.each([
    ['ApiCache-CacheEncryptionReadable[~1items/GET]', 'Properties.MethodSettings.4.CacheDataEncrypted'],
    ['ApiCache-CacheEncryptionExplicit[~1orders/GET]', 'Properties.MethodSettings.1.CacheDataEncrypted'],
    ['ApiCache-DormantCacheEncrypted[~1search/GET]', 'Properties.MethodSettings.2.CacheDataEncrypted'],
    ['ApiCache-MethodSettingKeyEffective[a/b/GET]', 'Properties.MethodSettings.3.ResourcePath'],
  ])('%s is at %s', (id, property) => {
    const found = violations.find(({ ruleName }) => ruleName === id)!;
    expect(found.ruleMetadata!.property).toBe(property);
    expect(found.suggestedFix).toContain(property);
  });
});

describe('options', () => {
  test.each([
    ['raised', { DormantCacheEncrypted: ERROR }, { DormantCacheEncrypted: 'error', CacheDataEncrypted: 'error' }],
    ['lowered', { CacheDataEncrypted: WARNING, CacheEncryptionReadable: INFO }, { CacheDataEncrypted: 'warning', CacheEncryptionReadable: 'info' }],
  ])('a severity is %s', (_, severities, expected) => {
    expect(severitiesIn(report({ props: { severities } }))).toMatchObject(expected);
  });

  test('warnings and information alone are no failure', () => {
    expect(report({ props: { severities: { CacheDataEncrypted: WARNING } } })).toMatchObject({ conclusion: 'success', active: ALL_FINDINGS });
    expect(report({ props: { severities: { CacheDataEncrypted: INFO, DormantCacheEncrypted: ERROR } } }).conclusion).toBe('failure');
  });

  test('a rule that is off finds nothing, and is not listed', () => {
    const severities = { CacheDataEncrypted: OFF, MethodSettingKeyEffective: OFF };
    expect(report({ props: { severities } })).toMatchObject({ conclusion: 'success', active: ALL_FINDINGS.slice(1, 4) });
    expect(new ApiCacheEncryptionChecks(undefined, { severities }).ruleIds).toEqual(RULE_NAMES.slice(1, 4).map(ruleId));
  });

  test('only the frameworks asked for are mentioned, and as much is found', () => {
    const { active, violations } = report({ props: { verbose: true, frameworks: [ComplianceFramework.GDPR, ComplianceFramework.SOC_2] } });
    expect(active).toEqual(ALL_FINDINGS);
    const [{ ruleMetadata, description }] = violations;
    expect(Object.keys(ruleMetadata!)).toEqual(['verdict', 'methodKey', 'property', 'controls', 'SOC 2', 'GDPR', 'documentation']);
    expect(description).toMatch(/Related requirements: SOC 2 CC6.1, CC6.7; GDPR Art. 32.$/);
  });

  test('no framework at all can be asked for', () => {
    const [{ ruleMetadata, description }] = report({ props: { verbose: true, frameworks: [] } }).violations;
    expect(Object.keys(ruleMetadata!)).toEqual(['verdict', 'methodKey', 'property', 'controls', 'documentation']);
    expect(description).not.toContain('Related requirements');
  });

  test('verbose adds the reason and the frameworks to the description', () => {
    const [{ description }] = report({ props: { verbose: true } }).violations;
    expect(description).toMatch(/^method setting \*\/\* \(every method\) caches responses unencrypted \(.*\)\. API Gateway stores cached responses unencrypted unless .*\. Related requirements: HIPAA /);
    CACHE_ENCRYPTION_MAPPINGS.forEach(({ framework }) => expect(description).toContain(framework));
  });

  test('acknowledgments are written into the template if cdk-nag is asked to', () => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    Validations.of(stage(stack)).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted', reason: 'public prices' });
    Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app, { writeSuppressionsToCloudFormation: true }));
    packReport(app);
    expect((app.synth().stacks[0].template as { Resources: { Stage: CfnResource } }).Resources.Stage).toMatchObject({
      Metadata: { cdk_nag: { rules_to_suppress: [{ id: 'ApiCache::ApiCache-CacheDataEncrypted', reason: 'public prices' }] } },
    });
  });

  const RULES = 'CacheDataEncrypted, CacheEncryptionReadable, CacheEncryptionExplicit, DormantCacheEncrypted, MethodSettingKeyEffective';
  test.each<[object, string]>([
    [{ severities: { Encrypted: 'error' } }, `the name of a rule in severities must be one of ${RULES}, got "Encrypted"`],
    [{ severities: { 'ApiCache-CacheDataEncrypted': 'error' } }, `the name of a rule in severities must be one of ${RULES}, got "ApiCache-CacheDataEncrypted"`],
    [{ severities: { CacheDataEncrypted: 'High' } }, 'the severity of CacheDataEncrypted in severities must be one of error, warning, info, off, got "High"'],
    [{ severities: { CacheDataEncrypted: undefined } }, 'the severity of CacheDataEncrypted in severities must be one of error, warning, info, off, got undefined'],
    [{ frameworks: ['HIPPA'] }, 'each entry of frameworks must be one of HIPAA, HITRUST CSF,'],
    [{ severities: new Map([['CacheDataEncrypted', 'off']]) }, 'severities must map names of rules to ApiCacheRuleSeverity, got {}'],
    [{ severities: 5 }, 'severities must map names of rules to ApiCacheRuleSeverity, got 5'],
    [{ severities: { CacheDataEncrypted: 5n } }, 'the severity of CacheDataEncrypted in severities must be one of error, warning, info, off, got 5'],
    [{ severities: JSON.parse('{"__proto__": "off"}') as object }, `the name of a rule in severities must be one of ${RULES}, got "__proto__"`],
    [{ writeSuppressionsToCloudFormation: true }, 'writeSuppressionsToCloudFormation requires a scope: pass the app or the CDK stage as the first argument'],
    [{ separateCdkStages: true }, 'separateCdkStages requires a scope: pass the app or the CDK stage as the first argument'],
    [{ separateCdkStages: 'yes' }, 'separateCdkStages must be true or false, got "yes"'],
    [{ frameworks: 'HIPAA' }, 'frameworks must be a list of ComplianceFramework, got "HIPAA"'],
    [{ verbose: 'yes' }, 'verbose must be true or false, got "yes"'],
    [{ writeSuppressionsToCloudFormation: 1 }, 'writeSuppressionsToCloudFormation must be true or false, got 1'],
  ])('%j throws at construction', (props, message) => {
    expect(() => new ApiCacheEncryptionChecks(undefined, props as ApiCacheEncryptionChecksProps)).toThrow(message);
  });

  test.each([undefined, null, {}, { severities: undefined, frameworks: undefined, verbose: undefined }])('%j means the defaults', (props) => {
    const described = ({ violations: all }: PackReport) => all.map(({ violatingConstructs: _, ...rest }) => rest);
    expect(described(report({ props: props as ApiCacheEncryptionChecksProps }))).toEqual(described(report()));
  });
});

describe('acknowledging', () => {
  const ID = 'ApiCache-CacheDataEncrypted';
  const build = (at: string, id: string) => (app: App) => {
    const env = new Stage(app, 'Prod');
    const stack = new Stack(env, 'Shop');
    stage(stack, 'Stage', [{ ...ORDERS, cachingEnabled: true }, { ...SEARCH, cachingEnabled: true }]);
    Validations.of(at === '' ? app : app.node.findAll().find(({ node }) => node.path === at)!).acknowledge({ id, reason: 'public' });
  };
  const [ORDERS_FOUND, SEARCH_FOUND] = ['~1orders/GET', '~1search/GET'].map((key) => `Prod/Shop/Stage ${ID}[${key}]`);

  const IN_PROD = ' ApiCache-FindingsInCdkStage[Prod]';

  describe.each(['Prod/Shop/Stage', 'Prod/Shop', 'Prod', ''])('at "%s"', (at) => {
    test('one finding by its key', () => {
      expect(report({ build: build(at, `ApiCache::${ID}[~1orders/GET]`) })).toMatchObject({
        conclusion: 'failure',
        active: [IN_PROD, SEARCH_FOUND],
        acknowledged: [`${ORDERS_FOUND} by ApiCache::${ID}[~1orders/GET] at ${at}: public`],
      });
    });

    test('a whole rule, which leaves its trace under the id of the rule', () => {
      const trace = `Prod/Shop/Stage ${ID} by ApiCache::${ID} at ${at}: public`;
      expect(report({ build: build(at, `ApiCache::${ID}`) })).toMatchObject({ conclusion: 'success', active: [], acknowledged: [trace, trace] });
    });

    test('without the prefix, which leaves a trace as well', () => {
      expect(report({ build: build(at, ID) })).toMatchObject({
        conclusion: 'success',
        active: [],
        acknowledged: Array(2).fill(`Prod/Shop/Stage Annotation::${ID} by Annotation::${ID} at ${at}: public`),
      });
    });
  });

  test('of another rule silences nothing, which is said', () => {
    expect(report({ build: build('Prod', 'ApiCache::ApiCache-CacheEncryptionReadable') }).active).toEqual([
      IN_PROD, 'Prod ApiCache-UnusedAcknowledgment[ApiCache-CacheEncryptionReadable]', ORDERS_FOUND, SEARCH_FOUND,
    ]);
  });

  test.each(['ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]', 'ApiCache::ApiCache-CacheDataEncrypted'])('%s of one stage says nothing about another', (id) => {
    const { active, acknowledged, conclusion } = report({
      build: (app) => {
        Validations.of(stage(new Stack(app, 'Public'))).acknowledge({ id, reason: 'public' });
        stage(new Stack(app, 'Secret'));
      },
    });
    expect(conclusion).toBe('failure');
    expect(active).toEqual(['Secret/Stage ApiCache-CacheDataEncrypted[~1orders/GET]']);
    expect(acknowledged).toHaveLength(1);
    expect(acknowledged[0]).toMatch(/^Public\/Stage /);
  });

  test('by the id that is printed for the other stage', () => {
    const two = (apply: (secret: CfnStage) => void) => report({
      build: (app) => {
        Validations.of(stage(new Stack(app, 'Public'))).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]', reason: 'public' });
        apply(stage(new Stack(app, 'Secret')));
      },
    });
    const [printed] = two(() => undefined).active.map((line) => line.replace('Secret/Stage ', ''));
    const { active, acknowledged } = two((secret) => Validations.of(secret).acknowledge({ id: `ApiCache::${printed}`, reason: 'approved' }));
    expect(active).toEqual([]);
    expect(acknowledged).toContainEqual(expect.stringMatching(/^Secret\/Stage .* at Secret\/Stage: approved$/));
    expect(acknowledged).toHaveLength(2);
  });

  test('of a finding goes before that of its rule', () => {
    const { acknowledged } = report({
      build: (app) => {
        build('Prod', `ApiCache::${ID}`)(app);
        Validations.of(app).acknowledge({ id: `ApiCache::${ID}[~1orders/GET]`, reason: 'this one' });
      },
    });
    expect(acknowledged).toEqual([
      `Prod/Shop/Stage ${ID} by ApiCache::${ID} at Prod: public`,
      `${ORDERS_FOUND} by ApiCache::${ID}[~1orders/GET] at : this one`,
    ]);
  });

  test('of a rule for one method by `where`', () => {
    const { active, acknowledged } = report({
      build: (app) => {
        const cfnStage = stage(new Stack(app, 'Shop'), 'Stage', [{ ...ORDERS, cachingEnabled: true }, { ...SEARCH, cachingEnabled: true }]);
        Validations.of(cfnStage).acknowledge({ id: `ApiCache::${ID}`, reason: 'public', where: { methodKey: '~1orders/GET' } });
      },
    });
    expect(active).toEqual([`Shop/Stage ${ID}[~1search/GET]`]);
    expect(acknowledged).toEqual([`Shop/Stage ${ID} by ApiCache::${ID} at Shop/Stage: public`]);
  });

  test('of one finding with a `where` that does not match: CDK would file it as acknowledged, so it is fatal', () => {
    const { active, acknowledged, conclusion, violations } = report({
      build: (app) => Validations.of(stage(new Stack(app, 'Shop'))).acknowledge(
        { id: `ApiCache::${ID}[~1orders/GET]`, reason: 'public', where: { methodKey: '~1search/GET' } },
      ),
    });
    const unused = `Shop/Stage ApiCache-UnusedAcknowledgment[${ID}%5B~1orders/GET%5D]`;
    expect({ active, acknowledged, conclusion }).toEqual({ active: [`Shop/Stage ${ID}[~1orders/GET]`, unused], acknowledged: [], conclusion: 'failure' });
    expect(violations.map(({ severity }) => severity)).toEqual(['fatal', 'warning']);
  });

  test('direct judging leaves out what is acknowledged', () => {
    const app = testApp();
    build('Prod', `ApiCache::${ID}[~1orders/GET]`)(app);
    const { success, violations } = new ApiCacheEncryptionChecks().validateScope(app);
    expect(success).toBe(false);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([`${ID}[~1search/GET]`]);
  });
});

describe('scope', () => {
  const paths = (app: App) => packReport(app).active.map((line) => line.split(' ')[0]).filter((path) => path !== '');

  test('on a CDK stage, it reports on that stage only, with the stages below it', () => {
    const app = testApp();
    const prod = new Stage(app, 'Prod');
    stage(new Stack(app, 'Shop'));
    stage(new Stack(prod, 'Shop'));
    stage(new Stack(new Stage(prod, 'Inner'), 'Shop'));
    stage(new Stack(new Stage(app, 'Beta'), 'Shop'));
    Validations.of(prod).addPlugins(new ApiCacheEncryptionChecks(prod));
    expect(paths(app)).toEqual(['Prod/Inner/Shop/Stage', 'Prod/Shop/Stage']);
  });

  test('on the app, it reports on every CDK stage', () => {
    const app = testApp();
    stage(new Stack(new Stage(app, 'Prod'), 'Shop'));
    stage(new Stack(app, 'Shop'));
    Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
    expect(paths(app)).toEqual(['Prod/Shop/Stage', 'Shop/Stage']);
  });

  test('what the command line leaves out is summed up for each CDK stage, unless it is acknowledged', () => {
    const app = testApp();
    const stages = ['Beta', 'Gamma', 'Prod', 'Test'].map((id) => new Stage(app, id));
    const [beta, gamma, prod, test_] = stages.map((cdkStage) => stage(new Stack(cdkStage, 'Shop')));
    Validations.of(beta).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted', reason: 'no data of customers' });
    gamma.addPropertyOverride('MethodSettings.0.CacheTtlInSeconds', 0);
    prod.addPropertyOverride('MethodSettings.1', { HttpMethod: 'GET', ResourcePath: '/~1search', CachingEnabled: true });
    test_.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', true);
    Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
    const { active, violations } = packReport(app);
    expect(active.filter((line) => line.startsWith(' '))).toEqual(['Gamma', 'Prod'].map((id) => ` ApiCache-FindingsInCdkStage[${id}]`));
    const [ofGamma, ofProd] = violations.filter(({ ruleName }) => ruleName.includes('InCdkStage'));
    expect(ofGamma).toMatchObject({ severity: 'warning', description: expect.stringMatching(/^CDK stage Gamma has 1 warning\nGamma\/Shop\/Stage: method setting ~1orders/) });
    expect(ofProd).toMatchObject({
      severity: 'fatal',
      description: expect.stringMatching(/^CDK stage Prod fails with 2 findings\nProd\/Shop\/Stage: method setting ~1orders.*\nProd\/Shop\/Stage: method setting ~1search.*$/),
      suggestedFix: 'select the stacks of the CDK stage to see how to fix or acknowledge each finding, as in cdk synth "Prod/**"',
    });
  });

  test('information alone is summed up as information, and warnings wait while something fails outside of CDK stages', () => {
    const summed = (severity: ApiCacheRuleSeverity, isMainFailing: boolean) => {
      const app = testApp();
      stage(new Stack(new Stage(app, 'Prod'), 'Shop'), 'Stage', [{ ...ORDERS, cachingEnabled: true, cacheTtlInSeconds: 0 }]);
      stage(new Stack(app, 'Main'), 'Stage', isMainFailing ? undefined : []);
      Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app, { severities: { DormantCacheEncrypted: severity } }));
      return packReport(app).violations.filter(({ ruleName }) => ruleName.includes('InCdkStage')).map((summary) => `${summary.severity} ${summary.description.split('\n')[0]}`);
    };
    expect(summed(INFO, false)).toEqual(['info CDK stage Prod has 1 note']);
    expect(summed(WARNING, false)).toEqual(['warning CDK stage Prod has 1 warning']);
    expect(summed(WARNING, true)).toEqual([]);
    expect(summed(ERROR, true)).toEqual(['fatal CDK stage Prod fails with 1 finding']);
  });

  test('nothing is reported twice: many environments, stacks below stacks, CDK stages below stacks, nested stacks, one pack in two places', () => {
    const app = testApp();
    const europe = new Stack(app, 'Europe', { env: { account: '111111111111', region: 'eu-west-1' } });
    const below = new Stack(europe, 'Below', { env: { account: '111111111111', region: 'us-east-1' } });
    const samePlace = new Stack(europe, 'Same', { env: { account: '111111111111', region: 'eu-west-1' } });
    const prod = new Stage(app, 'Prod');
    const inner = new Stage(europe, 'Inner');
    [europe, below, samePlace, new Stack(app, 'Agnostic'), new NestedStack(europe, 'Nested'), new Stack(prod, 'Shop'), new Stack(inner, 'Shop')]
      .forEach((stack) => stage(stack));
    const pack = new ApiCacheEncryptionChecks(app);
    Validations.of(app).addPlugins(pack);
    Validations.of(prod).addPlugins(pack);
    expect(paths(app)).toEqual([
      'Agnostic/Stage',
      'Europe/Below/Stage',
      'Europe/Inner/Shop/Stage',
      'Europe/Nested/Stage',
      'Europe/Same/Stage',
      'Europe/Stage',
      'Prod/Shop/Stage',
    ]);
  });

  test('on a CDK stage below a stack, it reports on that CDK stage', () => {
    const app = testApp();
    const prod = new Stage(new Stack(app, 'Pipeline'), 'Prod');
    stage(new Stack(prod, 'Shop'));
    Validations.of(prod).addPlugins(new ApiCacheEncryptionChecks(prod));
    expect(paths(app)).toEqual(['Pipeline/Prod/Shop/Stage']);
  });

  test('on the app, it reports on a CDK stage below a stack as well', () => {
    const app = testApp();
    const prod = new Stage(new Stack(app, 'Pipeline'), 'Prod');
    stage(new Stack(prod, 'Shop'));
    Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(prod));
    expect(paths(app)).toEqual(['Pipeline/Prod/Shop/Stage']);
  });

  test('a CDK stage that was synthesised early is judged as it was written', () => {
    const [unencrypted, encrypted] = [true, false].map((isLate) => {
      const app = testApp();
      const prod = new Stage(app, 'Prod');
      const cfnStage = stage(new Stack(prod, 'Shop'));
      cfnStage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', !isLate);
      prod.synth();
      cfnStage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', isLate);
      Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
      return paths(app);
    });
    expect(unencrypted).toEqual(['Prod/Shop/Stage']);
    expect(encrypted).toEqual([]);
  });

  test('a product of AWS Service Catalog is judged with the stack that offers it', () => {
    class Product extends ProductStack {
      public constructor(scope: Construct, id: string) {
        super(scope, id);
        stage(this);
      }
    }
    const { active } = report({
      build: (app) => {
        const stack = new Stack(app, 'Shop');
        const cloudFormationTemplate = CloudFormationTemplate.fromProductStack(new Product(stack, 'Template'));
        new CloudFormationProduct(stack, 'Product', { productName: 'API', owner: 'us', productVersions: [{ cloudFormationTemplate }] });
      },
    });
    expect(active).toEqual(['Shop/Template/Stage ApiCache-CacheDataEncrypted[~1orders/GET]']);
  });

  test('a stack that nobody has written is judged by its constructs', () => {
    const { active } = report({
      build: (app) => {
        class Unwritten extends Stack {
          public _synthesizeTemplate(): void {
          }
        }
        const synthesizer = new class extends LegacyStackSynthesizer {
          public synthesize(): void {
          }
        }();
        stage(new Unwritten(new Stack(app, 'Shop'), 'Below', { synthesizer }));
      },
    });
    expect(active).toEqual(['Shop/Below/Stage ApiCache-CacheDataEncrypted[~1orders/GET]']);
  });

  test('a stage that no resource construct stands for is at the element that brings it', () => {
    class Fragment extends CfnElement {
      public _toCloudFormation(): object {
        const MethodSettings = [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }];
        return { Resources: { Hidden: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings } } } };
      }
    }
    expect(report({ build: (app) => new Fragment(new Stack(app, 'Shop'), 'Fragment') }).active).toEqual(['Shop/Fragment ApiCache-CacheDataEncrypted[*/*]']);
  });

  test('a type that is decided late is seen', () => {
    const properties = { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }] };
    const type = Lazy.string({ produce: () => 'AWS::ApiGateway::Stage' });
    expect(report({ build: (app) => new CfnResource(new Stack(app, 'Shop'), 'Late', { type, properties }) }).active).toEqual([
      'Shop/Late ApiCache-CacheDataEncrypted[*/*]',
    ]);
  });

  test('a second synthesis of the app reports afresh, acknowledgments included', () => {
    const app = testApp();
    const cfnStage = stage(new Stack(app, 'Shop'));
    Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
    expect(packReport(app).active).toHaveLength(1);
    Validations.of(new Construct(app, 'Elsewhere')).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]', reason: 'elsewhere' });
    app.synth({ force: true });
    const unused = 'Elsewhere ApiCache-UnusedAcknowledgment[ApiCache-CacheDataEncrypted%5B~1orders/GET%5D]';
    expect(packReport(app).active).toEqual([unused, 'Shop/Stage ApiCache-CacheDataEncrypted[~1orders/GET]']);
    cfnStage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', true);
    app.synth({ force: true });
    expect(packReport(app).active).toEqual([unused]);
  });

  test('one that is run again reports afresh', () => {
    const stack = new Stack(testApp(), 'Shop');
    const cfnStage = stage(stack);
    const pack = new ApiCacheEncryptionChecks();
    expect(pack.validateScope(stack).violations).toHaveLength(1);
    cfnStage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', true);
    expect(pack.validateScope(stack)).toEqual({ success: true, violations: [] });
  });

  test('the implicit API of SAM is found at the template that configures it', () => {
    const { active } = report({
      build: (app) => new CfnInclude(new Stack(app, 'Shop'), 'Template', { templateFile: fixture('sam-globals.yaml') }),
    });
    expect(active).toContainEqual(expect.stringMatching(/^Shop\/Template ApiCache-/));
  });
});

describe('as a plugin of CDK', () => {
  test('it says what it is', () => {
    const pack = new ApiCacheEncryptionChecks();
    expect(pack).toMatchObject({ name: 'ApiCache', readPackName: 'ApiCache', ruleIds: RULE_NAMES.map(ruleId) });
    expect(pack.version).toBe(jest.requireActual<{ readonly version: string }>('../../../package.json').version);
  });

  test('synthesis in a process throws, and the error holds the report', () => {
    const app = testApp({ context: LOUD });
    stage(new Stack(app, 'Shop'));
    Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
    expect(() => app.synth()).toThrow(/Acknowledge with 'ApiCache::ApiCache-CacheDataEncrypted\[~1orders\/GET\]'/);
  });

  test('it takes no further rules, and no other name', () => {
    class Mine extends ApiCacheEncryptionChecks {
      protected checkResource(node: CfnResource): void {
        this.applyRule({ node, info: '', explanation: '', level: NagMessageLevel.ERROR, rule: () => NagRuleCompliance.NON_COMPLIANT });
      }
    }
    const app = testApp();
    stage(new Stack(app, 'Shop'));
    Validations.of(app).addPlugins(new Mine(), Object.assign(new ApiCacheEncryptionChecks(), { name: 'Company' }));
    expect(['ApiCache', 'Company'].flatMap((name) => packReport(app, name).violations).map(({ severity, description }) => `${severity}: ${description}`)).toEqual([
      'fatal: cannot check the API caches of the app: ApiCacheEncryptionChecks does not support additional rules: use ApiCacheRules and your own rules in a custom NagPack',
      'fatal: cannot check the API caches of the app: the name of ApiCacheEncryptionChecks is part of its acknowledgments and must be ApiCache, got "Company"',
    ]);
  });

  test('a stack that cannot be judged does not hide another one', () => {
    const app = testApp();
    const broken = stage(new Stack(app, 'Broken'));
    stage(new Stack(app, 'Shop'));
    const { violations } = new ApiCacheEncryptionChecks().validate(contextOf(app, () => {
      Object.defineProperty(broken.node, 'scopes', { get: () => { throw new Error('on purpose'); } });
    }));
    expect(violations.map(({ ruleName, severity }) => `${severity} ${ruleName}`)).toEqual([
      'fatal ApiCache-ChecksFailed', 'error ApiCache-CacheDataEncrypted[~1orders/GET]',
    ]);
  });

  test('a version of CDK without a construct tree is told of', () => {
    const context = { templatePaths: [], stackTemplates: [{ stackConstructPath: 'Shop', templatePath: '' }] };
    expect(new ApiCacheEncryptionChecks().validate(context as unknown as IPolicyValidationContext)).toMatchObject({
      success: false,
      violations: [{ ruleName: 'ApiCache-ChecksFailed', severity: 'fatal', violatingResources: [{ constructPath: '' }] }],
    });
  });
});

test('a pack that is created for an app after its synthesis throws at once: nobody would ask it', () => {
  const app = testApp();
  new Stack(app, 'Shop');
  app.synth();
  expect(() => new ApiCacheEncryptionChecks(app)).toThrow(new Error(
    'the app was synthesized before ApiCacheEncryptionChecks was created, and its templates are already written\n'
    + 'do this before app.synth(), Template.fromStack(...) and pipeline.addStage(...)',
  ));
  expect(() => new ApiCacheEncryptionChecks().validateScope(app)).not.toThrow();
});

test('options in the place of the scope are refused, naming both', () => {
  expect(() => new ApiCacheEncryptionChecks({ verbose: true } as never)).toThrow(new Error(
    'scope must be the app or a CDK stage, got {"verbose":true}; options are the second argument',
  ));
});
