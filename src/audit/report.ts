import { createHash } from 'crypto';
import type { ApiCacheAuditRow } from './api-cache-audit-row';
import type { BuildOrigin } from './build-origin';
import { rememberedStage } from './stage-of-row';
import { Status, STATUSES } from './status';
import { KEY_RULE, ruleId } from '../catalog/rules';
import { ApiCacheVerdict, VERDICTS, worstVerdictOf } from '../core/judgement/verdict';
import { VERSION } from '../package-files';

/** The input of all writers. */
export interface Report {
  /** That of this library. */
  readonly version: string;
  readonly verdict: ApiCacheVerdict;
  readonly rows: readonly ApiCacheAuditRow[];
  /** In ISO 8601; none if the same rows must produce the same bytes. */
  readonly generatedAt?: string;
  readonly origin?: ReportOrigin;
}

/** Where the rows of a report come from. */
export interface ReportOrigin extends BuildOrigin {
  /** The version of aws-cdk-lib, if the app was synthesized with it. */
  readonly cdkVersion?: string;
  /** The content of what was read, also of what could not be understood. */
  readonly inputs: readonly ReportInput[];
  /** The number of templates and listings that were read, and of those that could not be. */
  readonly read: number;
  readonly notRead: number;
}

export interface ReportInput {
  /** As rows name it. */
  readonly name: string;
  readonly sha256: string;
}

/** The worst of all rows. */
export function worstVerdict(rows: readonly ApiCacheAuditRow[]): ApiCacheVerdict {
  return ApiCacheVerdict[worstVerdictOf(rows.map(({ verdict }) => verdict))];
}

/** A report of rows. */
export function reportOf(rows: readonly ApiCacheAuditRow[], generatedAt?: Date, origin?: ReportOrigin): Report {
  const head = { ...generatedAt && { generatedAt: generatedAt.toISOString() }, ...origin && { origin } };
  return { version: VERSION, verdict: worstVerdict(rows), rows, ...head };
}

export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The number of rows with each status and each verdict, and of stages that have such rows, including 0. */
export interface Summary {
  readonly rows: number;
  readonly stages: number;
  readonly byStatus: Readonly<Record<ApiCacheAuditRow['status'], number>>;
  readonly byVerdict: Readonly<Record<ApiCacheAuditRow['verdict'], number>>;
  readonly stagesByStatus: Readonly<Record<ApiCacheAuditRow['status'], number>>;
}

export function countRows(rows: readonly ApiCacheAuditRow[]): Summary {
  const statuses = statusesOfStages(rows);
  return {
    rows: rows.length,
    stages: statuses.length,
    byStatus: countByName(STATUSES, rows.map(({ status }) => status)),
    byVerdict: countByName(VERDICTS, rows.map(({ verdict }) => verdict)),
    stagesByStatus: countByName(STATUSES, statuses.flatMap((ofStage) => [...ofStage])),
  };
}

/** The rows with the verdicts of method settings: a faulty key, and an input that cannot be read, have rows of their own. */
export function settingRows(rows: readonly ApiCacheAuditRow[]): readonly ApiCacheAuditRow[] {
  return rows.filter((row) => row.logicalId !== '' && row.ruleId !== ruleId(KEY_RULE));
}

/** The statuses that the rows of each stage have. An input that cannot be read is none. */
function statusesOfStages(rows: readonly ApiCacheAuditRow[]): readonly ReadonlySet<Status>[] {
  const stages = new Map<object | string, Set<Status>>();
  for (const row of rows.filter(({ logicalId }) => logicalId !== '')) {
    const stage = stageOf(row);
    stages.set(stage, (stages.get(stage) ?? new Set()).add(row.status));
  }
  return [...stages.values()];
}

/** What is the same for all rows of a stage. An ARN names it before and after a repair. */
function stageOf(row: ApiCacheAuditRow): object | string {
  const { accountId, region, restApiId, stageArn, stackName, constructPath, templateFile, logicalId } = row;
  return stageArn === undefined
    ? rememberedStage(row) ?? [accountId, region, restApiId, stackName, constructPath, templateFile, logicalId].join('\0')
    : [accountId, templateFile, stageArn].join('\0');
}

const RANKS = Object.fromEntries(STATUSES.map((status, rank) => [status, rank])) as Readonly<Record<Status, number>>;

/** The worst first; those of one status as they come. */
export function worstFirst(rows: readonly ApiCacheAuditRow[]): readonly ApiCacheAuditRow[] {
  return [...rows].sort((left, right) => RANKS[left.status] - RANKS[right.status]);
}

function countByName<T extends string>(names: readonly T[], found: readonly T[]): Readonly<Record<T, number>> {
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<T, number>;
  found.forEach((name) => counts[name]++);
  return counts;
}
