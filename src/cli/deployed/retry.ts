import type { AwsError, ErrorKind } from './aws-api';

/** What is known when a call has failed. */
export interface Failure {
  readonly error: Pick<AwsError, 'kind' | 'retryAfter'>;
  /** How often it was tried. */
  readonly attempts: number;
  /** Milliseconds since the first attempt. */
  readonly elapsed: number;
}

/** How long to be patient with each kind of error. A kind that is not there is not worth another attempt. */
export type Patience = Readonly<Partial<Record<ErrorKind, { readonly attempts?: number; readonly elapsed?: number }>>>;

/** What only reads can wait: a stage that is left out is worse. */
export const READING: Patience = { throttled: { elapsed: 600_000 }, conflict: { attempts: 9 }, unavailable: { attempts: 6 } };
/** As long as the runbook waits. */
export const CHANGING: Patience = { throttled: { attempts: 12 }, conflict: { attempts: 12 }, unavailable: { attempts: 12 } };

const LONGEST_WAIT = 20_000;
/** The pacer itself slows down. */
const THROTTLED_WAIT = 200;

/** @returns the milliseconds until the next attempt; nothing if it is the end */
export function retryAfter(
  { error: { kind, retryAfter: asked }, attempts, elapsed }: Failure, patience: Patience, random: number,
): number | undefined {
  const limit = patience[kind];
  if (limit === undefined || attempts >= (limit.attempts ?? Infinity) || elapsed >= (limit.elapsed ?? Infinity)) {
    return undefined;
  }
  if (asked !== undefined) {
    return Math.min(asked * 1_000, LONGEST_WAIT);
  }
  if (kind === 'throttled') {
    return THROTTLED_WAIT + random * 300;
  }
  // Twice as long each time, with jitter: parallel callers would come back together.
  const longest = Math.min(LONGEST_WAIT, 500 * 2 ** (attempts - 1));
  return longest / 2 + random * longest / 2;
}
