import { ApiGateway, Aws, AwsError, RestApi } from './aws-api';
import { Clock } from './clock';
import { Pacer, Turns } from './pacer';
import { RegionFilter, selectRegions } from './regions';
import { Stop } from './stop';
import type { DeployedProgress } from './watch';
import type { SavedApi, SavedRegion } from '../../core/stage/saved-listing';

/** An account, and how to ask it. */
export interface Account {
  readonly accountId: string;
  readonly aws: Aws;
  /** The role in it that has to be assumed. */
  readonly role?: string;
}

const ACCOUNTS_AT_ONCE = 5;
const CALLS_AT_ONCE = 32;

/** Reads every stage of accounts. What cannot be read is in the result, with its reason: nothing is left out without a trace. */
export class Discovery {
  private readonly accounts = new Turns(ACCOUNTS_AT_ONCE);
  private readonly calls = new Turns(CALLS_AT_ONCE);
  private readonly pacers = new Map<string, Pacer>();

  public constructor(
    private readonly filter: RegionFilter,
    private readonly rate: number,
    private readonly clock: Clock,
    private readonly stop: Stop,
    private readonly progress: DeployedProgress,
  ) {
  }

  /** The pacer of a region of an account: one, whatever it is asked for. */
  public pacerOf(accountId: string, region: string): Pacer {
    const name = `${accountId} ${region}`;
    const pacer = this.pacers.get(name) ?? new Pacer(this.clock, this.rate, this.calls);
    this.pacers.set(name, pacer);
    return pacer;
  }

  public async read(accounts: readonly Account[]): Promise<readonly SavedRegion[]> {
    const all = await Promise.all(accounts.map((account) => this.accounts.take(() => this.account(account))));
    return all.flat();
  }

  private async account({ accountId, aws, role }: Account): Promise<readonly SavedRegion[]> {
    const calls = new Pacer(this.clock, this.rate, this.calls);
    let regions: readonly string[];
    try {
      if (role !== undefined) {
        await calls.call(aws.identity);
      }
    } catch (error) {
      return [{ accountId, apis: [], error: `cannot assume ${role}: ${this.stop.reasonOf(error)}` }];
    }
    try {
      regions = await selectRegions(this.filter, () => calls.call(aws.enabledRegions));
    } catch (error) {
      const because = this.stop.reasonOf(error);
      const advice = error instanceof AwsError && error.kind === 'refused' ? '; allow account:ListRegions, or name the regions with --region' : '';
      return [{ accountId, apis: [], error: `cannot list its regions: ${because}${advice}` }];
    }
    this.progress.count('regions', regions.length);
    return regions.length === 0 ? [{ accountId, apis: [], error: 'no region that is enabled matches --region and --exclude-region' }]
      : Promise.all(regions.map((region) => this.region(accountId, region, aws.apiGateway(region))));
  }

  private async region(accountId: string, region: string, gateway: ApiGateway): Promise<SavedRegion> {
    const pacer = this.pacerOf(accountId, region);
    const { apis, error } = await this.restApis(gateway, pacer);
    const read = await Promise.all(apis.map((api) => this.stages(api, gateway, pacer)));
    this.progress.count('regionsRead');
    return { accountId, region, apis: read.flatMap((api) => api ?? []), ...error !== undefined && { error } };
  }

  /** What was listed before an error counts. */
  private async restApis(gateway: ApiGateway, pacer: Pacer): Promise<{ readonly apis: readonly RestApi[]; readonly error?: string }> {
    const apis: RestApi[] = [];
    let position: string | undefined;
    try {
      do {
        const page = await pacer.call(() => gateway.restApis(position));
        apis.push(...page.apis);
        this.progress.count('apis', page.apis.length);
        position = page.position;
      } while (position !== undefined);
      return { apis };
    } catch (error) {
      return { apis, error: this.stop.reasonOf(error) };
    }
  }

  /** @returns nothing if the API was deleted in the meantime */
  private async stages({ id, name }: RestApi, gateway: ApiGateway, pacer: Pacer): Promise<SavedApi | undefined> {
    const api = { id, ...name !== undefined && { name } };
    try {
      const stages = await pacer.call(() => gateway.stages(id));
      this.progress.countStages(stages);
      return { ...api, stages };
    } catch (error) {
      if (error instanceof AwsError && error.code === 'NotFoundException') {
        this.progress.count('apisDeleted');
        return undefined;
      }
      return { ...api, stages: [], error: this.stop.reasonOf(error) };
    }
  }
}
