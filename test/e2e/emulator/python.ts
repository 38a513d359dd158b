import { existsSync, mkdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { describeWith, IS_CI } from '../../support/needs';
import { doOnce } from '../../support/shared-work';
import { CACHE } from '../languages/project';
import { answers, run } from '../languages/shell';

/** What is needed of Python's packages, at the versions that the tests were written with. */
const PACKAGES = { 'moto[server]': '5.2.5', 'awscli': '1.46.3', 'cfn-lint': '1.58.0' };

const VENV = join(CACHE, `python-tools-${Object.values(PACKAGES).join('-')}`);
const BIN = join(VENV, 'bin');
/** It is written last: without it, the installation has not ended. */
const DONE = join(VENV, 'done');
const LONGEST_INSTALLATION = 600_000;

/** Installing half a gigabyte is left to CI. */
const NOT_INSTALLED = !existsSync(DONE) && !IS_CI ? 'what it needs of Python is installed with CI=true' : undefined;
/** Why the tools are missing, if they are. */
const MISSING = answers('python3', '--version') ? NOT_INSTALLED : 'python3 is not found';

/** Tests that need tools written in Python. */
export function describeWithPython(name: string, tests: (bin: string) => void): void {
  describeWith(name, MISSING, () => {
    beforeAll(install, LONGEST_INSTALLATION);
    tests(BIN);
  });
}

/** What pip writes into scripts is the path they are installed under, so the folder cannot be moved when it is complete. */
async function install(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  await doOnce(`${VENV}.lock`, () => existsSync(DONE), () => {
    rmSync(VENV, { recursive: true, force: true });
    run('python3', ['-m', 'venv', VENV], CACHE);
    const requirements = Object.entries(PACKAGES).map(([name, version]) => `${name}==${version}`);
    run(join(BIN, 'python3'), ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', ...requirements], CACHE);
    writeFileSync(DONE, '');
  });
}
