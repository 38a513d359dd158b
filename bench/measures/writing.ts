import { join } from 'path';
import { CHROMIUM } from '../../test/e2e/browser/browser';
import { inChild, withFolder } from '../child';
import type { Waited } from '../children/page';
import type { Written } from '../children/writing';
import { Result, sample } from '../results';
import { ROWS } from '../rows';

const CHILDREN = join(__dirname, '..', 'children');
const ROUNDS = 7;
const SECOND = 1000;

/** The writers of evidence, and the page in a browser. */
export function writing(): readonly Result[] {
  const written = inChild<object, readonly Written[]>(join(CHILDREN, 'writing.js'), { rounds: ROUNDS });
  const rows = `${ROWS.toLocaleString('en')} rows`;
  const result = (measure: string, milliseconds: readonly number[], most: number): Result =>
    ({ measure, unit: 'ms', ours: sample(milliseconds), target: { of: 'ours', is: 'at most', value: most }, rounds: milliseconds.length });
  const writers = (['toJson', 'toCsv', 'toSarif', 'toHtml'] as const).map((writer) =>
    result(`\`${writer}\`, ${rows}`, written.map((one) => one[writer]), SECOND));
  if (CHROMIUM === undefined) {
    throw new Error('Chromium is not there: install it, or name it in the environment variable CHROMIUM');
  }
  const waited = withFolder((folder) => inChild<object, Waited>(join(CHILDREN, 'page.js'), { folder, chromium: CHROMIUM, rounds: ROUNDS }));
  return [
    ...writers,
    result(`the page with ${rows}: until it can be filtered, in Chromium`, waited.open, 3 * SECOND),
    result('the same: from choosing a verdict until it is shown', waited.filter, SECOND / 2),
    result('the same: from the first word searched for until it is shown', waited.search, SECOND),
  ];
}
