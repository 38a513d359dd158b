import Table from 'cli-table3';
import type { ApiCacheAuditRow } from '../../audit/api-cache-audit-row';
import { shortStageLabel, whereLabel } from '../../audit/stage-labels';
import { STATUS_LABELS } from '../../audit/status';
import { KEY_RULE, RULE_NAMES, ruleId } from '../../catalog/rules';
import { findingId } from '../../wording/finding-id';
import type { JudgedInput } from '../judge/judge-input';
import type { Stream } from '../terminal/environment';
import { plainText } from '../terminal/plain-text';
import { Styled } from '../terminal/styled';

/** The widest line that is still easy to read. */
const WIDEST = 120;
const NARROWEST = 60;

const NO_LINES = Object.fromEntries([
  'top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right',
  'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle',
].map((name) => [name, '']));

/** The findings as text, input by input. @param all also list compliant rows and acknowledged findings */
export function renderTable(judged: readonly JudgedInput[], all: boolean, stream: Stream): string {
  const style = new Styled(stream);
  const groups = judged.flatMap(({ source, rows, trouble }) => {
    const shown = trouble !== undefined ? [] : rows.filter((row) => all || (row.ruleId !== undefined && row.acknowledgment === undefined));
    return byPlace(shown).map(([place, there]) =>
      `${style.bold(plainText(source.name))}${place === '' ? '' : ` (${plainText(place)})`}\n${rowsAsTable(there, style, stream.columns)}\n`);
  });
  return groups.map((group) => `${group}\n`).join('');
}

/** Rows of one account and region together. */
function byPlace(rows: readonly ApiCacheAuditRow[]): readonly (readonly [string, readonly ApiCacheAuditRow[]])[] {
  const places = new Map<string, ApiCacheAuditRow[]>();
  rows.forEach((row) => places.set(whereLabel(row), [...places.get(whereLabel(row)) ?? [], row]));
  return [...places];
}

const [LINE, VERDICT] = [7, 13];

function rowsAsTable(rows: readonly ApiCacheAuditRow[], style: Styled, columns: number): string {
  const width = Math.min(Math.max(columns, NARROWEST), WIDEST) - 1;
  const stage = Math.floor((width - LINE - VERDICT) * 0.45);
  const widths = [LINE, VERDICT, stage, width - LINE - VERDICT - stage];
  const made = new Table({ colWidths: widths, style: { 'head': [], 'border': [], 'padding-left': 0, 'padding-right': 1 }, chars: NO_LINES });
  made.push(['  line', 'verdict', 'stage', 'method setting'].map((name) => style.faint(name)));
  for (const row of rows) {
    const within = (text: string, column: number) => wrapText(plainText(text), widths[column] - 1).join('\n');
    made.push(
      [`  ${isInTemplate(row) ? row.sourceLine ?? '' : ''}`, rowLabel(row, style), within(shortStageLabel(row), 2), within(row.methodKey, 3)],
      ['', { colSpan: 3, content: rowText(row, style, width - LINE - 1) }],
    );
  }
  return made.toString().split('\n').map((text) => text.trimEnd()).join('\n');
}

/** Message, fix, source, and the id or the acknowledgment of the finding. */
function rowText(row: ApiCacheAuditRow, style: Styled, width: number): string {
  const { message, fix, acknowledgment } = row;
  const last = acknowledgment !== undefined ? `${STATUS_LABELS.ACKNOWLEDGED.toLowerCase()}: ${acknowledgment.reason}` : idOf(row);
  const source = isInTemplate(row) ? [] : [`${row.sourceFile}:${row.sourceLine}`];
  const lines = [message, ...fix === undefined ? [] : [fix], ...source].flatMap((text) => wrapText(plainText(text), width));
  return [...lines, ...last === undefined ? [] : wrapText(plainText(last), width).map((text) => style.faint(text))].join('\n');
}

/** Words on lines of a width; a word that is longer is broken. */
function wrapText(text: string, width: number): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    }
  }
  return lines.flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []);
}

/** The id that acknowledges the finding. */
function idOf({ ruleId: id, methodKey }: ApiCacheAuditRow): string | undefined {
  return RULE_NAMES.filter((name) => ruleId(name) === id).map((name) => findingId(name, methodKey))[0];
}

/** Whether the line is in the template, not in the source of a CDK app. */
function isInTemplate({ sourceFile, templateFile }: ApiCacheAuditRow): boolean {
  return sourceFile === undefined || sourceFile === templateFile;
}

/** A key without effect or with several entries has its own row beside the row of its verdict. */
function rowLabel({ ruleId: id, verdict }: ApiCacheAuditRow, style: Styled): string {
  return id === ruleId(KEY_RULE) ? style.verdict('KEY', 'UNPROVEN') : style.verdict(verdict, verdict);
}
