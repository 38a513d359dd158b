import type { FailOn } from '../request';
import type { JudgedInput } from './judge-input';
import type { ApiCacheAuditRow } from '../../audit/api-cache-audit-row';
import { severityOf } from '../../audit/row-severity';
import type { Severity } from '../../catalog/severity';
import { EXIT, ExitCode } from '../terminal/environment';

const GRAVE: Readonly<Record<FailOn, readonly Severity[]>> = { error: ['error'], warning: ['error', 'warning'], never: [] };

/** The findings at or above `--fail-on`. */
export function failing(all: readonly JudgedInput[], failOn: FailOn): readonly ApiCacheAuditRow[] {
  const read = all.filter(({ trouble }) => trouble === undefined).flatMap(({ rows }) => rows);
  return read.filter((row) => GRAVE[failOn].some((severity) => severity === severityOf(row)));
}

/** An input that cannot be read, or not as a whole, outweighs findings, because its content is unknown. */
export function exitCodeOf(all: readonly JudgedInput[], failOn: FailOn): ExitCode {
  if (all.some(({ trouble, unread = [] }) => trouble !== undefined || unread.length > 0)) {
    return EXIT.trouble;
  }
  return failing(all, failOn).length > 0 ? EXIT.findings : EXIT.clean;
}
