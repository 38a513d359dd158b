import { spawnSync } from 'child_process';

/** What a process came to. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script with a Node.js in a folder, which is also where it may leave temporary files. */
export function runScript(node: string, script: string, args: readonly string[], folder: string): Ended {
  const options = { cwd: folder, encoding: 'utf8', env: userEnvironment(folder) } as const;
  const { status, stdout, stderr, error } = spawnSync(node, [script, ...args], options);
  if (error !== undefined) {
    throw error;
  }
  return { exitCode: status, stdout, stderr };
}

/** CDK recognises a test runner by these variables. Its own check of templates reads a file of CDK's that bundlers leave behind. */
function userEnvironment(folder: string): NodeJS.ProcessEnv {
  const { NODE_ENV: _, JEST_WORKER_ID: __, FORCE_COLOR: ___, ...rest } = process.env;
  return { ...rest, NO_COLOR: '1', TMPDIR: folder, CDK_VALIDATION: 'false' };
}
