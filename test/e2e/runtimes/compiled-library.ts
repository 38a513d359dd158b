import { mkdirSync, readdirSync, statSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../../support/paths';
import { doOnce } from '../../support/shared-work';
import { run } from '../languages/shell';

/** The last file that a compile writes: it is older than the sources if the compile failed or was never run. */
const LAST_WRITTEN = join(ROOT, 'lib', 'cli.js');

/** `lib/index.js` is among them because `projen watch` replaces the bundle with what it was made of. */
const SOURCES = ['src', 'projenrc/bundle.ts', 'package.json', 'tsconfig.json', 'lib/index.js'].map((path) => join(ROOT, path));

const CACHE = join(ROOT, 'node_modules', '.cache');

/** Compiles the library unless it is newer than its sources, so that no test looks at an earlier state of them. */
export async function compileIfStale(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  await doOnce(join(CACHE, 'compile.lock'), isFresh, () => run('npx', ['projen', 'compile'], ROOT));
}

function isFresh(): boolean {
  const written = statSync(LAST_WRITTEN, { throwIfNoEntry: false })?.mtimeMs;
  return written !== undefined && SOURCES.every((source) => newestChange(source) <= written);
}

/** A folder changes when a file in it is added, renamed or removed. */
function newestChange(path: string): number {
  const { mtimeMs } = statSync(path);
  const entries = statSync(path).isDirectory() ? readdirSync(path) : [];
  return Math.max(mtimeMs, ...entries.map((entry) => newestChange(join(path, entry))));
}
