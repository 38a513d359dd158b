import { PlannedMeasure } from './plan';
import { judge, Result } from './results';

/** What became of a measure. */
export type Outcome =
  | { readonly is: 'measured'; readonly name: string; readonly results: readonly Result[] }
  | { readonly is: 'left out'; readonly name: string; readonly missing: readonly string[] }
  | { readonly is: 'not chosen'; readonly name: string }
  | { readonly is: 'failed'; readonly name: string; readonly error: unknown };

export type Failed = Extract<Outcome, { is: 'failed' }>;

/** What happens while measures run. */
export interface Listener {
  readonly onStart: (name: string) => void;
  /** With the outcomes so far; the last of them is new. */
  readonly onEnd: (outcomes: readonly Outcome[]) => void;
}

/** Runs what can be run, in the order of the plan. */
export function runMeasures(plan: readonly PlannedMeasure[], { onStart, onEnd }: Listener): readonly Outcome[] {
  return plan.reduce<readonly Outcome[]>((before, planned) => {
    const outcomes = [...before, outcomeOf(planned, onStart)];
    onEnd(outcomes);
    return outcomes;
  }, []);
}

function outcomeOf({ measure: { name, run }, missing }: PlannedMeasure, onStart: Listener['onStart']): Outcome {
  if (missing.length > 0) {
    return { is: 'left out', name, missing: missing.map((prerequisite) => prerequisite.name) };
  }
  onStart(name);
  // A measure that fails must not take the figures of the others with it.
  try {
    return { is: 'measured', name, results: run() };
  } catch (error) {
    return { is: 'failed', name, error };
  }
}

/** The stack is part of it: it leads to the line of a measure that failed. */
export function renderFailure({ name, error }: Failed): string {
  return `${name} failed: ${error instanceof Error ? error.stack ?? error.message : String(error)}`;
}

/** What is read last: which measures have no figures. */
export function renderSummary(outcomes: readonly Outcome[]): string {
  const measured = outcomes.filter(({ is }) => is === 'measured').map(({ name }) => name);
  const lines = outcomes.flatMap((outcome): readonly string[] => {
    const why = reasonOf(outcome);
    return why === undefined ? [] : [`Not measured: ${outcome.name}, ${why}.`];
  });
  return [`Measured: ${measured.length === 0 ? 'nothing' : measured.join(', ')}.`, ...lines].join('\n');
}

/** Why a measure has no figures, in words that are the same on every machine. */
export function reasonOf(outcome: Outcome): string | undefined {
  switch (outcome.is) {
    case 'measured':
      return undefined;
    case 'left out':
      return `without ${outcome.missing.join(' and ')} on the machine`;
    case 'not chosen':
      return 'it was not part of it';
    case 'failed':
      return 'it failed';
  }
}

/** 1 where a measure failed, a target is missed by far, or nothing was measured at all. */
export function exitCodeOf(outcomes: readonly Outcome[]): number {
  const results = outcomes.flatMap((outcome) => outcome.is === 'measured' ? outcome.results : []);
  const isFailed = outcomes.some(({ is }) => is === 'failed');
  const isMissed = results.some((result) => judge(result)?.isMissedByFar);
  return results.length === 0 || isFailed || isMissed ? 1 : 0;
}
