import { join } from 'path';
import { inChild } from '../child';
import type { Written } from '../children/writing';
import { Result, sample } from '../results';
import { ROWS } from '../rows';

const FILE = join(__dirname, '..', 'children', 'writing.js');
const ROUNDS = 7;

/** The writers of evidence. */
export function writing(): readonly Result[] {
  const rounds = inChild<object, readonly Written[]>(FILE, { rounds: ROUNDS });
  return (['toJson', 'toCsv', 'toSarif', 'toHtml'] as const).map((writer): Result => ({
    measure: `\`${writer}\`, ${ROWS.toLocaleString('en')} rows`,
    unit: 'ms',
    ours: sample(rounds.map((round) => round[writer])),
    target: { of: 'ours', is: 'at most', value: 1000 },
    rounds: rounds.length,
  }));
}
