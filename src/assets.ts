import { readFileSync } from 'fs';
import { join } from 'path';

/** Reads a file that the package ships beside its code. */
export function asset(...path: readonly string[]): string {
  return readFileSync(join(__dirname, '..', 'assets', ...path), 'utf8');
}
