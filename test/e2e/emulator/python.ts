import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { describeWith, IS_CI } from '../../support/needs';
import { CACHE } from '../languages/project';
import { answers, run } from '../languages/shell';

/** What is needed of Python's packages, at the versions that the tests were written with. */
const PACKAGES = { 'moto[server]': '5.2.5', 'awscli': '1.46.3', 'cfn-lint': '1.58.0' };

const VENV = join(CACHE, `python-tools-${Object.values(PACKAGES).join('-')}`);
const BIN = join(VENV, 'bin');
/** It is written last: without it, somebody is at it, or was. */
const DONE = join(VENV, 'done');
const LOCK = `${VENV}.lock`;
const LONGEST_INSTALLATION = 600_000;

/** Why there are no such tools; nothing where there are, or may be. To install half a gigabyte unasked is left to CI. */
const MISSING = !answers('python3', '--version') ? 'python3 is not found'
  : !existsSync(DONE) && !IS_CI ? 'what it needs of Python is installed with CI=true' : undefined;

/** Tests that need tools written in Python. */
export function describeWithPython(name: string, tests: (bin: string) => void): void {
  describeWith(name, MISSING, () => {
    beforeAll(install, LONGEST_INSTALLATION);
    tests(BIN);
  });
}

/** By one process; the others wait for it. What pip writes into scripts is the path they are installed under, so it cannot be moved when it is done. */
async function install(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  while (!existsSync(DONE)) {
    if (isMine()) {
      try {
        rmSync(VENV, { recursive: true, force: true });
        run('python3', ['-m', 'venv', VENV], CACHE);
        const requirements = Object.entries(PACKAGES).map(([name, version]) => `${name}==${version}`);
        run(join(BIN, 'python3'), ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', ...requirements], CACHE);
        writeFileSync(DONE, '');
      } finally {
        rmSync(LOCK, { recursive: true, force: true });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** A folder is made by one alone. One that is too old was left behind. */
function isMine(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    if (Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > LONGEST_INSTALLATION) {
      rmSync(LOCK, { recursive: true, force: true });
    }
    return false;
  }
}
