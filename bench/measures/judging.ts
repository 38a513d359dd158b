import { join } from 'path';
import { AppSize } from '../app';
import { inChild } from '../child';
import { paired, Result } from '../results';

const FILE = join(__dirname, '..', 'children', 'judging.js');
const ROUNDS = 9;
const WARM = 3;

/** `validateScope` of our pack and of a pack with cdk-nag's rule alone, on the same tree. */
export function judging(): readonly Result[] {
  return [true, false].map((isEncrypted): Result => {
    const size: AppSize = { constructs: 10_000, stages: 500, settings: [1, 4], seed: 7, isEncrypted };
    const all = inChild<object, readonly { readonly ours: number; readonly theirs: number }[]>(FILE, { size, rounds: ROUNDS + WARM });
    const rounds = all.slice(WARM);
    return {
      measure: `\`validateScope\`, 10,000 constructs, 500 stages, ${isEncrypted ? 'one setting in a hundred' : 'most settings'} unencrypted; other: cdk-nag with its one rule`,
      unit: 'ms',
      ...paired(rounds.map(({ ours }) => ours), rounds.map(({ theirs }) => theirs)),
      target: { of: 'ratio', is: 'at most', value: 1.5 },
    };
  });
}
