import { randomUUID } from 'crypto';
import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { compileIfStale } from './compiled-library';
import { ROOT } from '../../support/paths';
import { run } from '../languages/shell';

/** A compile takes half a minute, and waits for another one. */
const LONGEST_INSTALLATION = 300_000;

const PEERS = ['aws-cdk-lib', 'constructs', 'cdk-nag'];

/** Without the network: the package brings its dependencies, and the peers come from the checkout. */
const OPTIONS = ['--offline', '--no-save', '--legacy-peer-deps', '--no-audit', '--no-fund'];

/**
 * The path of a folder that exists while the tests of a file run. The library is
 * installed there from its tarball, so that a file which is not published is missed.
 */
export function installedPackage(): string {
  const folder = temporaryFolder();
  beforeAll(async () => {
    await compileIfStale();
    run('npm', ['pack', '--pack-destination', folder], ROOT);
    const tarballs = readdirSync(folder).filter((file) => file.endsWith('.tgz')).map((file) => join(folder, file));
    run('npm', ['install', ...OPTIONS, '--prefix', folder, ...tarballs], folder);
    PEERS.forEach((name) => symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), 'junction'));
  }, LONGEST_INSTALLATION);
  return folder;
}

/** The path of a folder that exists while the tests of a file run. */
export function temporaryFolder(): string {
  const folder = join(tmpdir(), `encrypt-runtimes-${randomUUID()}`);
  beforeAll(() => mkdirSync(folder));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
