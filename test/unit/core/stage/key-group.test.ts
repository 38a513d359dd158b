import { mayCache, merge } from '../../../../src/core/stage/key-group';
import { MethodSetting } from '../../../../src/core/stage/method-setting';
import { STAGE_DEFAULT_KEY } from '../../../../src/core/stage/method-setting-key';
import { ABSENT, known, Reading } from '../../../../src/core/template-language/reading';

const OPEN: Reading<boolean> = { is: 'unresolved', shown: 'open' };
const NON_DEFAULT: Reading<boolean> = { is: 'unresolved', shown: 'changed', isNonDefault: true };

const setting = (caching: Reading<boolean>, encryption: Reading<boolean> = ABSENT, ttl: Reading<number> = ABSENT): MethodSetting =>
  ({ key: STAGE_DEFAULT_KEY, path: [], caching, encryption, written: encryption, ttl });

test.each<[string, readonly Reading<boolean>[], Reading<boolean>]>([
  ['true before anything else', [ABSENT, known(false), OPEN, known(true)], known(true)],
  ['what cannot be read before a changed default', [NON_DEFAULT, OPEN, ABSENT], OPEN],
  ['a changed default before what is left out', [ABSENT, NON_DEFAULT, known(false)], NON_DEFAULT],
  ['left out before false', [known(false), ABSENT], ABSENT],
  ['false', [known(false), known(false)], known(false)],
])('rule 9: the caching of duplicates: %s', (_, caching, expected) => {
  expect(merge(caching.map((reading) => setting(reading))).caching).toEqual(expected);
  expect(merge(caching.map((reading) => setting(reading)).reverse()).caching).toEqual(expected);
});

test('rule 9: no record states nothing', () => {
  expect(merge([])).toEqual({ caching: ABSENT, encryption: ABSENT, ttlZero: false });
});

test.each<[Reading<boolean>, boolean]>([
  [known(true), true], [known(false), false], [ABSENT, false], [OPEN, true], [NON_DEFAULT, true],
])('rule 3: %j may be cached: %s', (caching, expected) => {
  expect(mayCache(caching)).toBe(expected);
});
