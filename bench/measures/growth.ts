import { join } from 'path';
import { inChild } from '../child';
import type { Grown } from '../children/growth';
import { paired, Result } from '../results';

const FILE = join(__dirname, '..', 'children', 'growth.js');
const ROUNDS = 7;

const UNITS = 5000;

const GROWN: ReadonlyArray<{ readonly of: Grown; readonly unit: string; readonly units?: number; readonly sizes: readonly number[] }> = [
  { of: 'enforcement, by stages', unit: 'stage', units: 1000, sizes: [10, 100, 1000] },
  { of: 'enforcement, by settings', unit: 'setting', units: 1000, sizes: [10, 100, 1000] },
  { of: 'enforcement, by routes with a parameter each', unit: 'route', units: 200, sizes: [4, 12, 50, 200] },
  { of: 'audit, by stages', unit: 'stage', sizes: [10, 100, 1000, 5000] },
  { of: 'audit, by routes with a parameter each', unit: 'route', sizes: [4, 12, 50, 200] },
  { of: 'audit, by stages of 20 settings and 12 conditions', unit: 'stage', units: 50, sizes: [5, 10, 50] },
  // 4096 is where rule 17 ends.
  { of: 'audit, by configurations', unit: 'configuration', sizes: [16, 256, 4096] },
];

/** What one more stage, setting or configuration costs when there are many, over what it costs when there are few. */
export function growth(): readonly Result[] {
  return GROWN.map(({ of, unit, units = UNITS, sizes }): Result => {
    const measured = inChild<object, readonly (readonly number[])[]>(FILE, { of, units, sizes, rounds: ROUNDS });
    const [few, many] = [measured[0], measured[measured.length - 1]];
    return {
      measure: `${of}: a ${unit} among ${sizes[sizes.length - 1].toLocaleString('en')}; other: among ${sizes[0]}`,
      unit: 'µs',
      ...paired(many, few),
      target: { of: 'ratio', is: 'at most', value: 1.3 },
    };
  });
}
