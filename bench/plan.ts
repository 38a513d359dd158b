import { Measure } from './measure';
import { Prerequisite } from './prerequisite';

/** A prerequisite that this machine does not have. */
export interface Missing {
  readonly name: string;
  readonly fault: string;
  readonly remedy: string;
}

/** A measure, and what keeps it from being run. */
export interface PlannedMeasure {
  readonly measure: Measure;
  readonly missing: readonly Missing[];
}

/** Looks at what the measures need, at each prerequisite once. */
export function planMeasures(measures: readonly Measure[]): readonly PlannedMeasure[] {
  const prerequisites = [...new Set(measures.flatMap(({ needs }) => needs))];
  const missing = new Map(prerequisites.map((prerequisite) => [prerequisite, missingOf(prerequisite)]));
  return measures.map((measure) => ({ measure, missing: measure.needs.flatMap((prerequisite) => missing.get(prerequisite) ?? []) }));
}

function missingOf({ name, findFault, remedy }: Prerequisite): readonly Missing[] {
  const fault = findFault();
  return fault === undefined ? [] : [{ name, fault, remedy }];
}

/** What is read before anything is measured. */
export function renderPlan(plan: readonly PlannedMeasure[]): string {
  const measured = plan.filter(({ missing }) => missing.length === 0).map(({ measure }) => measure.name);
  const omitted = plan.flatMap(({ measure, missing }) => missing.map(({ name, fault, remedy }) => [
    `  ${measure.name} needs ${name}, which is missing: ${fault}.`,
    `    To measure it, ${remedy}.`,
  ].join('\n')));
  return [
    ...omitted.length === 0 ? [] : ['Left out:', ...omitted],
    measured.length === 0 ? 'Nothing is left to measure.' : `To be measured: ${measured.join(', ')}.`,
  ].join('\n');
}
