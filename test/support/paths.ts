import { join, resolve } from 'path';

/** The checkout. */
export const ROOT = resolve(__dirname, '..', '..');

/** Templates that nobody of this project wrote. */
export const SAMPLES = join(ROOT, 'examples', 'samples');

/** A file of `test/fixtures`. */
export function fixture(name: string): string {
  return join(ROOT, 'test', 'fixtures', name);
}
