import { spawn } from 'child_process';
import { join } from 'path';
import { text } from 'stream/consumers';
import { AccountApi, AccountSettings } from './account-api';
import { Emulator } from './emulator';
import { ApiCacheAuditRow } from '../../../src';
import { folderWith } from '../../support/command';
import { ROOT } from '../../support/paths';
import { UNENCRYPTED_TEMPLATE } from '../../support/templates';

/** As it ships: with the SDK in a file of its own. */
export const CLI = join(ROOT, 'lib', 'cli.js');

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Where it ran. */
  readonly folder: string;
}

export interface How {
  /** What happens while it runs. */
  readonly act?: (interrupt: () => void, api: AccountApi) => void;
  readonly environment?: NodeJS.ProcessEnv;
  /** What the command is passed to, such as a program that plays a terminal. */
  readonly through?: readonly string[];
}

/** The real command in a process of its own, against an account. */
export async function runCommand(
  emulator: Emulator, argv: readonly string[], settings: AccountSettings, { act, environment, through }: How = {},
): Promise<Ended & { readonly api: AccountApi }> {
  const api = new AccountApi(emulator.url, settings);
  const how = { environment, through, act: act && ((interrupt: () => void) => act(interrupt, api)) };
  const ended = await runAgainst(emulator, await api.start(), argv, how);
  api.stop();
  return { ...ended, api };
}

export async function runAgainst(
  emulator: Emulator, endpoint: string, argv: readonly string[],
  { act, environment, through = [] }: Omit<How, 'act'> & { readonly act?: (interrupt: () => void) => void } = {},
): Promise<Ended> {
  const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE });
  const [program, ...args] = [...through, process.execPath, CLI, ...argv];
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...emulator.environment, AWS_ENDPOINT_URL: endpoint, ...environment },
  });
  act?.(() => child.kill('SIGINT'));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exitCode: await ended, stdout, stderr, folder };
}

export function rowsIn({ stdout }: Pick<Ended, 'stdout'>): readonly ApiCacheAuditRow[] {
  return (JSON.parse(stdout) as { readonly rows: readonly ApiCacheAuditRow[] }).rows;
}

/** `eu-west-1 abc123 prod ~1orders/GET`: each method setting once, although its key may be a finding as well. */
export function unencryptedIn(ended: Pick<Ended, 'stdout'>): readonly string[] {
  const unencrypted = rowsIn(ended).filter(({ verdict }) => verdict === 'UNENCRYPTED');
  return [...new Set(unencrypted.map(({ region, restApiId, stageName, methodKey }) => [region, restApiId, stageName, methodKey].join(' ')))].sort();
}

/** What could not be read or changed, without what all these rows say. */
export function errorsIn(ended: Pick<Ended, 'stdout'>): readonly string[] {
  return rowsIn(ended).filter(({ verdict }) => verdict === 'UNRESOLVED')
    .map(({ region, restApiId, message }) => [region, restApiId, message.replace(/^cannot tell .*?: /, '')].join(' '));
}
