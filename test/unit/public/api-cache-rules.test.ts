import { CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnFunction } from 'aws-cdk-lib/aws-sam';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { NagMessageLevel, NagPack, NagRuleCompliance, NagRuleResult } from 'cdk-nag';
import { ApiCacheEncryptionChecks, ApiCacheRules } from '../../../src';
import { RULE_NAMES, RuleName } from '../../../src/catalog/rules';
import { testApp } from '../../support/app';
import { fixture } from '../../support/paths';
import { packReport } from '../../support/report';
import { NESTED_SHAPES, QUIET_SHAPES, SHAPES } from '../../support/shapes';

type RuleFunction = (node: CfnResource) => NagRuleResult;

const FUNCTIONS: Readonly<Record<RuleName, RuleFunction>> = {
  CacheDataEncrypted: ApiCacheRules.cacheDataEncrypted,
  CacheEncryptionReadable: ApiCacheRules.cacheEncryptionReadable,
  CacheEncryptionExplicit: ApiCacheRules.cacheEncryptionExplicit,
  DormantCacheEncrypted: ApiCacheRules.dormantCacheEncrypted,
  MethodSettingKeyEffective: ApiCacheRules.methodSettingKeyEffective,
};

/** A pack as a company writes it. */
class Company extends NagPack {
  public readonly name = 'Company';

  public constructor() {
    super();
    this.packName = 'Company';
  }

  protected checkResource(node: CfnResource): void {
    for (const [name, rule] of Object.entries(FUNCTIONS)) {
      this.applyRule({ node, rule, ruleSuffixOverride: name, level: NagMessageLevel.ERROR, info: name, explanation: '' });
    }
  }
}

const { COMPLIANT, NOT_APPLICABLE } = NagRuleCompliance;
const DEFAULT = { httpMethod: '*', resourcePath: '/*' };
const ORDERS = { httpMethod: 'GET', resourcePath: '/~1orders' };
const CACHING = { cachingEnabled: true };
const ENCRYPTED = { cachingEnabled: true, cacheDataEncrypted: true };

function answers(methodSettings: unknown, cluster = true): Partial<Record<RuleName, NagRuleResult>> {
  const stack = new Stack(testApp(), 'Shop');
  const stage = new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: cluster, methodSettings: methodSettings as CfnStage.MethodSettingProperty[] });
  const all = RULE_NAMES.map((name) => [name, FUNCTIONS[name](stage)] as const);
  return Object.fromEntries(all.filter(([, answer]) => answer !== COMPLIANT));
}

// Rows cite the rules of the standard; what is not named is compliant.
test.each<[string, unknown, Partial<Record<RuleName, NagRuleResult>>]>([
  ['rule 5: cached, flag absent', [{ ...ORDERS, ...CACHING }], { CacheDataEncrypted: ['~1orders/GET'] }],
  ['rule 5: cached, flag false', [{ ...DEFAULT, ...CACHING, cacheDataEncrypted: false }], { CacheDataEncrypted: ['*/*'] }],
  ['rule 5: cached, encrypted', [{ ...DEFAULT, ...ENCRYPTED }], {}],
  ['rule 7: two unencrypted', [{ ...DEFAULT, ...CACHING }, { ...ORDERS, ...CACHING }], { CacheDataEncrypted: ['*/*', '~1orders/GET'] }],
  ['rule 5: override with neither field', [{ ...DEFAULT, ...ENCRYPTED }, { ...ORDERS, throttlingRateLimit: 1 }], { CacheEncryptionExplicit: ['~1orders/GET'] }],
  ['rule 5: the list cannot be read', { Ref: 'List' }, { CacheEncryptionReadable: ['MethodSettings'] }],
  ['rule 5: two items cannot be read, one finding', [{ Ref: 'A' }, { Ref: 'B' }], { CacheEncryptionReadable: ['MethodSettings'] }],
  ['rule 3: TTL 0', [{ ...ORDERS, ...CACHING, cacheTtlInSeconds: 0 }], { DormantCacheEncrypted: ['~1orders/GET'] }],
  ['rule 8: path not encoded', [{ httpMethod: 'GET', resourcePath: '/a/b', ...ENCRYPTED }], { MethodSettingKeyEffective: ['a/b/GET'] }],
  ['rule 9: duplicates', [{ ...ORDERS, ...ENCRYPTED }, { ...ORDERS, ...ENCRYPTED, cacheTtlInSeconds: 5 }], { MethodSettingKeyEffective: ['~1orders/GET'] }],
  ['a key that CDK\'s ids cannot hold', [{ httpMethod: 'GET', resourcePath: '/~1a b', ...CACHING }], { CacheDataEncrypted: ['~1a%20b/GET'] }],
])('%s', (_, settings, expected) => {
  const list = Array.isArray(settings) ? settings : { resolve: () => settings, creationStack: [], toString: () => '' };
  expect(answers(list)).toEqual(expected);
});

test('rule 2: without a cluster all that is dormant', () => {
  expect(answers([{ ...DEFAULT, ...CACHING }, { ...ORDERS, throttlingRateLimit: 1 }], false)).toEqual({ DormantCacheEncrypted: ['*/*', '~1orders/GET'] });
});

test('a resource that configures no stage is not applicable', () => {
  const topic = new CfnResource(new Stack(testApp(), 'Shop'), 'Topic', { type: 'AWS::SNS::Topic' });
  expect(Object.values(FUNCTIONS).map((rule) => rule(topic))).toEqual(RULE_NAMES.map(() => NOT_APPLICABLE));
});

describe('in a pack of cdk-nag', () => {
  const idsIn = (active: readonly string[], pack: string) => active.map((line) => line.slice(line.indexOf(`${pack}-`) + pack.length)).sort();

  // cdk-nag puts what has one name and one construct into one violation.
  test.each([...Object.entries(SHAPES), ...Object.entries(NESTED_SHAPES), ...Object.entries(QUIET_SHAPES)])('%s: finds what our pack finds', (_, shape) => {
    const app = testApp();
    shape(new Stack(app, 'Shop'), new Stack(app, 'Others'));
    Validations.of(app).addPlugins(new Company(), new ApiCacheEncryptionChecks(app));
    expect(new Set(idsIn(packReport(app, 'Company').active, 'Company'))).toEqual(new Set(idsIn(packReport(app).active, 'ApiCache')));
  });

  test('the implicit API of SAM is found once, at the first resource that asks for it', () => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    new CfnInclude(stack, 'Template', { templateFile: fixture('sam-globals.yaml') });
    const second = new CfnFunction(stack, 'Second', { events: { Api: { type: 'Api', properties: { path: '/', method: 'GET' } } } });
    Validations.of(app).addPlugins(new Company(), new ApiCacheEncryptionChecks(app));
    const { active } = packReport(app, 'Company');
    expect(idsIn(active, 'Company')).toEqual(idsIn(packReport(app).active, 'ApiCache'));
    expect(active.filter((line) => line.startsWith(second.node.path))).toEqual([]);
  });

  test('an acknowledgment is under the name of that pack', () => {
    const app = testApp();
    const stage = new CfnStage(new Stack(app, 'Shop'), 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [{ ...ORDERS, ...CACHING }] });
    Validations.of(stage).acknowledge({ id: 'Company::Company-CacheDataEncrypted[~1orders/GET]', reason: 'public' });
    Validations.of(app).addPlugins(new Company());
    expect(packReport(app, 'Company')).toMatchObject({ active: [], acknowledged: [expect.stringContaining('public')] });
  });
});
