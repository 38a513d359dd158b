import { Prerequisite } from './prerequisite';
import { Result } from './results';

/** What is measured in one go, and what that needs. */
export interface Measure {
  readonly name: string;
  readonly needs: readonly Prerequisite[];
  readonly run: () => readonly Result[];
}

/**
 * The measures with these names, or all where there are none.
 *
 * @throws if there is no measure of a name
 */
export function chooseMeasures(measures: readonly Measure[], names: readonly string[]): readonly Measure[] {
  const unknown = names.filter((name) => !measures.some((measure) => measure.name === name));
  if (unknown.length > 0) {
    const known = measures.map(({ name }) => name).join(', ');
    const quoted = unknown.map((name) => JSON.stringify(name)).join(' or ');
    throw new Error(`no measure is called ${quoted}: choose from ${known}, or name none to run all`);
  }
  return names.length === 0 ? measures : measures.filter(({ name }) => names.includes(name));
}
