import { Emulator, LONGEST_START, REGION } from './emulator';
import { describeWithPython } from './python';
import { patches, Run, runAgainst } from './runbook-run';
import { ApiCacheAudit } from '../../../src';
import { RepairCase } from '../../support/repair-case';
import { REPAIR_CASES, UNENCRYPTED } from '../../support/repair-cases';

/** The handler, called as AWS Systems Manager calls it. The last line is what it returns, and how long it took. */
const PROGRAM = `
import json, sys, time
from encrypt_api_cache import encrypt_api_cache
started = time.monotonic()
result = encrypt_api_cache(json.loads(sys.argv[1]), {})
print(json.dumps([result, time.monotonic() - started]))
`;

/** What older versions of boto3 do by default. Which one AWS Systems Manager has is not known. */
const LEGACY = { AWS_RETRY_MODE: 'legacy', AWS_MAX_ATTEMPTS: '5' };

/** In seconds. The step is stopped after this time, and what it has done is not reported. */
const LONGEST_STEP = 600;

interface Result {
  readonly Outcome: string;
  readonly Message: string;
  readonly ChangedKeys: readonly string[];
  readonly WouldChangeKeys: readonly string[];
  readonly UnencryptedKeys: readonly string[];
  readonly CacheFlushed: boolean;
  readonly Succeeded: string;
}

describeWithPython('the script of the runbook, run against an API Gateway', (bin) => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await Emulator.start(bin);
  }, LONGEST_START);
  afterAll(() => emulator?.stop());

  const listed = (id: string) => emulator.aws('apigateway', 'get-stages', '--rest-api-id', id);
  const unencrypted = (listing: string) => [...new Set(ApiCacheAudit.ofStages(JSON.parse(listing)).rows
    .filter(({ verdict }) => verdict === 'UNENCRYPTED' || verdict === 'DORMANT').map(({ methodKey }) => methodKey))].sort();
  /** What is listed, without flags and times. */
  const rest = (listing: string) => listing.replace(/"cacheDataEncrypted": (?:true|false)/g, '').replace(/"lastUpdatedDate": .*/g, '');

  async function script(id: string, { incidents, isDryRun, flush }: Pick<RepairCase, 'incidents' | 'isDryRun' | 'flush'>, clock = 'impatient'): Promise<Run & { readonly result: Result; readonly seconds: number }> {
    const events = { StageArn: `arn:aws:apigateway:${REGION}::/restapis/${id}/stages/prod`, DryRun: String(isDryRun), FlushCache: flush };
    const run = await runAgainst(emulator, incidents, clock, ['python3', '-c', PROGRAM, JSON.stringify(events)], LEGACY);
    // What went wrong with the script itself is shown by the test.
    expect(run.errors).toBe('');
    const [result, seconds] = JSON.parse(run.output.trimEnd().split('\n').pop()!) as [Result, number];
    return { ...run, result, seconds };
  }

  test.each(REPAIR_CASES)('$name', async (repairCase) => {
    const { settings, hasCluster, isDryRun, incidents, repaired } = repairCase;
    const id = await emulator.api('prod', settings, hasCluster);
    const before = listed(id);
    const run = await script(id, repairCase);
    const after = listed(id);
    const { Message, ...result } = run.result;
    expect(result).toEqual({
      Outcome: repaired.outcome,
      ChangedKeys: repaired.changed,
      WouldChangeKeys: isDryRun ? repaired.unencrypted : [],
      UnencryptedKeys: repaired.unencrypted,
      CacheFlushed: repaired.isFlushed,
      Succeeded: String(repaired.isSuccess),
    });
    repaired.says.forEach((part) => expect(Message).toContain(part));
    expect(patches(run)).toEqual(repaired.patches);
    const flushes = run.calls.filter(({ method, path }) => method === 'DELETE' && path === `/restapis/${id}/stages/prod/cache/data`);
    expect(flushes.length > 0).toBe(repaired.isFlushed || incidents.some((incident) => 'calls' in incident && incident.calls.method === 'DELETE'));
    // What is said of the stage is so, and nothing but flags has changed.
    const removed = incidents.flatMap((incident) => incident.is === 'removed' ? [incident.key] : []);
    const left = unencrypted(after).filter((key) => !removed.includes(key!));
    expect(left).toEqual(expect.arrayContaining([...repaired.unencrypted]));
    expect(left).not.toEqual(expect.arrayContaining([...repaired.changed, 'no key']));
    expect(repaired.isSuccess && !isDryRun ? left : []).toEqual([]);
    if (!incidents.some(({ is }) => is === 'added')) {
      expect(rest(after)).toBe(rest(before));
    }
  }, 60_000);

  test('a second run has nothing to do', async () => {
    const id = await emulator.api('prod', { '*/*': UNENCRYPTED });
    await script(id, { incidents: [], isDryRun: false, flush: 'true' });
    const { result, calls } = await script(id, { incidents: [], isDryRun: false, flush: 'true' });
    expect(result).toMatchObject({ Outcome: 'NothingToChange', Message: '1 method setting is already encrypted, nothing was changed' });
    expect(calls.map(({ method }) => method)).toEqual(['GET']);
  }, 60_000);

  test.each(['GET', 'PATCH', 'DELETE'] as const)('an endpoint that never answers a %s: the script ends before the step is stopped', async (method) => {
    const id = await emulator.api('prod', { '*/*': UNENCRYPTED });
    const { result, seconds } = await script(id, { incidents: [{ is: 'unanswered', calls: { method } }], isDryRun: false, flush: 'true' }, 'hurried');
    expect(seconds).toBeLessThan(LONGEST_STEP);
    expect(result).toMatchObject({
      Succeeded: 'false',
      Message: expect.stringMatching(/gave up(, because of ReadTimeoutError| after 480 seconds)/) as string,
      ChangedKeys: method === 'DELETE' ? ['*/*'] : [],
    });
  }, 60_000);
});
