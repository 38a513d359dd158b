import { parse } from 'csv-parse/sync';
import { ApiCacheAudit } from '../../../src';
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
  });
  // Whoever adds to a row adds a column: an acknowledgment has five.
  expect(Object.keys(record)).toHaveLength(Object.keys(hostile('text')).length + 4);
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
