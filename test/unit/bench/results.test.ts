import { readFileSync } from 'fs';
import { join } from 'path';
import { Chance } from '../../../bench/chance';
import { renderPage } from '../../../bench/page';
import { Report } from '../../../bench/report';
import { judge, paired, Result, sample, Target } from '../../../bench/results';
import { ROOT } from '../../support/paths';

const docs = (file: string) => readFileSync(join(ROOT, 'docs', 'reference', file), 'utf8');

test('the page has the figures of the last run', () => {
  expect(docs('benchmarks.md')).toBe(renderPage(JSON.parse(docs('benchmarks.json')) as Report));
});

test('a sample is the median with its spread', () => {
  expect(sample([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
  expect(sample([4, 1, 2, 3])).toEqual({ median: 2.5, least: 1, most: 4 });
});

test('a ratio is of pairs, not of medians', () => {
  expect(paired([1, 20, 3], [1, 10, 1]).ratio).toEqual({ median: 2, least: 1, most: 3 });
});

describe('a target', () => {
  const result = (target: Target, ours: number, theirs = 1): Result => ({ measure: 'x', unit: 'ms', ...paired([ours], [theirs]), target });

  test.each<[string, Target, number, number, boolean, boolean]>([
    ['at most, met', { of: 'ours', is: 'at most', value: 30 }, 30, 1, true, false],
    ['at most, nearly', { of: 'ours', is: 'at most', value: 30 }, 36, 1, false, false],
    ['at most, missed', { of: 'ours', is: 'at most', value: 30 }, 36.1, 1, false, true],
    ['at least, met', { of: 'ratio', is: 'at least', value: 20 }, 20, 1, true, false],
    ['at least, nearly', { of: 'ratio', is: 'at least', value: 20 }, 17, 1, false, false],
    ['at least, missed', { of: 'ratio', is: 'at least', value: 20 }, 16, 1, false, true],
    ['a difference, met', { of: 'difference', is: 'at most', value: 15 }, 95, 80, true, false],
    ['a difference, missed', { of: 'difference', is: 'at most', value: 15 }, 99, 80, false, true],
    ['a ratio near 1, nearly: a fifth of what it adds', { of: 'ratio', is: 'at most', value: 1.02 }, 1.0235, 1, false, false],
    ['a ratio near 1, missed', { of: 'ratio', is: 'at most', value: 1.02 }, 1.025, 1, false, true],
    ['a ratio below 1, nearly', { of: 'ratio', is: 'at most', value: 0.5 }, 0.6, 1, false, false],
  ])('%s', (_, target, ours, theirs, isMet, isMissedByFar) => {
    expect(judge(result(target, ours, theirs))).toEqual({ isMet, isMissedByFar });
  });

  test('that nothing was measured for is missed', () => {
    expect(judge({ measure: 'x', unit: 'ms', ours: sample([1]), rounds: 1, target: { of: 'ratio', is: 'at least', value: 20 } }))
      .toEqual({ isMet: false, isMissedByFar: true });
  });

  test('is not needed', () => {
    expect(judge({ measure: 'x', unit: 'ms', ours: sample([1]), rounds: 1 })).toBeUndefined();
  });
});

test('chance is the same every time, and every choice has its share', () => {
  const draw = () => {
    const chance = new Chance(7);
    return Array.from({ length: 1000 }, () => chance.weighed([[3, 'often'], [1, 'seldom']] as const));
  };
  expect(draw()).toEqual(draw());
  expect(draw().filter((drawn) => drawn === 'often').length).toBeGreaterThan(700);
  expect(draw().filter((drawn) => drawn === 'seldom').length).toBeGreaterThan(200);
});
