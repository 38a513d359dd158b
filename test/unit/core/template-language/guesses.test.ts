import { Guess } from '../../../../src/core/template-language/choices';
import { isShownForEveryChoice } from '../../../../src/core/template-language/guesses';

const guess = (name: string, value: boolean): Guess => ({ condition: { is: 'unknown', name, raw: name }, value });

/** `U- S+ shows` guesses that U does not hold and S does. */
function configuration(text: string) {
  const words = text.split(' ');
  const guesses = words.filter((word) => /[+-]$/.test(word)).map((word) => guess(word.slice(0, -1), word.endsWith('+')));
  return { guesses, isShown: words.includes('shows') };
}

const isForEvery = (...texts: readonly string[]) => isShownForEveryChoice(texts.map(configuration), ({ isShown }) => isShown);

// Rule 16: for each choice of the conditions that cannot be evaluated.
test.each<[string, readonly string[], boolean]>([
  ['nothing', [], true],
  ['whatever holds', ['shows'], true],
  ['never', ['hides'], false],
  ['for one choice', ['U+ shows', 'U- hides'], false],
  ['for both', ['U+ shows', 'U- shows'], true],
  ['for one choice, and nothing is deployed for the other one', ['U+ shows'], true],
  ['in one of several configurations of each choice', ['U+ hides', 'U+ shows', 'U- shows'], true],
  ['not for one choice of two conditions', ['U+ S+ shows', 'U- S+ hides', 'S- shows'], false],
  ['for all choices of two conditions', ['U+ S+ shows', 'U- S+ shows', 'S- shows'], true],
])('%s: %j', (_, texts, expected) => {
  expect(isForEvery(...texts)).toBe(expected);
});

// Every choice of so many conditions has a configuration of its own.
test.each([[11, true], [13, false]])('rule 17: with %i conditions: %s', (count, expected) => {
  const all = Array.from({ length: 2 ** count }, (_, choice) =>
    ({ guesses: Array.from({ length: count }, (__, index) => guess(`${index}`, Math.floor(choice / 2 ** index) % 2 === 1)) }));
  expect(isShownForEveryChoice(all, () => true)).toBe(expected);
});
