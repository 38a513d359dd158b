import { CONFIG_RULE_NAME, DOCUMENT_NAME, HOOK_ALIAS, nameOption, NameForm, PACK_NAME, ROLE_NAME, RULES_KEY, RUNBOOK_NAME } from '../../../src/constructs/names';

/** A token, as CDK hides it in a text. */
const TOKEN = '${Token[TOKEN.42]}';

type Row = readonly [what: string, form: NameForm, accepted: readonly string[], refused: readonly string[]];

const TABLE: readonly Row[] = [
  [
    'the alias of a hook', HOOK_ALIAS,
    ['Private::Guard::ApiCache', 'ab::cd::12', `${'a'.repeat(64)}::${'b'.repeat(64)}::${'c'.repeat(64)}`, 'Laws::Guard::Hook'],
    ['AWS::Guard::Hook', 'aws::guard::hook', 'Aws::Guard::Hook', 'awesome::AWSguard::hook'.replace('awesome', 'awsome'), 'Guard::Hook', 'A1::B1::C1::D1', 'A::Bb::Cc', `${'a'.repeat(65)}::Bb::Cc`, 'Aa::B-b::Cc', 'Aa::Bb::Cc\n', TOKEN],
  ],
  [
    'the name of a document', DOCUMENT_NAME,
    ['abc', 'My_Runbook-1.0', 'x'.repeat(128), 'EncryptApiCache', 'Aws', 'my-aws', TOKEN],
    ['ab', 'x'.repeat(129), 'my runbook', 'my/runbook', 'aws-runbook', 'awsome', 'amazon', 'amznEncrypt', 'AWSEC2-x', 'AWSConfigRemediation-EncryptApiCache', 'AWSSupport-x', 'abc\n'],
  ],
  [
    'the name of a runbook', RUNBOOK_NAME,
    ['abc', 'Encrypt-Api_Cache', 'x'.repeat(40)],
    ['ab', 'x'.repeat(41), 'my.runbook', 'aws-runbook', 'AWSSupport-x', TOKEN],
  ],
  [
    'the name of a role', ROLE_NAME,
    ['a', 'acme.audit+x=,@_-', 'x'.repeat(48)],
    ['x'.repeat(49), 'a b', 'a/b', 'a\n', TOKEN],
  ],
  [
    'the name of a Config rule', CONFIG_RULE_NAME,
    ['a', 'api cache: encrypted?', ' a ', 'x'.repeat(128), TOKEN],
    [' ', '   ', 'x'.repeat(129), 'a\nb'],
  ],
  [
    'the name of a pack', PACK_NAME,
    ['a', 'api-cache-encryption', 'A1-', 'x'.repeat(51)],
    ['1pack', '-pack', 'my_pack', 'x'.repeat(52), TOKEN],
  ],
  [
    'the key of the rules', RULES_KEY,
    ['a.guard', 'rules/v1/api-cache.zip', 'rules.tar.gz', TOKEN],
    ['rules', 'rules.gz', 'rules.guard.txt', '.guard', 'rules.GUARD', 'rulesguard'],
  ],
];

const rows = (kind: 'accepted' | 'refused') => TABLE.flatMap(([what, form, accepted, refused]) => (kind === 'accepted' ? accepted : refused).map((name) => [what, name, form] as const));

test.each(rows('accepted'))('%s may be %j', (_, name, form) => {
  expect(nameOption('option', name, form)).toBe(name);
});

test.each(rows('refused'))('%s may not be %j', (_, name, form) => {
  expect(() => nameOption('option', name, form)).toThrow(`option must be ${form.allowed}, got ${JSON.stringify(name)}`.slice(0, 120));
});

test.each(TABLE)('%s may be left out, and not be empty', (_, form) => {
  expect(nameOption('option', undefined, form)).toBeUndefined();
  expect(() => nameOption('option', '', form)).toThrow('option must be a non-empty string, got ""');
});
