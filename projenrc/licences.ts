import { readdirSync, readFileSync } from 'fs';
import { join, sep } from 'path';
import type { Metafile } from 'esbuild';

const PACKAGES = `node_modules${sep}`;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** The folders of the packages whose code is in a bundle. */
export function bundledPackages(root: string, { inputs }: Metafile): readonly string[] {
  return [...new Set(Object.keys(inputs).map((file) => packageFolder(join(root, file))).filter((folder) => folder !== undefined))];
}

/** The packages that the project's own code imports into a bundle. */
export function importedPackages(root: string, { inputs }: Metafile): readonly string[] {
  const own = Object.entries(inputs).filter(([file]) => packageFolder(join(root, file)) === undefined);
  const imported = own.flatMap(([, { imports }]) => imports.filter(({ external }) => !external));
  const folders = imported.map(({ path }) => packageFolder(join(root, path)));
  return [...new Set(folders.filter((folder) => folder !== undefined))].map((folder) => manifestOf(folder).name);
}

/** The licences of packages, each text once. @throws if a package comes without one */
export function renderLicences(root: string, folders: readonly string[]): string {
  const packages = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = manifestOf(folder);
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    // Some packages of the SDK name the licence and leave its text out: it is the one of this project.
    const path = file === undefined && license === OWN_LICENCE ? join(root, 'LICENSE') : file && join(folder, file);
    if (license === undefined || path === undefined) {
      throw new Error(`${name} ${version} is bundled and has no licence in its package`);
    }
    const text = readFileSync(path, 'utf8').trim();
    packages.set(text, [...packages.get(text) ?? [], `${name} ${version} (${license})`]);
  }
  const texts = [...packages].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
  return ['The code of these packages is bundled into the files of this folder.\n', ...texts].join(`\n${'-'.repeat(80)}\n\n`);
}

const OWN_LICENCE = 'Apache-2.0';

/** The folder right below the innermost `node_modules`; nothing for the project's own files. */
function packageFolder(file: string): string | undefined {
  const start = file.lastIndexOf(PACKAGES);
  if (start < 0) {
    return undefined;
  }
  const [scopeOrName, name] = file.slice(start + PACKAGES.length).split(sep);
  return join(file.slice(0, start + PACKAGES.length), ...scopeOrName.startsWith('@') ? [scopeOrName, name] : [scopeOrName]);
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
