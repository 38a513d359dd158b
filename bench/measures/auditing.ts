import { writeFileSync } from 'fs';
import { join } from 'path';
import { executableOf, GUARD_ENGINE_3 } from '../../projenrc/peers';
import { clock, inChild, times, withFolder } from '../child';
import { clockGuard } from '../processes';
import { Result, sample } from '../results';
import { generateTemplate } from '../template';

const FILE = join(__dirname, '..', 'children', 'audit.js');
const FILES = 20;
const ROUNDS = 9;

/** `ofTemplate` beside cfn-guard with the rule that comes as a package, on the same files, which both read and parse. */
export function auditing(): readonly Result[] {
  const engine = executableOf(GUARD_ENGINE_3);
  return withFolder((folder) => {
    const files = times(FILES, (seed) => join(folder, `${seed}.json`));
    files.forEach((file, seed) =>
      writeFileSync(file, JSON.stringify(generateTemplate({ resources: 500, stages: 50, settings: [2, 2], seed }))));
    const ours = { warm: inChild<object, readonly number[]>(FILE, { files, rounds: ROUNDS + 3 }).slice(3), cold: [] as number[] };
    const theirs = { warm: [] as number[], cold: [] as number[] };
    times(ROUNDS, () => {
      const [first, all] = [clockGuard(engine, files.slice(0, 1)), clockGuard(engine, files)];
      theirs.cold.push(first);
      theirs.warm.push((all - first) / (FILES - 1));
      ours.cold.push(clock(() => inChild(FILE, { files: files.slice(0, 1), rounds: 1 })));
    });
    const result = (which: 'warm' | 'cold', measure: string): Result => ({
      measure,
      unit: 'ms',
      ours: sample(ours[which]),
      theirs: sample(theirs[which]),
      ratio: sample(theirs[which].map((value, round) => value / ours[which][round])),
      rounds: ROUNDS,
    });
    return [
      { ...result('warm', '`ofTemplate`, 500 resources, 50 stages, warm; other: cfn-guard, times slower'), target: { of: 'ratio', is: 'at least', value: 20 } },
      result('cold', 'the same in a process of its own'),
    ];
  });
}
