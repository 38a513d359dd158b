import type { FailOn } from './command-line';
import type { Judged } from './judged';
import { EXIT, ExitCode } from './shell';
import type { ApiCacheAuditRow } from '../api-cache-audit-row';
import { RULE_NAMES, ruleId, RULES, Severity } from '../catalog/rules';

/** How grave the finding of a row is; none where it is in order or accepted. */
export function severityOf({ ruleId: id, acknowledgment }: ApiCacheAuditRow): Severity | undefined {
  const rule = RULE_NAMES.find((name) => ruleId(name) === id);
  return rule === undefined || acknowledgment !== undefined ? undefined : RULES[rule].severity;
}

const GRAVE: Readonly<Record<FailOn, readonly Severity[]>> = { error: ['error'], warning: ['error', 'warning'], never: [] };

/** The findings that the user wants to fail for. */
export function failing(all: readonly Judged[], failOn: FailOn): readonly ApiCacheAuditRow[] {
  const read = all.filter(({ trouble }) => trouble === undefined).flatMap(({ rows }) => rows);
  return read.filter((row) => GRAVE[failOn].some((one) => one === severityOf(row)));
}

/** What could not be read weighs more than what was found: nobody knows what is in there. */
export function exitCodeOf(all: readonly Judged[], failOn: FailOn): ExitCode {
  return all.some(({ trouble }) => trouble !== undefined) ? EXIT.trouble : failing(all, failOn).length > 0 ? EXIT.findings : EXIT.clean;
}
