import type { ApiCacheAuditRow } from './api-cache-audit-row';
import { RULE_NAMES, ruleId, RULES } from '../catalog/rules';
import type { Severity } from '../catalog/severity';

/** The severity of the finding of a row; none for a compliant row or an acknowledged finding. */
export function severityOf({ ruleId: id, acknowledgment }: ApiCacheAuditRow): Severity | undefined {
  const rule = RULE_NAMES.find((name) => ruleId(name) === id);
  return rule === undefined || acknowledgment !== undefined ? undefined : RULES[rule].severity;
}
