import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { buildSync } from 'esbuild';

// What users load is one file, in which a module runs when something of it is asked for (ADR 0011).

const INDEX = join(__dirname, '..', 'lib', 'index.js');

/**
 * The exports of the index as the compiler writes them, each loaded when it is
 * read. Node.js looks for `exports.Name =` in the text of the file, so that ES
 * modules can import the names, and takes them back where it sees a property
 * defined with a getter that it does not know: so a function defines them.
 */
const lazy = readFileSync(INDEX, 'utf8')
  .replace(/^var (\w+) = require\((".+")\);$/gm, 'var $1 = () => require($2);')
  .replace(/^Object\.defineProperty\(exports, ("\w+"), \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm, 'define($1, () => $2().$3);')
  .concat('\nfunction define(name, get) { Object.defineProperty(exports, name, { enumerable: true, get }); }\n');

const { outputFiles: [{ text }] } = buildSync({
  stdin: { contents: lazy, resolveDir: join(__dirname, '..', 'lib'), sourcefile: 'index.js' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['aws-cdk-lib', 'constructs', 'cdk-nag', 'cdk-nag/*', 'csv-stringify/*', 'mustache', '../package.json'],
  write: false,
  logLevel: 'warning',
});
writeFileSync(INDEX, namedAsWritten(text));

/**
 * A class that mentions itself is called `_Name` by the bundler, and CDK names an
 * aspect by its class when it complains. The bundler's own `keepNames` defines
 * the name of every closure whenever one is made, in the middle of what is to be fast.
 */
function namedAsWritten(bundled: string): string {
  const names = [...bundled.matchAll(/^ *var (\w+) = class _\1\b/gm)].map(([, name]) => name);
  return names.reduce((all, name) => all.replaceAll(new RegExp(`\\b_${name}\\b`, 'g'), name), bundled);
}
