import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import type * as Library from '../src/index';

/** The library as users get it. */
export const LIBRARY = join(process.cwd(), 'lib', 'index.js');

export interface ChildOptions {
  /** CDK's own check of templates, which takes most of the time of a synthesis. */
  readonly cdkChecks?: boolean;
}

const MOST_OUTPUT = 2 ** 28;

/** Runs `main` of a file in a process of its own, so that nothing is warm and nobody shares its memory. */
export function inChild<I, O>(file: string, input: I, { cdkChecks = false }: ChildOptions = {}): O {
  const output = execFileSync(process.execPath, [file, JSON.stringify(input)], {
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
    // What CDK reports of the app is of no interest, unless the child fails: then the message of that has it.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CDK_VALIDATION: cdkChecks ? 'true' : 'false' },
  });
  return JSON.parse(output.trim().split('\n').pop()!) as O;
}

/** What a child does with what it was given; its last line is the answer. */
export function child<I, O>(main: (input: I) => O | Promise<O>): void {
  void Promise.resolve(main(JSON.parse(process.argv[2]) as I)).then((answer) => process.stdout.write(`${JSON.stringify(answer)}\n`));
}

/** A folder that is gone afterwards. */
export function withFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-bench-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds that something takes. */
export function clock(run: () => unknown): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** The library, loaded when it is asked for. */
export function library(): typeof Library {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it before the clock starts
  return require(LIBRARY) as typeof Library;
}
