import { methodSettingKey, MethodSettingKey } from '../../../../src/core/stage/method-setting-key';
import { Guards, keysToEncrypt, NO_GUARDS, PossibleRecord } from '../../../../src/core/stage/possible-record';
import { ABSENT, known, Reading, unresolved } from '../../../../src/core/template-language/reading';

const OPEN = unresolved({ Ref: 'P' });

/** `I` names no key, `S` may be the stage default, `U` any path of GET, `V` any key. */
const KEYS: Readonly<Record<string, MethodSettingKey>> = {
  W: methodSettingKey(known('*'), known('/*')),
  A: methodSettingKey(known('GET'), known('/~1a')),
  B: methodSettingKey(known('GET'), known('/~1b')),
  P: methodSettingKey(known('POST'), known('/~1a')),
  N: methodSettingKey(known('GET'), known('/x/{id}')),
  I: methodSettingKey(known('GET'), ABSENT),
  S: methodSettingKey(known('*'), OPEN),
  U: methodSettingKey(known('GET'), OPEN),
  V: methodSettingKey(OPEN, OPEN),
};
const VALUES: Readonly<Record<string, Reading<boolean>>> = { 'T': known(true), 'F': known(false), '–': ABSENT, '?': OPEN };

const guardsOf = (branches: readonly string[]): Guards => new Map(branches.map((branch) => [branch[0], Number(branch[1])]));

/**
 * `AB T–/F C1 D2`: its key is A or B, it caches or leaves that out, its flag is written as false; there in branch 1 of C and branch 2 of
 * D.
 */
function recordOf(text: string): PossibleRecord {
  const [keys, flags, ...branches] = text.split(' ');
  const [caching, [written]] = flags.split('/').map((values) => [...values].map((value) => VALUES[value]));
  return { path: [], keys: [...keys].map((key) => KEYS[key]), caching, written: written ?? ABSENT, guards: guardsOf(branches) };
}

// docs/reference/standard.md, section 4: every entry that is cached, possibly cached or dormant states encryption,
// where it is not literally true.
test.each<[string, readonly string[], readonly string[]]>([
  ['rule 5: cached', ['A T/–'], ['~1a/GET']],
  ['rule 5: possibly cached', ['A ?/F'], ['~1a/GET']],
  ['rule 5: cached in some branch', ['A FT/–'], ['~1a/GET']],
  ['rule 3: not cached', ['A F/–'], ['']],
  ['rule 3: left out, without a stage default', ['A –/F'], ['']],
  ['rule 3: the stage default leaves it out', ['W –/F'], ['']],
  ['it is encrypted', ['A T/T'], ['']],
  ['its flag cannot be read literally', ['A T/?'], ['~1a/GET']],
  ['rule 3: left out, below a stage default that caches', ['W T/T', 'A –/F'], ['', '~1a/GET']],
  ['rule 3: below one that may cache', ['W F?/T', 'A –/F'], ['', '~1a/GET']],
  ['rule 3: below one that does not', ['W F/T', 'A –/F'], ['', '']],
  ['rule 3: stated as not cached, below one that caches', ['W T/T', 'A F/F'], ['', '']],
  ['rule 3: left out in some branch', ['W T/T', 'A –F/F'], ['', '~1a/GET']],
  ['rule 16: in another branch than the stage default', ['W T/T C1', 'A –/F C2'], ['', '']],
  ['rule 16: in the same branch', ['W T/T C1', 'A –/F C1'], ['', '~1a/GET']],
  ['rule 16: under another condition', ['W T/T C1', 'A –/F D2'], ['', '~1a/GET']],
  ['rule 16: one of two conditions excludes it', ['W T/T C1 D1', 'A –/F C1 D2'], ['', '']],
  ['rule 8: a key without effect that states nothing of caching', ['W T/T', 'N –/F'], ['', '']],
  ['rule 8: one that is off or silent', ['W T/T', 'N –F/F'], ['', '']],
  ['rule 9: a duplicate is cached', ['A F/F', 'A T/T'], ['~1a/GET', '']],
  ['rule 9: a duplicate of another branch is cached', ['A F/F C1', 'A T/T C2'], ['', '']],
  ['rule 9: a duplicate of the stage default is cached', ['W –/F', 'W T/T'], ['*/*', '']],
  ['rule 9: entries without a key are no duplicates', ['I F/F', 'I T/T'], ['', '']],
  ['a key that cannot be read meets one that is cached', ['U F/F', 'A T/T'], ['MethodSettings', '']],
  ['a key that is cached meets one that cannot be read', ['A F/F', 'U T/T'], ['~1a/GET', '']],
  ['keys that cannot be read meet', ['U F/F', 'V T/T'], ['MethodSettings', '']],
  ['a key that cannot be read meets one without effect', ['V F/F', 'N T/T'], ['MethodSettings', '']],
  ['a key that cannot be read is of another method', ['U F/F', 'P T/T'], ['', '']],
  ['two keys that can be read do not meet', ['A F/F', 'P T/T'], ['', '']],
  ['a key that cannot be read may be the stage default', ['S T/T', 'A –/F'], ['', '~1a/GET']],
  ['one that cannot be', ['U T/T', 'P –/F'], ['', '']],
  ['one that may be, and does not cache', ['S F/T', 'A –/F'], ['', '']],
  ['a key that a parameter decides', ['AB T/–'], ['~1a/GET ~1b/GET']],
  ['one of its keys is stated as well', ['AB F/–', 'B T/T'], ['~1b/GET', '']],
  ['it may be the stage default', ['WP T/T', 'A –/F'], ['', '~1a/GET']],
  ['it may be one of those that another one meets', ['U F/F', 'AP T/T'], ['MethodSettings', '']],
  ['it may be one that meets another one', ['B F/F', 'PU T/T'], ['~1b/GET', '']],
  ['it may be one without effect', ['W T/T', 'AN –/F'], ['', '~1a/GET']],
  ['it may be one that cannot be read', ['AU F/–', 'B T/T'], ['MethodSettings', '']],
])('%s: %j', (_, texts, expected) => {
  const records = texts.map(recordOf);
  const keys = keysToEncrypt(records, []);
  expect(records.map((record) => keys.get(record)!.map(({ text }) => text).join(' '))).toEqual(expected);
});

test.each<[string, string, readonly Guards[], string]>([
  ['everywhere', 'A –/F C1', [NO_GUARDS], '~1a/GET'],
  ['in the same branch', 'A –/F C1', [guardsOf(['C1'])], '~1a/GET'],
  ['in another branch', 'A –/F C1', [guardsOf(['C2'])], ''],
  ['in either branch', 'A –/F C1', [guardsOf(['C2']), guardsOf(['C1'])], '~1a/GET'],
  ['beside the stage default', 'W –/F', [NO_GUARDS], ''],
  ['beside an entry that states caching', 'A F/F', [NO_GUARDS], ''],
])('rule 5: what cannot be read may be the stage default: %s', (_, text, unreadable, expected) => {
  const record = recordOf(text);
  expect(keysToEncrypt([record], unreadable).get(record)!.map((key) => key.text).join(' ')).toBe(expected);
});
