/** How many calls a second may start, as a bucket of tokens: each call takes one. */
export interface Pace {
  /** Tokens a second. */
  readonly rate: number;
  /** What it holds; less than none where callers wait already. */
  readonly tokens: number;
  /** When it was filled last, in milliseconds. */
  readonly at: number;
  /** When the rate was halved last. */
  readonly halvedAt: number;
}

/** The most that a bucket holds. API Gateway's own holds 40, for everything that happens in the account. */
const BURST = 20;
const LOWEST_RATE = 0.5;
const RECOVERY = 0.05;
/** Answers to calls that were under way already say nothing new. */
const HALVED_AT_MOST_EVERY = 1_000;

export function startPace(rate: number, now: number): Pace {
  return { rate, tokens: BURST, at: now, halvedAt: -Infinity };
}

/** Takes a token. @returns after how many milliseconds the call may start */
export function takeToken(pace: Pace, now: number): { readonly pace: Pace; readonly wait: number } {
  const tokens = Math.min(BURST, pace.tokens + (now - pace.at) / 1_000 * pace.rate) - 1;
  return { pace: { ...pace, tokens, at: now }, wait: tokens >= 0 ? 0 : -tokens / pace.rate * 1_000 };
}

/** After a call was throttled: nothing is saved up, and half as many calls start. */
export function slowDown(pace: Pace, now: number): Pace {
  const isHalved = now - pace.halvedAt >= HALVED_AT_MOST_EVERY;
  const slower = isHalved ? { rate: Math.max(LOWEST_RATE, pace.rate / 2), halvedAt: now } : {};
  return { ...pace, ...slower, tokens: Math.min(0, pace.tokens), at: now };
}

/** After a call succeeded. @param most the rate to return to */
export function speedUp(pace: Pace, most: number): Pace {
  return { ...pace, rate: Math.min(most, pace.rate + RECOVERY) };
}
