import { Aspects, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CACHE_ENCRYPTION_CONTROLS } from '../../../src/catalog/controls';
import { ApiCacheAudit, ApiCacheAuditRow, ApiCacheAuditStatus, ApiCacheEncryptionChecks, ApiCacheVerdict, ComplianceFramework, EncryptApiCache, EncryptApiCacheMode } from '../../../src/index';
import { idPart } from '../../../src/wording/finding-id';
import { testApp } from '../../support/app';
import { packReport } from '../../support/report';
import { NESTED_SHAPES, QUIET_SHAPES, SHAPES } from '../../support/shapes';

const { UNENCRYPTED, NOT_CACHED, ENCRYPTED } = ApiCacheVerdict;
const { NON_COMPLIANT, COMPLIANT } = ApiCacheAuditStatus;
const UNENCRYPTED_SETTING = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };
const stageOf = (...MethodSettings: unknown[]) => ({ Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings } });
const auditOf = (Resources: object, more: object = {}) => ApiCacheAudit.ofTemplate({ ...more, Resources });

describe('of a template', () => {
  test('has a row for each key, compliant ones included', () => {
    const encrypted = { HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true, CacheDataEncrypted: true };
    const { verdict, rows } = auditOf({ Prod: stageOf(UNENCRYPTED_SETTING, encrypted) });
    expect({ verdict, rows: rows.map(({ controls: _, frameworks: __, ...row }) => row) }).toEqual({
      verdict: UNENCRYPTED,
      rows: [
        {
          status: NON_COMPLIANT,
          stated: 'not stated',
          logicalId: 'Prod',
          resourceType: 'AWS::ApiGateway::Stage',
          methodKey: '*/*',
          verdict: UNENCRYPTED,
          ruleId: 'ApiCache-CacheDataEncrypted',
          propertyPath: 'Properties.MethodSettings.0.CacheDataEncrypted',
          message: 'method setting */* (every method) caches responses unencrypted (CacheDataEncrypted is not set and defaults to false)',
          fix: 'set Properties.MethodSettings.0.CacheDataEncrypted to true',
        },
        {
          status: COMPLIANT,
          stated: 'true',
          logicalId: 'Prod',
          resourceType: 'AWS::ApiGateway::Stage',
          methodKey: '~1orders/GET',
          verdict: ENCRYPTED,
          propertyPath: 'Properties.MethodSettings.1',
          message: 'method setting ~1orders/GET (GET /orders) is compliant (CacheDataEncrypted: true)',
        },
      ],
    });
  });

  test('names the controls, for compliant rows too, but not for keys without effect', () => {
    const { rows } = auditOf({ Prod: stageOf({ ...UNENCRYPTED_SETTING, CacheDataEncrypted: true, HttpMethod: 'GET' }) });
    expect(rows.map(({ ruleId, controls, frameworks }) => [ruleId, controls.length, Object.keys(frameworks).length])).toEqual([
      [undefined, CACHE_ENCRYPTION_CONTROLS.length, Object.keys(ComplianceFramework).length], ['ApiCache-MethodSettingKeyEffective', 0, 0],
    ]);
    expect(rows[0].controls).toContain('APIGateway.5');
    expect(rows[0].frameworks).toMatchObject({ 'HIPAA': ['164.312(e)(2)(ii)', '164.312(a)(2)(iv)'], 'NIST SP 800-53 r4': ['SC-13', 'SC-28'] });
  });

  test('what rows share cannot be changed', () => {
    const { rows } = auditOf({ Prod: stageOf(UNENCRYPTED_SETTING, { ...UNENCRYPTED_SETTING, HttpMethod: 'GET', ResourcePath: '/~1a' }) });
    expect(() => rows[0].controls.push('more')).toThrow();
    expect(() => rows[0].frameworks.HIPAA.push('more')).toThrow();
    expect(() => Object.assign(rows[0].frameworks, { more: [] })).toThrow();
  });

  test('shows what cannot be read as the template has it', () => {
    const { rows } = auditOf({ Prod: stageOf({ ...UNENCRYPTED_SETTING, CacheDataEncrypted: { Ref: 'Encrypt' } }) }, {
      Parameters: { Encrypt: { Type: 'String', AllowedValues: ['true', 'false'] } },
    });
    expect(rows).toMatchObject([{ stated: '{"Ref":"Encrypt"}', when: 'parameter Encrypt is "false"' }]);
  });

  test('names the configuration', () => {
    const { rows } = auditOf({ Prod: stageOf({ 'Fn::If': ['IsProd', UNENCRYPTED_SETTING, { Ref: 'AWS::NoValue' }] }) }, {
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } },
    });
    expect(rows).toMatchObject([{ when: 'condition IsProd is true', propertyPath: 'Properties.MethodSettings.0.Fn::If.1.CacheDataEncrypted' }]);
  });

  test('a key at fault has a row more', () => {
    const { rows } = auditOf({ Prod: stageOf({ ...UNENCRYPTED_SETTING, HttpMethod: 'GET' }) });
    expect(rows.map(({ verdict, ruleId }) => `${verdict} ${ruleId}`)).toEqual([
      'UNENCRYPTED ApiCache-CacheDataEncrypted', 'UNENCRYPTED ApiCache-MethodSettingKeyEffective',
    ]);
  });

  test('a stage that states nothing is evidence too', () => {
    expect(auditOf({ Prod: { Type: 'AWS::ApiGateway::Stage' } })).toMatchObject({
      verdict: NOT_CACHED, rows: [{ logicalId: 'Prod', methodKey: 'MethodSettings', verdict: NOT_CACHED, message: 'the stage has no method settings' }],
    });
  });

  test.each([[[]], [{}], [{ Resources: 7 }], [{ Resources: { A: null, B: { Type: {} } } }], [[1, { Resources: {} }]], [new Map()], [new Date()]])('%j is none and has no rows', (template) => {
    expect(ApiCacheAudit.ofTemplate(template)).toEqual({ verdict: NOT_CACHED, rows: [] });
  });

  test.each([[null, 'null'], [undefined, 'undefined'], [7, '7'], ['Resources:', '"Resources:"'], [true, 'true'], [() => ({}), '() => ({})']])('%p throws', (template, shown) => {
    expect(() => ApiCacheAudit.ofTemplate(template)).toThrow(`template must be a parsed CloudFormation or AWS SAM template, got ${shown}`);
  });
});

describe('the file of a template', () => {
  test('is in the rows, if it is named', () => {
    const template = { Resources: { Prod: stageOf(UNENCRYPTED_SETTING) } };
    expect(ApiCacheAudit.ofTemplate(template, { templateFile: 'a.yaml' }).rows[0].templateFile).toBe('a.yaml');
    expect(ApiCacheAudit.ofTemplate(template).rows[0]).not.toHaveProperty('templateFile');
  });

  test('is a text', () => {
    expect(() => ApiCacheAudit.ofTemplate({}, { templateFile: '' })).toThrow('templateFile must be a non-empty string, got ""');
  });
});

describe('a writer', () => {
  test.each([['2026-01-02', '"2026-01-02"'], [7, '7'], [new Date(NaN), '{}']])('takes %p for no time, and throws', (generatedAt, shown) => {
    const props = { generatedAt: generatedAt as Date };
    const audit = auditOf({});
    [() => audit.toJson(props), () => audit.toSarif(props), () => audit.toHtml(props)]
      .forEach((write) => expect(write).toThrow(`generatedAt must be a valid Date, got ${shown}`));
  });

  test.each([[undefined], [null], [{}], [{ generatedAt: null }]])('takes %p for nothing', (props) => {
    expect(auditOf({}).toJson(props as never)).toBe(auditOf({}).toJson());
  });
});

describe('of deployed stages', () => {
  const record = (cacheDataEncrypted: boolean) => ({ cachingEnabled: true, cacheDataEncrypted });
  const stage = (stageName: string, methodSettings: object) => ({ stageName, deploymentId: 'd1', cacheClusterEnabled: true, methodSettings });
  const item = (restApiId: string, configuration: object) => ({
    resourceType: 'AWS::ApiGateway::Stage',
    resourceId: `arn:aws:apigateway:eu-west-1::/restapis/${restApiId}/stages/prod`,
    configurationItemStatus: 'OK',
    configuration: JSON.stringify(configuration),
  });

  test('has a row for each stage and key', () => {
    const { verdict, rows } = ApiCacheAudit.ofStages({ item: [stage('prod', { '*/*': record(true), '~1a/GET': record(false) }), stage('dev', {})] });
    expect(verdict).toBe(UNENCRYPTED);
    expect(rows.map((row) => [row.logicalId, row.methodKey, row.verdict, row.status])).toEqual([
      ['prod', '*/*', ENCRYPTED, COMPLIANT], ['prod', '~1a/GET', UNENCRYPTED, NON_COMPLIANT], ['dev', 'MethodSettings', NOT_CACHED, COMPLIANT],
    ]);
  });

  test('tells stages of one name apart, by their ARN', () => {
    const audit = ApiCacheAudit.ofStages([item('abc', stage('prod', { '*/*': record(false) })), item('xyz', stage('prod', { '*/*': record(false) }))]);
    expect(audit.rows.map(({ logicalId, stageArn }) => `${logicalId} ${stageArn}`)).toEqual([
      'prod arn:aws:apigateway:eu-west-1::/restapis/abc/stages/prod', 'prod arn:aws:apigateway:eu-west-1::/restapis/xyz/stages/prod',
    ]);
  });

  test('an API without stages has no rows', () => {
    expect(ApiCacheAudit.ofStages({ item: [] })).toMatchObject({ verdict: NOT_CACHED, rows: [] });
  });

  test.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /^listing must be the output of aws apigateway get-stages or another listing of deployed stages, got undefined$/],
    ['a text', '{"item":[]}', /^listing must be .*, got "\{\\"item\\":\[\]\}"$/],
    ['a template', { Resources: {} }, /^listing must be .*, got \{"Resources":\{\}\}$/],
    ['an advanced query', { Results: [], QueryInfo: {} }, /^listing cannot be read: .*batch-get-resource-config$/],
    ['an entry that is none', { item: [stage('prod', {}), null] }, /^listing cannot be read: entry 2 of the listing/],
  ])('throws for what is no listing: %s', (_, listing, message) => {
    expect(() => ApiCacheAudit.ofStages(listing)).toThrow(message);
  });
});

describe('of a scope', () => {
  test('finds nested stacks and CDK stages, and says where', () => {
    const app = testApp();
    const stack = new Stack(app, 'Shop', { stackName: 'shop-prod' });
    const settings = { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: true }] };
    new CfnStage(stack, 'Stage', settings).overrideLogicalId('Prod');
    new CfnStage(new NestedStack(stack, 'Nested'), 'Stage', settings);
    new CfnStage(new Stack(new Stage(app, 'Beta'), 'Shop'), 'Stage', settings);
    const { rows } = ApiCacheAudit.ofScope(app);
    expect(rows.map(({ templateFile }) => templateFile!.replace(/[0-9A-F]{8}/, '…')).sort()).toEqual([
      'Shop.template.json', 'ShopNested….nested.template.json', 'assembly-Beta/BetaShop….template.json',
    ]);
    const places = rows.map(({ logicalId, constructPath, stackName }) => [logicalId, constructPath, stackName]);
    expect(places.sort()).toEqual([
      ['Prod', 'Shop/Stage', 'shop-prod'], ['Stage', 'Beta/Shop/Stage', 'Beta-Shop'], ['Stage', 'Shop/Nested/Stage', 'Shop/Nested'],
    ]);
  });

  const content = ({ logicalId, resourceType, methodKey, verdict, ruleId, propertyPath, when, message }: ApiCacheAuditRow) =>
    [logicalId, resourceType, methodKey, verdict, ruleId, propertyPath, when, message].join(' | ');

  test.each([...Object.entries(SHAPES), ...Object.entries(QUIET_SHAPES)])('%s: says what the template says', (_, shape) => {
    const app = testApp();
    const stack = new Stack(app, 'Shop');
    shape(stack, new Stack(app, 'Others'));
    const before = ApiCacheAudit.ofScope(stack).rows.map(content).sort();
    const template: unknown = app.synth().getStackByName('Shop').template;
    expect(before).toEqual(ApiCacheAudit.ofTemplate(template).rows.map(content).sort());
  });
});

describe('aspect, pack and audit say the same', () => {
  const all = { ...SHAPES, ...NESTED_SHAPES, ...QUIET_SHAPES };

  test.each(Object.entries(all))('%s', (_, shape) => {
    const app = testApp();
    shape(new Stack(app, 'Shop'), new Stack(app, 'Others'));
    const audited = ApiCacheAudit.ofScope(app).rows.filter(({ ruleId }) => ruleId !== undefined);
    Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
    Aspects.of(app).add(new EncryptApiCache({ mode: EncryptApiCacheMode.REPORT }));
    const warnings = new Set<string>();
    const { active } = packReport(app);
    for (const { node } of app.node.findAll()) {
      node.metadata.filter(({ type }) => type === 'aws:cdk:warning').forEach(({ data }) => {
        const [, id] = /\[ack: ApiCache::(.*)$/.exec(String(data)) ?? [];
        if (id !== undefined) {
          warnings.add(`${node.path} ${id}`);
        }
      });
    }
    const rows = new Set(audited.map(({ constructPath, ruleId, methodKey }) => `${constructPath} ${ruleId}[${idPart(methodKey)}]`));
    expect(new Set(active)).toEqual(rows);
    expect(warnings).toEqual(rows);
  });
});
