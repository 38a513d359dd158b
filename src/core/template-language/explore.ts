import { Choices, Guess } from './choices';
import { Configuration } from './configuration';
import { Parameters } from './parameters';

/** The number of configurations after which too many would have to be tried (rule 17). */
export const MOST_CONFIGURATIONS = 4096;

/**
 * Visits every deployable configuration that makes a difference to the visitor:
 * only what it asks for is varied, in the order in which it asks.
 *
 * @param limit how many configurations to try
 * @param visit returns false to stop; must ask the same questions as long as it gets the same answers
 * @returns whether the limit sufficed
 */
export function forEachConfiguration(
  parameters: Parameters,
  limit: number,
  visit: (configuration: Configuration, guesses: () => readonly Guess[]) => boolean,
): boolean {
  const choices = new Choices();
  for (let tried = 0; tried < limit; tried++) {
    if (!visit(new Configuration(parameters, choices), () => choices.guesses) || !choices.advance()) {
      return true;
    }
  }
  return false;
}
