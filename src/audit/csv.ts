import { stringify } from 'csv-stringify/sync';
import type { ApiCacheAuditRow } from './api-cache-audit-row';
import { Report, worstFirst } from './report';
import { severityOf } from './row-severity';

type Column = (row: ApiCacheAuditRow, report: HashedReport) => string | number | undefined;

interface HashedReport extends Report {
  /** The hashes of inputs by their names. */
  readonly hashes: ReadonlyMap<string, string>;
}

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
  severity: (row) => severityOf(row),
  generatedAt: (_, { generatedAt }) => generatedAt,
  toolVersion: (_, { version }) => version,
  cdkVersion: (_, { origin }) => origin?.cdkVersion,
  commit: (_, { origin }) => origin?.commit,
  pipelineRun: (_, { origin }) => origin?.pipelineRun,
  inputSha256: ({ templateFile }, { hashes }) => templateFile === undefined ? undefined : hashes.get(templateFile),
  sourceColumn: ({ sourceColumn }) => sourceColumn,
};

/** One record for each row, as Excel reads it, in which nothing is a formula; the worst first. */
export function renderCsv(report: Report): string {
  const columns = Object.values(COLUMNS);
  const hashed = { ...report, hashes: new Map(report.origin?.inputs.map(({ name, sha256 }) => [name, sha256])) };
  const records = worstFirst(report.rows).map((row) => columns.map((column) => column(row, hashed)));
  return stringify([Object.keys(COLUMNS), ...records], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
