import { readdirSync, readFileSync } from 'fs';
import { join, relative, resolve } from 'path';
import { ROOT } from '../support/paths';

const FOLDERS = ['src', 'test', 'examples', 'projenrc', 'bench'];
const FILES = FOLDERS.flatMap((folder) => sourcesIn(join(ROOT, folder)));

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return ['node_modules', 'cdk.out'].includes(entry.name) ? [] : sourcesIn(path);
    }
    return /\.(?:ts|js|mjs)$/.test(entry.name) ? [path] : [];
  });
}

/** The folders that a file reaches by steps upwards, from where it stands or from the checkout. */
function reachedFolders(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const steps = Array.from(text.matchAll(/\b(__dirname|ROOT|process\.cwd\(\))((?:, '\.\.')+)/g), ([, from, ups]) =>
    resolve(from === '__dirname' ? join(file, '..') : ROOT, ...ups.match(/\.\./g)!));
  const imports = Array.from(text.matchAll(/(?:from|require\(|import\() ?'(\.\.\/[^']*)'/g), ([, path]) => resolve(file, '..', path));
  return [...steps, ...imports];
}

test('there are files to look at', () => {
  FOLDERS.forEach((folder) => expect(FILES.some((file) => relative(ROOT, file).startsWith(folder))).toBe(true));
  expect(FILES.flatMap(reachedFolders).length).toBeGreaterThan(100);
});

test('nothing looks outside of the checkout', () => {
  const outside = FILES.filter((file) => reachedFolders(file).some((path) => relative(ROOT, path).startsWith('..')));
  expect(outside.map((file) => relative(ROOT, file))).toEqual([]);
});
