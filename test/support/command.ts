import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { main } from '../../src/cli/main';
import { Stream } from '../../src/cli/terminal/environment';

/** What a command came to. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface World {
  readonly stdin?: string | Uint8Array;
  readonly now?: Date;
  readonly variables?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly columns?: number;
}

const FOLDERS: string[] = [];

afterAll(() => FOLDERS.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A new folder with these files, by their paths. It is a project of its own: reports are relative to it. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-command-'));
  FOLDERS.push(folder);
  mkdirSync(join(folder, '.git'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Runs the command line in this process. */
export function command(folder: string, argv: readonly string[], { stdin = '', now = new Date('2026-11-22T12:00:00Z'), variables = {}, isTerminal = false, columns = 80 }: World = {}): Ran {
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said): Stream =>
    ({ write: (text) => { said[name] += text; }, isTerminal, isColoured: isTerminal, columns });
  // Only what calls AWS takes its time.
  const exitCode = main(argv, {
    folder, stdin: () => Buffer.from(stdin), stdout: stream('stdout'), stderr: stream('stderr'), now, variables,
  }) as number;
  return { exitCode, ...said };
}
