import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../../support/paths';
import { VERSIONS } from '../languages/project';
import { run } from '../languages/shell';
import { compileIfStale } from '../runtimes/compiled-library';
import { LONGEST_INSTALLATION, packInto, temporaryFolder } from '../runtimes/installed-package';
import { ENCRYPTED, synthesiseShop, Synthesis, UNENCRYPTED, writeShops } from '../runtimes/shop';

// Real installations, without flags, as users make them: this package beside cdk-nag 2, 3 and none (ADR 0021).

const LONGEST_TEST = 120_000;
const SENTENCE = `cdk-encrypt-api-cache requires cdk-nag ${VERSIONS.nag} or later, but found none; run npm install "cdk-nag@^${VERSIONS.nag}"`;

/** What package managers say where the version of a peer does not suit. */
const COMPLAINT = /ERESOLVE|unmet peer|YN0002|YN0060/;

/** Is bundled with aws-cdk-lib. Yarn takes no notice of that and fetches it, and a mirror of npm's registry may not have it. */
const BUNDLED = '@aws/cloudformation-validate';

const OLDEST_2 = '2.0.0';
const NEWEST_2 = '2.38.2';

type NagVersion = string | 'none';

interface PackageManager {
  readonly name: string;
  readonly command: readonly [file: string, ...args: string[]];
  readonly env: NodeJS.ProcessEnv;
  /** What runs an app with the packages that were installed. */
  readonly script: string;
  /** Whether it installs a peer that is asked for by a dependency alone. */
  readonly addsPeers: boolean;
  readonly nagVersions: readonly NagVersion[];
}

const folder = temporaryFolder();
const registry = run('npm', ['config', 'get', 'registry'], ROOT).output.trim();

/** What a user has set is not to decide, nor that these tests run in CI, where lock files must not change. */
const USER: NodeJS.ProcessEnv = { CI: undefined, npm_config_legacy_peer_deps: undefined };

/** In `node_modules`, as `npm ci` installs it. */
const installedFile = (...path: readonly string[]) => join(ROOT, 'node_modules', ...path);

const MANAGERS: readonly PackageManager[] = [{
  name: 'npm',
  command: ['npm', 'install'],
  env: USER,
  script: 'shop.cjs',
  addsPeers: true,
  nagVersions: [OLDEST_2, NEWEST_2, VERSIONS.nag, 'none'],
}, {
  name: 'pnpm',
  command: [process.execPath, installedFile('pnpm', 'bin', 'pnpm.cjs'), 'install'],
  env: { ...USER, npm_config_store_dir: join(folder, 'pnpm-store') },
  script: 'shop.cjs',
  addsPeers: true,
  nagVersions: [NEWEST_2, VERSIONS.nag, 'none'],
}, {
  // With Plug'n'Play, its default, which refuses whatever a package does not ask for.
  name: 'yarn',
  command: [process.execPath, installedFile('@yarnpkg', 'cli-dist', 'bin', 'yarn.js'), 'install'],
  env: { ...USER, YARN_NPM_REGISTRY_SERVER: registry, YARN_GLOBAL_FOLDER: join(folder, 'yarn'), YARN_ENABLE_TELEMETRY: '0' },
  script: 'plug-and-play.cjs',
  addsPeers: false,
  nagVersions: [NEWEST_2, VERSIONS.nag, 'none'],
}];

let tarball: string;
beforeAll(async () => {
  await compileIfStale();
  tarball = packInto(folder);
}, LONGEST_INSTALLATION);

describe.each(MANAGERS)('$name', (manager) => {
  describe.each(manager.nagVersions)('beside cdk-nag %s', (nagVersion) => {
    const project = join(folder, `${manager.name}-${nagVersion}`);
    const hasNag = nagVersion !== 'none' || manager.addsPeers;
    const synthesise = (...args: readonly string[]): Synthesis => synthesiseShop(process.execPath, manager.script, args, project);

    test(`installs without flags, and ${hasNag ? 'has nothing to say about cdk-nag' : 'warns that there is no cdk-nag'}`, () => {
      writeProject(project, nagVersion);
      const [file, ...args] = manager.command;
      const { output, errors } = run(file, args, project, manager.env);
      const complaints = `${output}${errors}`.split('\n').filter((line) => COMPLAINT.test(line));
      expect(complaints).toEqual(hasNag ? [] : [expect.stringContaining("doesn't provide cdk-nag")]);
    }, LONGEST_TEST);

    test('the aspect encrypts', () => {
      expect(synthesise('encrypt-only')).toEqual(ENCRYPTED);
    }, LONGEST_TEST);

    if (hasNag) {
      test('the pack fails where method settings are unencrypted, and passes where they are encrypted', () => {
        const { exitCode, stderr, flags } = synthesise('check');
        expect(flags).toEqual(UNENCRYPTED);
        expect(stderr).toContain("'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]'");
        expect(exitCode).toBe(1);
        expect(synthesise('encrypt')).toEqual(ENCRYPTED);
      }, LONGEST_TEST);
    } else {
      test('the pack says in one sentence what is missing', () => {
        const { exitCode, stderr } = synthesise('encrypt');
        expect(stderr).toContain(`Error: ${SENTENCE}\n`);
        expect(exitCode).toBe(1);
      }, LONGEST_TEST);
    }
  });
});

test('npm would refuse a version of cdk-nag that does not suit', () => {
  const project = join(folder, 'refused');
  writeProject(project, '3.0.1');
  expect(() => run('npm', ['install'], project, USER)).toThrow('ERESOLVE');
}, LONGEST_TEST);

function writeProject(project: string, nagVersion: NagVersion): void {
  mkdirSync(project);
  const dependencies = {
    'aws-cdk-lib': VERSIONS.cdk,
    'constructs': VERSIONS.constructs,
    ...nagVersion !== 'none' && { 'cdk-nag': nagVersion },
    'cdk-encrypt-api-cache': `file:${tarball}`,
  };
  const resolutions = { [BUNDLED]: `file:${installedFile('aws-cdk-lib', 'node_modules', ...BUNDLED.split('/'))}` };
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'shop', private: true, dependencies, resolutions }));
  // Where a project ends that is below another one.
  writeFileSync(join(project, 'yarn.lock'), '');
  writeShops(project);
  writeFileSync(join(project, 'plug-and-play.cjs'), "require('./.pnp.cjs').setup();\nrequire('./shop.cjs');\n");
}
