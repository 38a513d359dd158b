import Table from 'cli-table3';
import { judge, Result, showSample, showTarget } from './results';

/** What the cells of a result are called. */
export const HEAD = ['measure', 'ours', 'other', 'ratio', 'target', 'met', 'rounds'];

/** A result as it is read: in the terminal and on the page. */
export function cells(result: Result): readonly string[] {
  const { measure, unit, ours, theirs, ratio, target, rounds } = result;
  return [
    measure,
    `${showSample(ours)} ${unit}`,
    theirs === undefined ? '' : `${showSample(theirs)} ${unit}`,
    ratio === undefined ? '' : showSample(ratio),
    target === undefined ? '' : showTarget(target, unit),
    showJudged(result),
    String(rounds),
  ];
}

function showJudged(result: Result): string {
  const judged = judge(result);
  if (judged === undefined || judged.isMet) {
    return judged === undefined ? '' : 'yes';
  }
  return judged.isMissedByFar ? '**no**' : 'nearly';
}

/** Results in the terminal. */
export function renderTable(results: readonly Result[]): string {
  const table = new Table({ head: HEAD, colWidths: [44], wordWrap: true, style: { head: [], border: [] } });
  table.push(...results.map((result) => [...cells(result)]));
  return table.toString();
}
