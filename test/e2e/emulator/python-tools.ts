import { existsSync } from 'fs';
import { join } from 'path';
import { CACHE } from '../languages/project';

/** What is needed of Python's packages, at the versions that the tests were written with. */
export const PACKAGES = { 'moto[server]': '5.2.5', 'awscli': '1.46.3', 'cfn-lint': '1.58.0' };

export const VENV = join(CACHE, `python-tools-${Object.values(PACKAGES).join('-')}`);
/** It is written last: without it, the installation has not ended. */
export const DONE = join(VENV, 'done');

/** Where the tools are, once they are installed. */
export const PYTHON_TOOLS = { bin: join(VENV, 'bin'), areInstalled: () => existsSync(DONE) };
