import { defaultCaching, Judgement } from '../../../../src/core/judgement/judge';
import { ABSENT, known, Reading } from '../../../../src/core/template-language/reading';
import { judgementOf, stage } from '../../../support/notation';

/** `~1a/GET: UNENCRYPTED (stated-unencrypted)` for each key, sorted. */
function said(judgement: Judgement): string[] {
  return judgement.keys
    .map(({ key, verdict, reason, dormant, keyFault }) => [
      `${key}: ${verdict ?? 'no verdict'} (${[reason, dormant].filter(Boolean).join(', ')})`,
      ...keyFault ? [`key: ${keyFault}`] : [],
    ].join('; '))
    .sort();
}

describe('one entry, cluster on', () => {
  test.each([
    // the stage default
    ['rule 5: cached + T', 'W T/T', '*/*: ENCRYPTED (stated-encrypted)'],
    ['rule 5: cached + F', 'W T/F', '*/*: UNENCRYPTED (stated-unencrypted)'],
    ['rule 4: absent on W is no', 'W T/–', '*/*: UNENCRYPTED (not-stated)'],
    ['rule 5: cached + ?', 'W T/?', '*/*: UNRESOLVED (flag-unreadable)'],
    ['rule 5: caching ? + T', 'W ?/T', '*/*: ENCRYPTED (stated-encrypted)'],
    ['rule 5: possibly cached + F', 'W ?/F', '*/*: UNENCRYPTED (stated-unencrypted)'],
    ['rule 5: caching ? + absent', 'W ?/–', '*/*: UNENCRYPTED (not-stated)'],
    ['rule 5: possibly cached + ?', 'W ?/?', '*/*: UNRESOLVED (flag-unreadable)'],
    ['rule 3: F is not cached', 'W F/F', '*/*: NOT_CACHED (caching-off)'],
    ['rule 3: absent on W is not cached', 'W –/F', '*/*: NOT_CACHED (caching-not-stated)'],
    ['rule 3: absent on W is not cached', 'W –/–  throttles', '*/*: NOT_CACHED (caching-not-stated)'],
    ['standard 1: booleans as strings', 'W t/f', '*/*: UNENCRYPTED (stated-unencrypted)'],
    ['standard 1: booleans as strings', 'W t/t', '*/*: ENCRYPTED (stated-encrypted)'],
    // an override without a caching stage default
    ['rule 5: cached + T', 'A T/T', '~1a/GET: ENCRYPTED (stated-encrypted)'],
    ['rule 5: cached + F', 'A T/F', '~1a/GET: UNENCRYPTED (stated-unencrypted)'],
    ['rule 5: cached + absent, on an override too', 'A T/–', '~1a/GET: UNENCRYPTED (not-stated)'],
    ['rule 5: cached + ?', 'A T/?', '~1a/GET: UNRESOLVED (flag-unreadable)'],
    ['rule 5: caching ? + absent', 'A ?/–', '~1a/GET: UNENCRYPTED (not-stated)'],
    ['rule 3: absent, W does not cache', 'A –/F', '~1a/GET: NOT_CACHED (caching-not-stated)'],
    ['rule 3: absent, W does not cache', 'A –/– throttles', '~1a/GET: NOT_CACHED (caching-not-stated)'],
    ['rule 3: F is not cached', 'A F/–', '~1a/GET: NOT_CACHED (caching-off)'],
    // a key without effect
    ['rule 8: judged like the others if it states caching', 'N T/–', 'x/{id}/GET: UNENCRYPTED (not-stated); key: path-not-encoded'],
    ['rule 8: judged like the others if it states caching', 'N T/T', 'x/{id}/GET: ENCRYPTED (stated-encrypted); key: path-not-encoded'],
    ['rule 8: judged like the others if it states caching', 'N F/F', 'x/{id}/GET: NOT_CACHED (caching-off); key: path-not-encoded'],
    ['rule 8: otherwise no verdict', 'N –/F', 'x/{id}/GET: no verdict (no-effect); key: path-not-encoded'],
    // a key of which the effect is contested
    ['rule 8: judged like a method', 'X T/–', 'x/GET: UNENCRYPTED (not-stated); key: path-contested'],
    ['rule 8: judged like a method', 'X T/T', 'x/GET: ENCRYPTED (stated-encrypted); key: path-contested'],
    ['rule 8: judged like a method', 'X –/F', 'x/GET: NOT_CACHED (caching-not-stated); key: path-contested'],
    // a key that cannot be read
    ['an unreadable key of an unencrypted record', 'U T/F', 'MethodSettings: UNENCRYPTED (stated-unencrypted)'],
    ['an unreadable key of an encrypted record', 'U T/T', 'MethodSettings: ENCRYPTED (stated-encrypted)'],
    ['an unreadable key where nothing caches', 'U –/– throttles', 'MethodSettings: NOT_CACHED (caching-not-stated)'],
    ['an unreadable key with an unreadable flag', 'U T/?', 'MethodSettings: UNRESOLVED (flag-unreadable)'],
  ])('%s: %s', (_, text, expected) => {
    expect(said(stage('T', [text]).judgement)).toEqual([expected]);
  });
});

describe('an override beside a stage default that caches', () => {
  test.each([
    ['rule 7: W never excuses an override', ['W T/T', 'A T/–'], '~1a/GET: UNENCRYPTED (not-inherited)'],
    ['rule 5: encryption is not inherited', ['W T/–', 'A T/–'], '~1a/GET: UNENCRYPTED (not-stated)'],
    ['rule 5: neither field while W caches', ['W T/T', 'A –/– throttles'], '~1a/GET: UNPROVEN (seeded)'],
    ['rule 5: neither field while W may cache', ['W ?/T', 'A –/– throttles'], '~1a/GET: UNPROVEN (seeded)'],
    ['rule 5: possibly cached + F', ['W T/T', 'A –/F'], '~1a/GET: UNENCRYPTED (stated-unencrypted)'],
    ['rule 5: possibly cached + ?', ['W T/T', 'A –/?'], '~1a/GET: UNRESOLVED (flag-unreadable)'],
    ['rule 5: possibly cached + T', ['W T/T', 'A –/T'], '~1a/GET: ENCRYPTED (stated-encrypted)'],
    ['rule 3: stated as not cached', ['W T/T', 'A F/–'], '~1a/GET: NOT_CACHED (caching-off)'],
    ['rule 3: W states that it does not cache', ['W F/–', 'A –/– throttles'], '~1a/GET: NOT_CACHED (caching-not-stated)'],
    ['rule 8: a contested key is judged like a method', ['W T/T', 'X –/– throttles'], 'x/GET: UNPROVEN (seeded); key: path-contested'],
    ['rule 8: a contested key earns no credit', ['W T/F', 'X T/T'], '*/*: UNENCRYPTED (stated-unencrypted)'],
    ['rule 8: a key without effect has no verdict', ['W T/T', 'N –/– throttles'], 'x/{id}/GET: no verdict (no-effect); key: path-not-encoded'],
    ['rule 8: a key without effect is no W', ['N T/T', 'A –/– throttles'], '~1a/GET: NOT_CACHED (caching-not-stated)'],
    ['an unreadable key may be W', ['V T/T', 'A –/– throttles'], '~1a/GET: UNPROVEN (seeded)'],
    ['an unreadable path of GET is not W', ['U T/T', 'P –/– throttles'], '~1a/POST: NOT_CACHED (caching-not-stated)'],
  ])('%s: %j', (_, entries, expected) => {
    expect(said(stage('T', entries).judgement)).toContain(expected);
  });

  test('rule 6: W must be encrypted even if every override is', () => {
    expect(stage('T', ['W T/–', 'A T/T', 'B T/T']).judgement.verdict).toBe('UNENCRYPTED');
  });
});

describe('nothing is cached today', () => {
  test.each([
    ['rule 2: no cluster, UNENCRYPTED', '–', 'W T/F', '*/*: DORMANT (stated-unencrypted, no-cluster)'],
    ['rule 2: cluster off, UNENCRYPTED', 'F', 'W T/–', '*/*: DORMANT (not-stated, no-cluster)'],
    ['rule 2: cluster off, UNRESOLVED', 'F', 'A T/?', '~1a/GET: DORMANT (flag-unreadable, no-cluster)'],
    ['rule 2: cluster off, encrypted', 'F', 'A T/T', '~1a/GET: ENCRYPTED (stated-encrypted)'],
    ['rule 2: cluster off, not cached', '–', 'A F/F', '~1a/GET: NOT_CACHED (caching-off)'],
    ['rule 2: cluster off, key without effect', '–', 'N T/F', 'x/{id}/GET: DORMANT (stated-unencrypted, no-cluster); key: path-not-encoded'],
    ['rule 2: cluster ? counts as on', '?', 'W T/F', '*/*: UNENCRYPTED (stated-unencrypted)'],
    ['rule 3: a literal TTL of 0', 'T', 'W T/F ttl=0', '*/*: DORMANT (stated-unencrypted, ttl-zero)'],
    ['rule 3: a literal TTL of 0, UNRESOLVED', 'T', 'A T/? ttl=0', '~1a/GET: DORMANT (flag-unreadable, ttl-zero)'],
    ['rule 3: a literal TTL of 0, encrypted', 'T', 'A T/T ttl=0', '~1a/GET: ENCRYPTED (stated-encrypted)'],
    ['rule 2 before rule 3', 'F', 'W T/F ttl=0', '*/*: DORMANT (stated-unencrypted, no-cluster)'],
  ])('%s: cluster %s, %s', (_, cluster, text, expected) => {
    expect(said(stage(cluster, [text]).judgement)).toEqual([expected]);
  });

  test('rule 2: cluster off, UNPROVEN', () => {
    expect(said(stage('–', ['W T/T', 'A –/– throttles']).judgement)).toContain('~1a/GET: DORMANT (seeded, no-cluster)');
  });
});

describe('duplicates of a key', () => {
  test.each([
    ['rule 9: every one states T', ['A T/T', 'A –/T'], '~1a/GET: ENCRYPTED (stated-encrypted); key: duplicate'],
    ['rule 9: any states F', ['A T/T', 'A –/F'], '~1a/GET: UNENCRYPTED (stated-unencrypted); key: duplicate'],
    ['rule 9: otherwise a cached key is unproven', ['A T/T', 'A –/– throttles'], '~1a/GET: UNPROVEN (duplicates-disagree); key: duplicate'],
    ['rule 9: otherwise a cached key is unproven', ['A T/T', 'A T/–'], '~1a/GET: UNPROVEN (duplicates-disagree); key: duplicate'],
    ['rule 9: otherwise a cached key is unproven', ['A T/T', 'A T/?'], '~1a/GET: UNPROVEN (duplicates-disagree); key: duplicate'],
    ['rule 9: caching is T if any states T', ['A F/T', 'A T/–'], '~1a/GET: UNPROVEN (duplicates-disagree); key: duplicate'],
    ['rule 9: not cached', ['A F/T', 'A F/–'], '~1a/GET: NOT_CACHED (caching-off); key: duplicate'],
    ['rule 9: may be cached', ['A F/–', 'A ?/F'], '~1a/GET: UNENCRYPTED (stated-unencrypted); key: duplicate'],
    ['ADR 0004: none states encryption', ['A T/–', 'A T/– ttl=0'], '~1a/GET: UNENCRYPTED (not-stated); key: duplicate'],
    ['ADR 0004: none states encryption', ['W T/–', 'W –/– throttles'], '*/*: UNENCRYPTED (not-stated); key: duplicate'],
    ['ADR 0004: all unreadable', ['A T/?', 'A –/?'], '~1a/GET: UNRESOLVED (flag-unreadable); key: duplicate'],
    ['rule 9: on a key without effect', ['N T/T', 'N T/F'], 'x/{id}/GET: UNENCRYPTED (stated-unencrypted); key: path-not-encoded'],
    ['rule 8: one of two on a key without effect states caching', ['N T/F', 'N –/F'], 'x/{id}/GET: UNENCRYPTED (stated-unencrypted); key: path-not-encoded'],
    ['rule 3: TTL 0 on one of two', ['A T/F ttl=0', 'A T/F'], '~1a/GET: UNENCRYPTED (stated-unencrypted); key: duplicate'],
    ['rule 3: TTL 0 on both', ['A T/F ttl=0', 'A F/F ttl=0'], '~1a/GET: DORMANT (stated-unencrypted, ttl-zero); key: duplicate'],
  ])('%s: %j', (_, entries, expected) => {
    expect(said(stage('T', entries).judgement)).toEqual([expected]);
    expect(said(stage('T', [...entries].reverse()).judgement)).toEqual([expected]);
  });

  test('rule 9: an override that leaves caching out may be seeded, whatever its duplicate says', () => {
    expect(said(stage('T', ['W T/T', 'A F/–', 'A –/– throttles']).judgement)).toContain('~1a/GET: UNPROVEN (seeded); key: duplicate');
  });

  test('rule 9: the duplicates of W decide for the overrides', () => {
    expect(said(stage('T', ['W F/T', 'W T/T', 'A –/– throttles']).judgement)).toContain('~1a/GET: UNPROVEN (seeded)');
  });

  test('rule 11: an entry that sets nothing is no duplicate', () => {
    expect(said(stage('T', ['A T/T', 'A –/–']).judgement)).toEqual(['~1a/GET: ENCRYPTED (stated-encrypted)']);
  });

  test('a key that only reads like another is not that one', () => {
    const MethodSettings = [
      { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, CacheDataEncrypted: true },
      { HttpMethod: '*', ResourcePath: '*', CachingEnabled: true, CacheDataEncrypted: true },
    ];
    expect(said(judgementOf({ type: 'AWS::ApiGateway::Stage', properties: { CacheClusterEnabled: true, MethodSettings } }))).toEqual([
      '*/*: ENCRYPTED (stated-encrypted)',
      'MethodSettings: ENCRYPTED (stated-encrypted); key: path-without-slash',
    ]);
  });
});

describe('what cannot be read', () => {
  const judged = (MethodSettings: unknown, cluster: unknown = true) =>
    said(judgementOf({ type: 'AWS::ApiGateway::Stage', properties: { CacheClusterEnabled: cluster, MethodSettings } }));

  test.each([
    ['a function', { 'Fn::Transform': {} }],
    ['a word', 'none'],
    ['a number', 0],
    ['false', false],
  ])('rule 5: a list that is %s', (_, list) => {
    expect(judged(list)).toEqual(['MethodSettings: UNRESOLVED (settings-unreadable)']);
  });

  test('rule 5: a list that is one entry without a list', () => {
    expect(judged({ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true })).toEqual(['MethodSettings: UNRESOLVED (settings-no-list)']);
  });

  test('rule 2: a list that cannot be read, without a cluster', () => {
    expect(judged({ Ref: 'List' }, null)).toEqual(['MethodSettings: DORMANT (settings-unreadable, no-cluster)']);
  });

  test.each([
    ['a function', { 'Fn::If': ['A', {}] }],
    ['a word', 'GET'],
    ['a list', []],
    ['an entry with Fn::Transform beside its properties', { 'HttpMethod': 'GET', 'ResourcePath': '/', 'Fn::Transform': {} }],
  ])('an item that is %s, and may be a stage default that caches', (_, item) => {
    expect(judged([item, { HttpMethod: 'GET', ResourcePath: '/', ThrottlingRateLimit: 1 }])).toEqual([
      'MethodSettings: UNRESOLVED (settings-unreadable)',
      '~1/GET: UNPROVEN (seeded)',
    ]);
  });

  test('rule 3: a stage default that leaves caching out is not cached, whatever else may be one', () => {
    expect(judged(['GET', { HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 1 }])).toEqual([
      '*/*: NOT_CACHED (caching-not-stated)',
      'MethodSettings: UNRESOLVED (settings-unreadable)',
    ]);
  });

  test('rule 16: an item that AWS::NoValue removes is not there', () => {
    expect(judged([{ Ref: 'AWS::NoValue' }, null])).toEqual([]);
  });

  test.each([
    ['may be a duplicate of an unencrypted entry', ['U T/T', 'A T/–'], 'UNRESOLVED'],
    ['may be a duplicate of an unencrypted entry that is not cached', ['U T/T', 'A F/F'], 'UNRESOLVED'],
    ['may be the stage default', ['V –/– throttles', 'W T/T'], 'UNRESOLVED'],
    ['may be another unreadable one', ['U T/T', 'V F/F'], 'UNRESOLVED'],
    ['caches nothing, but may leave the flag out for a cached key', ['U –/– throttles', 'A T/T'], 'UNRESOLVED'],
    ['has a TTL of 0, but may meet one that has not', ['U T/T ttl=0', 'A F/F'], 'UNRESOLVED'],
    ['is unencrypted, has a TTL of 0, but may meet one that has not', ['U ?/– ttl=0', 'A –/F'], 'UNRESOLVED'],
    ['caches nothing, and has a TTL of 0 like what it may meet', ['U F/F ttl=0', 'A T/T ttl=0'], 'DORMANT'],
    ['has a TTL of 0, and is encrypted like what it may meet', ['U F/T ttl=0', 'A T/T ttl=0'], 'NOT_CACHED'],
    ['may meet records without effect that state caching', ['V –/– throttles', 'N T/F'], 'UNRESOLVED'],
    ['may meet records without effect that do not', ['V –/– throttles', 'N –/F'], 'NOT_CACHED'],
    ['is unencrypted, has a TTL of 0, and meets nothing', ['U T/F ttl=0', 'P F/F'], 'DORMANT'],
    ['meets only records that state encryption', ['U T/T', 'A T/T'], 'ENCRYPTED'],
    ['states encryption like the others, and not caching', ['U –/T', 'W T/T'], 'ENCRYPTED'],
    ['is unencrypted whatever it meets', ['U T/–', 'A T/T'], 'UNENCRYPTED'],
    ['meets nothing that is cached', ['U –/F', 'A –/– throttles'], 'NOT_CACHED'],
    ['meets only what is stated as not cached', ['V F/–', 'A F/F'], 'NOT_CACHED'],
    ['is of another method', ['U T/T', 'P F/F', 'W –/– throttles'], 'ENCRYPTED'],
  ])('an unreadable key that %s: %j', (_, entries, verdict) => {
    expect(stage('T', entries).judgement.keys[0]).toMatchObject({ key: 'MethodSettings', verdict });
  });

  test('two unreadable keys need not be the same', () => {
    expect(said(stage('T', ['U T/T', 'U T/T']).judgement)).toHaveLength(2);
  });
});

describe('rule 15: whether the stage default caches', () => {
  const OPEN: Reading<boolean> = { is: 'unresolved', shown: 'open' };
  const NON_DEFAULT: Reading<boolean> = { is: 'unresolved', shown: 'changed', isNonDefault: true };
  const CHANGED: Reading<boolean> = { ...NON_DEFAULT, shown: 'changed elsewhere' };

  test.each<[string, Reading<boolean>, readonly Reading<boolean>[], Reading<boolean>]>([
    ['what else caches as it is goes before a changed default', NON_DEFAULT, [known(true)], known(true)],
    ['so does what cannot be read', NON_DEFAULT, [CHANGED, OPEN], OPEN],
    ['another changed default is as good', NON_DEFAULT, [CHANGED], CHANGED],
    ['what does not cache changes nothing', NON_DEFAULT, [known(false), ABSENT], NON_DEFAULT],
    ['none of them caches', known(false), [ABSENT], known(false)],
    ['a stage default that leaves caching out, and something that may be one', ABSENT, [OPEN], OPEN],
    ['nothing else may be one', ABSENT, [], ABSENT],
  ])('%s', (_, stated, possibly, expected) => {
    expect(defaultCaching(stated, () => possibly)).toEqual(expected);
  });

  test.each([[known(true)], [OPEN]])('nothing else is looked at where it is %j', (stated) => {
    const possibly = jest.fn(() => []);
    expect(defaultCaching(stated, possibly)).toBe(stated);
    expect(possibly).not.toHaveBeenCalled();
  });
});

describe("the stage's verdict", () => {
  test.each([
    ['rule 6 and 7: the worst entry', ['W T/T', 'A T/F', 'B T/?'], 'UNENCRYPTED'],
    ['section 2: UNRESOLVED before UNPROVEN', ['W T/T', 'A –/– throttles', 'B T/?'], 'UNRESOLVED'],
    ['section 2: UNPROVEN before DORMANT', ['W T/T', 'A –/– throttles', 'B T/F ttl=0'], 'UNPROVEN'],
    ['section 2: DORMANT before ENCRYPTED', ['W T/T', 'B T/F ttl=0'], 'DORMANT'],
    ['section 2: ENCRYPTED before NOT_CACHED', ['W T/T', 'A F/F'], 'ENCRYPTED'],
    ['section 2: nothing cached', ['A F/F'], 'NOT_CACHED'],
    ['section 2: no settings', [], 'NOT_CACHED'],
    ['rule 8: no verdict counts for nothing', ['N –/F'], 'NOT_CACHED'],
  ])('%s: %j', (_, entries, verdict) => {
    expect(stage('T', entries).judgement.verdict).toBe(verdict);
  });
});
