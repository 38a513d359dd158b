import { readFileSync } from 'fs';
import { join } from 'path';
import { blocksIn, TESTED } from '../../support/documents';
import { ROOT } from '../../support/paths';

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
  const topics = [/everywhere/i, /acknowledge\(/i, /NagPack/, /of_?template_?text\(/i];
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
  const said = new Set([PLACEHOLDER, ...all.map((line) => line.trim())]);
  const faults = linesOf(snippet).filter((line) => COMMENT.test(line.trim()) && !said.has(line.trim()));
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
