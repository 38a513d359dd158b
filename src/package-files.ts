import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

/** Texts that the bundles have in them, by their paths below `assets`; defined by `projenrc/bundle.ts` alone. */
declare const BUNDLED_TEXTS: Readonly<Record<string, string>> | undefined;

/** A text of the folder `assets`. An app that was bundled has those of the report and of the runbook in it. */
export function asset(...path: readonly string[]): string {
  const bundled = typeof BUNDLED_TEXTS === 'undefined' ? undefined : BUNDLED_TEXTS[path.join('/')];
  return bundled ?? readFileSync(shippedAsset(...path), 'utf8');
}

/**
 * The path of a file that the package ships beside its code.
 *
 * @throws if it is not there, as in an app that was bundled without it
 */
export function shippedAsset(...path: readonly string[]): string {
  const file = assetPath(...path);
  if (!existsSync(file)) {
    throw new Error(`the file assets/${path.join('/')} of cdk-encrypt-api-cache is missing, expected at ${file}: `
      + `if the app is bundled, copy the folder assets of the package to ${assetPath()}, or mark the package as external`);
  }
  return file;
}

/** Where such a file belongs. */
export function assetPath(...path: readonly string[]): string {
  return join(__dirname, '..', 'assets', ...path);
}

interface Manifest {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<'aws-cdk-lib' | 'cdk-nag', string>>;
}

/**
 * The version of this library and the ranges of its peers, as its package has them; a `require` and no reading of files, for the sake of
 * bundlers.
 */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- package.json lies outside of what the compiler may import
export const { version: VERSION, peerDependencies: PEERS } = require('../package.json') as Manifest;
