import { Fact } from '../../../../src/core/template-language/configuration';
import { smallestFacts } from '../../../../src/core/template-language/facts';

/** `A !B P=x`: condition A is true, B is false, parameter P is x; `P=?` is any value that nobody names. */
function facts(text: string): readonly Fact[] {
  return text.split(' ').filter((part) => part !== '').map((part): Fact => {
    const [name, value] = part.split('=');
    if (value === undefined) {
      return { about: 'condition', name: name.replace('!', ''), value: !name.startsWith('!') };
    }
    const chosen = value === '?' ? { is: 'other' as const, than: name, isNonDefault: true } : { is: 'literal' as const, text: value };
    return { about: 'parameter', name, value: chosen };
  });
}

const shown = (all: readonly Fact[]) => all.map((fact) => fact.about === 'condition' ? `${fact.value ? '' : '!'}${fact.name}`
  : `${fact.name}=${fact.value.is === 'literal' ? fact.value.text : '?'}`).join(' ');

// Rule 14: the finding names the configuration, by as few facts as tell it from those that do not show it.
test.each<[string, readonly string[], readonly string[], string]>([
  ['none where every configuration shows it', ['A B'], [], ''],
  ['none where nothing was asked', [''], [], ''],
  ['one', ['A B'], ['!A B'], 'A'],
  ['one that is false', ['!A B'], ['A B'], '!A'],
  ['of two that tell it, that which was asked first', ['B A'], ['!B !A'], 'B'],
  ['not one that the others never asked for', ['A B'], ['!B'], 'B'],
  ['not one that some of the others never asked for', ['A B C'], ['!A !B', '!B C'], 'B'],
  ['two', ['A B'], ['A !B', '!A B'], 'A B'],
  ['two that do not stand together', ['A B C'], ['A B !C', '!A !B C'], 'A C'],
  ['the last two', ['A B C'], ['A !B C', 'A B !C'], 'B C'],
  ['one of a later configuration rather than two of the first', ['A B', 'C'], ['A !B !C', '!A B !C'], 'C'],
  ['two of a later configuration', ['A B !C D', 'A B C'], ['A B !C !D', '!A B !C D', 'A !B !C D'], 'C'],
  ['three, without those that do not matter', ['D A B E C'], ['D !A B E C', 'D A !B E C', 'D A B E !C'], 'A B C'],
  ['four', ['A B C D'], ['!A B C D', 'A !B C D', 'A B !C D', 'A B C !D'], 'A B C D'],
  ['a value of a parameter', ['P=a', 'P=b'], ['P=c'], 'P=a'],
  ['a value that nobody names', ['P=?'], ['P=a'], 'P=?'],
  ['a condition is no parameter of the same name', ['P=a A'], ['P !A'], 'A'],
  ['the same configuration twice', ['A B', 'A B'], ['A !B', 'A !B'], 'B'],
])('%s', (_, showing, others, expected) => {
  expect(shown(smallestFacts(showing.map(facts), others.map(facts)))).toBe(expected);
});

test('many configurations take no longer than they have to', () => {
  const names = Array.from({ length: 11 }, (_, index) => `C${index}`);
  const all = names.reduce<readonly string[]>((texts, name) => texts.flatMap((text) => [`${text} ${name}`, `${text} !${name}`]), ['']);
  const isOdd = (text: string) => text.split('!').length % 2 === 0;
  const chosen = smallestFacts(all.filter(isOdd).map(facts), all.filter((text) => !isOdd(text)).map(facts));
  expect(chosen).toHaveLength(names.length);
});
