import { parse } from 'csv-parse/sync';
import { ApiCacheAudit, ApiCacheAuditStatus } from '../../../src';
import { renderCsv } from '../../../src/audit/csv';
import { reportOf } from '../../../src/audit/report';
import { auditOf, HOSTILE, hostile, row } from '../../support/rows';

type Record_ = Readonly<Record<string, string>>;

function parsed(text: string): readonly Record_[] {
  return parse(text, { bom: true, columns: true, record_delimiter: '\r\n' });
}

test('has a line of names and a record for each row, as Excel reads them', () => {
  const text = auditOf(row(), row({ methodKey: '*/*' })).toCsv();
  expect(text.startsWith('\uFEFFstatus,verdict,verdictBefore,ruleId,stackName,constructPath,')).toBe(true);
  expect(text.endsWith('\r\n')).toBe(true);
  expect(parsed(text)).toMatchObject([{ methodKey: '~1orders/GET', sourceLine: '11' }, { methodKey: '*/*' }]);
});

test('has everything that a row has', () => {
  const [record] = parsed(auditOf(hostile('text')).toCsv());
  expect(record).toEqual({
    status: 'NON_COMPLIANT',
    verdict: 'UNENCRYPTED',
    verdictBefore: 'UNRESOLVED',
    ruleId: 'ApiCache-CacheDataEncrypted',
    stackName: 'text',
    constructPath: 'text',
    logicalId: 'text',
    resourceType: 'text',
    templateFile: 'text',
    methodKey: 'text',
    propertyPath: 'text',
    stated: 'text',
    statedBefore: 'text',
    when: 'text',
    message: 'text',
    fix: 'text',
    acknowledgmentId: 'text',
    acknowledgmentReason: 'text',
    acknowledgmentConstructPath: 'text',
    sourceFile: 'text',
    sourceLine: '11',
    controls: 'APIGateway.5',
    frameworks: 'HIPAA: 164.312(e)(2)(ii)',
    stageArn: 'text',
    acknowledgmentFile: 'text',
    acknowledgmentUntil: '2027-01-31',
    accountId: 'text',
    region: 'text',
    restApiId: 'text',
    apiName: 'text',
    stageName: 'text',
    severity: '',
    generatedAt: '',
    toolVersion: '0.0.0',
    cdkVersion: '',
    commit: '',
    pipelineRun: '',
    inputSha256: '',
    sourceColumn: '5',
  });
  // Whoever adds to a row adds a column: an acknowledgment has five, and seven are of the report.
  expect(Object.keys(record)).toHaveLength(Object.keys(hostile('text')).length + 4 + 7);
});

test('the worst comes first, with its severity, and with what is known of the report', () => {
  const compliant = row({ status: ApiCacheAuditStatus.COMPLIANT, ruleId: undefined, methodKey: 'a' });
  const warning = row({ status: ApiCacheAuditStatus.UNKNOWN, ruleId: 'ApiCache-CacheEncryptionReadable', methodKey: 'b', templateFile: 'other.json' });
  const origin = { cdkVersion: '2.1.0', commit: 'c0ffee', pipelineRun: 'https://ci/7', inputs: [{ name: 'Shop.template.json', sha256: 'abc' }], read: 1, notRead: 0 };
  const records = parsed(renderCsv(reportOf([compliant, warning, row({ methodKey: 'c' })], new Date('2026-01-02T03:04:05Z'), origin)));
  expect(records.map(({ methodKey, severity, inputSha256 }) => [methodKey, severity, inputSha256])).toEqual([['c', 'error', 'abc'], ['b', 'warning', ''], ['a', '', 'abc']]);
  expect(records[0]).toMatchObject({ generatedAt: '2026-01-02T03:04:05.000Z', cdkVersion: '2.1.0', commit: 'c0ffee', pipelineRun: 'https://ci/7' });
});

test('leaves empty what a row has not', () => {
  const [record] = parsed(ApiCacheAudit.ofTemplate({ Resources: { Prod: { Type: 'AWS::ApiGateway::Stage' } } }).toCsv());
  expect(record).toMatchObject({ ruleId: '', stackName: '', constructPath: '', acknowledgmentReason: '', sourceLine: '', methodKey: 'MethodSettings' });
});

test.each(Object.entries(HOSTILE))('%s is one value, and no formula', (_, text) => {
  const records = parsed(auditOf(hostile(text), row()).toCsv());
  expect(records).toHaveLength(2);
  const { message, constructPath, acknowledgmentReason } = records[0];
  expect([constructPath, acknowledgmentReason]).toEqual([message, message]);
  // A file has no half characters.
  expect(message.replace(/^'/, '')).toBe(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
  expect(message).not.toMatch(/^[=+\-@\t\r]/);
});
