import type { ApiCacheAuditRow } from './api-cache-audit-row';
import { STATUSES } from './status';
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
}

/** The worst of all rows. */
export function worstVerdict(rows: readonly ApiCacheAuditRow[]): ApiCacheVerdict {
  return ApiCacheVerdict[worstVerdictOf(rows.map(({ verdict }) => verdict))];
}

/** A report of rows. */
export function reportOf(rows: readonly ApiCacheAuditRow[], generatedAt?: Date): Report {
  return { version: VERSION, verdict: worstVerdict(rows), rows, ...generatedAt && { generatedAt: generatedAt.toISOString() } };
}

/** The number of rows with each status and each verdict, including 0. */
export interface Summary {
  readonly rows: number;
  readonly byStatus: Readonly<Record<ApiCacheAuditRow['status'], number>>;
  readonly byVerdict: Readonly<Record<ApiCacheAuditRow['verdict'], number>>;
}

export function countRows(rows: readonly ApiCacheAuditRow[]): Summary {
  return {
    rows: rows.length,
    byStatus: countByName(STATUSES, rows.map(({ status }) => status)),
    byVerdict: countByName(VERDICTS, rows.map(({ verdict }) => verdict)),
  };
}

function countByName<T extends string>(names: readonly T[], found: readonly T[]): Readonly<Record<T, number>> {
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<T, number>;
  found.forEach((name) => counts[name]++);
  return counts;
}
