import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { ApiCacheAudit, ApiCacheAuditStatus, ApiCacheVerdict } from '../../../src';
import { renderJson } from '../../../src/audit/json';
import { reportOf } from '../../../src/audit/report';
import { RULE_NAMES, ruleId } from '../../../src/catalog/rules';
import { command, folderWith } from '../../support/command';
import { ROOT } from '../../support/paths';
import { auditOf, HOSTILE, hostile, row } from '../../support/rows';
import { UNENCRYPTED_TEMPLATE } from '../../support/templates';

interface Schema {
  readonly $id: string;
  readonly $defs: {
    readonly row: { readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>> };
    readonly verdict: { readonly enum: readonly string[] };
    readonly status: { readonly enum: readonly string[] };
  };
}

const SCHEMA = JSON.parse(readFileSync(join(ROOT, 'schema', 'api-cache-audit-1.schema.json'), 'utf8')) as Schema;
const ajv = addFormats(new Ajv({ strict: true, allErrors: true }));
const validate = ajv.compile(SCHEMA);

function valid(text: string): Record<string, unknown> {
  const document = JSON.parse(text) as Record<string, unknown>;
  validate(document);
  expect(validate.errors).toBeNull();
  return document;
}

describe('is valid by its schema', () => {
  test.each<readonly [string, ApiCacheAudit]>([
    ['without rows', auditOf()],
    ['with all that a row can have', auditOf(hostile('text'))],
    ['with the least that a row has', ApiCacheAudit.ofTemplate({ Resources: { Prod: { Type: 'AWS::ApiGateway::Stage' } } })],
    ...Object.entries(HOSTILE).map(([name, text]) => [name, auditOf(hostile(text))] as const),
  ])('%s', (_, audit) => {
    const { rows } = valid(audit.toJson());
    expect(rows).toEqual(JSON.parse(JSON.stringify(audit.rows)));
  });

  test('with all that is known of where it comes from', () => {
    const inputs = [{ name: 'a.yaml', sha256: 'ab'.repeat(32) }];
    const origin = { cdkVersion: '2.1.0', commit: 'c0ffee', pipelineRun: 'https://ci/7', inputs, read: 1, notRead: 2 };
    const document = valid(renderJson(reportOf([row()], new Date('2026-01-02T03:04:05Z'), origin)));
    expect(document).toMatchObject({ tool: { cdkVersion: '2.1.0' }, source: { commit: 'c0ffee', pipelineRun: 'https://ci/7', inputs, read: 1, notRead: 2 } });
    expect(document.source).not.toHaveProperty('cdkVersion');
  });

  test('with a time', () => {
    expect(valid(auditOf(row()).toJson({ generatedAt: new Date('2026-01-02T03:04:05Z') }))).toMatchObject({ generatedAt: '2026-01-02T03:04:05.000Z' });
  });
});

describe('the schema', () => {
  test('knows what a row can have, and nothing else', () => {
    expect(Object.keys(SCHEMA.$defs.row.properties).sort()).toEqual(Object.keys(hostile('text')).sort());
  });

  test('knows every verdict, status and rule', () => {
    expect(SCHEMA.$defs.verdict.enum).toEqual(Object.values(ApiCacheVerdict));
    expect(SCHEMA.$defs.status.enum).toEqual(Object.values(ApiCacheAuditStatus));
    expect(SCHEMA.$defs.row.properties.ruleId.enum).toEqual(RULE_NAMES.map(ruleId));
  });

  test('is where the document says', () => {
    expect(valid(auditOf().toJson()).$schema).toBe(SCHEMA.$id);
  });

  test.each([
    ['a verdict that there is not', { verdict: 'FINE' }],
    ['a line without a file', { sourceFile: undefined }],
    ['an acknowledgment without a finding', { ruleId: undefined, acknowledgment: { id: 'a', reason: 'b', constructPath: 'c' } }],
    ['no key', { methodKey: undefined }],
  ])('refuses %s', (_, fields) => {
    const document = JSON.parse(auditOf({ ...row(), ...fields } as never).toJson()) as unknown;
    expect(validate(document)).toBe(false);
  });
});

test('counts what there is, and what there is not', () => {
  const fixed = row({ status: ApiCacheAuditStatus.FIXED, verdict: ApiCacheVerdict.ENCRYPTED, ruleId: undefined });
  const { summary, verdict } = valid(auditOf(row(), row(), fixed).toJson());
  expect(verdict).toBe('UNENCRYPTED');
  expect(summary).toEqual({
    rows: 3,
    stages: 1,
    byStatus: { NON_COMPLIANT: 2, UNKNOWN: 0, AT_RISK: 0, ACKNOWLEDGED: 0, FIXED: 1, COMPLIANT: 0 },
    byVerdict: { UNENCRYPTED: 2, UNRESOLVED: 0, UNPROVEN: 0, DORMANT: 0, ENCRYPTED: 1, NOT_CACHED: 0 },
    stagesByStatus: { NON_COMPLIANT: 1, UNKNOWN: 0, AT_RISK: 0, ACKNOWLEDGED: 0, FIXED: 1, COMPLIANT: 0 },
  });
});

test('counts the stages that have rows of a status, and an input that cannot be read as none', () => {
  const compliant = row({ status: ApiCacheAuditStatus.COMPLIANT, verdict: ApiCacheVerdict.ENCRYPTED, ruleId: undefined });
  const elsewhere = { ...compliant, constructPath: undefined, logicalId: 'prod', restApiId: 'a', region: 'eu-west-1' };
  const unread = row({ status: ApiCacheAuditStatus.UNKNOWN, logicalId: '', constructPath: undefined });
  const others = [{ region: 'us-east-1' }, { restApiId: 'b' }, { accountId: '1' }].map((more) => ({ ...elsewhere, ...more }));
  const rows = [compliant, row(), compliant, elsewhere, ...others, unread];
  const { summary } = valid(auditOf(...rows).toJson());
  expect(summary).toMatchObject({ stages: 5, stagesByStatus: { NON_COMPLIANT: 1, UNKNOWN: 0, COMPLIANT: 5 } });
});

test('says nothing of time unless it is asked to', () => {
  expect(auditOf(row()).toJson()).toBe(auditOf(row()).toJson());
  expect(valid(auditOf(row()).toJson())).not.toHaveProperty('generatedAt');
});

test('a template from standard input is valid, and its line, which is in no file, is left to the table', () => {
  const audit = (...options: readonly string[]) => command(folderWith(), ['audit', '-', ...options], { stdin: UNENCRYPTED_TEMPLATE }).stdout;
  const [first] = valid(audit('--format', 'json')).rows as readonly object[];
  expect(first).toMatchObject({ verdict: 'UNENCRYPTED' });
  expect(first).not.toHaveProperty('sourceLine');
  expect(audit()).toMatch(/^ {2}\d+ +error +UNENCRYPTED/m);
});
