import { spawnSync } from 'child_process';

export interface Ran {
  readonly output: string;
  readonly errors: string;
}

/** Runs a command to its end. What it printed is shown only if it failed. */
export function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Ran {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 256 * 1024 * 1024 });
  if (error !== undefined || status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? `exit code ${status}`}\n${stdout}\n${stderr}`);
  }
  return { output: stdout, errors: stderr };
}

/** Whether a command answers at all. */
export function answers(command: string, ...args: string[]): boolean {
  const { status, error } = spawnSync(command, args, { encoding: 'utf8' });
  return error === undefined && status === 0;
}
