import { spawn } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { createServer } from 'net';
import { join } from 'path';
import { text } from 'stream/consumers';
import { AccountApi, AccountFault } from './account-api';
import { Emulator, LONGEST_START, REGION } from './emulator';
import { describeWithPython } from './python';
import { ApiCacheAuditRow } from '../../../src';
import { folderWith } from '../../support/command';
import { ROOT } from '../../support/paths';
import { ENCRYPTED, UNENCRYPTED } from '../../support/repair-cases';
import { UNENCRYPTED_TEMPLATE } from '../../support/templates';
import { compileIfStale } from '../runtimes/compiled-library';
import { LONGEST_INSTALLATION } from '../runtimes/installed-package';

const DENIED: AccountFault = { status: 403, code: 'AccessDeniedException', message: 'with an explicit deny in a service control policy' };
const THROTTLED: AccountFault = { status: 429, code: 'TooManyRequestsException', message: 'Too Many Requests' };
const EXPIRED: AccountFault = { status: 403, code: 'ExpiredTokenException', message: 'The security token included in the request is expired' };
const BROKEN: AccountFault = { status: 500, code: 'InternalFailure', message: 'An internal error occurred' };
const GONE: AccountFault = { status: 404, code: 'NotFoundException', message: 'Invalid API identifier specified' };

const ACCOUNT = '123456789012';

/** As it ships: with the SDK in a file of its own. */
const CLI = join(ROOT, 'lib', 'cli.js');

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Report {
  readonly rows: readonly ApiCacheAuditRow[];
}

describeWithPython('a live account, as a real process sees it', (bin) => {
  let emulator: Emulator;
  let ids: readonly string[];
  beforeAll(compileIfStale, LONGEST_INSTALLATION);
  beforeEach(async () => {
    emulator = await Emulator.start(bin);
    ids = [
      await emulator.api('prod', { '*/*': UNENCRYPTED, '~1a/GET': UNENCRYPTED, '~1b/GET': ENCRYPTED }),
      await emulator.api('prod', { '*/*': ENCRYPTED }),
      await emulator.api('test', { '*/*': UNENCRYPTED }, true, 'us-east-1'),
    ];
  }, LONGEST_START);
  afterEach(() => emulator?.stop());

  async function start(
    endpoint: string, argv: readonly string[], act?: (kill: () => void) => void, environment: NodeJS.ProcessEnv = {},
  ): Promise<Ended & { readonly folder: string }> {
    const folder = folderWith({ 'a.yaml': UNENCRYPTED_TEMPLATE });
    const child = spawn(process.execPath, [CLI, ...argv], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...emulator.environment, AWS_ENDPOINT_URL: endpoint, ...environment },
    });
    act?.(() => child.kill('SIGINT'));
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { exitCode: await ended, stdout, stderr, folder };
  }

  async function run(
    argv: readonly string[],
    settings: Partial<ConstructorParameters<typeof AccountApi>[1]> = {},
    act?: (kill: () => void, api: AccountApi) => void,
    environment?: NodeJS.ProcessEnv,
  ): Promise<Ended & { readonly folder: string; readonly api: AccountApi }> {
    const api = new AccountApi(emulator.url, { regions: [REGION, 'us-east-1'], ...settings });
    const ended = await start(await api.start(), argv, act && ((kill) => act(kill, api)), environment);
    api.stop();
    return { ...ended, api };
  }

  const reportOf = ({ stdout }: Ended) => JSON.parse(stdout) as Report;
  const found = (ended: Ended) => reportOf(ended).rows.filter(({ verdict }) => verdict === 'UNENCRYPTED')
    .map(({ region, restApiId, stageName, methodKey }) => [region, restApiId, stageName, methodKey].join(' ')).sort();
  const unread = (ended: Ended) => reportOf(ended).rows.filter(({ verdict }) => verdict === 'UNRESOLVED')
    .map(({ region, restApiId, message }) => [region, restApiId, message.replace(/^cannot tell .*?: /, '')].join(' '));
  const all = () => [`${REGION} ${ids[0]} prod */*`, `${REGION} ${ids[0]} prod ~1a/GET`, `us-east-1 ${ids[2]} test */*`].sort();
  const audit = ['audit', '--deployed', '--format', 'json'];

  test('every region is read, what is saved gives the same rows, and nothing is changed', async () => {
    const ended = await run([...audit, '--save-listing', 'live.json']);
    expect(found(ended)).toEqual(all());
    expect(ended).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('read 2 regions, 3 APIs and 3 stages') as string });
    expect(ended.api.calls.filter(({ method, service }) => service === 'apigateway' && method !== 'GET')).toEqual([]);
    const folder = folderWith({ 'live.json': readFileSync(join(ended.folder, 'live.json')) });
    const child = spawn(process.execPath, [CLI, 'audit', 'live.json', '--format', 'json'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    const again = JSON.parse(await text(child.stdout)) as Report;
    expect(again.rows.map(({ templateFile, ...row }) => row)).toEqual(reportOf(ended).rows);
  }, 120_000);

  test.each<[string, readonly string[], readonly string[]]>([
    ['one region', ['--region', REGION], [REGION]],
    ['a glob', ['--region', 'us-*'], ['us-east-1']],
    ['all but one', ['--exclude-region', 'eu-*'], ['us-east-1']],
  ])('chosen regions: %s', async (_, options, regions) => {
    const ended = await run([...audit, ...options]);
    expect(found(ended)).toEqual(all().filter((line) => regions.some((region) => line.startsWith(region))));
    expect(new Set(ended.api.calls.filter(({ service }) => service === 'apigateway').map(({ region }) => region))).toEqual(new Set(regions));
  }, 120_000);

  test.each<[string, NonNullable<ConstructorParameters<typeof AccountApi>[1]['fault']>, RegExp, (lines: readonly string[]) => readonly string[]]>([
    ['a region that is denied', ({ region, service }) => service === 'apigateway' && region === 'us-east-1' ? DENIED : undefined, /^us-east-1 {2}AccessDeniedException: with an explicit deny in a service control policy/, (lines) => lines.slice(0, 2)],
    ['an API that is denied', ({ path }) => path === `/restapis/${ids[0]}/stages` ? DENIED : undefined, /^eu-west-1 \w+ AccessDeniedException/, (lines) => lines.slice(2)],
    ['an API whose service stays broken', ({ path }) => path === `/restapis/${ids[0]}/stages` ? BROKEN : undefined, /^eu-west-1 \w+ InternalFailure/, (lines) => lines.slice(2)],
    ['regions that may not be listed', ({ path }) => path === '/listRegions' ? DENIED : undefined, /cannot list its regions: AccessDeniedException.*--region/, () => []],
    ['credentials that expire meanwhile', ({ path }) => path === `/restapis/${ids[0]}/stages` ? EXPIRED : undefined, /ExpiredTokenException/, () => []],
  ])('%s: it is a row, and the rest is judged', async (_, fault, row, left) => {
    const ended = await run(audit, { fault });
    expect(ended.exitCode).toBe(2);
    expect(unread(ended).filter((line) => row.test(line))).not.toEqual([]);
    expect(found(ended)).toEqual(expect.arrayContaining([...left(all())]));
    expect(ended.stderr).toContain(`error: account ${ACCOUNT}`);
  }, 120_000);

  test.each<[string, (path: string, times: number) => AccountFault | undefined]>([
    ['a connection that is reset', (path, times) => path.endsWith('/stages') && times < 2 ? 'reset' : undefined],
    ['a service that is broken for a while', (path, times) => path.endsWith('/stages') && times < 2 ? BROKEN : undefined],
    ['throttling', (path, times) => path.endsWith('/stages') && times < 5 ? THROTTLED : undefined],
  ])('%s is waited for', async (_, faultOf) => {
    const ended = await run(audit, { fault: ({ path }, before) => faultOf(path, before.filter((call) => call.path === path).length) });
    expect(found(ended)).toEqual(all());
    expect(ended.exitCode).toBe(1);
  }, 120_000);

  test('an API that is deleted meanwhile is no finding', async () => {
    const ended = await run(audit, { fault: ({ path }) => path === `/restapis/${ids[0]}/stages` ? GONE : undefined });
    expect(found(ended)).toEqual(all().slice(2));
    expect(unread(ended)).toEqual([]);
    expect(ended.exitCode).toBe(1);
  }, 120_000);

  test('credentials that have expired: a line with the cure, and nothing else', async () => {
    const ended = await run(audit, { fault: () => EXPIRED });
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^error: no valid AWS credentials: ExpiredTokenException: .*aws sso login.*\n$/);
  }, 120_000);

  test('no credentials at all', async () => {
    const ended = await run(audit, {}, undefined, { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^error: no valid AWS credentials: .*\n$/);
    expect(ended.api.calls).toEqual([]);
  }, 120_000);

  test('Ctrl-C reports what there is', async () => {
    const ended = await run(audit, { fault: ({ region, service }) => region === 'us-east-1' && service === 'apigateway' ? THROTTLED : undefined }, (kill, api) => {
      const timer = setInterval(() => {
        if (api.calls.filter(({ path }) => path.endsWith('/stages')).length === 2 && api.calls.filter(({ region }) => region === 'us-east-1').length > 3) {
          clearInterval(timer);
          setTimeout(kill, 500);
        }
      }, 50);
    });
    expect(ended.exitCode).toBe(2);
    expect(found(ended)).toEqual(all().slice(0, 2));
    expect(unread(ended)).toEqual(['us-east-1  not finished, because the command was interrupted']);
  }, 120_000);

  test('the commands are printed, and nothing is changed without --apply, nor without --yes', async () => {
    const printed = await run(['fix', '--deployed', '--profile', 'default', '--region', REGION], {}, undefined, { AWS_CONFIG_FILE: '', AWS_SHARED_CREDENTIALS_FILE: credentials() });
    expect(printed.stdout).toMatch(new RegExp(`^# account ${ACCOUNT}, region ${REGION}\naws apigateway update-stage --rest-api-id=${ids[0]} --stage-name=prod --region=${REGION} --profile=default `));
    const refused = await run(['fix', '--deployed', '--apply']);
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('error: nothing was changed: without a terminal, --apply needs --yes') as string });
    for (const { api } of [printed, refused]) {
      expect(api.calls.filter(({ method, service }) => service === 'apigateway' && method !== 'GET')).toEqual([]);
    }
  }, 120_000);

  function credentials(): string {
    const file = join(folderWith(), 'credentials');
    writeFileSync(file, '[default]\naws_access_key_id = test\naws_secret_access_key = test\n');
    return file;
  }

  test('--apply leaves nothing to find, and says what it has changed', async () => {
    const ended = await run(['fix', '--deployed', '--apply', '--yes', '--flush-cache', '--format', 'json']);
    expect(ended.stderr).toContain('3 method settings in 2 stages of 1 account');
    expect(ended.stderr).toContain(`account ${ACCOUNT}, ${REGION}, ${ids[0]}/prod: 2 method settings encrypted, and the cache flushed`);
    expect(ended.exitCode).toBe(0);
    expect(reportOf(ended).rows.filter(({ status }) => status === 'FIXED').map(({ region, restApiId, stageName, methodKey, verdictBefore }) => [region, restApiId, stageName, methodKey, verdictBefore].join(' ')).sort())
      .toEqual(all().map((line) => `${line} UNENCRYPTED`));
    expect(ended.api.calls.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
    expect(emulator.aws('apigateway', 'get-stages', '--rest-api-id', ids[0])).not.toContain('"cacheDataEncrypted": false');
    const again = await run(['fix', '--deployed', '--apply', '--yes']);
    expect(again).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('nothing to encrypt') as string });
    expect(again.api.calls.filter(({ method, service }) => service === 'apigateway' && method !== 'GET')).toEqual([]);
  }, 120_000);

  test('what --apply may not change is a finding, and an error', async () => {
    const ended = await run(['fix', '--deployed', '--apply', '--yes', '--format', 'json'], { fault: ({ method, region }) => method === 'PATCH' && region === 'us-east-1' ? DENIED : undefined });
    expect(ended).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(`${ids[2]}/test: could not encrypt it: AccessDeniedException`) as string });
    expect(found(ended)).toEqual([`us-east-1 ${ids[2]} test */*`]);
  }, 120_000);

  test.each([[['audit', 'a.yaml']], [['fix', 'a.yaml', '--dry-run']], [['--help']], [['audit', 'a.yaml', '--apply']], [['audit', '--profile', 'prod']]])('nobody is called without --deployed: %j', async (argv) => {
    let connections = 0;
    const listener = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { stdout, stderr } = await start(`http://127.0.0.1:${(listener.address() as { readonly port: number }).port}`, argv);
    listener.close();
    expect(stdout + stderr).not.toBe('');
    expect(connections).toBe(0);
  }, 120_000);

  test.each([[true], [false]])('a quota that is exceeded loses nothing: of the whole account %s', async (isShared) => {
    const many = await Promise.all(Array.from({ length: 60 }, async (_, index) => emulator.api('prod', { '*/*': UNENCRYPTED }, true, index % 2 === 0 ? REGION : 'us-east-1')));
    const ended = await run([...audit, '--rate', '10'], { quota: { rate: 4, burst: 10, isShared } });
    expect(found(ended)).toHaveLength(many.length + 3);
    expect(ended.api.throttled).toBeGreaterThan(0);
    expect(ended.exitCode).toBe(1);
  }, 240_000);
});
