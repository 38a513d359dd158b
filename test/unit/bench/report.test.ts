import { resultOf } from './measures';
import { Facts } from '../../../bench/facts';
import { Outcome } from '../../../bench/outcome';
import { renderPage } from '../../../bench/page';
import { buildReport, Report } from '../../../bench/report';

const factsOf = (date: string, node: string): Facts =>
  ({ date, machine: { cpu: 'CPU', cores: 2, gigabytes: 8, system: 'Linux' }, versions: { node } });
const [FIRST, SECOND, THIRD] = [factsOf('2026-01-01', '20.1.0'), factsOf('2026-02-02', '20.2.0'), factsOf('2026-03-03', '20.3.0')];

const measured = (name: string, milliseconds: number): Outcome =>
  ({ is: 'measured', name, results: [resultOf(`${name} of a thing`, milliseconds)] });
const omitted: Outcome = { is: 'left out', name: 'page', missing: ['Chromium'] };
const failed: Outcome = { is: 'failed', name: 'page', error: new Error('in /home/somebody') };
const rowsOf = (report: Report) => renderPage(report).split('\n').filter((line) => line.includes(' of a thing'));

const WHOLE = buildReport(FIRST, [measured('loading', 1), measured('page', 2)]);
const PARTIAL = buildReport(SECOND, [measured('loading', 3), omitted], WHOLE);

test('a whole run has its own figures, and its page no gaps', () => {
  expect(WHOLE).toEqual({
    ...FIRST,
    measures: [
      { name: 'loading', results: [resultOf('loading of a thing', 1)] },
      { name: 'page', results: [resultOf('page of a thing', 2)] },
    ],
  });
  expect(buildReport(FIRST, [measured('loading', 1), measured('page', 2)], PARTIAL)).toEqual(WHOLE);
  expect(renderPage(WHOLE)).not.toContain('has not measured:');
  expect(rowsOf(WHOLE)).toHaveLength(2);
  expect(rowsOf(WHOLE).join()).not.toContain('not of this run');
});

test('what is left out keeps the earlier figures, with the run that they are of', () => {
  expect(PARTIAL).toEqual({
    ...SECOND,
    measures: [
      { name: 'loading', results: [resultOf('loading of a thing', 3)] },
      { name: 'page', notMeasured: 'without Chromium on the machine', measuredBy: FIRST, results: [resultOf('page of a thing', 2)] },
    ],
  });
});

test('the page marks earlier figures, and names their run', () => {
  const text = renderPage(PARTIAL);
  expect(text).toContain([
    '2026-02-02, Linux, 2 × CPU, 8 GB; node 20.2.0',
    'This run has not measured:',
    '- `page`: without Chromium on the machine. Its rows are of an earlier run: 2026-01-01, Linux, 2 × CPU, 8 GB; node 20.1.0.',
  ].join('\n\n'));
  expect(rowsOf(PARTIAL)).toEqual([
    expect.stringMatching(/^\| loading of a thing \| 3\.00 /),
    expect.stringMatching(/^\| page of a thing \(not of this run, but of 2026-01-01\) \| 2\.00 /),
  ]);
});

test('figures that are kept twice are still of the run that measured them', () => {
  const [, page] = buildReport(THIRD, [measured('loading', 4), failed], PARTIAL).measures;
  expect(page).toEqual({ name: 'page', notMeasured: 'it failed', measuredBy: FIRST, results: [resultOf('page of a thing', 2)] });
});

test.each<[string, Report | undefined]>([
  ['there is no report before', undefined],
  ['the report before has no such measure', buildReport(FIRST, [measured('loading', 1)])],
  ['the report before had no figures either', buildReport(FIRST, [measured('loading', 1), omitted])],
])('what was never measured has no row: %s', (_, previous) => {
  const report = buildReport(SECOND, [measured('loading', 3), failed], previous);
  expect(report.measures[1]).toEqual({ name: 'page', notMeasured: 'it failed', results: [] });
  expect(renderPage(report)).toContain('- `page`: it failed. There are no figures of it.');
  expect(rowsOf(report)).toHaveLength(1);
});
