import { writeFileSync } from 'fs';
import { join } from 'path';
import { times, withFolder } from '../child';
import { clockAudit } from '../processes';
import { paired, Result } from '../results';
import { generateTemplate } from '../template';

const ROUNDS = 5;
const SETTINGS = 20;

/** The command's table beside its JSON, with very many findings: in a process of its own each, as a shell starts it. */
export function reporting(): readonly Result[] {
  return withFolder((folder) => [1_000, 10_000].map((findings): Result => {
    const file = join(folder, `${findings}.json`);
    const stages = findings / SETTINGS;
    writeFileSync(file, JSON.stringify(generateTemplate({ resources: stages, stages, settings: [SETTINGS, SETTINGS], seed: 1 })));
    const rounds = times(ROUNDS, () => ({ json: clockAudit(file, 'json'), table: clockAudit(file, 'table') }));
    return {
      measure: `\`audit\` as a table, ${stages} stages with ${SETTINGS} method settings each; other: as JSON`,
      unit: 'ms',
      ...paired(rounds.map(({ table }) => table), rounds.map(({ json }) => json)),
      target: { of: 'ratio', is: 'at most', value: 2 },
    };
  }));
}
