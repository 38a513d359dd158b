import type { Log, Result } from 'sarif';
import { ApiCacheAudit, ApiCacheAuditStatus, ApiCacheVerdict } from '../../../src';
import { reportOf } from '../../../src/audit/report';
import { renderSarif, SarifSuppressed } from '../../../src/audit/sarif';
import { RULE_NAMES, RULES, ruleId } from '../../../src/catalog/rules';
import { rulePage } from '../../../src/wording/documentation';
import { auditOf, HOSTILE, hostile, row } from '../../support/rows';
import { requireValidSarif } from '../../support/sarif-schema';
import { UNENCRYPTED_TEMPLATE } from '../../support/templates';

function logOf(audit: ApiCacheAudit): Log {
  const log = JSON.parse(audit.toSarif()) as Log;
  requireValidSarif(log);
  return log;
}

function resultsOf(audit: ApiCacheAudit): Result[] {
  return logOf(audit).runs[0].results!;
}

const fingerprint = ({ partialFingerprints }: Result) => partialFingerprints?.['apiCacheFinding/v1'];

test('has a result for each row that violates a rule, at its line', () => {
  const compliant = row({ status: ApiCacheAuditStatus.COMPLIANT, verdict: ApiCacheVerdict.ENCRYPTED, ruleId: undefined });
  const results = resultsOf(auditOf(row(), compliant));
  expect(results).toHaveLength(1);
  expect(results[0]).toMatchObject({
    ruleId: 'ApiCache-CacheDataEncrypted',
    level: 'error',
    message: {
      text: 'Shop/Stage: method setting ~1orders/GET caches responses unencrypted; set Properties.MethodSettings.0.CacheDataEncrypted to true',
    },
    locations: [{
      physicalLocation: { artifactLocation: { uri: 'lib/shop-stack.ts', uriBaseId: '%SRCROOT%' }, region: { startLine: 11 } },
      logicalLocations: [{ name: 'Stage', fullyQualifiedName: 'Shop/Stage.Properties.MethodSettings.0.CacheDataEncrypted' }],
    }],
  });
  expect(results[0]).not.toHaveProperty('suppressions');
});

test('knows every rule of the catalogue', () => {
  const [{ tool, results }] = logOf(auditOf(...RULE_NAMES.map((name) => row({ ruleId: ruleId(name) })))).runs;
  const known = tool.driver.rules!;
  expect(known.map((descriptor) =>
    [descriptor.id, descriptor.helpUri, descriptor.shortDescription!.text, descriptor.defaultConfiguration!.level])).toEqual(
    RULE_NAMES.map((name) => [ruleId(name), rulePage(name), RULES[name].title, RULES[name].severity]));
  expect(results!.map(({ ruleIndex }) => ruleIndex)).toEqual(RULE_NAMES.map((_, index) => index));
});

test('without a line it is in the template, so that GitHub takes the file', () => {
  const [{ locations }] = resultsOf(auditOf(row({ sourceFile: undefined, sourceLine: undefined })));
  expect(locations![0].physicalLocation).toEqual({
    artifactLocation: { uri: 'Shop.template.json', uriBaseId: 'CLOUD_ASSEMBLY' }, region: { startLine: 1 },
  });
});

test('of a text it is at the line and column', () => {
  const log = JSON.parse(ApiCacheAudit.ofTemplateText(UNENCRYPTED_TEMPLATE, { fileName: 'infra/a.yaml' }).toSarif()) as Log;
  requireValidSarif(log);
  expect(log.runs[0].results![0].locations![0].physicalLocation).toEqual({
    artifactLocation: { uri: 'infra/a.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 7, startColumn: 11 },
  });
});

test('of a template that was given it is in its file, if anybody said which', () => {
  const template = { Resources: { Prod: { Type: 'AWS::Serverless::Api', Properties: { CacheClusterEnabled: true, MethodSettings: { Ref: 'List' } } } } };
  const named = JSON.parse(ApiCacheAudit.ofTemplate(template, { templateFile: 'infra/ö.yaml' }).toSarif()) as Log;
  requireValidSarif(named);
  expect(named.runs[0].results![0].locations![0].physicalLocation).toMatchObject({ artifactLocation: { uri: 'infra/%C3%B6.yaml', uriBaseId: '%SRCROOT%' } });
  const unnamed = JSON.parse(ApiCacheAudit.ofTemplate(template).toSarif()) as Log;
  expect(unnamed.runs[0].results![0].locations![0]).not.toHaveProperty('physicalLocation');
});

test('a deployed stage is called by its ARN', () => {
  const stageArn = 'arn:aws:apigateway:eu-west-1::/restapis/abc/stages/prod';
  const propertyPath = 'methodSettings.~1orders/GET.cacheDataEncrypted';
  const [{ message, locations }] = resultsOf(auditOf(row({ constructPath: undefined, logicalId: 'prod', stageArn, propertyPath })));
  expect(message.text).toMatch(/^arn:aws:apigateway:eu-west-1::\/restapis\/abc\/stages\/prod: /);
  expect(locations![0].logicalLocations).toMatchObject([{ name: 'prod', fullyQualifiedName: `${stageArn}.${propertyPath}` }]);
});

test('acknowledged findings are left out where that is asked for, and the others keep their fingerprints', () => {
  const rows = [row({ acknowledgment: { id: 'a', reason: 'b', constructPath: '' } }), row(), row({ methodKey: '*/*' })];
  const written = (...choice: SarifSuppressed[]) => (JSON.parse(renderSarif(reportOf(rows), ...choice)) as Log).runs[0].results!;
  expect(written('omit')).toEqual(written().filter(({ suppressions }) => suppressions === undefined));
  expect(written('omit')).toHaveLength(2);
  expect(written('include')).toEqual(written());
});

test('what a rule is related to stands at the rule, not in each of its results', () => {
  const [{ tool, results }] = logOf(auditOf(row(), row())).runs;
  const { properties } = tool.driver.rules!.find(({ id }) => id === 'ApiCache-CacheDataEncrypted')!;
  expect(properties).toMatchObject({ controls: expect.arrayContaining(['APIGateway.5']) as object, frameworks: expect.arrayContaining([expect.stringMatching(/^HIPAA /)]) as object });
  expect(JSON.stringify(results)).not.toMatch(/APIGateway\.5|HIPAA/);
});

test('a result says where its stage is, and which one', () => {
  const where = { accountId: '111122223333', region: 'eu-west-1', restApiId: 'abc', apiName: 'orders', stageName: 'prod' };
  expect(resultsOf(auditOf(row(where)))[0].properties).toMatchObject(where);
});

test('an acknowledged finding is suppressed, with the reason', () => {
  const [{ suppressions }] = resultsOf(auditOf(row({
    status: ApiCacheAuditStatus.ACKNOWLEDGED, acknowledgment: { id: 'ApiCache::ApiCache-CacheDataEncrypted', reason: 'public data', constructPath: 'Shop' },
  })));
  expect(suppressions).toMatchObject([{ kind: 'inSource', status: 'accepted', justification: 'public data' }]);
});

test('names the configuration once', () => {
  const when = 'condition IsProd is true';
  const [named, unnamed] = resultsOf(auditOf(row({ when, message: `unencrypted when ${when}` }), row({ when })));
  expect(named.message.text!.split(when)).toHaveLength(2);
  expect(unnamed.message.text!.split(when)).toHaveLength(2);
});

describe('a fingerprint', () => {
  const of = (...rows: ReturnType<typeof row>[]) => resultsOf(auditOf(...rows)).map(fingerprint);

  test('is the same wherever the line and the index have gone', () => {
    const moved = row({ sourceFile: 'lib/other.ts', sourceLine: 99, propertyPath: 'Properties.MethodSettings.7.CacheDataEncrypted', stated: 'false', message: 'else' });
    expect(of(row())).toEqual(of(moved));
  });

  test.each<[string, ReturnType<typeof row>]>([
    ['another construct', row({ constructPath: 'Shop/Other' })],
    ['another key', row({ methodKey: '*/*' })],
    ['another rule', row({ ruleId: 'ApiCache-DormantCacheEncrypted' })],
    ['another template without constructs', row({ constructPath: undefined, logicalId: 'Other' })],
    ['another stage of the same name', row({ constructPath: undefined, stageArn: 'arn:aws:apigateway:eu-west-1::/restapis/xyz/stages/prod' })],
  ])('is another one for %s', (_, change) => {
    expect(of(row())).not.toEqual(of(change));
  });

  test('is the same for an L2 deployment, whose logical id changes with its API', () => {
    const deployment = (logicalId: string) => row({ resourceType: 'AWS::ApiGateway::Deployment', logicalId });
    expect(of(deployment('ApiDeployment123'))).toEqual(of(deployment('ApiDeployment456')));
    expect(of(row({ logicalId: 'One' }))).not.toEqual(of(row({ logicalId: 'Two' })));
  });

  test('is the same for a deployed stage, whichever file lists it', () => {
    const listed = (restApiId: string, templateFile: string) => row({
      constructPath: undefined, logicalId: 'prod', stageArn: `arn:aws:apigateway:eu-west-1::/restapis/${restApiId}/stages/prod`, templateFile,
    });
    expect(of(listed('abc', 'monday.json'))).toEqual(of(listed('abc', 'tuesday.json')));
    expect(of(listed('abc', 'monday.json'))).not.toEqual(of(listed('xyz', 'monday.json')));
  });

  test('is that of an API where nobody knows the region, and of the file in a template', () => {
    const inShort = (more: object) => of(row({ constructPath: undefined, logicalId: 'prod', restApiId: 'abc', ...more }));
    const listed = { propertyPath: 'methodSettings.*/*.cacheDataEncrypted' };
    expect(inShort({ ...listed, templateFile: 'monday.json' })).toEqual(inShort({ ...listed, templateFile: 'tuesday.json' }));
    expect(inShort({ ...listed, restApiId: 'xyz' })).not.toEqual(inShort(listed));
    expect(inShort({ templateFile: 'a.yaml' })).not.toEqual(inShort({ templateFile: 'b.yaml' }));
  });

  test('tells those apart that are alike', () => {
    expect(new Set(of(row(), row(), row())).size).toBe(3);
  });

  test('is what GitHub goes by', () => {
    const [{ partialFingerprints }] = resultsOf(auditOf(row()));
    expect(partialFingerprints!.primaryLocationLineHash).toBe(partialFingerprints!['apiCacheFinding/v1']);
  });
});

test.each(Object.entries(HOSTILE))('%s does no harm', (_, text) => {
  const [{ message, suppressions, locations }] = resultsOf(auditOf(hostile(text)));
  expect(message.text).toContain(text);
  expect(suppressions![0].justification).toBe(text);
  const { uri } = locations![0].physicalLocation!.artifactLocation!;
  expect(() => new URL(uri!, 'file:///project/')).not.toThrow();
});

test('says when it was made if it is asked to', () => {
  const log = JSON.parse(auditOf(row()).toSarif({ generatedAt: new Date('2026-01-02T03:04:05Z') })) as Log;
  requireValidSarif(log);
  expect(log.runs[0].invocations![0].endTimeUtc).toBe('2026-01-02T03:04:05.000Z');
});
