import type { ApiCacheAuditRow } from './api-cache-audit-row';

/** What a row does not say: a listing may not name its API, and a text may have two templates with stages of one name. */
const STAGES = new WeakMap<ApiCacheAuditRow, object | undefined>();

/** Remembers which stage a row is about. */
export function rememberStage(row: ApiCacheAuditRow, stage: object | undefined): ApiCacheAuditRow {
  STAGES.set(row, stage);
  return row;
}

/** The same for all rows of a stage; nothing if that was not remembered. */
export function rememberedStage(row: ApiCacheAuditRow): object | undefined {
  return STAGES.get(row);
}
