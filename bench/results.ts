/** Several measurements of one thing. */
export interface Sample {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** What was measured, of us and of what we are compared with, in the same run. */
export interface Result {
  readonly measure: string;
  readonly unit: string;
  readonly ours: Sample;
  readonly theirs?: Sample;
  /** Ours over the other, pair by pair; or the other over ours, where faster is a bigger number. */
  readonly ratio?: Sample;
  readonly target?: Target;
  readonly rounds: number;
}

/** What a result has to reach. */
export interface Target {
  readonly of: 'ours' | 'ratio' | 'difference';
  readonly is: 'at most' | 'at least';
  readonly value: number;
}

export interface Judged {
  readonly isMet: boolean;
  /** By more than a fifth of what the target allows. */
  readonly isMissedByFar: boolean;
}

const TOLERANCE = 1.2;

export function judge({ ours, theirs, ratio, target }: Result): Judged | undefined {
  if (target === undefined) {
    return undefined;
  }
  const reached = { ours: ours.median, ratio: ratio?.median ?? NaN, difference: ours.median - (theirs?.median ?? NaN) }[target.of];
  // A ratio of 1 costs nothing, so what a ratio allows is what is above 1.
  const free = target.of === 'ratio' && target.is === 'at most' && target.value > 1 ? 1 : 0;
  return target.is === 'at most'
    ? { isMet: reached <= target.value, isMissedByFar: !(reached - free <= (target.value - free) * TOLERANCE) }
    : { isMet: reached >= target.value, isMissedByFar: !(reached >= target.value / TOLERANCE) };
}

export function sample(values: readonly number[]): Sample {
  const sorted = [...values].sort((left, right) => left - right);
  const half = (sorted.length - 1) / 2;
  return { median: (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2, least: sorted[0], most: sorted[sorted.length - 1] };
}

/** Ours over the other, round by round. */
export function paired(ours: readonly number[], theirs: readonly number[]): Pick<Result, 'ours' | 'theirs' | 'ratio' | 'rounds'> {
  const ratios = ours.map((value, round) => value / theirs[round]);
  return { ours: sample(ours), theirs: sample(theirs), ratio: sample(ratios), rounds: ours.length };
}

/** Numbers as a reader takes them in: three digits that count. */
export function show(value: number): string {
  const digits = [100, 10, 1].filter((limit) => Math.abs(value) < limit).length;
  return value.toFixed(digits);
}

export function showSample({ median: middle, least, most }: Sample): string {
  return `${show(middle)} (${show(least)}–${show(most)})`;
}

export function showTarget({ of, is, value }: Target, unit: string): string {
  const sign = is === 'at most' ? '≤' : '≥';
  return of === 'ratio' ? `${sign} ${value}×` : `${sign} ${of === 'difference' ? '+' : ''}${value} ${unit}`;
}
