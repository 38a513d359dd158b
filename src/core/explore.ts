import { Configuration, Fact } from './configuration';
import { Parameters, ParameterValue } from './parameters';

/** What holds under the configurations that decide alike. */
export interface Outcome<T> {
  readonly result: T;
  readonly facts: readonly Fact[];
}

/** The number of configurations after which nobody waits any longer (rule 17). */
export const MOST_CONFIGURATIONS = 4096;

/**
 * Runs a function under every configuration that makes a difference to it: only
 * parameters that it asks for are varied, and in the order it asks. Nothing if
 * there are too many.
 */
export function explore<T>(parameters: Parameters, run: (configuration: Configuration) => T): readonly Outcome<T>[] | undefined {
  const outcomes: Outcome<T>[] = [];
  /** Choices still to be made: one index for each parameter asked for. */
  let choices: number[] | undefined = [];
  while (choices !== undefined) {
    if (outcomes.length === MOST_CONFIGURATIONS) {
      return undefined;
    }
    const made = new Map<string, { readonly index: number; readonly domain: readonly ParameterValue[] }>();
    const given: readonly number[] = choices;
    const configuration = new Configuration(parameters, (parameter, domain) => {
      const known = made.get(parameter);
      const index = known?.index ?? given[made.size] ?? 0;
      if (known === undefined) {
        made.set(parameter, { index, domain });
      }
      return domain[index];
    });
    outcomes.push({ result: run(configuration), facts: configuration.facts });
    choices = next([...made.values()]);
  }
  return outcomes;
}

/** Counts the choices up by one, the last one first; nothing when all were made. */
function next(made: readonly { readonly index: number; readonly domain: readonly ParameterValue[] }[]): number[] | undefined {
  for (let last = made.length - 1; last >= 0; last--) {
    if (made[last].index + 1 < made[last].domain.length) {
      return [...made.slice(0, last).map(({ index }) => index), made[last].index + 1];
    }
  }
  return undefined;
}
