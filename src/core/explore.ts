import { Unknown } from './conditions';
import { Configuration } from './configuration';
import { Parameters, ParameterValue } from './parameters';

/** The number of configurations after which nobody waits any longer (rule 17). */
export const MOST_CONFIGURATIONS = 4096;

/** A condition that cannot be evaluated, as a configuration has it. */
export interface Guess {
  readonly condition: Unknown;
  readonly value: boolean;
}

interface Choice {
  readonly index: number;
  readonly values: readonly (ParameterValue | boolean)[];
  readonly condition?: Unknown;
}

const BOTH = [true, false];

/**
 * Visits every deployable configuration that makes a difference to the visitor:
 * only what it asks for is varied, in the order in which it asks.
 *
 * @param limit how many configurations to try
 * @param visit returns false to stop
 * @returns whether the limit sufficed
 */
export function forEachConfiguration(
  parameters: Parameters,
  limit: number,
  visit: (configuration: Configuration, guesses: () => readonly Guess[]) => boolean,
): boolean {
  let given: readonly number[] | undefined = [];
  for (let tried = 0; given !== undefined; tried++) {
    if (tried === limit) {
      return false;
    }
    const made = new Map<string, Choice>();
    const indexes: readonly number[] = given;
    const choose = <T extends ParameterValue | boolean>(name: string, values: readonly T[], condition?: Unknown): T => {
      const known = made.get(name);
      const index = known?.index ?? indexes[made.size] ?? 0;
      if (known === undefined) {
        made.set(name, { index, values, condition });
      }
      return values[index];
    };
    const configuration = new Configuration(parameters, {
      parameter: choose,
      // No parameter has such a name.
      unknown: (condition) => choose(`condition ${condition.name}`, BOTH, condition),
    });
    if (!visit(configuration, () => guessesIn(made))) {
      return true;
    }
    given = next([...made.values()]);
  }
  return true;
}

function guessesIn(made: ReadonlyMap<string, Choice>): readonly Guess[] {
  return [...made.values()].flatMap(({ condition, values, index }) =>
    condition === undefined ? [] : [{ condition, value: values[index] === true }]);
}

/** Counts the choices up by one, the last one first; nothing when all were made. */
function next(made: readonly Choice[]): readonly number[] | undefined {
  for (let last = made.length - 1; last >= 0; last--) {
    if (made[last].index + 1 < made[last].values.length) {
      return [...made.slice(0, last).map(({ index }) => index), made[last].index + 1];
    }
  }
  return undefined;
}
