import { existsSync } from 'fs';
import { Prerequisite, requireCommand } from './prerequisite';
import { executableOf, GUARD_ENGINE_3 } from '../projenrc/peers';
import { CHROMIUM_REMEDY, findChromium } from '../test/e2e/browser/chromium';
import { PYTHON_TOOLS } from '../test/e2e/emulator/python-tools';

/** It is started as well: on some systems a file of that name only explains how to install it. */
export const CHROMIUM: Prerequisite = {
  name: 'Chromium',
  findFault: () => {
    const found = findChromium();
    return found.is === 'missing' ? found.fault : startFault('Chromium', found.path);
  },
  remedy: CHROMIUM_REMEDY,
};

export const PYTHON = requireCommand({
  name: 'Python',
  command: ['python3', '-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))'],
  unfit: 'python3 is older than 3.10, or has no venv with pip',
  remedy: 'install Python 3.10 or newer with venv (on Debian and Ubuntu also the package python3-venv)',
});

/** The app is compiled, so a runtime alone is not enough. */
export const JDK = requireCommand({
  name: 'a JDK',
  command: ['javac', '--release', '17', '-version'],
  unfit: 'javac is older than 17',
  remedy: 'install a JDK, version 17 or newer',
});

export const MAVEN = requireCommand({
  name: 'Maven',
  command: ['mvn', '-version'],
  unfit: 'mvn does not start',
  remedy: 'install Apache Maven',
});

export const DOTNET = requireCommand({
  name: 'a .NET SDK',
  command: ['dotnet', '--version'],
  unfit: 'dotnet has no SDK',
  remedy: 'install the .NET SDK, version 10 or newer',
});

/** An npm package carries engines for the usual systems and processors. */
export const GUARD: Prerequisite = {
  name: 'cfn-guard',
  findFault: () => existsSync(GUARD_ENGINE_3.path)
    ? startFault('cfn-guard', executableOf(GUARD_ENGINE_3))
    : 'the npm package has none for this system',
  remedy: 'run npm ci again, or measure on Linux or macOS with an x86-64 or ARM processor',
};

export const EMULATOR: Prerequisite = {
  name: 'the emulator of API Gateway',
  findFault: () => PYTHON_TOOLS.areInstalled() ? undefined : 'moto is not installed',
  remedy: 'run the tests in test/e2e/emulator once with CI=true',
};

function startFault(name: string, path: string): string | undefined {
  return requireCommand({ name, command: [path, '--version'], unfit: `${path} does not start`, remedy: '' }).findFault();
}
