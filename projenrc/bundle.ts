import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { dirname, join, posix, sep } from 'path';
import { build, BuildOptions, Metafile, Plugin } from 'esbuild';
import * as ts from 'typescript';
import { AWS_FILES, LIBRARIES, LIBRARY_FILES } from './libraries';
import { bundledPackages, importedPackages, renderLicences } from './licences';
import { narrowPeer } from './peer-of-other-languages';

// What users load is one file, in which a module runs when something of it is asked for (ADR 0011). The command line is another one.
// Each library is a file of its own, and so is what calls AWS (ADR 0020).

const ROOT = join(__dirname, '..');
const LIB = join(ROOT, 'lib');
const FILES = { ...LIBRARY_FILES, ...AWS_FILES };

const ANY_MODULE = '[^"]+';
const NOT_OUR_OWN = '[^."][^"]*';

/** Has what our own files require loaded late. */
const late = (pattern: string): Plugin => ({
  name: 'late',
  setup: ({ onLoad }) => onLoad({ filter: /\.js$/ }, ({ path }) =>
    path.startsWith(LIB + sep) ? { contents: requireLate(readFileSync(path, 'utf8'), pattern) } : undefined),
});

const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['aws-cdk-lib', 'constructs', 'cdk-nag', 'cdk-nag/*', '../package.json'],
  define: { BUNDLED_TEXTS: JSON.stringify(Object.fromEntries(['report', 'runbook'].flatMap(textsIn))) },
  write: false,
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

async function bundle(): Promise<void> {
  const metafiles = [
    // What a synthesis calls very often is not asked for each time.
    await bundleInto('index.js', { stdin: { contents: lazyIndex(), resolveDir: LIB, sourcefile: 'index.js' }, plugins: [late(NOT_OUR_OWN)] }, namedAsWritten),
    // Names stay, so that stack traces say where something is.
    await bundleInto('cli.js', { entryPoints: [join(LIB, 'cli', 'cli.js')], plugins: [late(ANY_MODULE)], minifyWhitespace: true }),
  ];
  // The entry of this one for CommonJS hides from bundlers what it requires.
  const alias = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' };
  for (const [name, file] of Object.entries(LIBRARY_FILES)) {
    metafiles.push(await bundleInto(file, { stdin: { contents: `module.exports = require("${name}");`, resolveDir: ROOT }, alias, minifyWhitespace: true }));
  }
  for (const [name, file] of Object.entries(AWS_FILES)) {
    // All of it is the SDK, whose size counts.
    metafiles.push(await bundleInto(file, { entryPoints: [join(LIB, 'cli', 'deployed', `${name}.js`)], minify: true, legalComments: 'none' }));
  }
  writeFileSync(join(LIB, 'metafiles.json'), JSON.stringify(metafiles));
  writeFileSync(join(LIB, 'third-party-licenses.txt'), renderLicences(ROOT, [...new Set(metafiles.flatMap((each) => bundledPackages(ROOT, each)))]));
  removeUnusedDeclarations();
  narrowPeer();
}

/**
 * The exports of the index as the compiler writes them, each loaded when it is
 * read. Node.js looks for `exports.Name =` in the text of the file, so that ES
 * modules can import the names, and takes them back where it sees a property
 * defined with a getter that it does not know: so a function defines them.
 */
function lazyIndex(): string {
  return requireLate(readFileSync(join(LIB, 'index.js'), 'utf8'), ANY_MODULE)
    .replace(/^Object\.defineProperty\(exports, ("\w+"), \{ enumerable: true, get: function \(\) \{ return (.+); \} \}\);$/gm, 'define($1, () => $2);')
    .concat('\nfunction define(name, get) { Object.defineProperty(exports, name, { enumerable: true, get }); }\n');
}

/**
 * Has what the compiler's text requires loaded when a name of it is first read, as in `new yaml_1.Lexer()`.
 *
 * @param pattern which modules
 */
function requireLate(text: string, pattern: string): string {
  const required = new RegExp(`^(?:const|var) (\\w+_\\d+) = (.*\\brequire\\("${pattern}"\\)\\)?);$`, 'gm');
  return [...text.matchAll(required)].reduce((edited, [line, name, load]) => edited
    .replaceAll(new RegExp(`\\b${name}\\.`, 'g'), `(${name}()).`)
    .replace(line, () => `let ${name}_;\nconst ${name} = () => ${name}_ ??= ${load};`), text);
}

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

/**
 * Writes a bundle in which other files are required where they are.
 *
 * @throws if a package is imported that is not meant to be bundled, such as one for tests
 */
async function bundleInto(file: string, options: BuildOptions, edit = (text: string) => text): Promise<Metafile> {
  const others = Object.entries(FILES).filter(([, each]) => each !== file);
  const external = [...OPTIONS.external, ...others.map(([name]) => name)];
  const { outputFiles: [{ text }], metafile } = await build({ ...options, ...OPTIONS, external });
  const unexpected = importedPackages(ROOT, metafile).filter((name) => !Object.hasOwn(LIBRARIES, name));
  if (unexpected.length > 0) {
    throw new Error(`not to be bundled: ${unexpected.join(', ')}; add what is meant to be to projenrc/libraries.ts`);
  }
  const placed = others.reduce((bundled, [name, each]) =>
    bundled.replaceAll(`require("${name}")`, `require("./${posix.relative(dirname(file), each)}")`), edit(text));
  mkdirSync(dirname(join(LIB, file)), { recursive: true });
  writeFileSync(join(LIB, file), placed);
  return metafile;
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

void bundle();
