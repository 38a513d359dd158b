import { spawn } from 'child_process';
import { delimiter, join } from 'path';
import { text } from 'stream/consumers';
import { Emulator } from './emulator';
import { Call, FaultyApi } from './faulty-api';
import { ROOT } from '../../support/paths';
import { Incident } from '../../support/repair-case';

/** What a program prints that runs against API Gateway, and the calls that it makes. */
export interface Run {
  readonly output: string;
  readonly errors: string;
  readonly calls: readonly Call[];
}

/** @param clock a folder whose `sitecustomize.py` Python loads first */
export async function runAgainst(
  emulator: Emulator,
  incidents: readonly Incident[],
  clock: string,
  [file, ...args]: readonly [string, ...string[]],
  environment: NodeJS.ProcessEnv = {},
): Promise<Run> {
  const api = new FaultyApi(emulator.url, incidents);
  const endpoint = await api.start();
  const child = spawn(file, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...emulator.environment,
      PATH: [emulator.environment.PATH, process.env.PATH].join(delimiter),
      AWS_ENDPOINT_URL: endpoint,
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONPATH: [join(__dirname, clock), join(ROOT, 'assets', 'runbook')].join(delimiter),
      ...environment,
    },
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  api.stop();
  return { output, errors, calls: api.calls };
}

/** How many operations each change has. */
export function patches({ calls }: Run): readonly number[] {
  return calls.filter(({ method }) => method === 'PATCH').map(({ operations }) => operations.length);
}
