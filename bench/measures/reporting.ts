import { spawnSync } from 'child_process';
import { writeFileSync } from 'fs';
import { join } from 'path';
import { clock, times, withFolder } from '../child';
import { paired, Result } from '../results';
import { generateTemplate } from '../template';

const COMMAND = join(process.cwd(), 'bin', 'cdk-encrypt-api-cache');
const ROUNDS = 5;
const SETTINGS = 20;
const FOUND = 1;

function audit(file: string, format: string): number {
  return clock(() => {
    const { status, error } = spawnSync(process.execPath, [COMMAND, 'audit', file, '--format', format], { stdio: ['ignore', 'ignore', 'inherit'] });
    if (error !== undefined || status !== FOUND) {
      throw error ?? new Error(`the command ended with ${status}`);
    }
  });
}

/** The command's table beside its JSON, with very many findings: in a process of its own each, as a shell starts it. */
export function reporting(): readonly Result[] {
  return withFolder((folder) => [1_000, 10_000].map((findings): Result => {
    const file = join(folder, `${findings}.json`);
    const stages = findings / SETTINGS;
    writeFileSync(file, JSON.stringify(generateTemplate({ resources: stages, stages, settings: [SETTINGS, SETTINGS], seed: 1 })));
    const rounds = times(ROUNDS, () => ({ json: audit(file, 'json'), table: audit(file, 'table') }));
    return {
      measure: `\`audit\` as a table, ${stages} stages with ${SETTINGS} method settings each; other: as JSON`,
      unit: 'ms',
      ...paired(rounds.map(({ table }) => table), rounds.map(({ json }) => json)),
      target: { of: 'ratio', is: 'at most', value: 2 },
    };
  }));
}
