import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { ShopStack } from '../../../examples/shop/shop-stack';
import { verdicts } from '../../support/app';
import { blocksIn, documentAt, tablesIn, TESTED } from '../../support/documents';
import { ROOT } from '../../support/paths';
import { packReportIn } from '../../support/report';

const ALL_EXAMPLES = TESTED.flatMap((document) => blocksIn(document, 'ts').map((code) => ({ name: document.name, code })));
const usesGuard = ({ code }: { readonly code: string }) => code.includes('new CloudFormationValidatePlugin(');
const EXAMPLES = ALL_EXAMPLES.filter((example) => !usesGuard(example));

test('there are examples in the README and in guides', () => {
  expect(EXAMPLES.filter(({ name }) => name === 'README.md').length).toBeGreaterThan(1);
  expect(new Set(EXAMPLES.map(({ name }) => name)).size).toBeGreaterThan(5);
});

/** Runs an example on the shop, which has four unencrypted methods; the app must not be loud about it. */
function run(code: string): App {
  const props = JSON.stringify({ outdir: mkdtempSync(join(tmpdir(), 'encrypt-readme-')), context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
  const { outputText } = transpileModule(code, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } });
  // The shop takes the place of the user's stacks, and the test synthesizes.
  const script = outputText.replace('new aws_cdk_lib_1.App()', `new aws_cdk_lib_1.App(${props})`).replace('app.synth();', '');
  const app = (new Function('require', 'exports', `${script}; return app;`) as (load: NodeJS.Require, exports: object) => App)(require, {});
  new ShopStack(app, 'Shop');
  return app;
}

describe.each(EXAMPLES)('an example of $name runs:\n$code', ({ code }) => {
  const app = run(code);
  const assembly = app.synth();
  const unencrypted = verdicts(assembly.getStackByName('Shop').template).filter((verdict) => verdict.includes('UNENCRYPTED'));
  const evidence = `${app.outdir}.evidence`;
  afterAll(() => [app.outdir, evidence].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  test('it encrypts, or leaves the template alone', () => {
    expect(unencrypted).toHaveLength(/EncryptApiCache\.everywhere\(app\)|new EncryptApiCache\(\)/.test(code) ? 0 : 4);
  });

  test('its packs fail the shop, unless it is encrypted', () => {
    const packs = Object.entries({ ApiCacheEncryptionChecks: 'ApiCache', CompanyChecks: 'Company' }).filter(([name]) => code.includes(`new ${name}(`));
    for (const [, pack] of packs) {
      const { conclusion, active } = packReportIn(assembly.directory, pack);
      expect(conclusion).toBe(unencrypted.length > 0 ? 'failure' : 'success');
      expect(active.filter((violation) => violation.includes(`${pack}-CacheDataEncrypted[`))).toHaveLength(unencrypted.length);
    }
    expect(packs.length > 0).toBe(/addPlugins\(new (?!ApiCacheEvidence)/.test(code));
  });

  if (code.includes('new ApiCacheEvidence(')) {
    test('it writes the files of the table', () => {
      const [table] = tablesIn(documentAt('docs', 'guide', 'evidence.md'), '| file in `cdk.out.evidence` |');
      const files = table.map((line) => /^\| `([^`]+)`/.exec(line)![1]);
      expect(readdirSync(evidence).sort()).toEqual([...files].sort());
    });
  }

  if (code.includes('HIPAASecurityChecks')) {
    test('the rule of cdk-nag is acknowledged, and that leaves a trace', () => {
      const { active, acknowledged } = packReportIn(assembly.directory, 'HIPAA.Security');
      expect(active.filter((violation) => violation.includes('APIGWCacheEnabledAndEncrypted'))).toEqual([]);
      expect(acknowledged.filter((violation) => violation.includes('APIGWCacheEnabledAndEncrypted')).length).toBeGreaterThan(0);
    });
  }
});

test('the example with the plugin of CDK finds the unencrypted shop', () => {
  const [{ code }, ...others] = ALL_EXAMPLES.filter(usesGuard);
  expect(others).toEqual([]);
  // CDK says so in the terminal too.
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { directory } = run(code).synth();
  said.mockRestore();
  expect(packReportIn(directory, 'CloudFormation Validate').active.filter((violation) => violation.includes('api_cache_encrypted_in_')).length).toBeGreaterThan(0);
});

/** The programs that snippets come from: they are compiled and run by npm run test:languages, those in C# where there is a .NET SDK. */
const PROGRAMS = {
  typescript: ['typescript/app.ts', 'typescript/cases.ts'],
  python: ['python/app.py', 'python/cases.py'],
  java: ['java/src/main/java/com/example/ShopApp.java', 'java/src/main/java/com/example/Cases.java'],
  go: ['go/app.go', 'go/cases/cases.go'],
  csharp: ['dotnet/src/Shop/Program.cs', 'dotnet/src/Cases/Program.cs'],
};
const SNIPPETS = Object.entries(PROGRAMS).flatMap(([language, files]) =>
  TESTED.flatMap((document) => blocksIn(document, language).map((code) => ({ language, files, name: document.name, code }))));

test('every language has snippets in its guide, and Python in the README too', () => {
  const placed = SNIPPETS.map(({ language, name }) => `${language} ${name}`);
  const expected = [...Object.keys(PROGRAMS).map((language) => `${language} docs/guide/languages.md`), 'python README.md'];
  expect([...new Set(placed)].sort()).toEqual(expected.sort());
});

test.each(Object.keys(PROGRAMS))('the guide shows what people write in %s', (language) => {
  const shown = SNIPPETS.filter((snippet) => snippet.language === language && snippet.name === 'docs/guide/languages.md').map(({ code }) => code).join('\n');
  const topics = [/\beverywhere\b|_?Everywhere\b/, /acknowledge\(/i, /NagPack/, /of_?template_?text\(/i];
  expect(topics.filter((topic) => !topic.test(shown))).toEqual([]);
});

test.each(SNIPPETS)('the lines in $language of $name are those of a program:\n$code', ({ files, code }) => {
  const faults = files.map((file) => faultsOf(code, readFileSync(join(ROOT, 'examples', file), 'utf8')));
  expect(faults.find((found) => found.length === 0) ?? faults).toEqual([]);
});

describe('a snippet differs from its program', () => {
  const program = 'import b\nimport c\n\n# why\nclass A:\n    def a(self):\n        return 1\n\n    def b(self):\n        return 2\n';

  test.each<[string, string]>([
    ['by a line', 'import c\n\nclass A:\n    def a(self):\n        return 3\n'],
    ['by a line that is left out', 'class A:\n        return 1\n'],
    ['by the order', '    def b(self):\n        return 2\n\nimport b\n'],
    ['by the indentation', 'class A:\n  def a(self):\n      return 1\n'],
    ['by a comment', '# because\nclass A:\n    def a(self):\n        return 1\n'],
    ['by an import', 'import d\n'],
  ])('%s', (_, snippet) => expect(faultsOf(snippet, program)).not.toEqual([]));

  test.each<[string, string]>([
    ['an import and a method that are left out', 'import c\n\n# why\nclass A:\n    def a(self):\n        return 1\n'],
    ['the indentation of all lines', 'def b(self):\n    return 2\n'],
    ['a comment that is left out', 'class A:\n    def a(self):\n        return 1\n'],
  ])('nothing is said of %s', (_, snippet) => expect(faultsOf(snippet, program)).toEqual([]));
});

/** The place of the user's own stacks, which is code in the programs. */
const PLACEHOLDER = '# your stacks';
const COMMENT = /^(?:\/\/|#|\/\*)/;
const IMPORT = /^(?:import|using|from)\b/;

/** What a snippet has that its program has not. Paragraphs are taken whole, and of its imports any. */
function faultsOf(snippet: string, program: string): readonly string[] {
  const all = linesOf(program);
  const code = withoutComments(all);
  const faults = linesOf(snippet).filter((line) => COMMENT.test(line.trim()) && line.trim() !== PLACEHOLDER && !all.some((known) => known.trim() === line.trim()));
  let from = 0;
  for (const paragraph of snippet.split(/\n\s*\n/).map((text) => withoutComments(linesOf(text))).filter((lines) => lines.length > 0)) {
    const parts = IMPORT.test(paragraph[0]) ? importsOf(paragraph) : [paragraph];
    for (const part of parts) {
      const at = code.findIndex((_, index) => index >= from && dedent(code.slice(index, index + part.length)) === dedent(part));
      if (at < 0) {
        faults.push(part.join('\n'));
      }
      from = Math.max(from, at + part.length);
    }
  }
  return faults;
}

function importsOf(lines: readonly string[]): readonly (readonly string[])[] {
  return lines.map((line) => [line.trim()]);
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function withoutComments(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !COMMENT.test(line.trim()));
}

function dedent(lines: readonly string[]): string {
  const indentation = Math.min(...lines.map((line) => /^\s*/.exec(line)![0].length));
  return lines.map((line) => line.slice(indentation)).join('\n');
}
