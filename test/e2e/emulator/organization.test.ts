import { AccountFault, AccountSettings } from './account-api';
import { Emulator, LONGEST_START, REGION } from './emulator';
import { describeWithPython } from './python';
import { errorsIn, rowsIn, runCommand } from './run-command';
import { ENCRYPTED, UNENCRYPTED } from '../../support/repair-cases';
import { compileIfStale } from '../runtimes/compiled-library';
import { LONGEST_INSTALLATION } from '../runtimes/installed-package';

const OWN = '123456789012';
const NOT_ALLOWED: AccountFault = { status: 403, code: 'AccessDenied', message: 'is not authorized to perform: sts:AssumeRole' };

describeWithPython('many accounts, as a real process sees them', (bin) => {
  let emulator: Emulator;
  /** An account in no organizational unit, and one in a unit within a unit. */
  let members: readonly string[];
  let unit: string;
  beforeAll(compileIfStale, LONGEST_INSTALLATION);
  beforeAll(async () => {
    emulator = await Emulator.start(bin);
    const organizations = (...args: readonly string[]) => emulator.aws('organizations', ...args, '--output', 'text').trim();
    organizations('create-organization');
    members = ['orders', 'shop'].map((name) =>
      organizations('create-account', '--account-name', name, '--email', `${name}@example.com`, '--query', 'CreateAccountStatus.AccountId'));
    const root = organizations('list-roots', '--query', 'Roots[0].Id');
    const create = (parent: string, name: string) => organizations('create-organizational-unit', '--parent-id', parent, '--name', name, '--query', 'OrganizationalUnit.Id');
    unit = create(root, 'all');
    organizations('move-account', '--account-id', members[1], '--source-parent-id', root, '--destination-parent-id', create(unit, 'shops'));
    await emulator.api('prod', { '*/*': ENCRYPTED });
    for (const member of members) {
      const role = ['--role-arn', `arn:aws:iam::${member}:role/Admin`, '--role-session-name', 'test'];
      const key = emulator.aws('sts', 'assume-role', ...role, '--query', 'Credentials.AccessKeyId', '--output', 'text').trim();
      await emulator.api('prod', { '*/*': UNENCRYPTED }, true, REGION, key);
      await emulator.api('prod', { '*/*': UNENCRYPTED }, true, 'us-east-1', key);
    }
  }, 2 * LONGEST_START);
  afterAll(() => emulator?.stop());

  const regions = [REGION, 'us-east-1'];
  const audit = async (options: readonly string[], fault?: AccountSettings['fault'], command: readonly string[] = ['audit', '--deployed']) =>
    runCommand(emulator, [...command, '--format', 'json', ...options], { regions, fault });
  const found = (ended: { readonly stdout: string }) =>
    rowsIn(ended).filter(({ verdict }) => verdict === 'UNENCRYPTED').map(({ accountId, region }) => `${accountId} ${region}`).sort();
  const inBoth = (accounts: readonly string[]) => accounts.flatMap((account) => regions.map((region) => `${account} ${region}`)).sort();
  const ORGANIZATION = ['--organization', '--role-name', 'Audit', '--external-id', 'x1'];

  test('every account of an organization: the role is assumed once in each, and not in the own one', async () => {
    const ended = await audit(ORGANIZATION);
    expect(found(ended)).toEqual(inBoth(members));
    expect(ended.exitCode).toBe(1);
    const assumed = ended.api.calls.filter(({ action }) => action === 'sts:AssumeRole').map(({ body }) => new URLSearchParams(body));
    expect(assumed.map((body) => [body.get('RoleArn'), body.get('ExternalId')].join(' ')).sort()).toEqual(members.map((member) => `arn:aws:iam::${member}:role/Audit x1`).sort());
  }, 120_000);

  test('the accounts of an organizational unit, and of the units within it', async () => {
    expect(found(await audit([...ORGANIZATION, '--ou', unit]))).toEqual(inBoth([members[1]]));
  }, 120_000);

  test('an account that is denied is a row, and the others are judged', async () => {
    const ended = await audit(ORGANIZATION, ({ action, body }) => action === 'sts:AssumeRole' && body.includes(members[0]) ? NOT_ALLOWED : undefined);
    expect(found(ended)).toEqual(inBoth([members[1]]));
    expect(errorsIn(ended)).toEqual([expect.stringMatching(`cannot assume arn:aws:iam::${members[0]}:role/Audit: AccessDenied: is not authorized`)]);
    expect(ended.exitCode).toBe(2);
  }, 120_000);

  test('an organization that may not be listed, and none at all', async () => {
    const denied: AccountFault = { status: 400, code: 'AccessDeniedException', message: 'You don\'t have permissions to access this resource.' };
    const ended = await audit(ORGANIZATION, ({ action }) => action === 'organizations:ListAccounts' ? denied : undefined);
    expect(errorsIn(ended)).toEqual([expect.stringContaining('cannot list the accounts of the organization: AccessDeniedException: You don\'t have permissions')]);
    expect(ended.exitCode).toBe(2);
  }, 120_000);

  test('a role in another account, assumed once', async () => {
    const ended = await audit(['--role-arn', `arn:aws:iam::${members[0]}:role/Audit`]);
    expect(found(ended)).toEqual(inBoth([members[0]]));
    expect(ended.api.calls.filter(({ action }) => action === 'sts:AssumeRole')).toHaveLength(1);
  }, 120_000);

  test('an aggregator that the emulator has is empty, which is no clean account; one that it does not have is an error', async () => {
    const source = JSON.stringify({ AccountIds: [OWN], AllAwsRegions: true });
    emulator.aws('configservice', 'put-configuration-aggregator', '--configuration-aggregator-name', 'all', '--account-aggregation-sources', `[${source}]`);
    const ended = await audit(['--aggregator', 'all']);
    expect(errorsIn(ended)).toEqual([expect.stringContaining('the aggregator all has no stages')]);
    const missing = await audit(['--aggregator', 'none']);
    expect(errorsIn(missing)).toEqual([expect.stringContaining('cannot read the aggregator none: NoSuchConfigurationAggregatorException')]);
    expect([ended.exitCode, missing.exitCode]).toEqual([2, 2]);
  }, 120_000);

  // The emulator records no stages: the answers are those of the model of the service.
  test('an aggregator: pages, batches of 100, and what is not processed at first', async () => {
    const stages = Array.from({ length: 150 }, (_, index) => ({
      SourceAccountId: members[0], SourceRegion: REGION, ResourceType: 'AWS::ApiGateway::Stage', ResourceId: `arn:aws:apigateway:${REGION}::/restapis/api${index}/stages/prod`,
    }));
    const sizes: number[] = [];
    const ended = await audit(['--aggregator', 'all'], ({ action, body }) => {
      const said = body.startsWith('{') ? JSON.parse(body) as { readonly NextToken?: string; readonly ResourceIdentifiers?: typeof stages } : {};
      if (action === 'config:ListAggregateDiscoveredResources') {
        return { status: 200, says: said.NextToken === undefined ? { ResourceIdentifiers: stages.slice(0, 100), NextToken: 'more' } : { ResourceIdentifiers: stages.slice(100) } };
      }
      if (action !== 'config:BatchGetAggregateResourceConfig') {
        return undefined;
      }
      const asked = said.ResourceIdentifiers ?? [];
      sizes.push(asked.length);
      const left = sizes.length === 1 ? asked.slice(0, 7) : [];
      const items = asked.filter((identifier) => !left.includes(identifier)).map(({ ResourceId: resourceId }) => ({
        accountId: members[0],
        awsRegion: REGION,
        resourceType: 'AWS::ApiGateway::Stage',
        resourceId,
        configurationItemCaptureTime: 1_790_000_000,
        configuration: JSON.stringify({ stageName: 'prod', cacheClusterEnabled: true, methodSettings: { '*/*': { cachingEnabled: true, cacheDataEncrypted: false, cacheTtlInSeconds: 300 } } }),
      }));
      return { status: 200, says: { BaseConfigurationItems: items, UnprocessedResourceIdentifiers: left } };
    });
    expect(sizes).toEqual([100, 50, 7]);
    expect(found(ended)).toHaveLength(150);
    expect(new Set(rowsIn(ended).map(({ restApiId }) => restApiId)).size).toBe(150);
    expect(ended.stderr).toContain(`as recorded by AWS Config (the oldest item is of ${new Date(1_790_000_000_000).toISOString()})`);
    expect(ended.api.calls.filter(({ service }) => service === 'apigateway')).toEqual([]);
    expect(ended.exitCode).toBe(1);
  }, 120_000);

  // The last one: it changes the stages.
  test('--apply in every account', async () => {
    const ended = await audit([...ORGANIZATION, '--yes'], undefined, ['fix', '--deployed', '--apply']);
    expect(ended.stderr).toContain('4 method settings in 4 stages of 2 accounts');
    expect(ended.exitCode).toBe(0);
    expect(ended.api.calls.filter(({ action }) => action === 'sts:AssumeRole')).toHaveLength(2);
    expect(found(await audit(ORGANIZATION))).toEqual([]);
  }, 120_000);
});
