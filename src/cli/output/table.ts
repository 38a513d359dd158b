import type { ApiCacheAuditRow } from '../../audit/api-cache-audit-row';
import { severityOf } from '../../audit/row-severity';
import { shortStageLabel, whereLabel } from '../../audit/stage-labels';
import { STATUS_LABELS } from '../../audit/status';
import { groupBy } from '../../core/group-by';
import { rowFindingId } from '../../wording/finding-id';
import { methodName } from '../../wording/key-names';
import type { JudgedInput } from '../judge/judge-input';
import type { Stream } from '../terminal/environment';
import { plainText } from '../terminal/plain-text';
import { Styled } from '../terminal/styled';

/** The widest line that is still easy to read. */
const WIDEST = 120;
const NARROWEST = 60;

/** So many equal findings of a stage are told in one row. */
const MANY = 4;

/**
 * The findings as text, input by input.
 *
 * @param all also list compliant rows and acknowledged findings, and each of many that are equal
 */
export function renderTable(judged: readonly JudgedInput[], all: boolean, stream: Stream): string {
  const style = new Styled(stream);
  const text: string[] = [];
  const printer = new RowPrinter(style, stream.columns);
  for (const { source, rows, trouble } of judged) {
    const shown = trouble !== undefined ? [] : rows.filter((row) => all || (row.ruleId !== undefined && row.acknowledgment === undefined));
    for (const [place, there] of groupBy(shown, whereLabel)) {
      const heading = `${style.bold(plainText(source.name))}${place === '' ? '' : ` (${plainText(place)})`}`;
      text.push([heading, ...printer.lines(all ? there.map((row) => [row]) : equalTogether(there))].join('\n'), '\n\n');
    }
  }
  return text.join('');
}

/** Many findings that are equal together, in the place of the first. */
function equalTogether(rows: readonly ApiCacheAuditRow[]): readonly (readonly ApiCacheAuditRow[])[] {
  const groups = groupBy(rows, equalityOf);
  const later = new Set([...groups.values()].filter(({ length }) => length >= MANY).flatMap(([, ...rest]) => rest));
  const groupOf = new Map([...groups.values()].filter(({ length }) => length >= MANY).map((group) => [group[0], group]));
  return rows.filter((row) => !later.has(row)).map((row) => groupOf.get(row) ?? [row]);
}

/** The same for findings of a stage that differ in their method settings alone. */
function equalityOf(row: ApiCacheAuditRow): string {
  const { ruleId: rule, verdict, stageArn, logicalId, methodKey, message, when = '' } = row;
  const aboutAny = message.replace(methodKey, '').replace(`(${methodName(methodKey)}) `, '');
  return [rule, verdict, shortStageLabel(row), stageArn, logicalId, aboutAny, when].join('\0');
}

const [LINE, SEVERITY, VERDICT] = [7, 9, 13];
const MARGIN = ' '.repeat(LINE);

/** Prints rows one by one: no column depends on what is in the others. */
class RowPrinter {
  private readonly width: number;
  private readonly stage: number;
  private readonly key: number;

  public constructor(private readonly style: Styled, columns: number) {
    this.width = Math.min(Math.max(columns, NARROWEST), WIDEST) - 1;
    const free = this.width - LINE - SEVERITY - VERDICT;
    this.stage = Math.floor(free * 0.45);
    this.key = free - this.stage;
  }

  /** @param rows each with those that are equal to it */
  public lines(rows: readonly (readonly ApiCacheAuditRow[])[]): readonly string[] {
    const faint = (text: string) => this.style.faint(text);
    const names = [['severity', SEVERITY], ['verdict', VERDICT], ['stage', this.stage], ['method setting', 0]] as const;
    const heading = `${'  line'.padEnd(LINE)}${names.map(([name, width]) => cell(name, width, faint)).join('')}`;
    return [heading, ...rows.flatMap((equal) => this.rowLines(equal))];
  }

  private rowLines(equal: readonly ApiCacheAuditRow[]): readonly string[] {
    const [row] = equal;
    const more = equal.length - 1;
    const severity = severityOf(row);
    const stages = wrapText(plainText(shortStageLabel(row)), this.stage - 1);
    const keys = wrapText(plainText(andMore(row.methodKey, more)), this.key - 1);
    const first = [
      `  ${isInTemplate(row) ? row.sourceLine ?? '' : ''}`.padEnd(LINE),
      severity === undefined ? ' '.repeat(SEVERITY) : cell(severity, SEVERITY, (text) => this.style.severity(text, severity)),
      cell(row.verdict, VERDICT, (text) => this.style.verdict(text, row.verdict)),
    ].join('');
    const columns = Array.from({ length: Math.max(stages.length, keys.length) }, (_, index) => {
      const before = index === 0 ? first : ' '.repeat(LINE + SEVERITY + VERDICT);
      return `${before}${(stages[index] ?? '').padEnd(this.stage)}${keys[index] ?? ''}`.trimEnd();
    });
    return [...columns, ...this.textLines(row, more).map((text) => `${MARGIN}${text}`)];
  }

  /** Message, fix, source, and the id or the acknowledgment of the finding. */
  private textLines(row: ApiCacheAuditRow, more: number): readonly string[] {
    const { message, fix, acknowledgment, sourceFile, sourceLine } = row;
    const id = rowFindingId(row);
    const reason = acknowledgment && `${STATUS_LABELS.ACKNOWLEDGED.toLowerCase()}: ${acknowledgment.reason}`;
    const last = reason ?? (id === undefined ? undefined : andMore(id, more));
    const wrap = (text: string | undefined) => text === undefined ? [] : wrapText(plainText(text), this.width - LINE - 1);
    return [
      ...wrap(message),
      ...wrap(fix && andMore(fix, more)),
      ...wrap(isInTemplate(row) ? undefined : `${sourceFile}:${sourceLine}`),
      ...wrap(last).map((text) => this.style.faint(text)),
    ];
  }
}

function andMore(text: string, more: number): string {
  return more === 0 ? text : `${text} and ${more} more`;
}

/** A text with a style, filled up to a width: a style has no width. */
function cell(text: string, width: number, style: (text: string) => string): string {
  return `${style(text)}${' '.repeat(Math.max(0, width - text.length))}`;
}

/** Words on lines of a width; a word that is longer is broken. */
function wrapText(text: string, width: number): readonly string[] {
  if (text.length <= width) {
    return [text];
  }
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    }
  }
  return lines.flatMap((line) => line.length <= width ? [line] : line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []);
}

/** Whether the line is in the template, not in the source of a CDK app. */
function isInTemplate({ sourceFile, templateFile }: ApiCacheAuditRow): boolean {
  return sourceFile === undefined || sourceFile === templateFile;
}
