import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';

// Fails if the API of the last compile breaks that of the last release. What a release may change is in docs/reference/versioning.md.

const PACKAGE = 'cdk-encrypt-api-cache';
const folder = mkdtempSync(join(tmpdir(), 'encrypt-compat-'));

function run(command: string, args: readonly string[]): { readonly status: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return { status, text: `${stdout}${stderr}` };
}

/** The last release from npm; nothing if there is none yet. */
function released(): string | undefined {
  const { status, text } = run('npm', ['pack', `${PACKAGE}@latest`, '--pack-destination', folder]);
  if (status !== 0 && /E404|404 Not Found/.test(text)) {
    return undefined;
  }
  if (status !== 0) {
    throw new Error(`cannot fetch the last release:\n${text}`);
  }
  return join(folder, readdirSync(folder)[0]);
}

function compare(tarball: string): void {
  const unpacked = run('tar', ['--extract', '--gzip', '--file', tarball, '--directory', folder]);
  // What the API refers to is found there.
  symlinkSync(resolve('node_modules'), join(folder, 'package', 'node_modules'));
  const { status, text } = unpacked.status === 0 ? run('npx', ['jsii-diff', join(folder, 'package'), '.']) : unpacked;
  process.stdout.write(status === 0 ? 'the API is compatible with the last release\n' : `the API is not compatible with the last release:\n${text}`);
  process.exitCode = status === 0 ? 0 : 1;
}

try {
  const tarball = process.argv[2] === undefined ? released() : resolve(process.argv[2]);
  if (tarball === undefined) {
    process.stdout.write(`${PACKAGE} is not released yet: there is nothing to be compatible with\n`);
  } else {
    compare(tarball);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
