import { cpSync, writeFileSync } from 'fs';
import { join } from 'path';
import { buildSync, BuildOptions } from 'esbuild';
import { installedPackage, temporaryFolder } from './installed-package';
import { runScript } from './node-process';
import { ENCRYPTED, synthesiseShop, UNENCRYPTED, writeShops } from './shop';

const LONGEST_TEST = 60_000;

/** What ES modules lack: CDK calls `require` when something of it is asked for, and both look for files from `__dirname`. */
const BANNER = [
  "import { createRequire } from 'module';",
  'const require = createRequire(import.meta.url);',
  'const __dirname = import.meta.dirname;',
].join('\n');

const BUNDLES: readonly (readonly [file: string, options: BuildOptions])[] = [
  ['shop.cjs', { format: 'cjs' }],
  ['shop.mjs', { format: 'esm', banner: { js: BANNER } }],
];

const source = installedPackage();
/** No folder above this one has packages in it. */
const target = temporaryFolder();
beforeAll(() => writeShops(source));

describe.each(BUNDLES)('%s, bundled by esbuild', (file, options) => {
  const bundle = join(target, file);

  beforeAll(() => {
    const entryPoints = [join(source, 'shop.mjs')];
    buildSync({ entryPoints, outfile: bundle, bundle: true, platform: 'node', target: 'node20', logLevel: 'error', ...options });
  }, LONGEST_TEST);

  test('encrypts its template', () => {
    expect(synthesiseShop(process.execPath, bundle, ['encrypt'], target)).toEqual(ENCRYPTED);
  }, LONGEST_TEST);

  test('fails where the pack finds unencrypted method settings', () => {
    const { exitCode, stderr, flags } = synthesiseShop(process.execPath, bundle, ['check'], target);
    expect(flags).toEqual(UNENCRYPTED);
    expect(stderr).toContain("'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]'");
    expect(exitCode).toBe(1);
  }, LONGEST_TEST);

  test('writes evidence in every format without a file of the package', () => {
    const formats = ['csv', 'html', 'json', 'sarif'];
    expect(synthesiseShop(process.execPath, bundle, ['encrypt', ...formats], target))
      .toEqual({ ...ENCRYPTED, evidence: formats.map((format) => `api-cache-evidence.${format}`) });
  }, LONGEST_TEST);
});

describe('a hook, which uploads a file of the package,', () => {
  const APP = "import { App, Stack } from 'aws-cdk-lib';\nimport { ApiCacheGuardHook } from 'cdk-encrypt-api-cache';\n"
    + "new ApiCacheGuardHook(new Stack(new App(), 'Stack'), 'Hook');\n";
  const bundle = join(target, 'dist', 'hook.cjs');

  beforeAll(() => {
    writeFileSync(join(source, 'hook.mjs'), APP);
    buildSync({ entryPoints: [join(source, 'hook.mjs')], outfile: bundle, bundle: true, platform: 'node', target: 'node20', logLevel: 'error' });
  }, LONGEST_TEST);

  test('says where it misses the file, and what to do', () => {
    const { exitCode, stderr } = runScript(process.execPath, bundle, [], target);
    expect(stderr).toContain('Error: the file assets/guard/api-cache.guard of cdk-encrypt-api-cache is missing, expected at '
      + `${join(target, 'assets', 'guard', 'api-cache.guard')}: if the app is bundled, copy the folder assets of the package to ${join(target, 'assets')}, `
      + 'or mark the package as external\n');
    expect(exitCode).toBe(1);
  }, LONGEST_TEST);

  test('finds it where the assets of the package are beside the folder of the bundle', () => {
    cpSync(join(source, 'node_modules', 'cdk-encrypt-api-cache', 'assets'), join(target, 'assets'), { recursive: true });
    expect(runScript(process.execPath, bundle, [], target)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  }, LONGEST_TEST);
});
