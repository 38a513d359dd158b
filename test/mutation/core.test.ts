import { readdirSync } from 'fs';
import { join, sep } from 'path';

/**
 * Every test of `core/` in one file, for `npm run mutation`: what it loads is loaded once for each mutant, and not once for each file.
 * What notices most comes first.
 */
const FOLDERS = ['spec/conformance', 'unit/core', 'spec/laws'];
const isTest = (path: string) => path.endsWith('.test.ts');
const isRun = (path: string) => path.startsWith('spec/conformance') ? path.endsWith('/core.test.ts') : isTest(path);

const filesIn = (folder: string) => readdirSync(join(__dirname, '..', folder), { recursive: true, encoding: 'utf8' }).sort()
  .map((file) => `${folder}/${file.split(sep).join('/')}`);
const FILES = FOLDERS.flatMap(filesIn).filter(isRun);

describe.each(FILES)('%s', (file) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a test file defines its tests where it is loaded
  require(`../${file}`);
});
