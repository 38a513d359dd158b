import { createHash } from 'crypto';
import { render } from 'mustache';
import type { ApiCacheAuditRow } from './api-cache-audit-row';
import { STATUS_MEANINGS, VERDICT_MEANINGS } from './legend';
import { countRows, Report, ReportOrigin, settingRows, worstFirst } from './report';
import { severityOf } from './row-severity';
import { whereLabel } from './stage-labels';
import { Status, STATUS_LABELS, STATUSES } from './status';
import { CACHE_ENCRYPTION_CONTROLS } from '../catalog/controls';
import { CACHE_ENCRYPTION_MAPPINGS, requirementsOf } from '../catalog/frameworks';
import { RULE_NAMES, ruleId } from '../catalog/rules';
import { sourceOf } from '../catalog/sources';
import { VERDICTS } from '../core/judgement/verdict';
import { asset } from '../package-files';
import { rulePage } from '../wording/documentation';

/** From this number of rows on, the browser lays out only the rows in view. */
const MANY_ROWS = 500;

/** A self-contained page: no network, no other file. The template escapes every value of the rows. */
export function renderHtml({ version, rows: unsorted, generatedAt, origin }: Report): string {
  const rows = worstFirst(unsorted);
  const style = asset('report', 'style.css');
  const script = asset('report', 'filter.js');
  const { byStatus, byVerdict, stages, stagesByStatus } = countRows(rows);
  const stacks = [...countBy(rows, stackLabel)].map(([name, count], index) => ({ name, count, index }));
  const indexOf = new Map(stacks.map(({ name, index }) => [name, index]));
  const withCounts = (mine: readonly ApiCacheAuditRow[]) => STATUSES.map((status) => mine.filter((row) => row.status === status).length);
  const settings = settingRows(rows);
  const worst = STATUSES.find((status) => byStatus[status] > 0);
  return render(asset('report', 'page.mustache'), {
    version,
    generatedAt,
    ...originView(origin),
    style,
    script,
    policy: `default-src 'none'; style-src '${integrityOf(style)}'; script-src '${integrityOf(script)}'; base-uri 'none'; form-action 'none'`,
    headline: headline(worst, rows.length, worst === undefined ? 0 : byStatus[worst]),
    counted: `${plural(settings.length, 'method setting')} of ${plural(stages, 'stage')}${settings.length < rows.length ? `, in ${rows.length} rows` : ''}`,
    tone: worst ?? 'COMPLIANT',
    summary: STATUSES.map((status) => ({ status, label: STATUS_LABELS[status], count: byStatus[status], stages: plural(stagesByStatus[status], 'stage') })),
    legend: [
      { name: 'Status', terms: STATUSES.map((status) => ({ term: STATUS_LABELS[status], tone: status, meaning: STATUS_MEANINGS[status] })) },
      { name: 'Verdict', terms: VERDICTS.map((verdict) => ({ term: verdict, tone: '', meaning: VERDICT_MEANINGS[verdict] })) },
    ],
    statusColumns: STATUSES.map((status) => ({ label: STATUS_LABELS[status] })),
    verdicts: VERDICTS.filter((verdict) => byVerdict[verdict] > 0).map((verdict) => ({ verdict, count: byVerdict[verdict] })),
    statuses: STATUSES.filter((status) => byStatus[status] > 0)
      .map((status) => ({ status, label: STATUS_LABELS[status], count: byStatus[status] })),
    stacks,
    shown: `all ${rows.length} rows`,
    hasRows: rows.length > 0,
    areMany: rows.length > MANY_ROWS,
    // Including the header row.
    rowCount: rows.length + 1,
    rows: rows.map((row) => shownRow(row, indexOf.get(stackLabel(row))!)),
    controls: CACHE_ENCRYPTION_CONTROLS.map((control) => ({
      ...control,
      counts: withCounts(rows.filter(({ controls }) => controls.includes(control.id))),
    })),
    frameworks: [...requirementsOf(CACHE_ENCRYPTION_MAPPINGS)].map(([framework, requirements]) => ({
      framework,
      requirements: requirements.join(', '),
      sources: sourcesOf(framework).join('; '),
      counts: withCounts(rows.filter(({ frameworks }) => framework in frameworks)),
    })),
  });
}

const NO_ORIGIN = { cdkVersion: null, commit: null, pipelineRun: null, pipelineLink: null, inputs: [], hasInputs: false, read: null };

/** Where the rows come from. A run that is an address is a link. */
function originView(origin: ReportOrigin | undefined): object {
  if (origin === undefined) {
    return NO_ORIGIN;
  }
  const { inputs, read, notRead, pipelineRun } = origin;
  const isLink = pipelineRun !== undefined && /^https:\/\//.test(pipelineRun);
  return {
    ...NO_ORIGIN,
    ...origin,
    pipelineLink: isLink ? pipelineRun : null,
    hasInputs: inputs.length > 0,
    read: `${plural(read, 'input')} read, ${notRead} not read`,
  };
}

function plural(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

function headline(worst: Status | undefined, total: number, count: number): string {
  switch (worst) {
    case undefined:
      return 'no API stages';
    case 'NON_COMPLIANT':
      return `responses are cached unencrypted: ${count} of ${total} rows`;
    case 'UNKNOWN':
      return `encryption cannot be determined: ${count} of ${total} rows`;
    case 'AT_RISK':
      return `compliant today, but at risk: ${count} of ${total} rows`;
    case 'ACKNOWLEDGED':
      return `compliant except for acknowledged findings: ${count} of ${total} rows`;
    case 'FIXED':
    case 'COMPLIANT':
      return `compliant: ${total} of ${total} rows`;
  }
}

/** The view of a row. It has every name, because the template engine looks up missing names in the outer view. */
function shownRow(row: ApiCacheAuditRow, stack: number): object {
  const { constructPath, logicalId, templateFile, stageArn, ruleId: rule, acknowledgment } = row;
  const name = [constructPath, stageArn, logicalId, templateFile].find((candidate) => candidate !== undefined && candidate !== '');
  return {
    ...NO_OPTIONAL_FIELDS,
    ...row,
    stack,
    statusLabel: STATUS_LABELS[row.status],
    severity: severityOf(row) ?? null,
    // A finding that was acknowledged is not to be fixed.
    fix: acknowledgment === undefined ? row.fix ?? null : null,
    stage: name,
    otherId: logicalId === name ? null : logicalId,
    where: whereLabel(row),
    api: row.apiName ?? row.restApiId ?? null,
    rulePage: RULE_NAMES.filter((ruleName) => ruleId(ruleName) === rule).map((ruleName) => rulePage(ruleName))[0],
    acknowledgment: acknowledgment === undefined ? null : { until: null, ...acknowledgment, place: acknowledgedAt(acknowledgment) },
  };
}

function acknowledgedAt({ file, constructPath }: NonNullable<ApiCacheAuditRow['acknowledgment']>): string {
  return file === undefined ? `at ${constructPath === '' ? 'the app' : constructPath}` : `in ${file}`;
}

const NO_OPTIONAL_FIELDS: Readonly<Partial<Record<keyof ApiCacheAuditRow, null>>> = {
  verdictBefore: null,
  ruleId: null,
  stackName: null,
  constructPath: null,
  templateFile: null,
  stageArn: null,
  accountId: null,
  region: null,
  restApiId: null,
  apiName: null,
  stageName: null,
  statedBefore: null,
  when: null,
  fix: null,
  sourceFile: null,
  sourceLine: null,
};

function stackLabel({ stackName, templateFile }: ApiCacheAuditRow): string {
  return stackName ?? templateFile ?? 'no stack';
}

function countBy<T>(all: readonly T[], name: (counted: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  all.forEach((counted) => counts.set(name(counted), (counts.get(name(counted)) ?? 0) + 1));
  return counts;
}

function sourcesOf(framework: string): readonly string[] {
  const names = CACHE_ENCRYPTION_MAPPINGS.filter((mapping) => mapping.framework === framework).flatMap(({ sources }) => sources);
  return [...new Set(names)].map((name) => sourceOf(name).title);
}

function integrityOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
