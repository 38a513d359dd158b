import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { BuildOptions, buildSync } from 'esbuild';

// What users load is one file, in which a module runs when something of it is asked for (ADR 0011). The command line is another one.

const LIB = join(__dirname, '..', 'lib');
const INDEX = join(LIB, 'index.js');
const COMMAND_LINE = join(LIB, 'cli.js');

const { bundledDependencies } = JSON.parse(readFileSync(join(LIB, '..', 'package.json'), 'utf8')) as { readonly bundledDependencies: readonly string[] };
const OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['aws-cdk-lib', 'constructs', 'cdk-nag', 'cdk-nag/*', ...bundledDependencies.flatMap((name) => [name, `${name}/*`]), '../package.json'],
  write: false,
  logLevel: 'warning',
} as const satisfies BuildOptions;

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

const { outputFiles: [{ text }] } = buildSync({ ...OPTIONS, stdin: { contents: lazy, resolveDir: LIB, sourcefile: 'index.js' } });
writeFileSync(INDEX, namedAsWritten(text));

const { outputFiles: [commandLine] } = buildSync({ ...OPTIONS, entryPoints: [join(LIB, 'cli', 'cli.js')], outfile: COMMAND_LINE });
writeFileSync(COMMAND_LINE, commandLine.text);

/**
 * A class that mentions itself is called `_Name` by the bundler, and CDK names an
 * aspect by its class when it complains. The bundler's own `keepNames` defines
 * the name of every closure whenever one is made, in the middle of what is to be fast.
 */
function namedAsWritten(bundled: string): string {
  const names = [...bundled.matchAll(/^ *var (\w+) = class _\1\b/gm)].map(([, name]) => name);
  return names.reduce((all, name) => all.replaceAll(new RegExp(`\\b_${name}\\b`, 'g'), name), bundled);
}
