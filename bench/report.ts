import { Facts } from './facts';
import { Outcome, reasonOf } from './outcome';
import { Result } from './results';

/** A run, as it is kept. */
export interface Report extends Facts {
  readonly measures: readonly ReportedMeasure[];
}

export interface ReportedMeasure {
  readonly name: string;
  /** Why this run has no figures of it. */
  readonly notMeasured?: string;
  /** The earlier run that the results are of; none where this one has measured them. */
  readonly measuredBy?: Facts;
  readonly results: readonly Result[];
}

/** The report of a run. What it has not measured keeps the figures of the report before, with the run that they are of. */
export function buildReport(facts: Facts, outcomes: readonly Outcome[], previous?: Report): Report {
  return { ...facts, measures: outcomes.map((outcome) => reportedOf(outcome, previous)) };
}

function reportedOf(outcome: Outcome, previous: Report | undefined): ReportedMeasure {
  const { name } = outcome;
  if (outcome.is === 'measured') {
    return { name, results: outcome.results };
  }
  const earlier = previous?.measures.find((measure) => measure.name === name);
  const notMeasured = reasonOf(outcome);
  return previous === undefined || earlier === undefined || earlier.results.length === 0
    ? { name, notMeasured, results: [] }
    : { name, notMeasured, measuredBy: earlier.measuredBy ?? factsOf(previous), results: earlier.results };
}

function factsOf({ date, machine, versions }: Facts): Facts {
  return { date, machine, versions };
}
