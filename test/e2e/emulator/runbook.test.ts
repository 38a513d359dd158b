import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Emulator, LONGEST_START, REGION } from './emulator';
import { describeWithPython } from './python';
import { Run, runAgainst } from './runbook-run';
import { Incident } from '../../support/repair-case';
import { ENCRYPTED, REPAIR_CASES, UNENCRYPTED } from '../../support/repair-cases';

const PROGRAM = join(__dirname, 'automation.ts');
const ROLE = 'arn:aws:iam::123456789012:role/runbook';

/** What AWS Systems Manager would say of a run. */
interface Execution extends Run {
  readonly code: string;
  readonly steps?: readonly string[];
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly error?: string;
}

describeWithPython('the runbook as a document, run against an API Gateway', (bin) => {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-runbook-'));
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await Emulator.start(bin);
  }, LONGEST_START);
  afterAll(() => {
    emulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const arnOf = (id: string) => `arn:aws:apigateway:${REGION}::/restapis/${id}/stages/prod`;

  async function execute(inputs: object, incidents: readonly Incident[] = [], mayFlush = true): Promise<Execution> {
    const given = JSON.stringify({ AutomationAssumeRole: ROLE, ...inputs });
    const program = [process.execPath, '-r', 'ts-node/register/transpile-only', PROGRAM, given, String(mayFlush)] as const;
    const run = await runAgainst(emulator, incidents, 'impatient', program, { TS_NODE_PROJECT: 'tsconfig.dev.json', TMPDIR: folder });
    const { outputs, ...rest } = JSON.parse(run.output.split('\n').find((line) => line.startsWith('{"code":'))!) as Omit<Execution, keyof Run>;
    return { ...run, ...rest, outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name.replace('EncryptApiCache.', ''), value])) };
  }

  test('a run that succeeds', async () => {
    const id = await emulator.api('prod', { '*/*': UNENCRYPTED, '~1orders~1{id}/GET': UNENCRYPTED });
    const { code, steps, outputs } = await execute({ StageArn: arnOf(id), FlushCache: 'true' });
    expect({ code, steps }).toEqual({ code: 'SUCCESS', steps: ['EncryptApiCache', 'FailIfIncomplete'] });
    expect(outputs).toMatchObject({
      Outcome: 'Encrypted',
      Message: '2 method settings are encrypted, and the cache flushed',
      ChangedKeys: ['*/*', '~1orders~1{id}/GET'],
      WouldChangeKeys: [],
      UnencryptedKeys: [],
      CacheFlushed: true,
      Succeeded: 'true',
    });
  }, 60_000);

  test.each([
    'says what it has done where it ends half-way: no permission', 'a flush that is refused hides no change', 'a key that is refused is in the way of no other',
  ])('a run that fails has its outputs: %s', async (name) => {
    const { settings, flush, incidents, repaired } = REPAIR_CASES.find((repairCase) => repairCase.name === name)!;
    const id = await emulator.api('prod', settings);
    const { code, outputs, error } = await execute({ StageArn: arnOf(id), FlushCache: flush }, incidents);
    expect(code).toBe('FAILED');
    expect(outputs).toMatchObject({ Outcome: repaired.outcome, ChangedKeys: repaired.changed, UnencryptedKeys: repaired.unencrypted, Succeeded: 'false' });
    expect(repaired.changed.length).toBeGreaterThan(0);
    repaired.says.forEach((part) => expect(error).toContain(part));
  }, 60_000);

  test('a run that may not flush', async () => {
    const id = await emulator.api('prod', { '*/*': UNENCRYPTED });
    const { code, outputs, calls } = await execute({ StageArn: arnOf(id) }, [], false);
    expect(code).toBe('SUCCESS');
    expect(outputs).toMatchObject({ Outcome: 'Encrypted', CacheFlushed: false });
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'GET']);
  }, 60_000);

  test('flushes a stage now', async () => {
    const id = await emulator.api('prod', { '*/*': ENCRYPTED });
    const { code, outputs } = await execute({ StageArn: arnOf(id), FlushCache: 'always' });
    expect(code).toBe('SUCCESS');
    expect(outputs).toMatchObject({ Outcome: 'NothingToChange', CacheFlushed: true });
  }, 60_000);

  test.each(['arn:aws:apigateway:eu-west-1::/apis/abc/stages/prod', 'prod', 'arn:aws:apigateway:eu-west-1:123456789012:/restapis/abc/stages/prod'])('a wrong ARN: %s', async (StageArn) => {
    const { error, calls } = await execute({ StageArn });
    expect(error).toContain('does not match');
    expect(calls).toEqual([]);
  }, 60_000);
});
