import { readFileSync } from 'fs';
import { join } from 'path';
import { Report } from './report';
import { judge, Result, showSample, showTarget } from './results';

/** docs/benchmarks.md: the figures of a report, and what is to be said about them. */
export function renderPage(report: Report): string {
  const { date, machine, versions, results } = report;
  const text = readFileSync(join('bench', 'benchmarks.md'), 'utf8');
  const facts = [
    `${date}, ${machine.system}, ${machine.cores} × ${machine.cpu}, ${machine.gigabytes} GB`,
    Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', '),
  ].join('; ');
  return text.replace('{{facts}}', () => facts).replace('{{table}}', () => table(results));
}

function table(results: readonly Result[]): string {
  const rows = results.map((one) => `| ${cells(one).join(' | ')} |`);
  return ['| measure | ours | other | ratio | target | met | rounds |', '| --- | --- | --- | --- | --- | --- | --- |', ...rows].join('\n');
}

/** A result as it is read: in the terminal and on the page. */
export function cells(result: Result): readonly string[] {
  const { measure, unit, ours, other, ratio, target, rounds } = result;
  const judged = judge(result);
  return [
    measure,
    `${showSample(ours)} ${unit}`,
    other === undefined ? '' : `${showSample(other)} ${unit}`,
    ratio === undefined ? '' : showSample(ratio),
    target === undefined ? '' : showTarget(target, unit),
    judged === undefined ? '' : judged.isMet ? 'yes' : judged.isMissedByFar ? '**no**' : 'nearly',
    String(rounds),
  ];
}
