import { randomUUID } from 'crypto';
import { mkdirSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { compileIfStale } from './compiled-library';
import { ROOT } from '../../support/paths';
import { run } from '../languages/shell';

/** A compile takes half a minute, and waits for another one. */
export const LONGEST_INSTALLATION = 300_000;

const PEERS = ['aws-cdk-lib', 'constructs', 'cdk-nag'];

/** Without the network: the package has no dependencies, and the peers come from the checkout. */
const OPTIONS = ['--offline', '--no-save', '--legacy-peer-deps', '--no-audit', '--no-fund'];

/**
 * The path of a folder that exists while the tests of a file run. The library is
 * installed there from its tarball, so that a file which is not published is missed.
 */
export function installedPackage(): string {
  const folder = temporaryFolder();
  beforeAll(async () => {
    await compileIfStale();
    installTarball(packInto(folder), folder);
    PEERS.forEach((name) => symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), 'junction'));
  }, LONGEST_INSTALLATION);
  return folder;
}

/** The path of the tarball that would be published. */
export function packInto(folder: string, project = ROOT): string {
  const { output } = run('npm', ['pack', '--silent', '--pack-destination', folder], project);
  return join(folder, output.trim());
}

/** Installs the package by itself, without its peers. */
export function installTarball(tarball: string, folder: string): void {
  run('npm', ['install', ...OPTIONS, '--prefix', folder, tarball], folder);
}

/** The path of a folder that exists while the tests of a file run. */
export function temporaryFolder(): string {
  const folder = join(tmpdir(), `encrypt-runtimes-${randomUUID()}`);
  beforeAll(() => mkdirSync(folder));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
