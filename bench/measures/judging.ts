import { join } from 'path';
import { inChild } from '../child';
import { paired, Result } from '../results';

const FILE = join(__dirname, '..', 'children', 'judging.js');
const ROUNDS = 9;

/** `validateScope` of our pack and of a pack with cdk-nag's rule alone, on the same tree. */
export function judging(): readonly Result[] {
  const size = { constructs: 10_000, stages: 500, settings: [1, 20], seed: 7 };
  const rounds = inChild<object, readonly { readonly ours: number; readonly other: number }[]>(FILE, { size, rounds: ROUNDS });
  return [{
    measure: '`validateScope`, 10,000 constructs, 500 stages; other: cdk-nag with its one rule',
    unit: 'ms',
    ...paired(rounds.map(({ ours }) => ours), rounds.map(({ other }) => other)),
    target: { of: 'ratio', is: 'at most', value: 0.5 },
  }];
}
