import { mkdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { DONE, PACKAGES, PYTHON_TOOLS, VENV } from './python-tools';
import { describeWith, IS_CI } from '../../support/needs';
import { doOnce } from '../../support/shared-work';
import { CACHE } from '../languages/project';
import { answers, run } from '../languages/shell';

const LONGEST_INSTALLATION = 600_000;

/** Installing half a gigabyte is left to CI. */
const NOT_INSTALLED = !PYTHON_TOOLS.areInstalled() && !IS_CI ? 'what it needs of Python is installed with CI=true' : undefined;
/** Why the tools are missing, if they are. */
const MISSING = answers('python3', '--version') ? NOT_INSTALLED : 'python3 is not found';

/** Tests that need tools written in Python. */
export function describeWithPython(name: string, tests: (bin: string) => void): void {
  describeWith(name, MISSING, () => {
    beforeAll(install, LONGEST_INSTALLATION);
    tests(PYTHON_TOOLS.bin);
  });
}

/** What pip writes into scripts is the path they are installed under, so the folder cannot be moved when it is complete. */
async function install(): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  await doOnce(`${VENV}.lock`, PYTHON_TOOLS.areInstalled, () => {
    rmSync(VENV, { recursive: true, force: true });
    run('python3', ['-m', 'venv', VENV], CACHE);
    const requirements = Object.entries(PACKAGES).map(([name, version]) => `${name}==${version}`);
    run(join(PYTHON_TOOLS.bin, 'python3'), ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', ...requirements], CACHE);
    writeFileSync(DONE, '');
  });
}
