import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { transformSync } from 'esbuild';
import { Ended, runScript } from './node-process';

const SOURCE = join(__dirname, 'apps', 'shop.mjs');

/** The shop as an ES module, and as the CommonJS that compilers make of one. */
export const SHOPS = ['shop.mjs', 'shop.cjs'] as const;

export function writeShops(folder: string): void {
  const [esModule, commonJs] = SHOPS.map((name) => join(folder, name));
  copyFileSync(SOURCE, esModule);
  writeFileSync(commonJs, transformSync(readFileSync(SOURCE, 'utf8'), { format: 'cjs', platform: 'node' }).code);
}

/** What the shop came to. */
export interface Synthesis extends Ended {
  /** `CacheDataEncrypted` of each method setting of the template. */
  readonly flags: Readonly<Record<string, boolean | undefined>>;
  /** The files of evidence. */
  readonly evidence: readonly string[];
}

/** That of a shop whose method settings are encrypted, with nothing to complain about. */
export const ENCRYPTED: Synthesis = { exitCode: 0, stdout: '', stderr: '', flags: { '/* *': true, '/~1orders GET': true }, evidence: [] };

/** The flags as the shop states them. */
export const UNENCRYPTED: Synthesis['flags'] = { '/* *': undefined, '/~1orders GET': false };

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Properties: { readonly MethodSettings?: readonly MethodSetting[] } }>>;
}

interface MethodSetting {
  readonly HttpMethod: string;
  readonly ResourcePath: string;
  readonly CacheDataEncrypted?: boolean;
}

/** Synthesises a shop into a new folder below the given one. */
export function synthesiseShop(node: string, script: string, args: readonly string[], folder: string): Synthesis {
  const assembly = join(mkdtempSync(join(folder, 'synthesis-')), 'cdk.out');
  const ended = runScript(node, script, [assembly, ...args], folder);
  return { ...ended, flags: readFlags(join(assembly, 'Shop.template.json')), evidence: listFiles(`${assembly}.evidence`) };
}

function readFlags(file: string): Synthesis['flags'] {
  const template = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Template : { Resources: {} };
  const settings = Object.values(template.Resources).flatMap(({ Properties: { MethodSettings = [] } }) => MethodSettings);
  return Object.fromEntries(settings.map((setting) => [`${setting.ResourcePath} ${setting.HttpMethod}`, setting.CacheDataEncrypted]));
}

function listFiles(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
