import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ROOT } from '../../support/paths';

export interface Synthesis {
  readonly exitCode: number | null;
  /** What the user sees. */
  readonly output: string;
  /** The cloud assembly. */
  readonly directory: string;
}

const FOLDERS: string[] = [];

afterAll(() => FOLDERS.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const OWN = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');

const DONE = new Map<string, Synthesis>();

/**
 * Runs the AWS CDK CLI on an app of this project as a user does: a process of its own, no network, no credentials.
 * It takes seconds, so tests of one file that look at the same run share it.
 */
export function cdkSynth(...run: Parameters<typeof runSynth>): Synthesis {
  const name = JSON.stringify(run);
  const synthesis = DONE.get(name) ?? runSynth(...run);
  DONE.set(name, synthesis);
  return synthesis;
}

function runSynth(
  app: string,
  context: readonly string[] = [],
  options: readonly string[] = [],
  extra: NodeJS.ProcessEnv = {},
  cdk = OWN,
): Synthesis {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-cli-'));
  FOLDERS.push(folder);
  const directory = join(folder, 'cdk.out');
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [
    cdk, 'synth', '--quiet', '--no-notices', '--no-version-reporting', '--no-color',
    '--app', `"${process.execPath}" -r ts-node/register/transpile-only -r tsconfig-paths/register ${app}`,
    '--output', directory,
    ...context.flatMap((value) => ['--context', value]),
    ...options,
  ], { cwd: ROOT, encoding: 'utf8', env: { ...environment(folder), ...extra } });
  if (error !== undefined) {
    throw error;
  }
  return { exitCode: status, output: stdout + stderr, directory };
}

/** That of a user: without the traces of the test runner, by which CDK recognises tests. */
function environment(home: string): NodeJS.ProcessEnv {
  const { NODE_ENV: _, JEST_WORKER_ID: __, FORCE_COLOR: ___, ...rest } = process.env;
  return { ...rest, CI: 'true', CDK_HOME: home, TS_NODE_PROJECT: 'tsconfig.dev.json', NO_COLOR: '1' };
}
