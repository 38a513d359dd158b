import { join } from 'path';
import { inChild, withFolder } from '../child';
import type { Waited } from '../children/page';
import { Result, sample } from '../results';
import { ROWS } from '../rows';

const FILE = join(__dirname, '..', 'children', 'page.js');
const ROUNDS = 7;
const SECOND = 1000;

/** The page of evidence in a browser. */
export function page(): readonly Result[] {
  const { open, filter, search } = withFolder((folder) => inChild<object, Waited>(FILE, { folder, rounds: ROUNDS }));
  const result = (measure: string, milliseconds: readonly number[], most: number): Result =>
    ({ measure, unit: 'ms', ours: sample(milliseconds), target: { of: 'ours', is: 'at most', value: most }, rounds: milliseconds.length });
  return [
    result(`the page with ${ROWS.toLocaleString('en')} rows: until it can be filtered, in Chromium`, open, 3 * SECOND),
    result('the same: from choosing a verdict until it is shown', filter, SECOND / 2),
    result('the same: from the first word searched for until it is shown', search, SECOND),
  ];
}
