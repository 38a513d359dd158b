import { stringify } from 'csv-stringify/sync';
import type { ApiCacheAuditRow } from './api-cache-audit-row';
import type { Report } from './report';

type Column = (row: ApiCacheAuditRow) => string | number | undefined;

/** The columns by the names that JSON has for them, those of an acknowledgment flat. */
const COLUMNS: Readonly<Record<string, Column>> = {
  status: ({ status }) => status,
  verdict: ({ verdict }) => verdict,
  verdictBefore: ({ verdictBefore }) => verdictBefore,
  ruleId: (row) => row.ruleId,
  stackName: ({ stackName }) => stackName,
  constructPath: ({ constructPath }) => constructPath,
  logicalId: ({ logicalId }) => logicalId,
  resourceType: ({ resourceType }) => resourceType,
  templateFile: ({ templateFile }) => templateFile,
  methodKey: ({ methodKey }) => methodKey,
  propertyPath: ({ propertyPath }) => propertyPath,
  stated: ({ stated }) => stated,
  statedBefore: ({ statedBefore }) => statedBefore,
  when: ({ when }) => when,
  message: ({ message }) => message,
  fix: ({ fix }) => fix,
  acknowledgmentId: ({ acknowledgment }) => acknowledgment?.id,
  acknowledgmentReason: ({ acknowledgment }) => acknowledgment?.reason,
  acknowledgmentConstructPath: ({ acknowledgment }) => acknowledgment?.constructPath,
  sourceFile: ({ sourceFile }) => sourceFile,
  sourceLine: ({ sourceLine }) => sourceLine,
  controls: ({ controls }) => controls.join('; '),
  frameworks: ({ frameworks }) => Object.entries(frameworks).map(([name, requirements]) => `${name}: ${requirements.join(', ')}`).join('; '),
  // Columns are only ever added at the end.
  stageArn: ({ stageArn }) => stageArn,
  acknowledgmentFile: ({ acknowledgment }) => acknowledgment?.file,
  acknowledgmentUntil: ({ acknowledgment }) => acknowledgment?.until,
  accountId: ({ accountId }) => accountId,
  region: ({ region }) => region,
  restApiId: ({ restApiId }) => restApiId,
  apiName: ({ apiName }) => apiName,
  stageName: ({ stageName }) => stageName,
};

/** One record for each row, as Excel reads it, in which nothing is a formula. */
export function renderCsv({ rows }: Report): string {
  const columns = Object.values(COLUMNS);
  return stringify([Object.keys(COLUMNS), ...rows.map((row) => columns.map((column) => column(row)))], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
