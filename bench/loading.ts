import { execFileSync } from 'child_process';
import { existsSync } from 'fs';
import { cpus } from 'os';
import { join } from 'path';
import Table from 'cli-table3';

const ROOT = join(__dirname, '..');
const LIBRARY = join(ROOT, 'lib', 'index.js');
const RUNS = 15;

/** What an app loads, as it would write it; every app has loaded the core of CDK before. */
const SUBJECTS: Readonly<Record<string, string>> = {
  'EncryptApiCache alone': `require(${JSON.stringify(LIBRARY)}).EncryptApiCache`,
  'EncryptApiCache and the pack, made': `const l = require(${JSON.stringify(LIBRARY)}); new l.EncryptApiCache(); new l.ApiCacheEncryptionChecks()`,
  'cdk-nag': 'require("cdk-nag").NagPack',
  'CfnStage of aws-cdk-lib/aws-apigateway': 'require("aws-cdk-lib/aws-apigateway").CfnStage',
};

interface Cost {
  readonly milliseconds: number;
  readonly files: number;
}

function measure(code: string): Cost {
  const script = `const { App } = require("aws-cdk-lib"); App; const before = Object.keys(require.cache).length; const start = process.hrtime.bigint(); ${code};
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6; console.log(JSON.stringify({ milliseconds, files: Object.keys(require.cache).length - before }))`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' })) as Cost;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

if (!existsSync(LIBRARY)) {
  throw new Error('lib/ is not there: run «npx projen compile» first');
}

const table = new Table({ head: ['loads', 'median ms', 'fastest ms', 'files'], style: { head: [], border: [] } });
for (const [name, code] of Object.entries(SUBJECTS)) {
  const costs = Array.from({ length: RUNS }, () => measure(code));
  const times = costs.map(({ milliseconds }) => milliseconds);
  table.push([name, median(times).toFixed(0), Math.min(...times).toFixed(0), costs[0].files]);
}
console.log(table.toString());
console.log(`${RUNS} processes each, node ${process.version}, ${cpus().length} × ${cpus()[0].model}; the core of aws-cdk-lib is loaded before the clock starts`);
