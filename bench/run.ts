import { existsSync, writeFileSync } from 'fs';
import { join } from 'path';
import Table from 'cli-table3';
import { LIBRARY } from './child';
import { auditing } from './measures/auditing';
import { growth } from './measures/growth';
import { judging } from './measures/judging';
import { languages } from './measures/languages';
import { loading } from './measures/loading';
import { synthesis } from './measures/synthesis';
import { visiting } from './measures/visiting';
import { writing } from './measures/writing';
import { cells, renderPage } from './page';
import { reportOf } from './report';
import { judge, Result } from './results';

const MEASURES: Readonly<Record<string, () => readonly Result[]>> = { synthesis, visiting, judging, auditing, loading, growth, writing, languages };

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in MEASURES));
if (unknown.length > 0) {
  throw new Error(`there is no measure called ${unknown.join(', ')}: choose of ${Object.keys(MEASURES).join(', ')}, or name none for all`);
}
if (!existsSync(LIBRARY)) {
  throw new Error('lib/ is not there: run «npx projen compile» first');
}

const results = Object.entries(MEASURES).filter(([name]) => chosen.length === 0 || chosen.includes(name)).flatMap(([name, measure]) => {
  process.stderr.write(`${name} …\n`);
  return measure();
});

const table = new Table({
  head: ['measure', 'ours', 'other', 'ratio', 'target', 'met', 'rounds'],
  colWidths: [44],
  wordWrap: true,
  style: { head: [], border: [] },
});
table.push(...results.map((one) => [...cells(one)]));
process.stdout.write(`${table.toString()}\nmedian (least–most); a ratio is of pairs that ran one after the other\n`);

if (chosen.length === 0) {
  const report = reportOf(results);
  writeFileSync(join('docs', 'benchmarks.json'), `${JSON.stringify(report, undefined, 2)}\n`);
  writeFileSync(join('docs', 'benchmarks.md'), renderPage(report));
}
process.exitCode = results.some((one) => judge(one)?.isMissedByFar) ? 1 : 0;
