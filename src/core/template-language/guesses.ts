import { Guess } from './choices';

/** A configuration with what it assumes of conditions that cannot be evaluated. */
export interface Guessed {
  readonly guesses: readonly Guess[];
}

/** More choices than that of conditions that cannot be evaluated, and the answer is no. */
const MOST_SPLITS = 4096;

/**
 * Whether for every choice of the conditions that cannot be evaluated some
 * configuration shows something (rule 16). A choice for which there is no
 * configuration at all does not count.
 */
export function isShownForEveryChoice<T extends Guessed>(all: readonly T[], isShown: (configuration: T) => boolean): boolean {
  const open: (readonly Guessing<T>[])[] = [all.map((configuration) => ({ configuration, guesses: configuration.guesses }))];
  for (let splits = 0; splits <= MOST_SPLITS; splits++) {
    const choice = open.pop();
    if (choice === undefined) {
      return true;
    }
    const shown = choice.filter(({ configuration }) => isShown(configuration));
    if (choice.length > 0 && shown.length === 0) {
      return false;
    }
    if (shown.every(({ guesses }) => guesses.length > 0)) {
      const name = shown[0]?.guesses[0].condition.name;
      open.push(...shown.length === 0 ? [] : [true, false].map((value) => assume(choice, name, value)));
    }
  }
  return false;
}

/** A configuration with what is still open of its guesses. */
interface Guessing<T> extends Guessed {
  readonly configuration: T;
}

function assume<T>(choice: readonly Guessing<T>[], name: string, value: boolean): readonly Guessing<T>[] {
  return choice
    .filter(({ guesses }) => guesses.every((guess) => guess.condition.name !== name || guess.value === value))
    .map(({ configuration, guesses }) => ({ configuration, guesses: guesses.filter(({ condition }) => condition.name !== name) }));
}
