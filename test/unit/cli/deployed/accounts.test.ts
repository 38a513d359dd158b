import { readFileSync } from 'fs';
import { join } from 'path';
import { requestOf } from '../../../../src/cli/arguments';
import { auditDeployed } from '../../../../src/cli/commands/audit-deployed';
import { fixDeployed } from '../../../../src/cli/commands/fix-deployed';
import { Access, ApiGateway, Aws, AwsError, Role } from '../../../../src/cli/deployed/aws-api';
import { AuditRequest, FixRequest } from '../../../../src/cli/request';
import { Json } from '../../../../src/core/stage/deployed-stage';
import { folderWith } from '../../../support/command';
import { VirtualClock } from '../../../support/virtual-clock';

const OWN = '111111111111';
const [MEMBER, CLOSED] = ['222222222222', '333333333333'];
const DENIED = new AwsError('AccessDenied', 'not authorized', 'refused', 'r1');

type Stages = Record<string, Json>;

const stage = (stageName: string, cacheDataEncrypted: boolean, more: object = {}): Json =>
  ({ stageName, deploymentId: 'd1', cacheClusterEnabled: true, methodSettings: { '*/*': { cachingEnabled: true, cacheDataEncrypted, cacheTtlInSeconds: 300 } }, ...more });

const RECORDED: Json = {
  resourceType: 'AWS::ApiGateway::Stage',
  resourceId: 'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod',
  accountId: MEMBER,
  configuration: JSON.stringify(stage('prod', false)),
  configurationItemCaptureTime: '2026-11-28T10:00:00.000Z',
};

/** Accounts as data: the stages of each, by region and API, and what was asked. */
class Accounts {
  public readonly calls: string[] = [];
  public readonly deleted = new Set<string>();
  public isFlushDenied = false;
  public readonly stages: Record<string, Record<string, Record<string, Stages>>> = {
    [OWN]: { 'eu-west-1': { abc123: { prod: stage('prod', false, { tags: { 'aws:cloudformation:stack-name': 'shop' } }), test: stage('test', true) } }, 'us-east-1': {} },
    [MEMBER]: { 'eu-west-1': { def456: { prod: stage('prod', false) } } },
  };

  public aws(accountId: string): Aws {
    const regions = this.stages[accountId];
    return {
      identity: async () => {
        if (regions === undefined) {
          throw DENIED;
        }
        return { accountId, arn: `arn:aws:iam::${accountId}:user/auditor` };
      },
      enabledRegions: async () => Object.keys(regions),
      apiGateway: (region) => this.gateway(accountId, region),
      activeAccounts: async (units) => units.length === 0 ? [OWN, MEMBER, CLOSED] : [MEMBER],
      recordedStages: async (name) => {
        if (name === 'none') {
          throw DENIED;
        }
        return { items: name === 'empty' ? [] : [RECORDED], unprocessed: name === 'empty' ? [] : [{ accountId: CLOSED, region: 'eu-west-2', resourceId: 'arn:lost' }] };
      },
      assume: (role: Role) => {
        this.calls.push(`assume ${role.arn} ${role.externalId ?? '-'}`);
        return this.aws(role.arn.split(':')[4]);
      },
    };
  }

  public async connect({ profile, mfaCode }: Access): Promise<Aws> {
    this.calls.push(`connect ${profile ?? '-'}`);
    const aws = this.aws(OWN);
    const identity = async () => {
      this.calls.push(`code ${await mfaCode('arn:aws:iam::111111111111:mfa/me')}`);
      return aws.identity();
    };
    return profile === 'mfa' ? { ...aws, identity } : aws;
  }

  private gateway(accountId: string, region: string): ApiGateway {
    const apis = this.stages[accountId][region];
    return {
      // One in a page.
      restApis: async (position = '0') => ({
        apis: Object.keys(apis).slice(Number(position), Number(position) + 1).map((id) => ({ id, name: `name of ${id}` })),
        position: Number(position) + 1 < Object.keys(apis).length ? String(Number(position) + 1) : undefined,
      }),
      stages: async (id) => {
        if (this.deleted.has(id)) {
          throw new AwsError('NotFoundException', 'Invalid API identifier specified', 'refused');
        }
        return Object.values(apis[id]);
      },
      stage: async (id, name) => apis[id][name],
      updateStage: async (id, name, operations) => {
        this.calls.push(`update ${accountId} ${region} ${id}/${name} ${operations.map(({ path, value }) => `${path}=${value}`).join(' ')}`);
        apis[id][name] = stage(name, true);
        return apis[id][name];
      },
      flushCache: async (id, name) => {
        this.calls.push(`flush ${id}/${name}`);
        if (this.isFlushDenied) {
          throw DENIED;
        }
      },
    };
  }
}

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly folder: string;
}

interface User {
  readonly answer?: string;
  readonly isTerminal?: boolean;
}

async function run(accounts: Accounts, argv: readonly string[], { answer, isTerminal = false }: User = {}): Promise<Ran> {
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) =>
    ({ write: (text: string) => { said[name] += text; }, isTerminal, isColoured: false, columns: 120 });
  const folder = folderWith();
  const request = requestOf(argv, { out: stream('stdout').write, err: stream('stderr').write });
  if (request.is === 'said') {
    return { exitCode: 2, ...said, folder };
  }
  const environment = {
    folder,
    stdin: () => Buffer.alloc(0),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    now: new Date('2026-11-29T12:00:00Z'),
    variables: {},
    ...answer !== undefined && { ask: (question: string) => { said.stderr += question; return Promise.resolve(answer); } },
  };
  const world = {
    load: () => ({ connect: (access: Access) => accounts.connect(access) }),
    clockOf: (signal: AbortSignal) => new VirtualClock(signal),
  };
  const exitCode = request.is === 'audit' ? await auditDeployed(request as AuditRequest, request.query!, environment, world)
    : await fixDeployed(request as FixRequest, request.query!, environment, world);
  return { exitCode, ...said, folder };
}

const rowsOf = ({ stdout }: Ran) => (JSON.parse(stdout) as { readonly rows: readonly Record<string, string>[] }).rows;
const short = (ran: Ran) => rowsOf(ran).filter(({ verdict }) => verdict !== 'ENCRYPTED')
  .map(({ verdict, accountId, region, restApiId, stageName, message }) => [verdict, accountId, region, restApiId, stageName, ...verdict === 'UNRESOLVED' ? [message.replace(/^cannot tell .*?: /, '')] : []].filter((part) => part !== undefined).join(' '));
const JSON_AUDIT = ['audit', '--deployed', '--format', 'json'];

test('the own account', async () => {
  const accounts = new Accounts();
  const ran = await run(accounts, [...JSON_AUDIT, '--profile', 'prod']);
  expect(short(ran)).toEqual([`UNENCRYPTED ${OWN} eu-west-1 abc123 prod`]);
  expect(rowsOf(ran)[0]).toMatchObject({ apiName: 'name of abc123', stackName: 'shop', fix: expect.stringContaining('in the template of stack shop') as string });
  expect(ran).toMatchObject({ exitCode: 1, stderr: 'read 2 regions, 1 API and 2 stages\n1 input, 2 stages: 1 UNENCRYPTED, 1 ENCRYPTED\n' });
  expect(accounts.calls).toEqual(['connect prod']);
});

test('all pages of APIs', async () => {
  const accounts = new Accounts();
  accounts.stages[OWN]['us-east-1'] = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`api${index}`, { prod: stage('prod', false) }]));
  expect(short(await run(accounts, [...JSON_AUDIT, '--region', 'us-east-1']))).toHaveLength(7);
});

test('a role', async () => {
  const accounts = new Accounts();
  const ran = await run(accounts, [...JSON_AUDIT, '--role-arn', `arn:aws:iam::${MEMBER}:role/Audit`, '--external-id', 'x1']);
  expect(short(ran)).toEqual([`UNENCRYPTED ${MEMBER} eu-west-1 def456 prod`]);
  expect(accounts.calls).toEqual(['connect -', `assume arn:aws:iam::${MEMBER}:role/Audit x1`]);
});

test('a role that cannot be assumed', async () => {
  const ran = await run(new Accounts(), [...JSON_AUDIT, '--role-arn', `arn:aws:iam::${CLOSED}:role/Audit`]);
  expect(ran).toMatchObject({ exitCode: 2, stdout: '', stderr: `error: cannot assume arn:aws:iam::${CLOSED}:role/Audit: AccessDenied: not authorized (request r1)\n` });
});

test('an organization: the own account without a role, and the one that is closed is a row', async () => {
  const accounts = new Accounts();
  const ran = await run(accounts, [...JSON_AUDIT, '--organization', '--role-name', 'Audit']);
  expect(short(ran)).toEqual([
    `UNENCRYPTED ${OWN} eu-west-1 abc123 prod`,
    `UNENCRYPTED ${MEMBER} eu-west-1 def456 prod`,
    `UNRESOLVED ${CLOSED} cannot assume arn:aws:iam::${CLOSED}:role/Audit: AccessDenied: not authorized (request r1)`,
  ]);
  expect(ran.exitCode).toBe(2);
  expect(accounts.calls.filter((call) => call.startsWith('assume'))).toHaveLength(2);
});

test('some accounts of an organization', async () => {
  const ran = await run(new Accounts(), [...JSON_AUDIT, '--organization', '--role-name', 'Audit', '--account', MEMBER, '--account', '999999999999']);
  expect(short(ran)).toEqual([
    `UNENCRYPTED ${MEMBER} eu-west-1 def456 prod`, 'UNRESOLVED 999999999999 is not an active account of the organization',
  ]);
});

test('an aggregator: what it has, and what it did not process', async () => {
  const ran = await run(new Accounts(), [...JSON_AUDIT, '--aggregator', 'all']);
  expect(short(ran)).toEqual([`UNENCRYPTED ${MEMBER} eu-west-1 abc123 prod`, `UNRESOLVED ${CLOSED} eu-west-2 AWS Config did not process arn:lost`]);
  expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('as recorded by AWS Config (the oldest item is of 2026-11-28T10:00:00.000Z): stages') as string });
});

test('the accounts of organizational units', async () => {
  const options = ['--organization', '--role-name', 'Audit', '--ou', 'ou-1', '--account', MEMBER, '--account', OWN];
  expect(short(await run(new Accounts(), [...JSON_AUDIT, ...options]))).toEqual([
    `UNENCRYPTED ${MEMBER} eu-west-1 def456 prod`, `UNRESOLVED ${OWN} is not an active account of the organization in these units`,
  ]);
});

test('an aggregator without stages: AWS Config may not record them', async () => {
  const ran = await run(new Accounts(), [...JSON_AUDIT, '--aggregator', 'empty']);
  expect(short(ran)).toEqual([`UNRESOLVED ${OWN} the aggregator empty has no stages: AWS Config has to record AWS::ApiGateway::Stage`]);
  expect(ran.exitCode).toBe(2);
});

test('an aggregator that cannot be read', async () => {
  const ran = await run(new Accounts(), [...JSON_AUDIT, '--aggregator', 'none']);
  expect(short(ran)).toEqual([`UNRESOLVED ${OWN} cannot read the aggregator none: AccessDenied: not authorized (request r1)`]);
  expect(ran.exitCode).toBe(2);
});

test('no region matches: that is no clean account', async () => {
  const ran = await run(new Accounts(), [...JSON_AUDIT, '--region', 'xx-*']);
  expect(short(ran)).toEqual([`UNRESOLVED ${OWN} no region that is enabled matches --region and --exclude-region`]);
  expect(ran.exitCode).toBe(2);
});

test('the table is grouped by account and region', async () => {
  const { stdout } = await run(new Accounts(), ['audit', '--deployed', '--organization', '--role-name', 'Audit']);
  expect(stdout.split('\n').filter((line) => line.startsWith('deployed stages'))).toEqual([
    `deployed stages (account ${OWN}, eu-west-1)`, `deployed stages (account ${MEMBER}, eu-west-1)`, `deployed stages (account ${CLOSED})`,
  ]);
  expect(stdout).toContain('1 could not be read or changed');
});

test('an API that was deleted meanwhile is counted, and no finding', async () => {
  const accounts = new Accounts();
  accounts.deleted.add('abc123');
  const ran = await run(accounts, JSON_AUDIT);
  expect(ran).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('read 2 regions, 0 APIs and 0 stages; 1 API deleted meanwhile\n') as string });
  expect(rowsOf(ran)).toEqual([]);
});

test('a code for multi-factor authentication is asked for', async () => {
  const accounts = new Accounts();
  const ran = await run(accounts, [...JSON_AUDIT, '--profile', 'mfa'], { answer: ' 123456 ' });
  expect(ran.stderr).toContain('Code of arn:aws:iam::111111111111:mfa/me for the profile mfa: ');
  expect(accounts.calls).toEqual(['connect mfa', 'code 123456']);
});

test.each<[string, string | undefined]>([['nobody can be asked', undefined], ['nothing is typed', '']])('a code for multi-factor authentication: %s', async (_, answer) => {
  const ran = await run(new Accounts(), [...JSON_AUDIT, '--profile', 'mfa'], { answer });
  expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ran.stderr.split(': ').slice(-2).join(': ')).toMatch(/type it on a terminal, or first run eval "\$\(aws configure export-credentials --profile mfa --format env\)" and leave out --profile\n$/);
});

test('a flush that is refused is a row, and hides no change', async () => {
  const accounts = new Accounts();
  accounts.isFlushDenied = true;
  const ran = await run(accounts, ['fix', '--deployed', '--apply', '--yes', '--flush-cache', '--region', 'eu-west-1', '--format', 'json']);
  expect(rowsOf(ran)).toEqual([
    expect.objectContaining({ status: 'FIXED', verdict: 'ENCRYPTED', verdictBefore: 'UNENCRYPTED', stageName: 'prod' }),
    expect.objectContaining({ status: 'COMPLIANT', stageName: 'test' }),
    expect.objectContaining({
      status: 'UNKNOWN',
      accountId: OWN,
      region: 'eu-west-1',
      stageArn: 'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod',
      stackName: 'shop',
      message: 'cannot tell whether responses are cached unencrypted: could not flush its cache: AccessDenied: not authorized (request r1)',
      fix: expect.stringContaining('aws apigateway flush-stage-cache') as string,
    }),
  ]);
  expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(`error: account ${OWN}, eu-west-1, abc123/prod (name of abc123): could not flush its cache: AccessDenied`) as string });
});

test('findings of one account, or of one region, are acknowledged', async () => {
  const acknowledge = async (place: string) => {
    const accounts = new Accounts();
    const file = folderWith({ 'known.yaml': `acknowledgments: [{ id: ApiCache-CacheDataEncrypted, reason: public, ${place} }]` });
    const ran = await run(accounts, [...JSON_AUDIT, '--organization', '--role-name', 'Audit', '--acknowledge', join(file, 'known.yaml')]);
    return ran.stdout === '' ? ran.stderr : rowsOf(ran).filter(({ status }) => status === 'ACKNOWLEDGED').map(({ accountId }) => accountId);
  };
  expect(await acknowledge(`account: '${MEMBER}'`)).toEqual([MEMBER]);
  expect(await acknowledge('region: eu-west-1')).toEqual([OWN, MEMBER]);
  expect(await acknowledge(`account: '${MEMBER}', region: us-east-1`)).toEqual([]);
  expect(await acknowledge(`account: ${MEMBER}`)).toContain(`entry 1 of acknowledgments: account must be 12 digits in quotation marks, got ${MEMBER}`);
});

test('acknowledgments are not written for what could not be read', async () => {
  const { folder } = await run(new Accounts(), ['audit', '--deployed', '--organization', '--role-name', 'Audit', '--write-acknowledgments', 'known.yaml']);
  const known = readFileSync(join(folder, 'known.yaml'), 'utf8');
  expect(known.match(/stage: .*/g)).toEqual(['stage: arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod', 'stage: arn:aws:apigateway:eu-west-1::/restapis/def456/stages/prod']);
});

test('progress is shown on a terminal, and taken away', async () => {
  const { stderr } = await run(new Accounts(), JSON_AUDIT, { isTerminal: true });
  expect(stderr).toMatch(/\r0 of 2 regions, 0 of 0 APIs, 0 unencrypted/);
  expect(stderr).toContain('\r\u001b[Kread 2 regions');
});

test('a listing that cannot be saved', async () => {
  const ran = await run(new Accounts(), [...JSON_AUDIT, '--save-listing', 'nowhere/live.json']);
  expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('error: --save-listing nowhere/live.json: cannot be written') as string });
});

test('what is saved is what AWS said', async () => {
  const { folder } = await run(new Accounts(), [...JSON_AUDIT, '--save-listing', 'live.json']);
  expect(JSON.parse(readFileSync(join(folder, 'live.json'), 'utf8'))).toMatchObject({
    schemaVersion: 1, takenAt: '2026-11-29T12:00:00.000Z', caller: `arn:aws:iam::${OWN}:user/auditor`, regions: [{ accountId: OWN, region: 'eu-west-1', apis: [{ id: 'abc123' }] }, { region: 'us-east-1', apis: [] }],
  });
});

test.each([['n'], [''], ['no']])('the answer %j changes nothing', async (answer) => {
  const accounts = new Accounts();
  const ran = await run(accounts, ['fix', '--deployed', '--apply'], { answer });
  expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Encrypt them? [y/N] nothing was changed') as string });
  expect(accounts.calls).toEqual(['connect -']);
});

test('the answer yes, in several accounts', async () => {
  const accounts = new Accounts();
  const ran = await run(accounts, ['fix', '--deployed', '--apply', '--flush-cache', '--organization', '--role-name', 'Audit', '--account', OWN, '--account', MEMBER], { answer: 'y' });
  expect(ran.exitCode).toBe(0);
  expect(ran.stderr).toContain('(stack shop: encrypt its template too, or its next update may undo this)');
  expect(accounts.calls.filter((call) => /^(update|flush)/.test(call)).sort()).toEqual([
    'flush abc123/prod', 'flush def456/prod',
    `update ${OWN} eu-west-1 abc123/prod /*/*/caching/dataEncrypted=true`, `update ${MEMBER} eu-west-1 def456/prod /*/*/caching/dataEncrypted=true`,
  ]);
});

test.each<[readonly string[], string]>([
  [['audit', '--profile', 'prod'], '--profile needs --deployed'],
  [['audit', '--region', 'a', '--region', 'b'], 'more than one --region needs --deployed'],
  [['audit', '--save-listing', 'x'], '--save-listing needs --deployed'],
  [['audit', '--deployed', '--exclude', 'x'], '--exclude is about files: leave it out with --deployed'],
  [['audit', '--deployed', '--ignore-unknown'], '--ignore-unknown is about files: leave it out with --deployed'],
  [['fix', '--deployed', '--account-id', '1'], '--deployed knows the account: leave out --account-id'],
  [['audit', 'a.yaml', '--deployed'], 'leave out a.yaml'],
  [['audit', '--deployed', '--organization'], '--organization needs --role-name'],
  [['audit', '--deployed', '--role-name', 'x'], '--role-name needs --organization'],
  [['audit', '--deployed', '--account', 'x'], '--account needs --organization'],
  [['audit', '--deployed', '--ou', 'x'], '--ou needs --organization'],
  [['audit', '--deployed', '--external-id', 'x'], '--external-id needs --role-arn or --role-name'],
  [['audit', '--deployed', '--organization', '--role-name', 'x', '--aggregator', 'y'], 'exclude each other'],
  [['audit', '--deployed', '--aggregator', 'y', '--region', 'z'], 'leave out --region'],
  [['audit', '--deployed', '--rate', '11'], 'at most 10'],
  [['audit', '--deployed', '--rate', 'fast'], 'at most 10'],
  [['audit', '--deployed', '--apply'], "unknown option '--apply'"],
  [['fix', '--apply'], '--apply needs --deployed'],
  [['fix', '--deployed', '--yes'], '--yes needs --apply'],
  [['fix', '--deployed', '--flush-cache'], '--flush-cache needs --apply'],
  [['fix', '--deployed', '--apply', '--dry-run'], '--apply and --dry-run exclude each other'],
  [['fix', '--deployed', '--apply', '--aggregator', 'x'], '--apply cannot change'],
  [['fix', '--deployed', '--rest-api-id', 'x'], 'leave out --rest-api-id'],
])('%j is no use', async (argv, message) => {
  const accounts = new Accounts();
  const { exitCode, stderr } = await run(accounts, argv);
  expect(stderr).toContain(message);
  expect(exitCode).toBe(2);
  expect(accounts.calls).toEqual([]);
});
