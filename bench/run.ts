import { existsSync } from 'fs';
import { join } from 'path';
import { MEASURES } from './all-measures';
import { runBench } from './bench';
import { LIBRARY } from './child';

if (!existsSync(LIBRARY)) {
  throw new Error('lib/index.js is missing: run "npx projen compile" first');
}

process.exitCode = runBench({
  measures: MEASURES,
  names: process.argv.slice(2),
  files: {
    report: join('docs', 'reference', 'benchmarks.json'),
    page: join('docs', 'reference', 'benchmarks.md'),
    soFar: join('.bench', 'results.json'),
  },
  print: {
    figures: (text) => process.stdout.write(`${text}\n`),
    note: (text) => process.stderr.write(`${text}\n`),
  },
});
