import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { dotnet } from './dotnet';
import { java, MAVEN, seedMaven } from './java';
import { Language } from './language';
import { DIST } from './project';
import { run } from './shell';
import { ROOT } from '../../support/paths';

/** Builds the package for a language from the last compile, into dist. */
export function buildPackage(language: Language): void {
  if (language === dotnet) {
    return; // Its sources are generated for the check of all machines, and its packages made where it is installed.
  }
  rmSync(join(DIST, language.package.replace('package:', '')), { recursive: true, force: true });
  if (language === java) {
    seedMaven(mkdtempSync(join(tmpdir(), 'encrypt-maven-')));
    run('npx', ['jsii-pacmak', '--target', 'java', '--maven-local-repository', MAVEN], ROOT);
  } else {
    run('npx', ['projen', language.package], ROOT);
  }
}
