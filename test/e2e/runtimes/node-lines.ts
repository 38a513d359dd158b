import { existsSync, mkdirSync, renameSync, rmSync } from 'fs';
import { join } from 'path';
import { CACHE } from '../../support/cache';
import { describeWith, IS_CI } from '../../support/needs';
import { doOnce } from '../../support/shared-work';
import { run } from '../languages/shell';

/** The two newest lines of Node.js with long-term support, beside the Node.js that runs the tests. */
const NODE_VERSIONS = ['24.21.0', '26.10.0'];

/** The npm package that has the program of this platform in it. */
const PACKAGE = `node-${process.platform}-${process.arch}`;

/** No script of the package is run: the program is a file of it. */
const OPTIONS = ['--ignore-scripts', '--no-save', '--no-audit', '--no-fund'];

const LONGEST_INSTALLATION = 300_000;

/** Runs the tests with each version. They are given the path of the program and its version. */
export function describeWithNodeLines(tests: (node: string, version: string) => void): void {
  NODE_VERSIONS.forEach((version) => {
    const folder = join(CACHE, `node-${version}`);
    // To install 400 MB without being asked is left to CI.
    const missing = existsSync(folder) || IS_CI ? undefined : 'it is not in the cache, where a run with CI=true installs it';
    describeWith(`Node.js ${version}`, missing, () => {
      beforeAll(() => installNode(version, folder), LONGEST_INSTALLATION);
      tests(join(folder, 'node_modules', '.bin', 'node'), version);
    });
  });
}

/** The folder gets its name when it is complete. */
async function installNode(version: string, folder: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  await doOnce(`${folder}.lock`, () => existsSync(folder), () => {
    const partial = `${folder}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial);
    run('npm', ['install', ...OPTIONS, '--prefix', partial, `${PACKAGE}@${version}`], partial);
    renameSync(partial, folder);
  });
}
