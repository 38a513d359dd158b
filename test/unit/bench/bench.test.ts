import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { measureOf, prerequisiteOf, resultOf } from './measures';
import { runBench } from '../../../bench/bench';
import { Measure } from '../../../bench/measure';
import { Report } from '../../../bench/report';

const folder = mkdtempSync(join(tmpdir(), 'encrypt-bench-test-'));
const files = { report: join(folder, 'report.json'), page: join(folder, 'page.md'), soFar: join(folder, 'so-far.json') };
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => Object.values(files).forEach((file) => rmSync(file, { force: true })));

const reportIn = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Report;
const loading = (milliseconds: number) => measureOf('loading', () => [resultOf('loading of a thing', milliseconds)]);
const page = (fault?: string) => measureOf('page', () => [resultOf('page of a thing', 2)], [prerequisiteOf('Chromium', fault)]);
const crash = measureOf('page', () => {
  throw new Error('the browser has crashed');
});

interface Printed {
  readonly code: number;
  readonly figures: string;
  readonly notes: string;
}

function run(measures: readonly Measure[], ...names: string[]): Printed {
  const [figures, notes]: [string[], string[]] = [[], []];
  const code = runBench({ measures, names, files, print: { figures: (text) => figures.push(text), note: (text) => notes.push(text) } });
  return { code, figures: figures.join('\n'), notes: notes.join('\n') };
}

test('a full run writes report and page', () => {
  const { code, figures } = run([loading(1), page()]);
  expect(code).toBe(0);
  expect(figures).toContain('page of a thing');
  expect(reportIn(files.report).measures.map(({ results }) => results[0].ours.median)).toEqual([1, 2]);
  expect(readFileSync(files.page, 'utf8')).toContain('| page of a thing | 2.00 ');
});

test('a full run without a prerequisite says so first, and keeps the earlier row', () => {
  run([loading(1), page()]);
  const { code, notes } = run([loading(5), page('there is none')]);
  expect(code).toBe(0);
  expect(notes).toMatch(/^Left out:\n {2}page needs Chromium, which is missing: there is none\./);
  const text = readFileSync(files.page, 'utf8');
  expect(text).toContain('| loading of a thing | 5.00 ');
  expect(text).toMatch(/\| page of a thing \(not of this run, but of [\d-]+\) \| 2\.00 /);
});

test('a failure ends with 1, is named, and keeps everything else', () => {
  run([loading(1), page()]);
  const { code, figures, notes } = run([crash, loading(5)]);
  expect(code).toBe(1);
  expect(notes).toContain('page failed: Error: the browser has crashed');
  expect(notes).toMatch(/Measured: loading\.\nNot measured: page, it failed\.$/);
  expect(figures).toContain('loading of a thing');
  const { measures } = reportIn(files.report);
  expect(measures.map(({ name, notMeasured, results }) => [name, notMeasured, results[0].ours.median])).toEqual([
    ['page', 'it failed', 2],
    ['loading', undefined, 5],
  ]);
});

test('of named measures report and page have the new figures, and of the others the earlier ones', () => {
  run([loading(1), page()]);
  const { code } = run([loading(5), page()], 'loading');
  expect(code).toBe(0);
  expect(reportIn(files.report).measures.map(({ name, notMeasured, results }) => [name, notMeasured, results[0].ours.median])).toEqual([
    ['loading', undefined, 5],
    ['page', 'it was not part of it', 2],
  ]);
  const text = readFileSync(files.page, 'utf8');
  expect(text).toContain('| loading of a thing | 5.00 ');
  expect(text).toMatch(/\| page of a thing \(not of this run, but of [\d-]+\) \| 2\.00 /);
  expect(reportIn(files.soFar).measures.map(({ name, results }) => [name, results[0].ours.median])).toEqual([['loading', 5]]);
});

test('figures are in a file before the next measure starts', () => {
  const second = measureOf('second', () => {
    expect(reportIn(files.soFar).measures.map(({ name }) => name)).toEqual(['loading']);
    return [resultOf('second of a thing', 1)];
  });
  expect(run([loading(1), second]).code).toBe(0);
  expect(reportIn(files.soFar).measures.map(({ name }) => name)).toEqual(['loading', 'second']);
});

test('an earlier report that cannot be read ends a full run before it measures', () => {
  const measure = jest.fn(() => [resultOf('loading of a thing', 1)]);
  writeFileSync(files.report, '{"results":[]}');
  expect(() => run([measureOf('loading', measure)]))
    .toThrow(`${files.report} has no list "measures": delete it to measure without earlier figures`);
  expect(measure).not.toHaveBeenCalled();
});

test('an unknown name writes nothing', () => {
  expect(() => run([loading(1)], 'lading')).toThrow('no measure is called "lading": choose from loading, or name none to run all');
  expect(Object.values(files).filter((file) => existsSync(file))).toEqual([]);
});
