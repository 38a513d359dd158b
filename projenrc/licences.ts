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

/** One text with the licence of each package. @throws if a package comes without one */
export function renderLicences(folders: readonly string[]): string {
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = manifestOf(folder);
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    if (license === undefined || file === undefined) {
      throw new Error(`${name} ${version} is bundled and has no licence in its package`);
    }
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  return ['The code of these packages is bundled into the files of this folder.\n', ...texts].join(`\n${'-'.repeat(80)}\n\n`);
}

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
