import { writeFileSync } from 'fs';
import { renderTable } from './cells';
import { readFacts } from './facts';
import { chooseMeasures, Measure } from './measure';
import { exitCodeOf, Outcome, renderFailure, renderSummary, runMeasures } from './outcome';
import { renderPage } from './page';
import { planMeasures, renderPlan } from './plan';
import { buildReport } from './report';
import { readReport, writeReport } from './report-file';

export interface Bench {
  readonly measures: readonly Measure[];
  /** The measures to run; none runs all. Of the others, report and page keep what they had. */
  readonly names: readonly string[];
  readonly files: {
    readonly report: string;
    readonly page: string;
    /** What there is so far, for a run that is interrupted. */
    readonly soFar: string;
  };
  readonly print: {
    readonly figures: (text: string) => void;
    readonly note: (text: string) => void;
  };
}

/** Says what is left out, measures, and keeps what came of it. Returns the exit code. */
export function runBench({ measures, names, files, print }: Bench): number {
  const plan = planMeasures(chooseMeasures(measures, names));
  // Read before measuring: a file that cannot be read must not come to light after a quarter of an hour.
  const previous = readReport(files.report);
  const facts = readFacts();
  print.note(renderPlan(plan));
  print.note(`Figures are in ${files.soFar} as they come.`);
  print.note('They are the median (least–most); a ratio is of pairs that ran one after the other.');
  const outcomes = runMeasures(plan, {
    onStart: (name) => print.note(`${name} …`),
    onEnd: (soFar) => {
      writeReport(files.soFar, buildReport(facts, soFar));
      printOutcome(soFar[soFar.length - 1], print);
    },
  });
  print.note(renderSummary(outcomes));
  const all = measures.map(({ name }) => outcomes.find((outcome) => outcome.name === name) ?? { is: 'not chosen', name } as const);
  const report = buildReport(facts, all, previous);
  writeReport(files.report, report);
  writeFileSync(files.page, renderPage(report));
  return exitCodeOf(outcomes);
}

function printOutcome(outcome: Outcome, print: Bench['print']): void {
  switch (outcome.is) {
    case 'measured':
      print.figures(renderTable(outcome.results));
      break;
    case 'failed':
      print.note(renderFailure(outcome));
      break;
    case 'left out':
    case 'not chosen':
      // The plan has said it.
  }
}
