import { copyFileSync, cpSync, mkdirSync } from 'fs';
import { join } from 'path';
import { buildSync, BuildOptions } from 'esbuild';
import { installedPackage, temporaryFolder } from './installed-package';
import { ENCRYPTED, synthesiseShop, UNENCRYPTED, writeShops } from './shop';

const LONGEST_TEST = 60_000;

/**
 * What ES modules lack: CDK calls `require` when something of it is asked for, and
 * this library looks for its assets from `__dirname`.
 */
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

  test('writes evidence as JSON, CSV and SARIF without a file of the package', () => {
    expect(synthesiseShop(process.execPath, bundle, ['encrypt', 'json', 'csv', 'sarif'], target))
      .toEqual({ ...ENCRYPTED, evidence: ['api-cache-evidence.csv', 'api-cache-evidence.json', 'api-cache-evidence.sarif'] });
  }, LONGEST_TEST);

  test('writes evidence as HTML where the assets of the package are beside the folder of the bundle', () => {
    const app = join(target, `${file}.app`);
    mkdirSync(join(app, 'dist'), { recursive: true });
    copyFileSync(bundle, join(app, 'dist', file));
    cpSync(join(source, 'node_modules', 'cdk-encrypt-api-cache', 'assets'), join(app, 'assets'), { recursive: true });
    expect(synthesiseShop(process.execPath, join(app, 'dist', file), ['encrypt', 'html'], target))
      .toEqual({ ...ENCRYPTED, evidence: ['api-cache-evidence.html'] });
  }, LONGEST_TEST);
});
