import { ApiGateway, AwsError, PatchOperation } from './aws-api';
import { Clock } from './clock';
import { Pacer } from './pacer';
import { CHANGING, READING } from './retry';
import { Stop } from './stop';
import { patchPath } from '../../catalog/property-names';
import { remediateRecords } from '../../core/judgement/remediate';
import { deployedCache, Json, ownProperty } from '../../core/stage/deployed-stage';
import type { UnreadPlace } from '../../core/stage/listed';
import { DEPLOYED_NAMES } from '../../core/stage/setting-names';
import { MOST_OPERATIONS } from '../commands/update-stage-commands';

/** The stage to repair. */
export interface RepairTarget {
  readonly restApiId: string;
  readonly stageName: string;
  /** Whether the finding at a key is acknowledged and must not be fixed. */
  readonly isAcknowledged: (key: string) => boolean;
}

/** What a repair came to. */
export interface RepairResult {
  /** The stage as API Gateway showed it last; none if it could not be read. */
  readonly after: Json | undefined;
  readonly changed: readonly string[];
  readonly left: readonly string[];
  readonly isFlushed: boolean;
  readonly errors: readonly RepairError[];
}

/** What could not be done, and what to do about it. */
export type RepairError = Pick<UnreadPlace, 'because' | 'fix'>;

const AGAIN = 'remove the cause and run the command again: it continues where it ended';
const UNTIL_FLUSHED = 'flush the cache of the stage with aws apigateway flush-stage-cache, or wait until what was cached before has expired';

const READS = 6;

/** Encrypts the cache of one stage, as the runbook does (`assets/runbook/encrypt_api_cache.py`): the same cases test both. */
export class StageRepair {
  private state: Json | undefined;
  private readonly sent = new Set<string>();
  private readonly refused = new Map<string, string>();
  private readonly errors: RepairError[] = [];
  private isFlushed = false;

  public constructor(
    private readonly target: RepairTarget,
    private readonly gateway: ApiGateway,
    private readonly pacer: Pacer,
    private readonly clock: Clock,
    private readonly stop: Stop,
  ) {
  }

  public async run(isFlushWanted: boolean): Promise<RepairResult> {
    await this.attempt('read the stage', () => this.read());
    if (this.unencrypted().length > 0) {
      await this.attempt('encrypt it', () => this.encrypt());
      await this.attempt('read it back', () => this.readBack());
    }
    const { changed } = this;
    if (isFlushWanted && changed.length > 0) {
      await this.attempt('flush its cache', () => this.flush(), UNTIL_FLUSHED);
    }
    const refused = [...this.refused].map(([key, because]): RepairError => ({ because: `API Gateway refused ${key}: ${because}`, fix: AGAIN }));
    const { state: after, isFlushed, errors } = this;
    return { after, changed, left: this.unencrypted(), isFlushed, errors: [...refused, ...errors] };
  }

  private async attempt(label: string, work: () => Promise<void>, fix = AGAIN): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.errors.push({ because: `could not ${label}: ${this.stop.reasonOf(error)}`, fix });
    }
  }

  private async read(): Promise<void> {
    const { restApiId, stageName } = this.target;
    this.state = await this.pacer.call(() => this.gateway.stage(restApiId, stageName), READING);
  }

  private unencrypted(): readonly string[] {
    const edits = this.state === undefined ? [] : remediateRecords(deployedCache(this.state), this.target.isAcknowledged);
    return edits.map(({ key }) => key).sort();
  }

  /** Keys that were sent and are encrypted, as the stage was when API Gateway showed it last. */
  private get changed(): readonly string[] {
    const left = new Set(this.unencrypted());
    const { settings } = deployedCache(this.state ?? {});
    return settings.map(({ key }) => key.text).filter((key) => this.sent.has(key) && !left.has(key)).sort();
  }

  /** API Gateway refuses a call as a whole, so a refused call is repeated in halves: one key must not be in the way of others. */
  private async encrypt(): Promise<void> {
    const keys = this.unencrypted();
    const batches = Array.from({ length: Math.ceil(keys.length / MOST_OPERATIONS) }, (_, index) =>
      keys.slice(index * MOST_OPERATIONS, (index + 1) * MOST_OPERATIONS));
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const refusal = await this.send(batch);
      const half = Math.floor(batch.length / 2);
      if (refusal !== undefined && half === 0) {
        this.refused.set(batch[0], refusal);
      } else if (refusal !== undefined) {
        batches.unshift(batch.slice(0, half), batch.slice(half));
      }
    }
  }

  /** @returns why API Gateway refused the batch */
  private async send(batch: readonly string[]): Promise<string | undefined> {
    try {
      await this.pacer.call(() => this.patch(batch), CHANGING, () => this.read());
      return undefined;
    } catch (error) {
      if (error instanceof AwsError && error.code === 'BadRequestException') {
        return error.message;
      }
      throw error;
    }
  }

  /** A patch creates a setting that is not there, so one that was removed in the meantime is left out. */
  private async patch(batch: readonly string[]): Promise<void> {
    const unencrypted = new Set(this.unencrypted());
    const keys = batch.filter((key) => unencrypted.has(key));
    if (keys.length > 0) {
      keys.forEach((key) => this.sent.add(key));
      const { restApiId, stageName } = this.target;
      this.state = await this.gateway.updateStage(restApiId, stageName, keys.map((key): PatchOperation => ({ op: 'replace', path: patchPath(key), value: 'true' })));
    }
  }

  /** Reads until API Gateway shows every change that it has accepted; once after an error. */
  private async readBack(): Promise<void> {
    for (let reads = 1; ; reads++) {
      await this.read();
      const isShown = !this.unencrypted().some((key) => this.sent.has(key) && !this.refused.has(key));
      if (isShown || this.errors.length > 0 || reads === READS) {
        return;
      }
      await this.clock.sleep(1_000 * 2 ** (reads - 1));
    }
  }

  /** Responses may have been cached before they were encrypted. Without a cluster there is no cache. */
  private async flush(): Promise<void> {
    if (this.state !== undefined && ownProperty(this.state, DEPLOYED_NAMES.cluster) === true) {
      const { restApiId, stageName } = this.target;
      await this.pacer.call(() => this.gateway.flushCache(restApiId, stageName), CHANGING);
      this.isFlushed = true;
    }
  }
}
