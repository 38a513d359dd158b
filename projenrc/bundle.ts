import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { BuildOptions, buildSync, Metafile } from 'esbuild';
import * as ts from 'typescript';
import { BESIDE_THE_COMMAND_LINE, BESIDE_THE_INDEX, LIBRARIES } from './libraries';
import { bundledPackages, importedPackages, renderLicences } from './licences';
import { narrowPeer } from './peer-of-other-languages';

// What users load is one file, in which a module runs when something of it is asked for (ADR 0011). The command line is another one.
// Both have their libraries in them (ADR 0020), but for the SDK of AWS.

const ROOT = join(__dirname, '..');
const LIB = join(ROOT, 'lib');
const INDEX = join(LIB, 'index.js');

const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['aws-cdk-lib', 'constructs', 'cdk-nag', 'cdk-nag/*', '../package.json'],
  // Its entry for CommonJS hides from bundlers what it requires.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  define: { BUNDLED_TEXTS: JSON.stringify(Object.fromEntries(['report', 'runbook'].flatMap(textsIn))) },
  write: false,
  metafile: true,
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

const requireBeside = (text: string, files: Readonly<Record<string, string>>) =>
  Object.entries(files).reduce((bundled, [name, file]) => bundled.replaceAll(`require("${name}")`, `require("./${file}")`), text);
const index = build({ stdin: { contents: lazy, resolveDir: LIB, sourcefile: 'index.js' } }, Object.keys(BESIDE_THE_INDEX));
writeFileSync(INDEX, requireBeside(namedAsWritten(index.text), BESIDE_THE_INDEX));

// Names stay in what is mostly libraries, so that stack traces say where something is.
const libraries = Object.entries(BESIDE_THE_INDEX).map(([name, file]) => {
  const library = build({ stdin: { contents: `module.exports = require("${name}");`, resolveDir: ROOT }, minifyWhitespace: true });
  mkdirSync(dirname(join(LIB, file)), { recursive: true });
  writeFileSync(join(LIB, file), library.text);
  return library;
});

const commandLine = build({ entryPoints: [join(LIB, 'cli', 'cli.js')], minifyWhitespace: true }, Object.keys(BESIDE_THE_COMMAND_LINE));
writeFileSync(join(LIB, 'cli.js'), requireBeside(commandLine.text, BESIDE_THE_COMMAND_LINE));
// All of it is the SDK, whose size counts.
const sdk = Object.entries(BESIDE_THE_COMMAND_LINE).map(([name, file]) => {
  const bundle = build({ entryPoints: [join(LIB, 'cli', 'deployed', `${name}.js`)], minify: true, legalComments: 'none' });
  mkdirSync(dirname(join(LIB, file)), { recursive: true });
  writeFileSync(join(LIB, file), bundle.text);
  return bundle;
});

const metafiles = [index, ...libraries, commandLine, ...sdk].map(({ metafile }) => metafile);
writeFileSync(join(LIB, 'metafiles.json'), JSON.stringify(metafiles));
writeFileSync(join(LIB, 'third-party-licenses.txt'), renderLicences(ROOT, [...new Set(metafiles.flatMap((each) => bundledPackages(ROOT, each)))]));
removeUnusedDeclarations();
narrowPeer();

/** Removes the declarations that those of the index do not refer to: nobody can use them, and some may be left of an earlier compile. */
function removeUnusedDeclarations(): void {
  const used = declarationsFrom(join(LIB, 'index.d.ts'));
  const all = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.d.ts')).map((file) => join(LIB, file));
  all.filter((file) => !used.has(file)).forEach((file) => rmSync(file));
}

function declarationsFrom(file: string, found: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
  const next = importedFiles.filter(({ fileName }) => fileName.startsWith('.')).map(({ fileName }) => join(dirname(file), `${fileName}.d.ts`));
  const start: ReadonlySet<string> = new Set([...found, file]);
  return next.reduce((known, each) => known.has(each) ? known : declarationsFrom(each, known), start);
}

/** The texts of a folder of `assets`, by their paths: they need not be beside an app that is bundled again. */
function textsIn(folder: string): readonly (readonly [path: string, text: string])[] {
  return readdirSync(join(ROOT, 'assets', folder)).map((file) => [`${folder}/${file}`, readFileSync(join(ROOT, 'assets', folder, file), 'utf8')]);
}

/** @throws if a package is imported that is not meant to be bundled, such as one for tests */
function build(options: BuildOptions, external: readonly string[] = []): { readonly text: string; readonly metafile: Metafile } {
  const { outputFiles: [{ text }], metafile } = buildSync({ ...options, ...OPTIONS, external: [...OPTIONS.external, ...external] });
  const unexpected = importedPackages(ROOT, metafile).filter((name) => !Object.hasOwn(LIBRARIES, name));
  if (unexpected.length > 0) {
    throw new Error(`not to be bundled: ${unexpected.join(', ')}; add what is meant to be to projenrc/libraries.ts`);
  }
  return { text, metafile };
}

/**
 * A class that mentions itself is called `_Name` by the bundler, and CDK names an
 * aspect by its class when it complains. The bundler's own `keepNames` defines
 * the name of every closure whenever one is made, in the middle of what is to be fast.
 */
function namedAsWritten(bundled: string): string {
  const names = [...bundled.matchAll(/^ *var (\w+) = class _\1\b/gm)].map(([, name]) => name);
  return names.reduce((all, name) => all.replaceAll(new RegExp(`\\b_${name}\\b`, 'g'), name), bundled);
}
