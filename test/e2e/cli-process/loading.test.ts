import { execFileSync } from 'child_process';
import { readdirSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../../support/paths';

const CORE = readdirSync(join(ROOT, 'src', 'core'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => join('core', file));

/** Files of CDK that are in memory once these are loaded, in a process of its own. */
function loadedOfCdk(files: readonly string[]): unknown {
  const script = `
    require('ts-node').register({ transpileOnly: true, compilerOptions: { module: 'commonjs' } });
    ${files.map((file) => `require(${JSON.stringify(join(ROOT, 'src', file))});`).join('\n')}
    process.exitCode = 0;
    console.log(JSON.stringify(Object.keys(require.cache).filter((path) => /node_modules.(aws-cdk-lib|constructs|cdk-nag)./.test(path))));`;
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

test('the probe finds CDK where it is loaded', () => {
  expect(loadedOfCdk([join('public', 'encrypt-api-cache.ts')])).not.toEqual([]);
}, 60_000);
