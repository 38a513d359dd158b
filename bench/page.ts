import { readFileSync } from 'fs';
import { join } from 'path';
import { cells, HEAD } from './cells';
import { renderFacts } from './facts';
import { Report, ReportedMeasure } from './report';
import { Result } from './results';

/** docs/reference/benchmarks.md: the figures of a report, and what is to be said about them. */
export function renderPage(report: Report): string {
  const text = readFileSync(join('bench', 'benchmarks.md'), 'utf8');
  const facts = [renderFacts(report), ...renderGaps(report.measures)].join('\n\n');
  return text.replace('{{facts}}', () => facts).replace('{{table}}', () => renderRows(report.measures.flatMap(datedResults)));
}

/** What the run has not measured, and where its figures are from. */
function renderGaps(measures: readonly ReportedMeasure[]): readonly string[] {
  const gaps = measures.flatMap(({ name, notMeasured, measuredBy }) => {
    const figures = measuredBy === undefined
      ? 'There are no figures of it.'
      : `Its rows are of an earlier run: ${renderFacts(measuredBy)}.`;
    return notMeasured === undefined ? [] : [`- \`${name}\`: ${notMeasured}. ${figures}`];
  });
  return gaps.length === 0 ? [] : ['This run has not measured:', gaps.join('\n')];
}

/** Figures of an earlier run say so in their own row. */
function datedResults({ measuredBy, results }: ReportedMeasure): readonly Result[] {
  if (measuredBy === undefined) {
    return results;
  }
  return results.map((result) => ({ ...result, measure: `${result.measure} (not of this run, but of ${measuredBy.date})` }));
}

function renderRows(results: readonly Result[]): string {
  const lines = [HEAD, HEAD.map(() => '---'), ...results.map(cells)];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}
