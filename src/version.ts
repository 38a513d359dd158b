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
