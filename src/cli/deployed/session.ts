import type { Aws, Caller } from './aws-api';
import { AwsError } from './aws-api';
import { awsErrorOf } from './aws-error';
import { Clock, clockOf } from './clock';
import { Account, Discovery } from './discover';
import { loadAws } from './load-aws';
import { Pacer, Turns } from './pacer';
import type { DeployedQuery, OrganizationQuery } from './query';
import { Patience, READING } from './retry';
import { Stop } from './stop';
import { DeployedProgress } from './watch';
import { ownProperty } from '../../core/stage/deployed-stage';
import { SAVED_LISTING_VERSION, SavedListing, SavedRegion } from '../../core/stage/saved-listing';
import type { Environment } from '../terminal/environment';
import { plainText } from '../terminal/plain-text';

/** What a session needs of the world: the SDK and time. Tests have their own. */
export interface DeployedWorld {
  readonly load: () => Pick<ReturnType<typeof loadAws>, 'connect'>;
  readonly clockOf: (signal: AbortSignal) => Clock;
}

export const REAL_WORLD: DeployedWorld = { load: loadAws, clockOf };

const FALLBACK_REGION = 'us-east-1';

/** Whoever has no network shall hear of it soon. */
const GREETING: Patience = { ...READING, unavailable: { attempts: 3 } };

const MFA = 'MfaCodeMissing';

/** One run of the command that calls AWS. */
export class DeployedSession {
  /** Finds out as whom AWS is called. @returns nothing if it cannot be called; why is printed */
  public static async open(query: DeployedQuery, environment: Environment, world: DeployedWorld): Promise<DeployedSession | undefined> {
    const stop = new Stop();
    environment.onInterrupt?.(() => stop.now());
    const [fallback = FALLBACK_REGION] = query.regions.include.filter((region) => /^[a-z0-9-]+$/.test(region));
    const { profile, role } = query;
    const mfaCode = mfaCodeFrom(environment, profile);
    const own = await world.load().connect({ profile, fallback, signal: stop.signal, errorOf: awsErrorOf, mfaCode });
    const aws = role === undefined ? own : own.assume(role);
    const clock = world.clockOf(stop.signal);
    try {
      const caller = await new Pacer(clock, query.rate, new Turns(1)).call(aws.identity, GREETING);
      return new DeployedSession(query, environment, aws, caller, clock, stop);
    } catch (error) {
      environment.stderr.write(`error: ${plainText(loginAdvice(error, query))}\n`);
      return undefined;
    }
  }

  public readonly discovery: Discovery;
  private readonly progress: DeployedProgress;
  private readonly known = new Map<string, Aws>();

  private constructor(
    private readonly query: DeployedQuery,
    private readonly environment: Environment,
    private readonly aws: Aws,
    private readonly caller: Caller,
    public readonly clock: Clock,
    public readonly stop: Stop,
  ) {
    this.progress = new DeployedProgress(environment.stderr, clock.now);
    this.discovery = new Discovery(query.regions, query.rate, clock, stop, this.progress);
  }

  /** How to ask an account that was read. */
  public awsOf(accountId: string): Aws {
    return this.known.get(accountId)!;
  }

  public async read(): Promise<SavedListing> {
    const { aws, caller } = this;
    const from = { schemaVersion: SAVED_LISTING_VERSION, takenAt: this.environment.now.toISOString(), caller: caller.arn } as const;
    const { organization, aggregator } = this.query;
    if (aggregator !== undefined) {
      return { ...from, ...await this.recorded(aggregator) };
    }
    const { accounts, unread } = organization === undefined
      ? { accounts: [{ accountId: caller.accountId, aws }], unread: [] }
      : await this.organizationAccounts(organization);
    accounts.forEach((account) => this.known.set(account.accountId, account.aws));
    const regions = await this.discovery.read(accounts);
    this.progress.end();
    return { ...from, regions: [...regions, ...unread] };
  }

  /** The caller's own account needs no role. */
  private async organizationAccounts(
    { roleName, externalId, accounts: wanted, units }: OrganizationQuery,
  ): Promise<{ readonly accounts: readonly Account[]; readonly unread: readonly SavedRegion[] }> {
    const { aws, caller, stop } = this;
    try {
      const active = await aws.activeAccounts(units);
      const partition = caller.arn.split(':')[1];
      const chosen = wanted.length === 0 ? active : active.filter((id) => wanted.includes(id));
      const accounts = chosen.map((accountId): Account => {
        const role = `arn:${partition}:iam::${accountId}:role/${roleName}`;
        return accountId === caller.accountId ? { accountId, aws } : { accountId, aws: aws.assume({ arn: role, externalId }), role };
      });
      const missing = wanted.filter((id) => !active.includes(id));
      return { accounts, unread: missing.map((accountId) => ({ accountId, apis: [], error: `is not an active account of the organization${units.length === 0 ? '' : ' in these units'}` })) };
    } catch (error) {
      const because = `cannot list the accounts of the organization: ${stop.reasonOf(error)}`;
      return { accounts: [], unread: [{ accountId: caller.accountId, apis: [], error: because }] };
    }
  }

  private async recorded(aggregator: string): Promise<Pick<SavedListing, 'regions' | 'configurationItems'>> {
    const { aws, caller, stop } = this;
    try {
      const { items, unprocessed } = await aws.recordedStages(aggregator);
      const [oldest] = items.map((item) => String(ownProperty(item, 'configurationItemCaptureTime'))).sort();
      const since = oldest === undefined ? '' : ` (the oldest item is of ${oldest})`;
      this.environment.stderr.write(`as recorded by AWS Config${plainText(since)}: stages that it does not record are not in the report\n`);
      const regions = unprocessed.map(({ accountId, region, resourceId }) =>
        ({ accountId, region, apis: [], error: `AWS Config did not process ${resourceId}` }));
      const none = { accountId: caller.accountId, apis: [], error: `the aggregator ${aggregator} has no stages: AWS Config has to record AWS::ApiGateway::Stage` };
      return { configurationItems: items, regions: items.length + regions.length === 0 ? [none] : regions };
    } catch (error) {
      const because = `cannot read the aggregator ${aggregator}: ${stop.reasonOf(error)}`;
      return { regions: [{ accountId: caller.accountId, apis: [], error: because }] };
    }
  }
}

/** @throws {AwsError} where nobody can be asked for the code */
function mfaCodeFrom({ ask }: Environment, profile = 'default'): (device: string) => Promise<string> {
  return async (device) => {
    const code = await ask?.(`Code of ${plainText(device)} for the profile ${plainText(profile)}: `) ?? '';
    if (code.trim() === '') {
      throw new AwsError(MFA, `the profile ${profile} asks for a code of ${device}: type it on a terminal, or first run `
        + `eval "$(aws configure export-credentials --profile ${profile} --format env)" and leave out --profile`, 'credentials');
    }
    return code.trim();
  };
}

function loginAdvice(error: unknown, { profile, role }: DeployedQuery): string {
  if (!(error instanceof AwsError)) {
    throw error;
  }
  const [of, option] = profile === undefined ? ['', ''] : [` for the profile ${profile} (aws configure list-profiles has the profiles)`, ` --profile ${profile}`];
  switch (error.kind) {
    case 'interrupted':
      return 'interrupted before anything was read';
    case 'throttled':
    case 'conflict':
    case 'unavailable':
      return `AWS cannot be reached: ${error.described}`;
    case 'credentials':
    case 'refused':
      if (error.code === MFA) {
        return error.message;
      }
      return role === undefined || error.kind === 'credentials'
        ? `no valid AWS credentials${of}: ${error.described}; sign in first, such as with aws sso login${option} or aws login${option}`
        : `cannot assume ${role.arn}: ${error.described}`;
  }
}
