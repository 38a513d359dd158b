import { spawn } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import { text } from 'stream/consumers';
import { EmulatedRecord, Emulator, REGION } from './emulator';
import { Call, CONFLICT, Fault, FaultyApi, INVALID_PATH, Operation, THROTTLED } from './faulty-api';
import { describeWithPython } from './python';
import { ApiCacheAudit } from '../../../src';
import { ROOT } from '../../support/paths';

const UNENCRYPTED = { caching: true, encrypted: false };
const ENCRYPTED = { caching: true, encrypted: true };
const OFF = { caching: false, encrypted: false };

const PROGRAM = join(__dirname, 'automation.ts');
const ROLE = 'arn:aws:iam::123456789012:role/runbook';

type Settings = Readonly<Record<string, EmulatedRecord>>;

interface Outcome {
  readonly Outcome: string;
  readonly Message: string;
  readonly ChangedKeys: readonly string[];
  readonly WouldChangeKeys: readonly string[];
  readonly CacheFlushed: boolean;
}

interface Execution {
  readonly outcome?: Outcome;
  readonly error: string;
  readonly calls: readonly Call[];
}

describeWithPython('the runbook, run against an API Gateway', (bin) => {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-runbook-'));
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await Emulator.start(bin);
  });
  afterAll(() => {
    emulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const arnOf = (id: string, stage = 'prod') => `arn:aws:apigateway:${REGION}::/restapis/${id}/stages/${stage}`;
  const listed = (id: string) => emulator.aws('apigateway', 'get-stages', '--rest-api-id', id);
  const audited = (id: string) => ApiCacheAudit.ofStages(JSON.parse(listed(id)));
  /** What is listed, without flags and times. */
  const rest = (listing: string) => listing.replace(/"cacheDataEncrypted": (?:true|false)/g, '').replace(/"lastUpdatedDate": .*/g, '');

  async function execute(
    inputs: Readonly<Record<string, string>>,
    fault: ConstructorParameters<typeof FaultyApi>[1] = () => undefined,
    keep?: (operation: Operation) => boolean,
  ): Promise<Execution> {
    const api = new FaultyApi(emulator.url, fault, keep);
    const endpoint = await api.start();
    const child = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', PROGRAM, JSON.stringify({ AutomationAssumeRole: ROLE, ...inputs })], {
      cwd: ROOT,
      env: {
        ...process.env,
        ...emulator.environment,
        PATH: [emulator.environment.PATH, process.env.PATH].join(delimiter),
        AWS_ENDPOINT_URL: endpoint,
        PYTHONPATH: join(__dirname, 'impatient'),
        TS_NODE_PROJECT: 'tsconfig.dev.json',
        TMPDIR: folder,
      },
    });
    const output = await text(child.stdout);
    api.stop();
    const { outputs, error = '' } = JSON.parse(output.split('\n').find((line) => line.startsWith('{"code":'))!) as { readonly outputs?: Readonly<Record<string, unknown>>; readonly error?: string };
    const named = Object.entries(outputs ?? {}).map(([key, value]) => [key.split('.').pop(), value]);
    return { ...named.length > 0 && { outcome: Object.fromEntries(named) as Outcome }, error, calls: api.calls };
  }

  const patches = ({ calls }: Execution) => calls.filter(({ method }) => method === 'PATCH').map(({ operations }) => operations.length);
  /** Answers so to the first patches. */
  const atFirst = (times: number, fault: Fault) => ({ method }: Call, before: readonly Call[]) =>
    method === 'PATCH' && before.filter((call) => call.method === 'PATCH').length < times ? fault : undefined;
  const many = (count: number): Settings => Object.fromEntries(Array.from({ length: count }, (_, index) => [`~1r${index}~1{id}/GET`, UNENCRYPTED]));

  test.each<[string, Settings, readonly number[]]>([
    ['the stage default', { '*/*': UNENCRYPTED }, [1]],
    ['the root, and a path with a parameter', { '~1/GET': UNENCRYPTED, '~1orders~1{id}/POST': UNENCRYPTED }, [2]],
    ['those alone that need it', { '*/*': ENCRYPTED, '~1a/GET': UNENCRYPTED, '~1b/GET': OFF }, [1]],
    ['80 entries', many(80), [80]],
    ['81 entries', many(81), [80, 1]],
    ['200 entries', many(200), [80, 80, 40]],
  ])('encrypts %s', async (_, settings, calls) => {
    const id = await emulator.api('prod', settings);
    const before = listed(id);
    const keys = Object.keys(settings).filter((key) => settings[key] === UNENCRYPTED).sort();
    const execution = await execute({ StageArn: arnOf(id) });
    expect(execution.error).toBe('');
    expect(execution.outcome).toEqual({
      Outcome: 'Encrypted',
      Message: `${keys.length} method setting${keys.length === 1 ? ' is' : 's are'} encrypted`,
      ChangedKeys: keys,
      WouldChangeKeys: [],
      CacheFlushed: false,
    });
    expect(patches(execution)).toEqual(calls);
    const audit = audited(id);
    expect(audit.rows.filter(({ ruleId }) => ruleId !== undefined)).toEqual([]);
    expect(rest(listed(id))).toBe(rest(before));
    // Twice is once.
    const again = await execute({ StageArn: arnOf(id) });
    expect(again.outcome).toMatchObject({ Outcome: 'NothingToChange', ChangedKeys: [] });
    expect(patches(again)).toEqual([]);
  }, 60_000);

  test.each<[string, Settings, string]>([
    ['no method settings', {}, 'the stage has no method settings, nothing was changed'],
    ['nothing that caches', { '*/*': OFF }, 'no method setting caches, nothing was changed'],
    ['all encrypted already', { '*/*': ENCRYPTED, '~1a/GET': OFF }, '1 method setting is already encrypted, nothing was changed'],
  ])('says what there was nothing to do for: %s', async (_, settings, message) => {
    const id = await emulator.api('prod', settings);
    const execution = await execute({ StageArn: arnOf(id) });
    expect(execution.outcome).toEqual({ Outcome: 'NothingToChange', Message: message, ChangedKeys: [], WouldChangeKeys: [], CacheFlushed: false });
    expect(patches(execution)).toEqual([]);
  }, 60_000);

  test('a dry run says what it would do, and does nothing', async () => {
    const id = await emulator.api('prod', { '*/*': UNENCRYPTED, '~1a/GET': UNENCRYPTED });
    const before = listed(id);
    const execution = await execute({ StageArn: arnOf(id), DryRun: 'true', FlushCache: 'true' });
    expect(execution.outcome).toEqual({
      Outcome: 'WouldEncrypt',
      Message: '2 method settings are still unencrypted, this dry run changed nothing',
      ChangedKeys: [],
      WouldChangeKeys: ['*/*', '~1a/GET'],
      CacheFlushed: false,
    });
    expect(execution.calls.every(({ method }) => method === 'GET')).toBe(true);
    expect(listed(id)).toBe(before);
  }, 60_000);

  test.each<[string, Fault]>([['a change in progress', CONFLICT], ['throttling', THROTTLED]])('waits for %s to pass', async (_, fault) => {
    const id = await emulator.api('prod', { '*/*': UNENCRYPTED });
    const execution = await execute({ StageArn: arnOf(id) }, atFirst(3, fault));
    expect(execution.outcome).toMatchObject({ Outcome: 'Encrypted', ChangedKeys: ['*/*'] });
    expect(audited(id).verdict).toBe('ENCRYPTED');
  }, 60_000);

  test.each<[string, Fault]>([['a change in progress', CONFLICT], ['throttling', THROTTLED]])('gives up where %s does not pass, and says what it has done', async (_, fault) => {
    const id = await emulator.api('prod', many(81));
    const execution = await execute({ StageArn: arnOf(id) }, ({ operations }) => operations.length === 1 ? fault : undefined);
    expect(execution.outcome).toBeUndefined();
    expect(execution.error).toContain(`gave up on ${arnOf(id)} (${fault.code}: ${fault.message}); encrypted so far: ~1r0~1{id}/GET, ~1r10~1{id}/GET`);
    expect(execution.error).toContain('start the runbook again');
    expect(patches(execution).length).toBeLessThan(100);
    expect(audited(id).rows.filter(({ verdict }) => verdict === 'UNENCRYPTED')).toHaveLength(1);
  }, 60_000);

  test('a key that is refused is in the way of no other', async () => {
    const id = await emulator.api('prod', { ...many(30), 'orders/GET': UNENCRYPTED });
    const isRefused = ({ operations }: Call) => operations.some(({ path }) => path === '/orders/GET/caching/dataEncrypted') ? INVALID_PATH : undefined;
    const execution = await execute({ StageArn: arnOf(id) }, isRefused);
    expect(execution.outcome).toBeUndefined();
    expect(execution.error).toContain(`1 method setting is still unencrypted in ${arnOf(id)}: orders/GET (${INVALID_PATH.message}); encrypted: `);
    expect(new Set(audited(id).rows.filter(({ verdict }) => verdict === 'UNENCRYPTED').map(({ methodKey }) => methodKey))).toEqual(new Set(['orders/GET']));
  }, 60_000);

  test('a change that is lost is no success', async () => {
    const id = await emulator.api('prod', { '*/*': UNENCRYPTED, '~1a/GET': UNENCRYPTED });
    const execution = await execute({ StageArn: arnOf(id) }, () => undefined, ({ path }) => !path.startsWith('/~1a/'));
    expect(execution.outcome).toBeUndefined();
    expect(execution.error).toContain(`1 method setting is still unencrypted in ${arnOf(id)}: ~1a/GET; encrypted: */*`);
  }, 60_000);

  test('what somebody adds meanwhile counts', async () => {
    const id = await emulator.api('prod', { '*/*': UNENCRYPTED });
    let added = false;
    const execution = await execute({ StageArn: arnOf(id) }, ({ method }) => {
      if (method === 'PATCH' && !added) {
        added = true;
        emulator.aws('apigateway', 'update-stage', '--rest-api-id', id, '--stage-name', 'prod', '--patch-operations',
          'op=replace,path=/~1late/GET/caching/dataEncrypted,value=false', 'op=replace,path=/~1late/GET/caching/enabled,value=true');
      }
      return undefined;
    });
    expect(execution.error).toContain('1 method setting is still unencrypted');
    expect(execution.error).toContain('~1late/GET; encrypted: */*');
  }, 60_000);

  test.each([[true, true], [false, false]])('flushes the cache if it is asked to, and there is one: cluster %s', async (hasCluster, isFlushed) => {
    const id = await emulator.api('prod', { '*/*': UNENCRYPTED }, hasCluster);
    // The emulator has no cache to flush.
    const flushed = ({ method, path }: Call) => method === 'DELETE' && path.endsWith(`/restapis/${id}/stages/prod/cache/data`);
    const { outcome, calls } = await execute({ StageArn: arnOf(id), FlushCache: 'true' }, (call) => flushed(call) ? { status: 202, code: '', message: '' } : undefined);
    expect(outcome).toMatchObject({ Outcome: 'Encrypted', CacheFlushed: isFlushed, Message: `1 method setting is encrypted${isFlushed ? ', and the cache flushed' : ''}` });
    expect(calls.filter(flushed)).toHaveLength(isFlushed ? 1 : 0);
  }, 60_000);

  test('a stage that is gone', async () => {
    const id = await emulator.api('prod', { '*/*': UNENCRYPTED });
    const { error, outcome } = await execute({ StageArn: arnOf(id, 'gone') });
    expect(outcome).toBeUndefined();
    expect(error).toContain(`stage not found: ${arnOf(id, 'gone')}`);
  }, 60_000);

  test.each(['arn:aws:apigateway:eu-west-1::/apis/abc/stages/prod', 'prod', 'arn:aws:apigateway:eu-west-1:123456789012:/restapis/abc/stages/prod'])('a wrong ARN: %s', async (StageArn) => {
    const { error, calls } = await execute({ StageArn });
    expect(error).toContain('does not match');
    expect(calls).toEqual([]);
  }, 60_000);
});
