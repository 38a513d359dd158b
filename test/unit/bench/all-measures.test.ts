import { readFileSync } from 'fs';
import { join } from 'path';
import { MEASURES } from '../../../bench/all-measures';
import { Report } from '../../../bench/report';

import { ROOT } from '../../support/paths';

const REPORT = JSON.parse(readFileSync(join(ROOT, 'docs', 'reference', 'benchmarks.json'), 'utf8')) as Report;

test('the report has every measure, in the right order, each once', () => {
  expect(REPORT.measures.map(({ name }) => name)).toEqual(MEASURES.map(({ name }) => name));
  expect(new Set(MEASURES.map(({ name }) => name)).size).toBe(MEASURES.length);
});

test('what measures need, as CONTRIBUTING and the page say it', () => {
  const needs = MEASURES.map((measure) => [measure.name, measure.needs.map(({ name }) => name)] as const);
  expect(Object.fromEntries(needs.filter(([, names]) => names.length > 0))).toEqual({
    auditing: ['cfn-guard'],
    starting: ['cfn-guard'],
    page: ['Chromium'],
    deployed: ['the emulator of API Gateway'],
    python: ['Python'],
    java: ['a JDK', 'Maven'],
    dotnet: ['a .NET SDK'],
  });
});
