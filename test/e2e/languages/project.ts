import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../../support/paths';

export const DIST = join(ROOT, 'dist');

interface Manifest {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

export const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** What each example is built with: the oldest versions of the range, as the tests. */
export const VERSIONS = {
  cdk: MANIFEST.devDependencies['aws-cdk-lib'],
  constructs: MANIFEST.devDependencies.constructs,
  nag: versionOnNpm('cdk-nag'),
};

/** The version of a package that is installed here. */
export function versionOnNpm(name: string): string {
  return (JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as Manifest).version;
}
