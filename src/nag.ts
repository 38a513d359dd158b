import type * as nag from 'cdk-nag';

/** The two files of cdk-nag that a pack needs. */
type Essentials = Pick<typeof nag, 'NagPack' | 'NagRuleCompliance'>;

/**
 * Loading cdk-nag loads its six packs and the service modules that their rules
 * look at, which costs more than everything that this library does (bench/loading).
 * Where a version of cdk-nag keeps its base class elsewhere, all of it is loaded.
 */
function essentials(): Essentials {
  /* eslint-disable @typescript-eslint/no-require-imports -- an import would load the whole, or fail for good where the path is gone */
  try {
    return { ...require('cdk-nag/lib/nag-pack'), ...require('cdk-nag/lib/nag-rules') } as Essentials;
  } catch {
    return require('cdk-nag') as Essentials;
  }
  /* eslint-enable @typescript-eslint/no-require-imports */
}

export const { NagPack, NagRuleCompliance } = essentials();
