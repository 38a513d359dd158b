import { spawn, spawnSync, SpawnSyncReturns } from 'child_process';
import { join } from 'path';
import { folderWith } from '../../support/command';
import { ROOT } from '../../support/paths';
import { UNENCRYPTED_TEMPLATE } from '../../support/templates';

const TS = ['-r', require.resolve('ts-node/register/transpile-only')];
const CLI = join(ROOT, 'src', 'cli', 'cli.ts');
const ENVIRONMENT = { ...process.env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json') };

/** As a shell starts it: a process of its own. */
function started(folder: string, argv: readonly string[], input?: string): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [...TS, CLI, ...argv], { cwd: folder, encoding: 'utf8', input, env: ENVIRONMENT });
}

test.each<[readonly string[], number]>([
  [['audit', 'a.yaml'], 1],
  [['audit', 'a.yaml', '--fail-on', 'never'], 0],
  [['audit', 'b.yaml'], 2],
  [['nonsense'], 2],
  [['--version'], 0],
])('%j ends with exit code %i', (argv, exitCode) => {
  expect(started(folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE }), argv)).toMatchObject({ status: exitCode });
}, 60_000);

test('it reads what is piped in, and is not coloured where nobody looks', () => {
  const { stdout, stderr } = started(folderWith(), ['audit', '-'], UNENCRYPTED_TEMPLATE);
  expect(stderr).toBe('');
  expect(stdout).toContain('UNENCRYPTED');
  expect(stdout).not.toContain('\u001b');
}, 60_000);

test('it waits for a pipe that is slow', async () => {
  const child = spawn(process.execPath, [...TS, CLI, 'audit', '-'], { cwd: folderWith(), env: ENVIRONMENT, stdio: ['pipe', 'ignore', 'ignore'] });
  const [start, end] = [UNENCRYPTED_TEMPLATE.slice(0, 20), UNENCRYPTED_TEMPLATE.slice(20)];
  child.stdin.write(start);
  setTimeout(() => child.stdin.end(end), 2_000);
  expect(await new Promise((done) => child.on('exit', done))).toBe(1);
}, 60_000);

test('it does not mind that nobody reads to the end', () => {
  const folder = folderWith({ 'a.json': JSON.stringify({ Resources: Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`S${index}`, { Type: 'AWS::ApiGateway::Stage' }])) }) });
  const words = [process.execPath, ...TS, CLI, 'audit', 'a.json', '--format', 'csv'].map((word) => `'${word}'`).join(' ');
  const { stdout, stderr } = spawnSync('sh', ['-c', `${words} | head -n 1`], { cwd: folder, encoding: 'utf8', env: ENVIRONMENT });
  expect(stdout).toMatch(/^\uFEFFstatus,/);
  expect(stderr).not.toContain('EPIPE');
}, 60_000);
