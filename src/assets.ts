import { readFileSync } from 'fs';
import { join } from 'path';

/** Reads a file that the package ships beside its code. */
export function asset(...path: readonly string[]): string {
  return readFileSync(assetPath(...path), 'utf8');
}

/** Where such a file lies. */
export function assetPath(...path: readonly string[]): string {
  return join(__dirname, '..', 'assets', ...path);
}
