import { join } from 'path';
import { AccountFault, AccountSettings } from './account-api';
import { Emulator, LONGEST_START, REGION } from './emulator';
import { describeWithPython } from './python';
import { runCommand } from './run-command';
import { folderWith } from '../../support/command';
import { UNENCRYPTED } from '../../support/repair-cases';
import { compileIfStale } from '../runtimes/compiled-library';
import { LONGEST_INSTALLATION } from '../runtimes/installed-package';

const EXPIRED: AccountFault = { status: 403, code: 'ExpiredToken', message: 'The security token included in the request is expired' };

const QUESTION = 'Encrypt them? [y/N] ';
const [CTRL_C, CTRL_D] = ['\u0003', '\u0004'];

/** What is waited for, and what is typed then. */
type Step = readonly [awaited: string, typed: string];

describeWithPython('a live account, on a real terminal', (bin) => {
  let emulator: Emulator;
  let id: string;
  beforeAll(compileIfStale, LONGEST_INSTALLATION);
  beforeAll(async () => {
    emulator = await Emulator.start(bin);
    id = await emulator.api('prod', { '*/*': UNENCRYPTED });
  }, LONGEST_START);
  afterAll(() => emulator?.stop());

  async function run(
    argv: readonly string[], steps: readonly Step[] = [], settings: Partial<AccountSettings> = {}, environment: NodeJS.ProcessEnv = {},
  ) {
    const terminal = [join(bin, 'python3'), join(__dirname, 'terminal.py'), JSON.stringify(steps)];
    const { stdout, ...ended } = await runCommand(emulator, argv, { regions: [REGION], ...settings }, { through: terminal, environment: { ...environment, TERM: 'xterm' } });
    // eslint-disable-next-line no-control-regex -- colours, and what moves the cursor
    return { ...ended, shown: stdout.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '').replaceAll('\r\n', '\n') };
  }

  const changes = (calls: readonly { readonly method: string; readonly service: string }[]) =>
    calls.filter(({ method, service }) => service === 'apigateway' && method !== 'GET').map(({ method }) => method);
  const APPLY = ['fix', '--deployed', '--apply'];

  test.each<[string, string]>([['no', 'n\r'], ['return', '\r'], ['anything', 'sure\r'], ['Ctrl-C', CTRL_C], ['Ctrl-D', CTRL_D]])('the answer %s changes nothing', async (_, typed) => {
    const ended = await run(APPLY, [[QUESTION, typed]]);
    expect(ended.shown).toContain(`account 123456789012, ${REGION}, ${id}/prod (shop): 1 method setting to encrypt\n1 method setting in 1 stage of 1 account\n`);
    expect(ended.shown).toMatch(/\? \[y\/N\] [a-z\r]*\nnothing was changed\n$/);
    expect(ended.exitCode).toBe(2);
    expect(changes(ended.api.calls)).toEqual([]);
  }, 60_000);

  test('progress is a line that changes, and disappears', async () => {
    const { shown, exitCode } = await run(['audit', '--deployed']);
    expect(shown).toMatch(/^\r0 of 1 regions, 0 of 0 APIs, 0 unencrypted(\r\d of 1 regions, \d of 1 APIs, \d unencrypted)*\rread 1 region, 1 API and 1 stage\n/);
    expect(exitCode).toBe(1);
  }, 60_000);

  test('credentials that have expired are said before any progress', async () => {
    const { shown, exitCode } = await run(['audit', '--deployed'], [], { fault: () => EXPIRED });
    expect(shown).toMatch(/^error: no valid AWS credentials: ExpiredToken: .*\n$/);
    expect(exitCode).toBe(2);
  }, 60_000);

  describe('a profile with multi-factor authentication', () => {
    const DEVICE = 'arn:aws:iam::123456789012:mfa/me';
    const profile = () => {
      const folder = folderWith({
        credentials: '[keys]\naws_access_key_id = test\naws_secret_access_key = test\n',
        config: `[profile mfa]\nrole_arn = arn:aws:iam::123456789012:role/Audit\nsource_profile = keys\nmfa_serial = ${DEVICE}\n`,
      });
      return { AWS_CONFIG_FILE: join(folder, 'config'), AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'), AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
    };
    const question = `Code of ${DEVICE} for the profile mfa: `;
    const argv = ['audit', '--deployed', '--profile', 'mfa'];

    test('asks for the code, once', async () => {
      const ended = await run(argv, [[question, '123456\r']], { regions: [REGION, 'us-east-1'] }, profile());
      expect(ended.shown).toContain('1 UNENCRYPTED');
      expect(ended.exitCode).toBe(1);
      const assumed = ended.api.calls.filter(({ action }) => action === 'sts:AssumeRole').map(({ body }) => new URLSearchParams(body));
      expect(assumed.map((body) => [body.get('SerialNumber'), body.get('TokenCode')])).toEqual([[DEVICE, '123456']]);
    }, 60_000);

    test('Ctrl-C in place of the code: a line with the cure', async () => {
      const ended = await run(argv, [[question, CTRL_C]], {}, profile());
      expect(ended.shown).toMatch(/\nerror: the profile mfa asks for a code of .*: type it on a terminal, or first run eval "\$\(aws configure export-credentials --profile mfa --format env\)" and leave out --profile\n$/);
      expect(ended.exitCode).toBe(2);
    }, 60_000);

    test('without a terminal: the same line, and no call', async () => {
      const ended = await runCommand(emulator, argv, { regions: [REGION] }, { environment: profile() });
      expect(ended).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(/^error: the profile mfa asks for a code of .*\n$/) as string });
      expect(ended.api.calls).toEqual([]);
    }, 60_000);
  });

  // The last one: it changes the stage.
  test('the answer y encrypts', async () => {
    const ended = await run(APPLY, [[QUESTION, 'y\r']]);
    expect(ended.shown).toContain(`${id}/prod (shop): 1 method setting encrypted\n`);
    expect(ended.exitCode).toBe(0);
    expect(changes(ended.api.calls)).toEqual(['PATCH']);
    expect(emulator.countUnencrypted(id)).toBe(0);
  }, 60_000);
});
