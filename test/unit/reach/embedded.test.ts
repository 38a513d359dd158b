import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Aspects, CfnParameter, CfnStack, CfnStackSet, DefaultStackSynthesizer, Fn, LegacyStackSynthesizer, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CloudFormationProduct, CloudFormationTemplate, ProductStack } from 'aws-cdk-lib/aws-servicecatalog';
import { cfnStage } from './reached';
import { ApiCacheAudit, ApiCacheAuditRow, ApiCacheEncryptionChecks, ApiCacheEvidence, ApiCacheReportFormat, ApiCacheRules, EncryptApiCache, EncryptApiCacheMode } from '../../../src';
import { LOUD, testApp } from '../../support/app';
import { folderWith } from '../../support/command';
import { packReport } from '../../support/report';

const prod = (more: object = {}) => ({
  Type: 'AWS::ApiGateway::Stage',
  Properties: { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, ...more }] },
});
const template = (more: object = {}) => ({ Resources: { Prod: prod(more) } });
const YAML = `Resources:
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties:
      CacheClusterEnabled: true
      MethodSettings:
        - { HttpMethod: '*', ResourcePath: /*, CachingEnabled: true, CacheDataEncrypted: !Ref Flag }
`;

function stackSet(stack: Stack, templateBody: string, id = 'Set'): CfnStackSet {
  return new CfnStackSet(stack, id, { permissionModel: 'SELF_MANAGED', stackSetName: id, templateBody });
}

function asset(stack: Stack, id: string, text: string, name = 'template.json'): Asset {
  return new Asset(stack, id, { path: join(folderWith({ [name]: text }), name) });
}

const nestedUrl = (stack: Stack, text: string, name?: string) => new CfnStack(stack, 'Nested', { templateUrl: asset(stack, 'Asset', text, name).httpUrl });

/** The findings of the unencrypted template, and the number of rows of the compliant one. */
const WAYS: readonly (readonly [string, string, (stack: Stack, more?: object) => unknown])[] = [
  ['a StackSet', 'Shop/Set', (stack, more) => stackSet(stack, JSON.stringify(template(more)))],
  ['a StackSet by toJsonString with a token', 'Shop/Set', (stack, more) => stackSet(stack, stack.toJsonString({ ...template(more), Description: `in ${stack.region}` }))],
  ['a StackSet by Fn::Sub', 'Shop/Set', (stack, more) => stackSet(stack, Fn.sub(JSON.stringify({ ...template(more), Description: '${AWS::Region} ${!Own}' })))],
  ['a StackSet with an asset', 'Shop/Set', (stack, more) => new CfnStackSet(stack, 'Set', {
    permissionModel: 'SELF_MANAGED', stackSetName: 'x', templateUrl: asset(stack, 'Asset', JSON.stringify(template(more))).httpUrl,
  })],
  ['a stack with an asset', 'Shop/Nested', (stack, more) => nestedUrl(stack, JSON.stringify(template(more)))],
  ['a stack with an asset in YAML', 'Shop/Nested', (stack, more) => nestedUrl(stack, `# own\n${JSON.stringify(template(more))}`, 'template.yaml')],
  ['a product', 'Shop/Product/Resource', (stack, more) => new CloudFormationProduct(stack, 'Product', {
    productName: 'x',
    owner: 'x',
    productVersions: [{ cloudFormationTemplate: CloudFormationTemplate.fromAsset(join(folderWith({ 'a.json': JSON.stringify(template(more)) }), 'a.json')) }],
  })],
  ['a StackSet in an asset', 'Shop/Nested', (stack, more) => nestedUrl(stack, JSON.stringify({
    Resources: { Set: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody: JSON.stringify(template(more)) } } },
  }))],
];

function judged(build: (stack: Stack) => unknown, register: (app: App) => void, props: object = {}) {
  const app = testApp();
  register(app);
  build(new Stack(app, 'Shop', props));
  return packReport(app);
}

const pack = (app: App) => Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
const aspect = (app: App) => Aspects.of(app).add(new EncryptApiCache());
const everywhere = (app: App) => EncryptApiCache.everywhere(app);
const report = (app: App) => EncryptApiCache.everywhere(app, { mode: EncryptApiCacheMode.REPORT });

describe.each(WAYS)('%s', (_, path, build) => {
  test.each<[string, (app: App) => void, string]>([
    ['the pack', pack, 'error'],
    ['the aspect', aspect, 'error'],
    ['everywhere', everywhere, 'error'],
    ['everywhere in mode REPORT', report, 'warning'],
  ])('%s', (name, register, severity) => {
    const { active, violations: [violation] } = judged(build, register);
    expect(active).toEqual([`${path} ApiCache-CacheDataEncrypted[*/*]`]);
    expect(violation.severity).toBe(severity);
    expect(violation.suggestedFix).toMatch(/set Properties\.\S+\.Resources\.Prod\.Properties\.MethodSettings\.0\.CacheDataEncrypted to true$/);
    expect(violation.suggestedFix).not.toContain('EncryptApiCache.everywhere');
    expect(name === 'the pack' || violation.description.endsWith('it is in a template embedded in a resource, and EncryptApiCache does not change embedded templates')).toBe(true);
    expect(judged((stack) => build(stack, { CacheDataEncrypted: true }), register).active).toEqual([]);
    expect(judged((stack) => build(stack, { CachingEnabled: false }), register).active).toEqual([]);
  });

  test('ofScope, before and after synthesis', () => {
    const app = testApp();
    build(new Stack(app, 'Shop'));
    const rows = () => ApiCacheAudit.ofScope(app).rows.map(({ constructPath, logicalId, resourceType, verdict }) => [constructPath, logicalId.split('/').pop(), resourceType, verdict]);
    expect(rows()).toEqual([[path, 'Prod', 'AWS::ApiGateway::Stage', 'UNENCRYPTED']]);
    app.synth();
    expect(rows()).toEqual([[path, 'Prod', 'AWS::ApiGateway::Stage', 'UNENCRYPTED']]);
  });

  test('is not changed', () => {
    const written = [testApp(), testApp()].map((app, index) => {
      if (index === 1) {
        everywhere(app);
      }
      build(new Stack(app, 'Shop'));
      const { directory, stacks: [{ templateFile }] } = app.synth();
      return readFileSync(join(directory, templateFile), 'utf8').replace(/[0-9a-f]{64}/g, 'hash');
    });
    expect(written[0]).toBe(written[1]);
  });
});

test('synthesis fails', () => {
  const app = testApp({ context: LOUD });
  everywhere(app);
  stackSet(new Stack(app, 'Shop'), JSON.stringify(template()));
  expect(() => app.synth()).toThrow('EncryptApiCache does not change embedded templates');
});

describe('the same with', () => {
  const build = (stack: Stack) => nestedUrl(stack, JSON.stringify(template()));
  const found = ['Shop/Nested ApiCache-CacheDataEncrypted[*/*]'];

  test.each<[string, object]>([
    ['a fixed environment', { env: { account: '123456789012', region: 'eu-west-1' } }],
    ['a prefix', { synthesizer: new DefaultStackSynthesizer({ bucketPrefix: 'assets/', qualifier: 'own' }) }],
    ['the legacy synthesizer', { synthesizer: new LegacyStackSynthesizer() }],
  ])('%s', (_, props) => {
    expect(judged(build, pack, props).active).toEqual(found);
  });

  test('assets that are not staged', () => {
    const app = testApp({ context: { 'aws:cdk:disable-asset-staging': true } });
    pack(app);
    build(new Stack(app, 'Shop'));
    expect(packReport(app).active).toEqual(found);
  });

  test('a CDK stage', () => {
    const app = testApp();
    pack(app);
    const shop = new Stack(new Stage(app, 'Prod'), 'Shop');
    build(shop);
    expect(ApiCacheAudit.ofScope(app).rows).toHaveLength(1);
    expect(packReport(app).active).toEqual([' ApiCache-FindingsInCdkStage[Prod]', 'Prod/Shop/Nested ApiCache-CacheDataEncrypted[*/*]']);
  });
});

test('a stage beside it that is encrypted does not hide it', () => {
  const build = (stack: Stack) => {
    cfnStage(stack);
    stackSet(stack, JSON.stringify(template()));
  };
  expect([aspect, everywhere].map((register) => judged(build, register).active)).toEqual(Array(2).fill(['Shop/Set ApiCache-CacheDataEncrypted[*/*]']));
});

test('stacks of the app speak for themselves, once', () => {
  const app = testApp();
  pack(app);
  const stack = new Stack(app, 'Shop');
  cfnStage(new NestedStack(new NestedStack(stack, 'Nested'), 'Deep'));
  class Product extends ProductStack {}
  const product = new Product(stack, 'Version');
  cfnStage(product);
  new CloudFormationProduct(stack, 'Product', { productName: 'x', owner: 'x', productVersions: [{ cloudFormationTemplate: CloudFormationTemplate.fromProductStack(product) }] });
  expect(packReport(app).active).toEqual(['Shop/Nested/Deep/Stage ApiCache-CacheDataEncrypted[~1orders/GET]', 'Shop/Version/Stage ApiCache-CacheDataEncrypted[~1orders/GET]']);
  expect(ApiCacheAudit.ofScope(app).rows).toHaveLength(2);
});

describe('values of the outer stack', () => {
  test.each<[string, (stack: Stack, flag: CfnParameter) => string]>([
    ['in a text', (stack, flag) => stack.toJsonString(template({ CacheDataEncrypted: flag.valueAsString }))],
    ['in YAML', (_, flag) => Fn.sub(YAML.replace('!Ref Flag', '${Flag}'), { Flag: flag.valueAsString })],
    ['as a condition', (stack) => stack.toJsonString(template({ CacheDataEncrypted: Fn.conditionIf('C', true, false) }))],
  ])('%s', (_, body) => {
    const { active, violations } = judged((stack) => stackSet(stack, body(stack, new CfnParameter(stack, 'On'))), pack);
    expect(active).toEqual(['Shop/Set ApiCache-CacheEncryptionReadable[*/*]']);
    expect(violations[0].description).toMatch(/CacheDataEncrypted is \{"Fn::Sub":"\$\{/);
  });
});

describe('no false alarm', () => {
  test.each<[string, (stack: Stack) => unknown]>([
    ['an address that is somewhere else', (stack) => new CfnStack(stack, 'Nested', { templateUrl: 'https://example.com/AWS::ApiGateway::Stage.json' })],
    ['an address that is decided at deployment', (stack) => new CfnStack(stack, 'Nested', { templateUrl: new CfnParameter(stack, 'Url').valueAsString })],
    ['a text that is decided at deployment', (stack) => stackSet(stack, new CfnParameter(stack, 'Body').valueAsString)],
    ['a text without an API', (stack) => stackSet(stack, 'Resources: [')],
    ['an asset without an API', (stack) => nestedUrl(stack, 'Resources: [')],
  ])('%s', (_, build) => {
    expect([pack, everywhere].map((register) => judged(build, register).active)).toEqual([[], []]);
  });
});

describe('what cannot be read', () => {
  const build = (stack: Stack) => stackSet(stack, `${YAML}  : [`);

  test('is said', () => {
    const { active, violations: [{ description, suggestedFix }] } = judged(build, pack);
    expect(active).toEqual(['Shop/Set ApiCache-CacheEncryptionReadable[MethodSettings]']);
    expect(description).toMatch(/^cannot tell whether a method setting caches responses unencrypted: TemplateBody contains AWS::ApiGateway::Stage but cannot be read: /);
    expect(suggestedFix).toBe('write Properties.TemplateBody as a template in valid JSON or YAML');
  });

  test('can be acknowledged', () => {
    const acknowledging = (stack: Stack) => Validations.of(build(stack)).acknowledge({ id: 'ApiCache::ApiCache-CacheEncryptionReadable', reason: 'known' });
    expect([pack, everywhere].map((register) => judged(acknowledging, register).active)).toEqual([[], []]);
  });
});

test.each(['ApiCache-CacheDataEncrypted', 'ApiCache-CacheDataEncrypted[*/*]'])('%s is acknowledged at the resource', (id) => {
  const build = (stack: Stack) => {
    Validations.of(stackSet(stack, JSON.stringify(template()))).acknowledge({ id: `ApiCache::${id}`, reason: 'public' });
    stackSet(stack, JSON.stringify(template()), 'Other');
  };
  expect([pack, everywhere, report].map((register) => judged(build, register).active)).toEqual(Array(3).fill(['Shop/Other ApiCache-CacheDataEncrypted[*/*]']));
});

test('evidence names the resource and the stage in it', () => {
  const app = testApp();
  const directory = join(folderWith(), 'evidence');
  Validations.of(app).addPlugins(new ApiCacheEvidence({ directory, formats: [ApiCacheReportFormat.JSON] }));
  stackSet(new Stack(app, 'Shop'), JSON.stringify({ Resources: { Prod: prod(), Test: prod({ CacheDataEncrypted: true }) } }));
  app.synth();
  const { rows } = JSON.parse(readFileSync(join(directory, 'api-cache-evidence.json'), 'utf8')) as { rows: ApiCacheAuditRow[] };
  const briefly = rows.map(({ stackName, constructPath, logicalId, templateFile, propertyPath, status }) =>
    [stackName, constructPath, logicalId, templateFile, propertyPath, status]);
  expect(briefly).toEqual([
    ['Shop', 'Shop/Set', 'Set/Prod', 'Shop.template.json', 'Properties.TemplateBody.Resources.Prod.Properties.MethodSettings.0.CacheDataEncrypted', 'NON_COMPLIANT'],
    ['Shop', 'Shop/Set', 'Set/Test', 'Shop.template.json', 'Properties.TemplateBody.Resources.Test.Properties.MethodSettings.0', 'COMPLIANT'],
  ]);
});

test('the rules one by one, and a scope', () => {
  const app = testApp();
  const set = stackSet(new Stack(app, 'Shop'), JSON.stringify(template()));
  expect(ApiCacheRules.cacheDataEncrypted(set)).toEqual(['*/*']);
  expect(ApiCacheRules.dormantCacheEncrypted(set)).toBe('Compliant');
  expect(ApiCacheRules.cacheDataEncrypted(stackSet(Stack.of(set), '{}', 'Empty'))).toBe('N/A');
  expect(new ApiCacheEncryptionChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName)).toEqual(['ApiCache-CacheDataEncrypted[*/*]']);
});

test('ofTemplate judges what stands in the template itself, in YAML too', () => {
  const Set = { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody: YAML } };
  const Nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './package.json' } };
  expect(ApiCacheAudit.ofTemplate({ Resources: { Set, Nested } }, { templateFile: 'a.json' }).rows.map(({ logicalId, verdict, templateFile }) => [logicalId, verdict, templateFile]))
    .toEqual([['Set/Prod', 'UNRESOLVED', 'a.json']]);
});
