import { execFileSync, spawnSync } from 'child_process';
import { readdirSync } from 'fs';
import { join } from 'path';
import { folderWith } from '../../support/command';
import { ROOT } from '../../support/paths';
import { UNENCRYPTED_TEMPLATE } from '../../support/templates';

const OF_CDK = /node_modules.(aws-cdk-lib|constructs|cdk-nag)./;

const CORE = readdirSync(join(ROOT, 'src', 'core'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => join('core', file));

/** Files of CDK that are in memory once these are loaded, in a process of its own. */
function loadedOfCdk(files: readonly string[]): unknown {
  const script = `
    require('ts-node').register({ transpileOnly: true, compilerOptions: { module: 'commonjs' } });
    ${files.map((file) => `require(${JSON.stringify(join(ROOT, 'src', file))});`).join('\n')}
    process.exitCode = 0;
    console.log(JSON.stringify(Object.keys(require.cache).filter((path) => ${OF_CDK}.test(path))));`;
  const output = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', cwd: ROOT });
  return JSON.parse(output.trim().split('\n').pop()!);
}

test.each([
  ['the core', CORE],
  ['rows of deployed stages', [join('audit', 'rows.ts')]],
  ['the command line', [join('cli', 'main.ts')]],
])('%s: CDK is not loaded for it', (_, files) => {
  expect(files.length).toBeGreaterThan(0);
  expect(loadedOfCdk(files)).toEqual([]);
}, 60_000);

test.each([['audit'], ['fix', '--dry-run']])('the command %s: CDK is not loaded while it runs', (...argv) => {
  const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE });
  const script = `
    process.argv = [process.execPath, 'cli.ts', ...${JSON.stringify([...argv, 'a.yaml'])}];
    process.on('exit', () => console.log('\\n' + JSON.stringify(Object.keys(require.cache))));
    require(${JSON.stringify(join(ROOT, 'src', 'cli', 'cli.ts'))});`;
  const { stdout, status } = spawnSync(process.execPath, ['-r', require.resolve('ts-node/register/transpile-only'), '-e', script], {
    encoding: 'utf8', cwd: folder, env: { ...process.env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json') },
  });
  expect(status).toBe(1);
  const loaded = JSON.parse(stdout.trim().split('\n').pop()!) as readonly string[];
  expect(loaded.filter((path) => OF_CDK.test(path))).toEqual([]);
  // It has done its work: the reader of YAML is loaded for the template.
  expect(loaded.some((path) => /node_modules.yaml./.test(path))).toBe(true);
  expect(stdout).toContain('a.yaml');
}, 60_000);

test('the probe finds CDK where it is loaded', () => {
  expect(loadedOfCdk([join('public', 'encrypt-api-cache.ts')])).not.toEqual([]);
}, 60_000);
