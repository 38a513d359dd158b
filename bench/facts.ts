import { readFileSync } from 'fs';
import { cpus, totalmem, type } from 'os';

/** When, where and with what a run measured. */
export interface Facts {
  readonly date: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly gigabytes: number; readonly system: string };
  readonly versions: Readonly<Record<string, string>>;
}

const PACKAGES = ['aws-cdk-lib', 'constructs', 'cdk-nag'];

function versionOf(name: string): string {
  const manifest = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { readonly version: string };
  return manifest.version;
}

/** Those of this process. */
export function readFacts(): Facts {
  const [{ model }] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: { cpu: model, cores: cpus().length, gigabytes: Math.round(totalmem() / 2 ** 30), system: type() },
    versions: { node: process.version.slice(1), ...Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])) },
  };
}

export function renderFacts({ date, machine, versions }: Facts): string {
  return [
    `${date}, ${machine.system}, ${machine.cores} × ${machine.cpu}, ${machine.gigabytes} GB`,
    Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', '),
  ].join('; ');
}
