import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { RosettaTranslator, typeScriptSnippetFromVisibleSource } from 'jsii-rosetta';

type Dependencies = NonNullable<ReturnType<typeof typeScriptSnippetFromVisibleSource>['compilationDependencies']>;

// Compiles the examples of the guides, as rosetta does with those of README and docstrings: they are no part of the assembly that it reads.

const ROOT = join(__dirname, '..');
const FOLDER = join('docs', 'guide');

/** What an example may import: this package, as it was compiled last, and its peers. */
const DEPENDENCIES: Dependencies = {
  'cdk-encrypt-api-cache': { type: 'concrete', resolvedDirectory: ROOT },
  ...Object.fromEntries(['aws-cdk-lib', 'cdk-nag', 'constructs'].map((name) =>
    [name, { type: 'concrete' as const, resolvedDirectory: join(ROOT, 'node_modules', name) }])),
};

const snippets = readdirSync(join(ROOT, FOLDER)).flatMap((name) => {
  const fileName = join(FOLDER, name);
  const text = readFileSync(join(ROOT, fileName), 'utf8');
  return Array.from(text.matchAll(/^```ts\n(.*?)^```/gms), ({ 1: code, index }) => {
    const line = text.slice(0, index).split('\n').length + 1;
    const location = { api: { api: 'file' as const, fileName }, field: { field: 'markdown' as const, line } };
    return { ...typeScriptSnippetFromVisibleSource(code, location, true), compilationDependencies: DEPENDENCIES };
  });
});
if (snippets.length === 0) {
  throw new Error(`there are no examples in ${FOLDER}`);
}

const translator = new RosettaTranslator({ includeCompilerDiagnostics: true });
void translator.translateAll(snippets, { batchSize: snippets.length }).then(({ diagnostics }) => {
  const errors = diagnostics.filter(({ isError }) => isError);
  errors.forEach(({ formattedMessage }) => process.stderr.write(`${formattedMessage}\n`));
  process.stdout.write(`${snippets.length} examples of the guides, ${errors.length} errors\n`);
  process.exitCode = errors.length === 0 ? 0 : 1;
});
