import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'fs';
import { join } from 'path';
import { CACHE } from '../../support/cache';
import { describeWith, IS_CI } from '../../support/needs';
import { run } from '../languages/shell';

const LONGEST_INSTALLATION = 300_000;

const folderOf = (version: string) => join(CACHE, `aws-cdk-${version}`);
const commandOf = (version: string) => join(folderOf(version), 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** Tests that need another version of the AWS CDK CLI than that of the project. To install one unasked is left to CI. */
export function describeWithCommandLine(version: string, tests: (cdk: string) => void): void {
  const isThere = existsSync(folderOf(version));
  describeWith(`AWS CDK CLI ${version}`, isThere || IS_CI ? undefined : 'it is installed with CI=true', () => {
    beforeAll(() => {
      if (!isThere) {
        install(version);
      }
    }, LONGEST_INSTALLATION);
    tests(commandOf(version));
  });
}

/** Under another name, so that there is a whole installation or none, whoever else installs it. */
function install(version: string): void {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(`${folderOf(version)}-`);
  try {
    run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', `aws-cdk@${version}`], folder);
    if (!existsSync(folderOf(version))) {
      renameSync(folder, folderOf(version));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
