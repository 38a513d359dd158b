import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** Where systems look for the folder of temporary files. */
const VARIABLES = ['TMPDIR', 'TEMP', 'TMP'];

/** A run has a folder of its own for what it and its processes write, and takes it away at the end: nothing stays behind. */
export default function makeTemporaryFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-api-cache-tests-'));
  VARIABLES.forEach((name) => {
    process.env[name] = folder;
  });
  process.env.TESTS_TEMPORARY_FOLDER = folder;
}

export function removeTemporaryFolder(): void {
  rmSync(process.env.TESTS_TEMPORARY_FOLDER!, { recursive: true, force: true });
}
