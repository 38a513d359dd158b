import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { buildSync } from 'esbuild';

// What users load is one file, in which a module runs when something of it is asked for (ADR 0011).

const INDEX = join(__dirname, '..', 'lib', 'index.js');

/** The exports of the index as the compiler writes them, each loaded when it is read. */
const lazy = readFileSync(INDEX, 'utf8')
  .replace(/^var (\w+) = require\((".+")\);$/gm, 'var $1 = () => require($2);')
  .replace(/get: function \(\) \{ return (\w+)\.(\w+); \}/g, 'get: function () { return $1().$2; }');

/** Node.js looks for names in the text of the file, so that ES modules can import them; nothing of this is ever run. */
const names = [...lazy.matchAll(/^Object\.defineProperty\(exports, "(\w+)"/gm)].map(([, name]) => name).filter((name) => name !== '__esModule');
const hint = `0 && (module.exports = { ${names.join(', ')} });`;

const { outputFiles: [{ text }] } = buildSync({
  stdin: { contents: lazy, resolveDir: join(__dirname, '..', 'lib'), sourcefile: 'index.js' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['aws-cdk-lib', 'constructs', 'cdk-nag', 'cdk-nag/*', '../package.json'],
  footer: { js: hint },
  write: false,
  logLevel: 'warning',
});
writeFileSync(INDEX, text);
