import { readdirSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import { ROOT } from './paths';

/** A page that people read. */
export interface Document {
  /** Its path in the checkout. */
  readonly name: string;
  readonly text: string;
}

/** What is not ours, or is rendered from API docstrings. */
const LEFT_OUT = new Set(['API.md', 'node_modules', 'dist', 'coverage', 'reports', 'cdk.out', 'lib']);

export function documentAt(...path: string[]): Document {
  const file = join(ROOT, ...path);
  return { name: relative(ROOT, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') };
}

export const README = documentAt('README.md');
export const GUIDES: readonly Document[] = pagesIn(['docs', 'guide']);

/** Pages whose examples are held to the code. */
export const TESTED: readonly Document[] = [README, ...GUIDES];

/** Every page of the project. */
export const DOCUMENTS: readonly Document[] = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md') && !LEFT_OUT.has(name)).map((name) => documentAt(name)),
  ...pagesIn(['docs']),
];

function pagesIn(folder: readonly string[]): readonly Document[] {
  return readdirSync(join(ROOT, ...folder), { withFileTypes: true }).flatMap((entry) => {
    const path = [...folder, entry.name];
    if (entry.isDirectory()) {
      return pagesIn(path);
    }
    return entry.name.endsWith('.md') ? [documentAt(...path)] : [];
  });
}

/** The code blocks of a language; of none where it is empty. */
export function blocksIn({ text }: Document, language: string): readonly string[] {
  return Array.from(text.matchAll(/^( *)```(.*)\n([^]*?)^\1```$/gm), ([, , name, code]) => ({ name, code }))
    .filter(({ name }) => name === language).map(({ code }) => code);
}

/** The rows of the tables with this head. */
export function tablesIn({ text }: Document, head: string): readonly (readonly string[])[] {
  const tables = text.split(/\n(?!\|)/).map((part) => part.split('\n').filter((line) => line.startsWith('|')));
  return tables.filter(([first]) => first?.startsWith(head)).map(([, , ...rows]) => rows);
}
