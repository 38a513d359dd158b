import { AwsError } from './aws-api';
import { Clock } from './clock';
import { Pace, slowDown, speedUp, startPace, takeToken } from './pace';
import { Patience, READING, retryAfter } from './retry';

/** Lets so many do something at once; the others wait for their turn. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private free: number;

  public constructor(most: number) {
    this.free = most;
  }

  public async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) {
      this.free--;
    } else {
      await new Promise<void>((resolve) => { this.waiting.push(resolve); });
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) {
        this.free++;
      } else {
        next();
      }
    }
  }
}

/** Calls in flight at once, in one region of one account. More would not be faster: the quota decides. */
const IN_FLIGHT = 4;

/** Calls of one account in one region: as fast as leaves half of the quota to others, and again where it is worth it. */
export class Pacer {
  private pace: Pace;
  private readonly own = new Turns(IN_FLIGHT);

  /**
   * @param rate calls a second
   * @param all the turns of all pacers together
   */
  public constructor(private readonly clock: Clock, private readonly rate: number, private readonly all: Turns) {
    this.pace = startPace(rate, clock.now());
  }

  /**
   * @param beforeRetry what to do before each further attempt
   * @throws {AwsError} the last error
   */
  public async call<T>(work: () => Promise<T>, patience: Patience = READING, beforeRetry?: () => Promise<void>): Promise<T> {
    return this.own.take(async () => {
      const start = this.clock.now();
      for (let attempts = 1; ; attempts++) {
        const result = await this.attempt(work);
        if (!(result instanceof AwsError)) {
          return result;
        }
        const wait = retryAfter({ error: result, attempts, elapsed: this.clock.now() - start }, patience, this.clock.random());
        if (wait === undefined) {
          throw result;
        }
        await this.clock.sleep(wait);
        await beforeRetry?.();
      }
    });
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T | AwsError> {
    const { pace, wait } = takeToken(this.pace, this.clock.now());
    this.pace = pace;
    if (wait > 0) {
      await this.clock.sleep(wait);
    }
    try {
      const result = await this.all.take(work);
      this.pace = speedUp(this.pace, this.rate);
      return result;
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      if (error.kind === 'throttled') {
        this.pace = slowDown(this.pace, this.clock.now());
      }
      return error;
    }
  }
}
