import { spawn } from 'child_process';
import { join } from 'path';
import { text } from 'stream/consumers';
import { AccountApi } from '../../test/e2e/emulator/account-api';
import { Emulator } from '../../test/e2e/emulator/emulator';
import { PYTHON_TOOLS } from '../../test/e2e/emulator/python-tools';
import { child, times } from '../child';

export interface DeployedRun {
  readonly seconds: number;
  readonly megabytes: number;
  /** Unencrypted settings that the report does not have. */
  readonly lost: number;
}

interface Account {
  readonly regions: readonly string[];
  readonly apis: number;
  readonly stages: number;
}

/** Every second API has unencrypted stages. */
child(async ({ regions, apis, stages }: Account) => {
  const emulator = await Emulator.start(PYTHON_TOOLS.bin);
  try {
    const names = times(stages, (index) => `stage${index}`);
    for (const region of regions) {
      for (let index = 0; index < apis; index++) {
        await emulator.api(names, { '*/*': { caching: true, encrypted: index % 2 === 0 } }, true, region);
      }
    }
    const expected = regions.length * Math.floor(apis / 2) * stages;
    return { regional: await audit(emulator, regions, false, expected), shared: await audit(emulator, regions, true, expected) };
  } finally {
    emulator.stop();
  }
});

const CLI = join(process.cwd(), 'lib', 'cli.js');

async function audit(emulator: Emulator, regions: readonly string[], isShared: boolean, expected: number): Promise<DeployedRun> {
  const api = new AccountApi(emulator.url, { regions, quota: { rate: 10, burst: 40, isShared } });
  const script = `process.on('exit', () => process.stderr.write('\\n' + process.resourceUsage().maxRSS)); require(${JSON.stringify(CLI)});`;
  const start = performance.now();
  const command = spawn(process.execPath, ['-e', script, '--', 'cli.js', 'audit', '--deployed', '--format', 'json'], {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...emulator.environment, AWS_ENDPOINT_URL: await api.start() },
  });
  const [report, said] = await Promise.all([text(command.stdout), text(command.stderr)]);
  const seconds = (performance.now() - start) / 1_000;
  api.stop();
  const { rows } = JSON.parse(report) as { readonly rows: readonly { readonly verdict: string }[] };
  const found = rows.filter(({ verdict }) => verdict === 'UNENCRYPTED').length;
  return { seconds, megabytes: Number(said.trim().split('\n').pop()) / 1_024, lost: expected - found };
}
