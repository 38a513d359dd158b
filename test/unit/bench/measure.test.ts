import { measureOf } from './measures';
import { chooseMeasures } from '../../../bench/measure';

const MEASURES = ['loading', 'growth', 'page'].map((name) => measureOf(name, () => []));
const namesOf = (names: readonly string[]) => chooseMeasures(MEASURES, names).map(({ name }) => name);

test('no name chooses all', () => {
  expect(namesOf([])).toEqual(['loading', 'growth', 'page']);
});

test('names choose, in the order of the page and each once', () => {
  expect(namesOf(['page', 'loading', 'page'])).toEqual(['loading', 'page']);
});

test.each<[readonly string[], string]>([
  [['lading'], 'no measure is called "lading": choose from loading, growth, page, or name none to run all'],
  [['loading', 'x', 'toString'], 'no measure is called "x" or "toString": choose from loading, growth, page, or name none to run all'],
])('%j is refused', (names, message) => {
  expect(() => namesOf(names)).toThrow(new Error(message));
});
