import { Pace, slowDown, speedUp, startPace, takeToken } from '../../../../src/cli/deployed/pace';
import { CHANGING, Failure, Patience, READING, retryAfter } from '../../../../src/cli/deployed/retry';

const PACE: Pace = { rate: 5, tokens: 0, at: 1_000, halvedAt: -Infinity };

test.each<[string, Partial<Pace>, number, number, number]>([
  ['a full bucket', { tokens: 20 }, 1_000, 0, 19],
  ['the last token', { tokens: 1 }, 1_000, 0, 0],
  ['an empty bucket', { tokens: 0 }, 1_000, 200, -1],
  ['others wait already', { tokens: -4 }, 1_000, 1_000, -5],
  ['a second later', { tokens: 0 }, 2_000, 0, 4],
  ['an hour later: no more than it holds', { tokens: 0 }, 3_601_000, 0, 19],
  ['a slow bucket', { tokens: 0, rate: 0.5 }, 1_000, 2_000, -1],
])('a call takes a token: %s', (_, pace, now, wait, tokens) => {
  expect(takeToken({ ...PACE, ...pace }, now)).toEqual({ wait, pace: { ...PACE, ...pace, tokens, at: now } });
});

test.each<[string, Partial<Pace>, number, Partial<Pace>]>([
  ['the rate is halved, and nothing is left', { tokens: 7 }, 5_000, { rate: 2.5, tokens: 0, halvedAt: 5_000 }],
  ['once a second', { tokens: 7, halvedAt: 4_500 }, 5_000, { rate: 5, tokens: 0, halvedAt: 4_500 }],
  ['again after a second', { rate: 2.5, halvedAt: 4_000 }, 5_000, { rate: 1.25, halvedAt: 5_000 }],
  ['not below one call in two seconds', { rate: 0.6 }, 5_000, { rate: 0.5, halvedAt: 5_000 }],
  ['whoever waits goes on waiting', { tokens: -3 }, 5_000, { rate: 2.5, tokens: -3, halvedAt: 5_000 }],
])('a throttled call: %s', (_, pace, now, slower) => {
  expect(slowDown({ ...PACE, ...pace }, now)).toEqual({ ...PACE, ...pace, at: now, ...slower });
});

test.each([[2.5, 2.55], [4.99, 5], [5, 5]])('a call that succeeds: from %d to %d', (rate, faster) => {
  expect(speedUp({ ...PACE, rate }, 5).rate).toBeCloseTo(faster, 10);
});

test('it starts with what the bucket holds', () => {
  expect(startPace(5, 7)).toEqual({ rate: 5, tokens: 20, at: 7, halvedAt: -Infinity });
});

const failure = (kind: Failure['error']['kind'], attempts: number, elapsed = 0, after?: number): Failure =>
  ({ error: { kind, ...after !== undefined && { retryAfter: after } }, attempts, elapsed });

test.each<[string, Failure, Patience, number | undefined]>([
  ['throttled', failure('throttled', 1), READING, 350],
  ['throttled for the hundredth time', failure('throttled', 100, 599_999), READING, 350],
  ['throttled for ten minutes', failure('throttled', 100, 600_000), READING, undefined],
  ['throttled, and told how long', failure('throttled', 1, 0, 3), READING, 3_000],
  ['told to wait for an hour', failure('throttled', 1, 0, 3_600), READING, 20_000],
  ['a change, throttled', failure('throttled', 11), CHANGING, 350],
  ['a change, throttled too often', failure('throttled', 12), CHANGING, undefined],
  ['a conflict', failure('conflict', 1), CHANGING, 375],
  ['a conflict again', failure('conflict', 3), CHANGING, 1_500],
  ['a conflict for a long time', failure('conflict', 11), CHANGING, 15_000],
  ['a conflict too often', failure('conflict', 12), CHANGING, undefined],
  ['a broken service', failure('unavailable', 5), READING, 6_000],
  ['a service that stays broken', failure('unavailable', 6), READING, undefined],
  ['no permission', failure('refused', 1), READING, undefined],
  ['expired credentials', failure('credentials', 1), CHANGING, undefined],
  ['interrupted', failure('interrupted', 1), READING, undefined],
])('whether it is worth another attempt: %s', (_, failed, patience, wait) => {
  expect(retryAfter(failed, patience, 0.5)).toBe(wait);
});
