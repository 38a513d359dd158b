import { readFileSync } from 'fs';
import { cpus, totalmem, type } from 'os';
import { Result } from './results';

/** A whole run, as it is kept. */
export interface Report {
  readonly date: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly gigabytes: number; readonly system: string };
  readonly versions: Readonly<Record<string, string>>;
  readonly results: readonly Result[];
}

const PACKAGES = ['aws-cdk-lib', 'constructs', 'cdk-nag'];

export function reportOf(results: readonly Result[]): Report {
  const [{ model }] = cpus();
  const versionOf = (name: string) => (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { readonly version: string }).version;
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: { cpu: model, cores: cpus().length, gigabytes: Math.round(totalmem() / 2 ** 30), system: type() },
    versions: { node: process.version.slice(1), ...Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])) },
    results,
  };
}
