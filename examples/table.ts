import Table from 'cli-table3';
import { Row } from './comparison';
import type { Verdict } from '../src/core/judgement/verdict';

const isColoured = !process.env.NO_COLOR && (process.stdout.isTTY === true || process.env.FORCE_COLOR !== undefined);

const COLOURS: Readonly<Record<Verdict, number>> = {
  UNENCRYPTED: 31, UNRESOLVED: 33, UNPROVEN: 33, DORMANT: 33, ENCRYPTED: 32, NOT_CACHED: 90,
};

const NO_LINES = Object.fromEntries([
  'top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right',
  'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle',
].map((name) => [name, '']));

/** A table of at most 100 columns, a group of rows for each stage, and the counts. */
export function printComparison(rows: readonly Row[]): void {
  const table = new Table({
    head: ['  method key', 'cached', 'before', 'after', 'why (before)'],
    colWidths: [22, 11, 13, 12, 40],
    wordWrap: true,
    style: { 'head': [], 'border': [], 'padding-left': 0, 'padding-right': 1 },
    chars: NO_LINES,
  });
  const stages = [...new Set(rows.map(({ stage }) => stage))];
  for (const stage of stages) {
    table.push([{ colSpan: 5, content: '' }], [{ colSpan: 5, content: bold(stage) }]);
    for (const row of rows.filter((candidate) => candidate.stage === stage)) {
      table.push([`  ${row.methodKey}`, row.cached, verdict(row.before), verdict(row.after), row.why]);
    }
  }
  console.log(table.toString().split('\n').map((line) => line.trimEnd()).join('\n'));
  console.log();
  console.log(`${stages.length} stages, ${rows.length} method settings`);
  console.log(`before: ${counts(rows.map(({ before }) => before))}`);
  console.log(`after:  ${counts(rows.map(({ after }) => after))}`);
  console.log();
}

function counts(verdicts: readonly Verdict[]): string {
  return (Object.keys(COLOURS) as readonly Verdict[])
    .map((value) => ({ value, count: verdicts.filter((verdictOfRow) => verdictOfRow === value).length }))
    .filter(({ count }) => count > 0)
    .map(({ value, count }) => `${count} ${verdict(value)}`)
    .join(', ');
}

function verdict(value: Verdict): string {
  return isColoured ? `\u001b[${COLOURS[value]}m${value}\u001b[39m` : value;
}

function bold(text: string): string {
  return isColoured ? `\u001b[1m${text}\u001b[22m` : text;
}
