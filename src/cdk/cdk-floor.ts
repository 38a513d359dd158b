import { faultOfPeer } from '../wording/peers';

// Beside an older aws-cdk-lib, findings would pass, or a member would be missing somewhere. The index loads this before everything else.
const fault = faultOfInstalled();
if (fault !== undefined) {
  throw new Error(fault);
}

function faultOfInstalled(): string | undefined {
  const version = cdkVersion();
  return version === undefined ? undefined : faultOfPeer('aws-cdk-lib', version);
}

/** Nothing where a bundle has left the package.json of aws-cdk-lib out. */
export function cdkVersion(): string | undefined {
  try {
    // A bundler packs the file if it finds it, and lets a `try` pass if it does not.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import cannot be optional
    return (require('aws-cdk-lib/package.json') as { readonly version: string }).version;
  } catch {
    return undefined;
  }
}
