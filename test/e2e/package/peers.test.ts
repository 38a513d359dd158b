import { spawnSync } from 'child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { buildSync } from 'esbuild';
import { describeWith } from '../../support/needs';
import { ROOT } from '../../support/paths';

// The compiled package in a folder of its own, beside what a user may have there.

const COMPILED = join(ROOT, 'lib', 'index.js');
const FOLDERS: string[] = [];

afterAll(() => FOLDERS.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A project with the package in it; files of other packages are given by their path in `node_modules`. */
function projectWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-peers-'));
  FOLDERS.push(folder);
  const modules = join(folder, 'node_modules');
  const own = join(modules, 'cdk-encrypt-api-cache');
  ['index.js', 'third-party'].forEach((name) => cpSync(join(ROOT, 'lib', name), join(own, 'lib', name), { recursive: true }));
  cpSync(join(ROOT, 'package.json'), join(own, 'package.json'));
  Object.entries(files).forEach(([path, content]) => {
    mkdirSync(dirname(join(modules, path)), { recursive: true });
    writeFileSync(join(modules, path), content);
  });
  return folder;
}

/** The packages of this project by their names. */
function link(folder: string, ...names: string[]): void {
  names.forEach((name) => symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), 'junction'));
}

/** A program in a process of its own. */
function node(folder: string, file: string, program: string): { readonly exitCode: number | null; readonly output: string } {
  writeFileSync(join(folder, file), program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
  return { exitCode: status, output: stdout + stderr };
}

const ADD_ASPECT = 'console.log(typeof EncryptApiCache.everywhere);';
const WAYS: readonly (readonly [string, string])[] = [
  ['app.cjs', `const { EncryptApiCache } = require('cdk-encrypt-api-cache'); ${ADD_ASPECT}`],
  ['app.mjs', `import { EncryptApiCache } from 'cdk-encrypt-api-cache'; ${ADD_ASPECT}`],
];

describeWith('the package', existsSync(COMPILED) ? undefined : 'npx projen compile makes what it loads', () => {
  describe.each(WAYS)('loaded by %s', (file, program) => {
    test('beside an older aws-cdk-lib: one line says which one is wanted', () => {
      const { exitCode, output } = node(projectWith({ 'aws-cdk-lib/package.json': '{ "version": "2.262.2" }' }), file, program);
      expect(output).toContain(
        'Error: cdk-encrypt-api-cache requires aws-cdk-lib 2.276.0 or later, but found 2.262.2; run npm install "aws-cdk-lib@^2.276.0"\n',
      );
      expect(exitCode).toBe(1);
    });

    test('beside that of this project it is loaded, without cdk-nag too', () => {
      const folder = projectWith({});
      link(folder, 'aws-cdk-lib', 'constructs');
      expect(node(folder, file, program)).toEqual({ exitCode: 0, output: 'function\n' });
    });
  });

  test.each([
    ['app.cjs', 'const { ApiCacheEncryptionChecks } = require("cdk-encrypt-api-cache");'],
    ['app.mjs', 'import { ApiCacheEncryptionChecks } from "cdk-encrypt-api-cache";'],
  ])('the pack without cdk-nag, in %s: one line says which one is wanted', (file, load) => {
    const folder = projectWith({});
    link(folder, 'aws-cdk-lib', 'constructs');
    const { exitCode, output } = node(folder, file, `${load} new ApiCacheEncryptionChecks();`);
    expect(output).toContain('Error: cdk-encrypt-api-cache requires cdk-nag 3.0.2 or later, but found none; run npm install "cdk-nag@^3.0.2"\n');
    expect(exitCode).toBe(1);
  });

  describe('in a bundle', () => {
    /** What a user's esbuild makes of an app, run where no package is. */
    const bundle = (manifest: object) => {
      const folder = projectWith({ 'aws-cdk-lib/package.json': JSON.stringify(manifest), 'aws-cdk-lib/index.js': '' });
      const file = 'app.cjs';
      writeFileSync(join(folder, file), 'console.log("EncryptApiCache" in require("cdk-encrypt-api-cache"));');
      const { outputFiles: [{ text }] } = buildSync({
        absWorkingDir: folder,
        entryPoints: [file],
        bundle: true,
        platform: 'node',
        write: false,
        logLevel: 'silent',
        external: ['constructs', 'aws-cdk-lib/aws-*'],
      });
      const elsewhere = mkdtempSync(join(tmpdir(), 'encrypt-bundle-'));
      FOLDERS.push(elsewhere);
      return node(elsewhere, file, text);
    };

    test('that has left the package.json of aws-cdk-lib out, nothing is checked', () => {
      expect(bundle({ version: '2.262.2', exports: { '.': './index.js' } })).toEqual({ exitCode: 0, output: 'true\n' });
    });

    test('that has it in it, an older one is refused', () => {
      const { exitCode, output } = bundle({ version: '2.262.2', main: 'index.js' });
      expect(output).toContain('Error: cdk-encrypt-api-cache requires aws-cdk-lib 2.276.0 or later, but found 2.262.2; ');
      expect(exitCode).toBe(1);
    });
  });
});
