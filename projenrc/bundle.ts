import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { buildSync } from 'esbuild';

// What users load is one file, in which a module runs when something of it is asked for (ADR 0011).

const INDEX = join(__dirname, '..', 'lib', 'index.js');

/** The exports of the index as the compiler writes them, each loaded when it is read. */
const lazy = readFileSync(INDEX, 'utf8')
  .replace(/^var (\w+) = require\((".+")\);$/gm, 'var $1 = () => require($2);')
  .replace(/get: function \(\) \{ return (\w+)\.(\w+); \}/g, 'get: function () { return $1().$2; }');

const { outputFiles: [{ text }] } = buildSync({
  stdin: { contents: lazy, resolveDir: join(__dirname, '..', 'lib'), sourcefile: 'index.js' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['aws-cdk-lib', 'constructs', 'cdk-nag', 'cdk-nag/*', '../package.json'],
  write: false,
  logLevel: 'warning',
});
writeFileSync(INDEX, text);
