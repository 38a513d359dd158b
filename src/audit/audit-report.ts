import { ApiCacheAuditRow, ApiCacheVerdict } from './api-cache-audit-row';
import type { Report } from './report';
import { worst } from '../core/judgement/verdict';
import { VERSION } from '../version';

/** The worst of all rows. */
export function verdictOf(rows: readonly ApiCacheAuditRow[]): ApiCacheVerdict {
  return ApiCacheVerdict[worst(rows.map(({ verdict }) => verdict))];
}

/** What the writers are given of rows. */
export function reportOf(rows: readonly ApiCacheAuditRow[], generatedAt?: Date): Report {
  return { version: VERSION, verdict: verdictOf(rows), rows, ...generatedAt && { generatedAt: generatedAt.toISOString() } };
}
