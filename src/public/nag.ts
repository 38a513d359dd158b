import type * as nag from 'cdk-nag';
import { describeWanted, faultOfPeer } from '../wording/peers';

/** The two files of cdk-nag that a pack needs. */
type Essentials = Pick<typeof nag, 'NagPack' | 'NagRuleCompliance'>;

/* eslint-disable @typescript-eslint/no-require-imports -- an import would load the whole, or fail for good where something is not there */

/**
 * Loading cdk-nag loads its six packs and the service modules that their rules
 * look at, which costs more than everything that this library does (bench/loading).
 * Where a version of cdk-nag keeps its base class elsewhere, all of it is loaded.
 */
function loadEssentials(): Essentials {
  const installed = installedVersion();
  const fault = installed && faultOfPeer('cdk-nag', installed);
  if (fault) {
    return refuseUse(fault);
  }
  const found = load(installed);
  return installed?.startsWith('2.') ? { ...found, NagPack: withScope(found.NagPack, installed) } : found;
}

function load(installed: string | undefined): Essentials {
  try {
    return { ...require('cdk-nag/lib/nag-pack'), ...require('cdk-nag/lib/nag-rules') } as Essentials;
  } catch {
    return loadWhole(installed);
  }
}

function loadWhole(installed: string | undefined): Essentials {
  try {
    return require('cdk-nag') as Essentials;
  } catch (error) {
    if (installed === undefined) {
      return refuseUse(describeWanted('cdk-nag', 'none'));
    }
    throw error;
  }
}

/** Nothing without cdk-nag, or where a bundle has left its package.json out. */
function installedVersion(): string | undefined {
  try {
    return (require('cdk-nag/package.json') as { readonly version: string }).version;
  } catch {
    return undefined;
  }
}

/* eslint-enable @typescript-eslint/no-require-imports */

/** The base class of cdk-nag 2 as that of 3 is made: the older one takes options alone. */
function withScope(pack: typeof nag.NagPack, installed: string): typeof nag.NagPack {
  // The types are those of cdk-nag 3, where the first parameter is the scope.
  const Base = pack as abstract new (props?: nag.NagPackProps) => nag.NagPack;
  abstract class PackOf2 extends Base {
    public constructor(_scope?: unknown, props?: nag.NagPackProps) {
      if (props?.writeSuppressionsToCloudFormation) {
        throw new Error(`writeSuppressionsToCloudFormation: ${describeWanted('cdk-nag', installed)}`);
      }
      super(props);
    }

    /** Packs of cdk-nag 2 are aspects. */
    public visit(): never {
      throw new Error(`${this.name} is not an aspect: register it with Validations.of(app).addPlugins(...)`);
    }
  }
  return PackOf2;
}

/** What throws when it is used and not before: for an ES module, Node.js reads every export, and swallows what reading throws. */
function refuseUse(message: string): Essentials {
  function refuse(): never {
    throw new Error(message);
  }
  return {
    // A function that throws needs none of the members of the class: it is never instantiated.
    NagPack: refuse as unknown as typeof nag.NagPack,
    NagRuleCompliance: new Proxy({}, { get: refuse }) as typeof nag.NagRuleCompliance,
  };
}

export const { NagPack, NagRuleCompliance } = loadEssentials();
