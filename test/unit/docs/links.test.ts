import { existsSync, readFileSync, statSync } from 'fs';
import { dirname, join, relative } from 'path';
import { Document, DOCUMENTS } from '../../support/documents';
import { ROOT } from '../../support/paths';

interface Link {
  readonly target: string;
  readonly path: string;
  readonly anchor: string | undefined;
}

const withoutCode = (text: string) => text.replace(/^( *)```.*\n[^]*?^\1```$/gm, '').replace(/`[^`\n]*`/g, (code) => code.replaceAll('](', ''));

/** Links to other files and to headings, those of pictures included. */
function linksOf({ name, text }: Document): readonly Link[] {
  const targets = Array.from(withoutCode(text).matchAll(/\]\(([^()\s]+)\)|(?:src|srcset)="([^"]+)"/g), ([, link, picture]) => link ?? picture);
  return targets.filter((target) => !/^https?:/.test(target)).map((target) => {
    const [path, anchor] = target.split('#');
    return { target, path: path === '' ? join(ROOT, name) : join(ROOT, dirname(name), path), anchor };
  });
}

/** The anchors that GitHub gives to headings. */
function anchorsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8').replace(/^( *)```.*\n[^]*?^\1```$/gm, '');
  return Array.from(text.matchAll(/^#+ (.*)$/gm), ([, heading]) =>
    heading.toLowerCase().replace(/\[(.*?)\]\(.*?\)/g, '$1').replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-'));
}

const LINKING = DOCUMENTS.map((document) => ({ name: document.name, links: linksOf(document) })).filter(({ links }) => links.length > 0);

test('pages link to each other', () => {
  expect(LINKING.length).toBeGreaterThan(20);
});

test.each(LINKING)('the links of $name lead somewhere in the checkout', ({ links }) => {
  expect(links.filter(({ path }) => relative(ROOT, path).startsWith('..') || !existsSync(path)).map(({ target }) => target)).toEqual([]);
});

test.each(LINKING.filter(({ links }) => links.some(({ anchor }) => anchor !== undefined)))('the anchors of $name are headings', ({ links }) => {
  const missing = links.filter(({ path, anchor }) => anchor !== undefined && statSync(path).isFile() && !anchorsOf(path).includes(anchor));
  expect(missing.map(({ target }) => target)).toEqual([]);
});

test('every page is in an index', () => {
  const linked = new Set(LINKING.flatMap(({ links }) => links.map(({ path }) => relative(ROOT, path).replaceAll('\\', '/'))));
  const pages = DOCUMENTS.map(({ name }) => name).filter((name) => name !== 'README.md' && !name.startsWith('docs/adr/') && !name.includes('/rules/examples/'));
  expect(pages.filter((name) => !linked.has(name))).toEqual([]);
});
