import { Emulator, LONGEST_START, REGION } from './emulator';
import { Call, FaultyApi } from './faulty-api';
import { describeWithPython } from './python';
import { ApiCacheAudit } from '../../../src';
import { awsErrorOf } from '../../../src/cli/deployed/aws-error';
import { loadAws } from '../../../src/cli/deployed/load-aws';
import { Pacer, Turns } from '../../../src/cli/deployed/pacer';
import { RepairResult, StageRepair } from '../../../src/cli/deployed/repair';
import { Stop } from '../../../src/cli/deployed/stop';
import { RepairCase } from '../../support/repair-case';
import { REPAIR_CASES, UNENCRYPTED } from '../../support/repair-cases';
import { VirtualClock } from '../../support/virtual-clock';

/** What `fix --deployed --apply` has no option for: it has a plan instead of a dry run, and flushes only what it has changed. */
const CASES = REPAIR_CASES.filter(({ isDryRun, flush }) => !isDryRun && flush !== 'always');

describeWithPython('fix --deployed --apply, by the cases of the runbook', (bin) => {
  let emulator: Emulator;
  const environment = { ...process.env };
  beforeAll(async () => {
    emulator = await Emulator.start(bin);
  }, LONGEST_START);
  afterAll(() => {
    process.env = environment;
    emulator?.stop();
  });

  const listed = (id: string) => emulator.aws('apigateway', 'get-stages', '--rest-api-id', id);
  /** What is listed, without flags and times. */
  const rest = (listing: string) => listing.replace(/"cacheDataEncrypted": (?:true|false)/g, '').replace(/"lastUpdatedDate": .*/g, '');

  async function repair(id: string, { incidents, flush }: Pick<RepairCase, 'incidents' | 'flush'>, accepted: readonly string[] = []): Promise<RepairResult & { readonly calls: readonly Call[] }> {
    const api = new FaultyApi(emulator.url, incidents);
    process.env = { ...environment, ...emulator.environment, AWS_ENDPOINT_URL: await api.start() };
    const [stop, clock] = [new Stop(), new VirtualClock()];
    const gateway = (await loadAws().connect({ profile: undefined, fallback: REGION, signal: stop.signal, errorOf: awsErrorOf, mfaCode: async () => '' })).apiGateway(REGION);
    const target = { restApiId: id, stageName: 'prod', isAcknowledged: (key: string) => accepted.includes(key) };
    const result = await new StageRepair(target, gateway, new Pacer(clock, 5, new Turns(4)), clock, stop).run(flush === 'true');
    api.stop();
    return { ...result, calls: api.calls };
  }

  test.each(CASES)('$name', async ({ settings, hasCluster, incidents, flush, repaired }) => {
    const id = await emulator.api('prod', settings, hasCluster);
    const before = listed(id);
    const { calls, changed, left, isFlushed, errors } = await repair(id, { incidents, flush });
    expect({ changed, left, isFlushed }).toEqual({ changed: repaired.changed, left: repaired.unencrypted, isFlushed: repaired.isFlushed });
    expect(repaired.isSuccess ? errors : []).toEqual([]);
    expect(errors.length === 0 && left.length === 0).toBe(repaired.isSuccess);
    expect(calls.filter(({ method }) => method === 'PATCH').map(({ operations }) => operations.length)).toEqual(repaired.patches);
    // What the runbook says of errors and of refused keys is known here, too.
    const known = errors.map(({ because }) => because).join('; ');
    repaired.says.filter((part) => /Exception|^could not/.test(part)).forEach((part) => expect(known).toContain(part));
    if (!incidents.some(({ is }) => is === 'added')) {
      expect(rest(listed(id))).toBe(rest(before));
    }
  }, 60_000);

  test('the cases are those of the runbook', () => {
    expect(CASES.length).toBeGreaterThan(30);
  });

  test('a finding that is acknowledged is left alone', async () => {
    const id = await emulator.api('prod', { '*/*': UNENCRYPTED, '~1a/GET': UNENCRYPTED });
    const { changed, left } = await repair(id, { incidents: [], flush: 'false' }, ['~1a/GET']);
    expect({ changed, left }).toEqual({ changed: ['*/*'], left: [] });
    const audit = ApiCacheAudit.ofStages(JSON.parse(listed(id)));
    expect(audit.rows.filter(({ verdict }) => verdict === 'UNENCRYPTED').map(({ methodKey }) => methodKey)).toEqual(['~1a/GET']);
  }, 60_000);
});
