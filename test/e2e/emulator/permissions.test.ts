import { readFileSync } from 'fs';
import { join } from 'path';
import picomatch from 'picomatch';
import { AccountCall, AccountSettings } from './account-api';
import { Emulator, LONGEST_START, REGION } from './emulator';
import { describeWithPython } from './python';
import { runCommand } from './run-command';
import { ROOT } from '../../support/paths';
import { UNENCRYPTED } from '../../support/repair-cases';
import { compileIfStale } from '../runtimes/compiled-library';
import { LONGEST_INSTALLATION } from '../runtimes/installed-package';

interface Grant {
  readonly action: string;
  readonly resource: string;
}

const GUIDE = readFileSync(join(ROOT, 'docs', 'guide', 'deployed-stages.md'), 'utf8');

/** What the policies of the guide allow, in their order: for the audit, and for `--apply`. */
const [AUDIT, APPLY] = [...GUIDE.matchAll(/```json\n([^`]*"Statement"[^`]*)```/g)].map(([, policy]) => {
  const { Statement: statements } = JSON.parse(policy) as { readonly Statement: readonly Record<'Action' | 'Resource', string | string[]>[] };
  return statements.flatMap(({ Action: actions, Resource: resources }) =>
    [actions].flat().flatMap((action) => [resources].flat().map((resource): Grant => ({ action, resource }))));
});

/** What needs no permission, or is that of the emulator. */
const FREE = ['sts:GetCallerIdentity'];

const resourceOf = ({ service, region, path }: AccountCall) => service === 'apigateway' ? `arn:aws:apigateway:${region}::${path.split('?')[0]}` : '*';

/** Stricter than IAM, for which `*` stands for slashes as well. */
function isAllowed({ action, resource }: Grant, call: AccountCall): boolean {
  return action === call.action && picomatch.isMatch(resourceOf(call), resource);
}

describeWithPython('the policies of the guide', (bin) => {
  let emulator: Emulator;
  beforeAll(compileIfStale, LONGEST_INSTALLATION);
  beforeAll(async () => {
    emulator = await Emulator.start(bin);
    await emulator.api('prod', { '*/*': UNENCRYPTED });
  }, LONGEST_START);
  afterAll(() => emulator?.stop());

  const callsOf = async (argv: readonly string[], settings: Partial<AccountSettings> = {}) => {
    const { api } = await runCommand(emulator, argv, { regions: [REGION], ...settings });
    return api.calls.filter(({ action }) => !FREE.includes(action));
  };
  const compared = (calls: readonly AccountCall[], grants: readonly Grant[]) => ({
    refused: [...new Set(calls.filter((call) => !grants.some((grant) => isAllowed(grant, call))).map((call) => `${call.action} ${resourceOf(call)}`))],
    unused: grants.filter((grant) => !calls.some((call) => isAllowed(grant, call))),
  });

  test('allow what is called, and nothing else', async () => {
    const audited = await callsOf(['audit', '--deployed']);
    expect(compared(audited, AUDIT)).toEqual({ refused: [], unused: [] });
    const named = await callsOf(['audit', '--deployed', '--region', REGION]);
    expect(new Set(named.map(({ action }) => action))).toEqual(new Set(['apigateway:GET']));
    const applied = await callsOf(['fix', '--deployed', '--apply', '--yes', '--flush-cache']);
    expect(compared(applied, [...AUDIT, ...APPLY])).toEqual({ refused: [], unused: [] });
  }, 120_000);

  test('the actions for many accounts are those that are called', async () => {
    emulator.aws('organizations', 'create-organization');
    const sentences = GUIDE.split('\n').find((line) => line.startsWith('`--organization` needs')) ?? '';
    const named = new Set([...sentences.matchAll(/`(\w+:\w+)`/g)].map(([, action]) => action));
    emulator.aws('organizations', 'create-account', '--account-name', 'member', '--email', 'member@example.com');
    const root = emulator.aws('organizations', 'list-roots', '--query', 'Roots[0].Id', '--output', 'text').trim();
    const ORGANIZATION = ['audit', '--deployed', '--organization', '--role-name', 'Audit'];
    const stage = { SourceAccountId: '123456789012', SourceRegion: REGION, ResourceType: 'AWS::ApiGateway::Stage', ResourceId: 'arn' };
    const fault: AccountSettings['fault'] = ({ action }) =>
      action === 'config:ListAggregateDiscoveredResources' ? { status: 200, says: { ResourceIdentifiers: [stage] } } : undefined;
    const calls = [
      ...await callsOf(ORGANIZATION),
      ...await callsOf([...ORGANIZATION, '--ou', root]),
      ...await callsOf(['audit', '--deployed', '--aggregator', 'all'], { fault }),
    ];
    const called = calls.map(({ action }) => action).filter((action) => !AUDIT.some((grant) => grant.action === action));
    expect(new Set(called)).toEqual(named);
  }, 120_000);
});
