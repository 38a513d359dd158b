import { spawn } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { createServer } from 'net';
import { join } from 'path';
import { text } from 'stream/consumers';
import { AccountFault, AccountSettings } from './account-api';
import { Emulator, LONGEST_START, REGION } from './emulator';
import { describeWithPython } from './python';
import { CLI, errorsIn, How, rowsIn, runAgainst, runCommand, unencryptedIn } from './run-command';
import { folderWith } from '../../support/command';
import { ENCRYPTED, UNENCRYPTED } from '../../support/repair-cases';
import { compileIfStale } from '../runtimes/compiled-library';
import { LONGEST_INSTALLATION } from '../runtimes/installed-package';

const DENIED: AccountFault = { status: 403, code: 'AccessDeniedException', message: 'with an explicit deny in a service control policy' };
const THROTTLED: AccountFault = { status: 429, code: 'TooManyRequestsException', message: 'Too Many Requests' };
const EXPIRED: AccountFault = { status: 403, code: 'ExpiredTokenException', message: 'The security token included in the request is expired' };
const BROKEN: AccountFault = { status: 500, code: 'InternalFailure', message: 'An internal error occurred' };
const GONE: AccountFault = { status: 404, code: 'NotFoundException', message: 'Invalid API identifier specified' };

const ACCOUNT = '123456789012';

describeWithPython('a live account, as a real process sees it', (bin) => {
  let emulator: Emulator;
  let ids: readonly string[];
  beforeAll(compileIfStale, LONGEST_INSTALLATION);
  beforeAll(async () => {
    emulator = await Emulator.start(bin);
    ids = [
      await emulator.api('prod', { '*/*': UNENCRYPTED, '~1a/GET': UNENCRYPTED, '~1b/GET': ENCRYPTED }),
      await emulator.api('prod', { '*/*': ENCRYPTED }),
      await emulator.api('test', { '*/*': UNENCRYPTED }, true, 'us-east-1'),
    ];
  }, LONGEST_START);
  afterAll(() => emulator?.stop());

  const run = async (argv: readonly string[], settings: Partial<AccountSettings> = {}, how: How = {}) =>
    runCommand(emulator, argv, { regions: [REGION, 'us-east-1'], ...settings }, how);

  const all = () => [`${REGION} ${ids[0]} prod */*`, `${REGION} ${ids[0]} prod ~1a/GET`, `us-east-1 ${ids[2]} test */*`].sort();
  const audit = ['audit', '--deployed', '--format', 'json'];

  test('every region is read, what is saved gives the same rows, and nothing is changed', async () => {
    const ended = await run([...audit, '--save-listing', 'live.json']);
    expect(unencryptedIn(ended)).toEqual(all());
    expect(ended).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('read 2 regions, 3 APIs and 3 stages') as string });
    expect(ended.api.calls.filter(({ method, service }) => service === 'apigateway' && method !== 'GET')).toEqual([]);
    const folder = folderWith({ 'live.json': readFileSync(join(ended.folder, 'live.json')) });
    const child = spawn(process.execPath, [CLI, 'audit', 'live.json', '--format', 'json'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    const again = rowsIn({ stdout: await text(child.stdout) });
    expect(again.map(({ templateFile, ...row }) => row)).toEqual(rowsIn(ended));
  }, 120_000);

  test.each<[string, readonly string[], readonly string[]]>([
    ['one region', ['--region', REGION], [REGION]],
    ['a glob', ['--region', 'us-*'], ['us-east-1']],
    ['all but one', ['--exclude-region', 'eu-*'], ['us-east-1']],
  ])('chosen regions: %s', async (_, options, regions) => {
    const ended = await run([...audit, ...options]);
    expect(unencryptedIn(ended)).toEqual(all().filter((line) => regions.some((region) => line.startsWith(region))));
    expect(new Set(ended.api.calls.filter(({ service }) => service === 'apigateway').map(({ region }) => region))).toEqual(new Set(regions));
  }, 120_000);

  test.each<[string, NonNullable<AccountSettings['fault']>, RegExp, (lines: readonly string[]) => readonly string[]]>([
    ['a region that is denied', ({ region, service }) => service === 'apigateway' && region === 'us-east-1' ? DENIED : undefined, /^us-east-1 {2}AccessDeniedException: with an explicit deny in a service control policy/, (lines) => lines.slice(0, 2)],
    ['an API that is denied', ({ path }) => path === `/restapis/${ids[0]}/stages` ? DENIED : undefined, /^eu-west-1 \w+ AccessDeniedException/, (lines) => lines.slice(2)],
    ['an API whose service stays broken', ({ path }) => path === `/restapis/${ids[0]}/stages` ? BROKEN : undefined, /^eu-west-1 \w+ InternalFailure/, (lines) => lines.slice(2)],
    ['regions that may not be listed', ({ path }) => path === '/listRegions' ? DENIED : undefined, /cannot list its regions: AccessDeniedException.*--region/, () => []],
    ['credentials that expire meanwhile', ({ path }) => path === `/restapis/${ids[0]}/stages` ? EXPIRED : undefined, /ExpiredTokenException/, () => []],
  ])('%s: it is a row, and the rest is judged', async (_, fault, row, left) => {
    const ended = await run(audit, { fault });
    expect(ended.exitCode).toBe(2);
    expect(errorsIn(ended).filter((line) => row.test(line))).not.toEqual([]);
    expect(unencryptedIn(ended)).toEqual(expect.arrayContaining([...left(all())]));
    expect(ended.stderr).toContain(`error: account ${ACCOUNT}`);
  }, 120_000);

  test.each<[string, (path: string, times: number) => AccountFault | undefined]>([
    ['a connection that is reset', (path, times) => path.endsWith('/stages') && times < 2 ? 'reset' : undefined],
    ['a service that is broken for a while', (path, times) => path.endsWith('/stages') && times < 2 ? BROKEN : undefined],
    ['throttling', (path, times) => path.endsWith('/stages') && times < 5 ? THROTTLED : undefined],
  ])('%s is waited for', async (_, faultOf) => {
    const ended = await run(audit, { fault: ({ path }, before) => faultOf(path, before.filter((call) => call.path === path).length) });
    expect(unencryptedIn(ended)).toEqual(all());
    expect(ended.exitCode).toBe(1);
  }, 120_000);

  test('an API that is deleted meanwhile is no finding, and counted', async () => {
    const ended = await run(audit, { fault: ({ path }) => path === `/restapis/${ids[0]}/stages` ? GONE : undefined });
    expect(unencryptedIn(ended)).toEqual(all().slice(2));
    expect(errorsIn(ended)).toEqual([]);
    expect(ended).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('read 2 regions, 2 APIs and 2 stages; 1 API deleted meanwhile') as string });
  }, 120_000);

  test('credentials that have expired: a line with the cure, and nothing else', async () => {
    const ended = await run(audit, { fault: () => ({ ...EXPIRED, code: 'ExpiredToken' }) });
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^error: no valid AWS credentials: ExpiredToken: .*aws sso login.*\n$/);
  }, 120_000);

  test('no credentials at all', async () => {
    const ended = await run(audit, {}, { environment: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } });
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^error: no valid AWS credentials: .*\n$/);
    expect(ended.api.calls).toEqual([]);
  }, 120_000);

  test('Ctrl-C reports what there is', async () => {
    const isThrottled: AccountSettings['fault'] = ({ region, service }) => region === 'us-east-1' && service === 'apigateway' ? THROTTLED : undefined;
    const act: How['act'] = (interrupt, api) => {
      const timer = setInterval(() => {
        if (api.calls.filter(({ path }) => path.endsWith('/stages')).length === 2 && api.calls.filter(({ region }) => region === 'us-east-1').length > 3) {
          clearInterval(timer);
          setTimeout(interrupt, 500);
        }
      }, 50);
    };
    const ended = await run(audit, { fault: isThrottled }, { act });
    expect(ended.exitCode).toBe(2);
    expect(unencryptedIn(ended)).toEqual(all().slice(0, 2));
    expect(errorsIn(ended)).toEqual(['us-east-1  not finished, because the command was interrupted']);
  }, 120_000);

  // In real time, if not for a whole minute: that one is in pacer.test.ts, with a clock of its own.
  test('a region that is throttled for 20 seconds is waited for', async () => {
    const start = performance.now();
    const ended = await run(audit, { fault: ({ service, region }) => service === 'apigateway' && region === REGION && performance.now() - start < 20_000 ? THROTTLED : undefined });
    expect(performance.now() - start).toBeGreaterThan(20_000);
    expect(unencryptedIn(ended)).toEqual(all());
    expect(ended.exitCode).toBe(1);
  }, 120_000);

  test('the commands are printed, and nothing is changed without --apply, nor without --yes', async () => {
    const printed = await run(['fix', '--deployed', '--profile', 'default', '--region', REGION], {}, { environment: { AWS_CONFIG_FILE: '', AWS_SHARED_CREDENTIALS_FILE: credentials() } });
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

  test.each([[['audit', 'a.yaml']], [['fix', 'a.yaml', '--dry-run']], [['--help']], [['audit', 'a.yaml', '--apply']], [['audit', '--profile', 'prod']]])('nobody is called without --deployed: %j', async (argv) => {
    let connections = 0;
    const listener = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { stdout, stderr } = await runAgainst(emulator, `http://127.0.0.1:${(listener.address() as { readonly port: number }).port}`, argv);
    listener.close();
    expect(stdout + stderr).not.toBe('');
    expect(connections).toBe(0);
  }, 120_000);

  test.each([[true], [false]])('a quota that is exceeded loses nothing: of the whole account %s', async (isShared) => {
    const regions = isShared ? ['eu-west-2', 'us-west-2'] : ['eu-west-3', 'us-west-1'];
    const many = await Promise.all(Array.from({ length: 60 }, async (_, index) => emulator.api('prod', { '*/*': UNENCRYPTED }, true, regions[index % 2])));
    const ended = await run([...audit, '--rate', '10'], { regions, quota: { rate: 4, burst: 10, isShared } });
    expect(unencryptedIn(ended)).toHaveLength(many.length);
    expect(ended.api.throttled).toBeGreaterThan(0);
    expect(ended.exitCode).toBe(1);
  }, 240_000);

  test.each<[string, readonly string[], NodeJS.ProcessEnv, RegExp]>([
    ['a profile that does not exist', ['--profile', 'nope'], {}, /^error: no valid AWS credentials for the profile nope \(.*\n$/],
    ['a host that nobody has', [], { AWS_ENDPOINT_URL: 'http://nobody.invalid' }, /^error: AWS cannot be reached: E\w+: .*\n$/],
    ['a port that nobody listens on', [], { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, /^error: AWS cannot be reached: ECONNREFUSED: .*\n$/],
    ['a region that does not exist', ['--region', 'xx-*'], {}, /^error: account \d+: no region that is enabled matches --region and --exclude-region$/m],
  ])('%s: a line, soon', async (_, options, environment, line) => {
    const start = performance.now();
    const ended = await run([...audit, ...options], {}, { environment });
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toMatch(line);
    expect(performance.now() - start).toBeLessThan(15_000);
  }, 120_000);
});
