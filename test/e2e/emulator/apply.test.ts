import { AccountCall, AccountFault, AccountSettings } from './account-api';
import { Emulator, LONGEST_START } from './emulator';
import { describeWithPython } from './python';
import { Ended, errorsIn, How, rowsIn, runCommand, unencryptedIn } from './run-command';
import { Settings } from '../../support/repair-case';
import { ENCRYPTED, OFF, UNENCRYPTED } from '../../support/repair-cases';
import { compileIfStale } from '../runtimes/compiled-library';
import { LONGEST_INSTALLATION } from '../runtimes/installed-package';

const ACCOUNT = '123456789012';

const DENIED: AccountFault = { status: 403, code: 'AccessDeniedException', message: 'User is not authorized' };
const CONFLICT: AccountFault = { status: 409, code: 'ConflictException', message: 'A previous change is still in progress' };
const INVALID: AccountFault = { status: 400, code: 'BadRequestException', message: 'Invalid method setting path' };

/** A key that API Gateway refuses: it is not written as it writes keys. */
const REFUSED = 'orders/GET';

function keys(count: number): Settings {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`~1r${index}~1{id}/GET`, UNENCRYPTED]));
}

const isStage = (path: string) => /^\/restapis\/\w+\/stages\/\w+$/.test(path);
const patchesOf = (calls: readonly AccountCall[]) => calls.filter(({ method }) => method === 'PATCH').map(({ path, body }) => {
  const { patchOperations: operations } = JSON.parse(body) as { readonly patchOperations: readonly { readonly path: string }[] };
  return { path, operations };
});

/** The real command, and the real AWS CLI afterwards. Each test has a region of its own. */
describeWithPython('fix --deployed --apply, as a real process sees it', (bin) => {
  let emulator: Emulator;
  beforeAll(compileIfStale, LONGEST_INSTALLATION);
  beforeAll(async () => {
    emulator = await Emulator.start(bin);
  }, LONGEST_START);
  afterAll(() => emulator?.stop());

  const apply = async (region: string, fault?: AccountSettings['fault'], options: readonly string[] = []) =>
    runCommand(emulator, ['fix', '--deployed', '--apply', '--yes', '--format', 'json', '--region', region, ...options], { regions: [region], fault });
  const fixedIn = (ended: Ended) => rowsIn(ended).filter(({ status }) => status === 'FIXED');

  test('1, 81 and 300 method settings: at most 80 a call, and the AWS CLI finds nothing afterwards', async () => {
    const region = 'eu-west-1';
    const counts = [1, 81, 300];
    const ids: string[] = [];
    for (const count of counts) {
      ids.push(await emulator.api('prod', { ...keys(count), '~1off/GET': OFF, '~1encrypted/GET': ENCRYPTED }, true, region));
    }
    expect(ids.map((id) => emulator.countUnencrypted(id, region))).toEqual(counts);
    const ended = await apply(region, undefined, ['--flush-cache']);
    expect(ended.stderr).toContain('382 method settings in 3 stages of 1 account');
    expect(ended.exitCode).toBe(0);
    const patches = patchesOf(ended.api.calls);
    const sizes = ids.map((id) => patches.filter(({ path }) => path.includes(id)).map(({ operations }) => operations.length));
    expect(sizes).toEqual([[1], [80, 1], [80, 80, 80, 60]]);
    expect(ids.map((id) => emulator.countUnencrypted(id, region))).toEqual([0, 0, 0]);
    expect(fixedIn(ended)).toHaveLength(382);
    expect(new Set(fixedIn(ended).map(({ verdict, verdictBefore, statedBefore }) => [verdict, verdictBefore, statedBefore].join(' ')))).toEqual(new Set(['ENCRYPTED UNENCRYPTED false']));
    expect(ended.api.calls.filter(({ method }) => method === 'DELETE').map(({ path }) => path).sort()).toEqual(ids.map((id) => `/restapis/${id}/stages/prod/cache/data`).sort());
    const again = await apply(region);
    expect(again).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('nothing to encrypt') as string });
    expect(again.api.calls.filter(({ method, service }) => service === 'apigateway' && method !== 'GET')).toEqual([]);
  }, 240_000);

  test('a key that API Gateway refuses: the others are encrypted, and the key is a finding and an error', async () => {
    const region = 'eu-west-2';
    const id = await emulator.api('prod', { ...keys(9), [REFUSED]: UNENCRYPTED }, true, region);
    const ended = await apply(region, ({ method, body }) => method === 'PATCH' && body.includes(`/${REFUSED}/`) ? INVALID : undefined);
    expect(ended.exitCode).toBe(2);
    expect(unencryptedIn(ended)).toEqual([`${region} ${id} prod ${REFUSED}`]);
    expect(errorsIn(ended)).toEqual([`${region} ${id} API Gateway refused ${REFUSED}: Invalid method setting path`]);
    expect(ended.stderr).toContain(`error: account ${ACCOUNT}, ${region}, ${id}/prod (shop): API Gateway refused ${REFUSED}: Invalid method setting path`);
    expect(fixedIn(ended)).toHaveLength(9);
    expect(emulator.countUnencrypted(id, region)).toBe(1);
  }, 120_000);

  test('a change that is in progress is waited for', async () => {
    const region = 'eu-west-3';
    const id = await emulator.api('prod', keys(3), true, region);
    const ended = await apply(region, ({ method }, before) => method === 'PATCH' && before.filter((call) => call.method === 'PATCH').length < 4 ? CONFLICT : undefined);
    expect(ended.exitCode).toBe(0);
    expect(patchesOf(ended.api.calls)).toHaveLength(5);
    expect(emulator.countUnencrypted(id, region)).toBe(0);
  }, 120_000);

  test('a stage that is deleted meanwhile is an error, and the others are encrypted', async () => {
    const region = 'eu-north-1';
    const [gone, left] = [await emulator.api('prod', keys(2), true, region), await emulator.api('prod', keys(2), true, region)];
    let isDeleted = false;
    const ended = await apply(region, async ({ path }) => {
      if (!isDeleted && isStage(path) && path.includes(gone)) {
        isDeleted = true;
        await emulator.deleteStage(gone, 'prod', region);
      }
      return undefined;
    });
    expect(ended.exitCode).toBe(2);
    expect(errorsIn(ended)).toEqual([expect.stringMatching(`^${region} ${gone} could not read the stage: NotFoundException`)]);
    expect(new Set(patchesOf(ended.api.calls).map(({ path }) => path))).toEqual(new Set([`/restapis/${left}/stages/prod`]));
    expect(fixedIn(ended).map(({ restApiId }) => restApiId)).toEqual([left, left]);
    expect(emulator.countUnencrypted(left, region)).toBe(0);
  }, 120_000);

  test('a method setting that is removed meanwhile is not created again', async () => {
    const region = 'eu-south-1';
    const id = await emulator.api('prod', { '*/*': UNENCRYPTED, '~1a/GET': UNENCRYPTED }, true, region);
    let isRemoved = false;
    const ended = await apply(region, async ({ path }) => {
      if (!isRemoved && isStage(path)) {
        isRemoved = true;
        await emulator.deleteStage(id, 'prod', region);
        await emulator.stage(id, 'prod', { '*/*': UNENCRYPTED }, true, region);
      }
      return undefined;
    });
    expect(ended.stderr).toContain('2 method settings in 1 stage of 1 account');
    expect(ended.exitCode).toBe(0);
    expect(patchesOf(ended.api.calls).map(({ operations }) => operations.map((operation) => operation.path))).toEqual([['/*/*/caching/dataEncrypted']]);
    expect(rowsIn(ended).map(({ methodKey, status }) => `${methodKey} ${status}`)).toEqual(['*/* FIXED']);
    expect(emulator.aws('apigateway', 'get-stages', '--rest-api-id', id, '--region', region)).not.toContain('~1a/GET');
    expect(emulator.countUnencrypted(id, region)).toBe(0);
  }, 120_000);

  test('a flush that is refused is a row, and hides no change', async () => {
    const region = 'us-east-1';
    const id = await emulator.api('prod', keys(1), true, region);
    const ended = await apply(region, ({ method }) => method === 'DELETE' ? DENIED : undefined, ['--flush-cache']);
    expect(ended.exitCode).toBe(2);
    expect(fixedIn(ended)).toHaveLength(1);
    expect(errorsIn(ended)).toEqual([`${region} ${id} could not flush its cache: AccessDeniedException: User is not authorized`]);
    expect(ended.stderr).toContain(`${id}/prod (shop): could not flush its cache: AccessDeniedException`);
    expect(emulator.countUnencrypted(id, region)).toBe(0);
  }, 120_000);

  test('a region in which nothing may be changed: findings, and an error', async () => {
    const region = 'us-east-2';
    const id = await emulator.api('prod', keys(1), true, region);
    const ended = await apply(region, ({ method }) => method === 'PATCH' ? DENIED : undefined);
    expect(ended).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(`${id}/prod (shop): could not encrypt it: AccessDeniedException`) as string });
    expect(unencryptedIn(ended)).toHaveLength(1);
  }, 120_000);

  test('Ctrl-C reports what was changed, and what was not', async () => {
    const region = 'us-west-2';
    const ids = [await emulator.api('prod', keys(1), true, region), await emulator.api('prod', keys(1), true, region)];
    const fault: AccountSettings['fault'] = ({ method }, before) =>
      method === 'PATCH' && before.some((call) => call.method === 'PATCH') ? CONFLICT : undefined;
    const act: How['act'] = (interrupt, { calls }) => {
      const timer = setInterval(() => {
        if (patchesOf(calls).length > 1) {
          clearInterval(timer);
          interrupt();
        }
      }, 50);
    };
    const ended = await runCommand(emulator, ['fix', '--deployed', '--apply', '--yes', '--format', 'json'], { regions: [region], fault }, { act });
    expect(ended.exitCode).toBe(2);
    expect(fixedIn(ended)).toHaveLength(1);
    expect(errorsIn(ended).join('\n')).toContain('could not encrypt it: not finished, because the command was interrupted');
    expect(ids.map((id) => emulator.countUnencrypted(id, region)).sort()).toEqual([0, 1]);
  }, 120_000);
});
