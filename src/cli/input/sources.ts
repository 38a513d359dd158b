import { Dirent, existsSync, readdirSync, realpathSync, statSync } from 'fs';
import { extname, join, relative, resolve, sep } from 'path';
import picomatch from 'picomatch';
import { globSync } from 'tinyglobby';
import { cloudAssembly, isCloudAssembly } from './cloud-assembly';
import { Source, InputProblem } from './source';
import { TEMPLATE_ENDINGS } from '../../audit/embedded-reader';

/** What was named on the command line, file by file. */
export interface Sources {
  readonly sources: readonly Source[];
  readonly troubles: readonly InputProblem[];
  /** Folders and globs, each with what was found there. */
  readonly searches: readonly Search[];
}

/** A folder or a glob, in which there has to be something to audit. */
export interface Search {
  readonly name: string;
  /** The paths of its sources. */
  readonly paths: ReadonlySet<string>;
  /** Folders with packaged templates, which are not looked into. */
  readonly packaged: readonly string[];
}

export const STANDARD_INPUT = '-';

/**
 * Everything that the arguments name, each file once: files, folders, globs, and standard input as `-`.
 *
 * @param exclude globs of what is left out
 * @param ignoreUnknown whether a file that is named counts as one that is found in a folder
 */
export function findSources(
  args: readonly string[], folder: string, exclude: readonly string[] = [], ignoreUnknown: boolean = false,
): Sources {
  const found = new SourceList(folder, exclude, ignoreUnknown);
  const searches = args.flatMap((arg) => found.argument(arg) ?? []);
  return { sources: [...found.sources.values()], troubles: found.troubles, searches };
}

const IGNORED = 'node_modules';
/** Where the Serverless Framework and AWS SAM put the templates that they deploy. */
const PACKAGED: ReadonlySet<string> = new Set(['.serverless', '.aws-sam']);

class SourceList {
  public readonly sources = new Map<string, Source>();
  public readonly troubles: InputProblem[] = [];
  private readonly isExcluded: (name: string) => boolean;
  private folders = new Set<string>();
  private paths = new Set<string>();
  private packaged: string[] = [];

  public constructor(private readonly folder: string, exclude: readonly string[], private readonly ignoreUnknown: boolean) {
    this.isExcluded = exclude.length === 0 ? () => false : picomatch([...exclude], { dot: true });
  }

  /** @returns the search that it is, unless it names a file */
  public argument(arg: string): Search | undefined {
    [this.folders, this.paths, this.packaged] = [new Set(), new Set(), []];
    if (arg === STANDARD_INPUT) {
      this.sources.set(arg, { name: arg, isFound: false });
      return undefined;
    }
    const path = resolve(this.folder, arg);
    const kind = arg === '' ? undefined : kindOf(path);
    const matches = kind !== undefined || arg === '' ? [path] : this.matches(arg);
    if (matches.length === 0 || arg === '') {
      this.troubles.push({ name: arg, because: 'no such file or folder, and no file matches it as a glob' });
      return undefined;
    }
    matches.forEach((match) => this.add(match, kind === 'file'));
    return kind === 'file' ? undefined : { name: arg, paths: this.paths, packaged: this.packaged };
  }

  private matches(glob: string): readonly string[] {
    const pattern = sep === '\\' ? glob.replaceAll('\\', '/') : glob;
    return globSync(pattern, { cwd: this.folder, absolute: true, onlyFiles: false, expandDirectories: false, ignore: [`**/${IGNORED}/**`] }).sort();
  }

  private add(path: string, isNamed: boolean): void {
    if (this.isExcluded(this.nameOf(path))) {
      return;
    }
    switch (kindOf(path)) {
      case 'folder':
        this.inFolder(path);
        break;
      case 'file':
        this.addFile(path, { isFound: !isNamed || this.ignoreUnknown });
        break;
      case undefined:
        this.troubles.push({ name: this.nameOf(path), because: 'neither a file nor a folder' });
    }
  }

  private inFolder(path: string): void {
    const real = realpathSync(path);
    // A link may lead back to a folder that it is in.
    if (this.folders.has(real)) {
      return;
    }
    this.folders.add(real);
    if (isCloudAssembly(path)) {
      this.assembly(path);
      return;
    }
    for (const { name } of this.entries(path)) {
      const inner = join(path, name);
      const isHidden = name.startsWith('.') || name === IGNORED;
      const kind = isHidden && !PACKAGED.has(name) ? undefined : kindOf(inner);
      if (kind === 'folder' && isHidden) {
        this.packaged.push(this.nameOf(inner));
      } else if (kind === 'folder' || (kind === 'file' && TEMPLATE_ENDINGS.has(extname(name).toLowerCase()))) {
        this.add(inner, false);
      }
    }
  }

  private entries(path: string): readonly Dirent[] {
    try {
      return readdirSync(path, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1);
    } catch (error) {
      this.troubles.push({ name: this.nameOf(path), because: reasonOf(error) });
      return [];
    }
  }

  private assembly(path: string): void {
    const { templates, missing } = cloudAssembly(path);
    templates.filter(({ path: file }) => !this.isExcluded(this.nameOf(file)))
      .forEach((template) => this.addFile(template.path, { isFound: true, ...template.stack && { stack: template.stack } }));
    this.troubles.push(...missing.map((file) => ({ name: this.nameOf(file), because: 'listed in the manifest of the cloud assembly, but missing or unreadable' })));
  }

  /** A file that is found in several ways is one; what is known of it stays. */
  private addFile(path: string, more: Pick<Source, 'isFound' | 'stack'>): void {
    const real = existsSync(path) ? realpathSync(path) : path;
    this.paths.add(real);
    const known = this.sources.get(real);
    this.sources.set(real, known === undefined ? { name: this.nameOf(path), path: real, ...more }
      : { ...more, ...known, isFound: known.isFound && more.isFound });
  }

  /** Relative to the working directory, unless that leads far away. */
  private nameOf(path: string): string {
    const name = relative(this.folder, path);
    return name.startsWith(`..${sep}..`) ? path : name.split(sep).join('/') || '.';
  }
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    // A named pipe, such as the one of <(aws apigateway get-stages …), is read like a file.
    if (stats?.isDirectory()) {
      return 'folder';
    }
    return stats?.isFile() || stats?.isFIFO() || stats?.isCharacterDevice() ? 'file' : undefined;
  } catch {
    // A link to itself, or a folder without permission: reading it reports the reason.
    return 'file';
  }
}

/** What the operating system says, without the name of the file. */
export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOENT':
      return 'no such file';
    default:
      return code === undefined ? String((error as Error).message ?? error) : `cannot be read (${code})`;
  }
}
