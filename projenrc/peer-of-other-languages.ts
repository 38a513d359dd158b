import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

const ASSEMBLY = join(__dirname, '..', '.jsii');

/**
 * Leaves to other languages the newest of the versions of cdk-nag that npm may
 * install: Python takes `||` for `and`, and NuGet the lowest version of a range,
 * whose types are others (ADR 0021). jsii checks no fingerprint, and has stars for
 * that of an assembly which was changed.
 */
export function narrowPeer(): void {
  const assembly = JSON.parse(readFileSync(ASSEMBLY, 'utf8')) as { readonly dependencies: Readonly<Record<string, string>> };
  const { 'cdk-nag': range, ...others } = assembly.dependencies;
  const dependencies = { ...others, 'cdk-nag': range.split('||').at(-1)!.trim() };
  writeFileSync(ASSEMBLY, JSON.stringify({ ...assembly, dependencies, fingerprint: '*'.repeat(10) }, undefined, 2));
}
