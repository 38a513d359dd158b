import { deployableStage, NO_STAGE } from '../../../../src/core/judgement/deployable-stage';
import { existsAnywhere, judgeConfigurations } from '../../../../src/core/judgement/judge-configurations';
import { remediate } from '../../../../src/core/judgement/remediate';
import { stagesOf } from '../../../../src/core/judgement/template-stages';
import { stageLayout } from '../../../../src/core/stage/stage-layout';
import { StageSource } from '../../../../src/core/stage/stage-source';
import { NO_DECLARATIONS } from '../../../../src/core/template-language/declarations';
import { isShownForEveryChoice } from '../../../../src/core/template-language/guesses';
import { PseudoParameters, Parameters as Domains } from '../../../../src/core/template-language/parameters';
import { describeWhen } from '../../../../src/wording/messages';

const ref = (Ref: string) => ({ Ref });
const choose = (condition: string, yes: unknown, no: unknown = ref('AWS::NoValue')) => ({ 'Fn::If': [condition, yes, no] });
const is = (parameter: string, value: string) => ({ 'Fn::Equals': [ref(parameter), value] });
const ALLOWED = { Type: 'String', AllowedValues: ['a', 'b', 'c'] };
const W = { HttpMethod: '*', ResourcePath: '/*' };
const A = { HttpMethod: 'GET', ResourcePath: '/~1a' };
const ON = { CachingEnabled: true };
const UNENCRYPTED = { ...W, ...ON, CacheDataEncrypted: false };
const ENCRYPTED = { ...W, ...ON, CacheDataEncrypted: true };

const TEMPLATE = {
  Parameters: { P: ALLOWED, Q: ALLOWED, Default: { Type: 'String', Default: 'false' }, On: { Type: 'String', Default: 'true' }, Free: { Type: 'String' } },
  Conditions: { Pa: is('P', 'a'), Pb: is('P', 'b'), Qa: is('Q', 'a'), Qb: is('Q', 'b'), Never: { 'Fn::Equals': ['x', 'y'] }, Imported: is('Unknown', 'x') },
};

// `*/* UNENCRYPTED when condition Pa is true` for each key of one stage.
function proven(
  MethodSettings: unknown, CacheClusterEnabled: unknown = true, more: object =
  {}, template: object = TEMPLATE, environment: PseudoParameters = {},
): string[] {
  const Resources = { Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled, MethodSettings }, ...more } };
  return stagesOf({ ...template, Resources }, environment)
    .flatMap(({ stage: deployable }) => deployable.judgement.keys.map(({ key, verdict, keyFault, when }) =>
      [key, verdict, keyFault && `(${keyFault})`].filter((part) => part !== undefined).join(' ') + describeWhen(when)));
}

describe('rule 14: the worst of every configuration, and the smallest one that shows it', () => {
  test.each<[string, unknown, string[]]>([
    ['always', [UNENCRYPTED], ['*/* UNENCRYPTED']],
    ['in both branches', [choose('Pa', UNENCRYPTED, UNENCRYPTED)], ['*/* UNENCRYPTED']],
    ['in one', [choose('Pa', UNENCRYPTED, ENCRYPTED)], ['*/* UNENCRYPTED when condition Pa is true']],
    ['in the other', [choose('Pa', ENCRYPTED, UNENCRYPTED)], ['*/* UNENCRYPTED when condition Pa is false']],
    ['in none', [choose('Pa', ENCRYPTED)], ['*/* ENCRYPTED']],
    ['in two together', [choose('Pa', choose('Qa', UNENCRYPTED, ENCRYPTED), ENCRYPTED)], [
      '*/* UNENCRYPTED when condition Pa is true and condition Qa is true',
    ]],
    ['conditions that exclude each other', [choose('Pa', choose('Pb', UNENCRYPTED))], []],
    ['correlated flags', [{ ...W, CachingEnabled: choose('Pa', true, false), CacheDataEncrypted: choose('Pa', true, false) }], ['*/* ENCRYPTED']],
    ['flags that are not', [{ ...W, CachingEnabled: choose('Pa', true, false), CacheDataEncrypted: choose('Qa', true, false) }], [
      '*/* UNENCRYPTED when condition Pa is true and condition Qa is false',
    ]],
    ['two conditions, one for caching and its opposite for encryption', [{ ...W, CachingEnabled: choose('Pa', true), CacheDataEncrypted: choose('Pb', true) }], [
      '*/* UNENCRYPTED when condition Pa is true',
    ]],
    ['a whole list', choose('Pa', [UNENCRYPTED], []), ['*/* UNENCRYPTED when condition Pa is true']],
    ['a list that is left out', choose('Pa', [UNENCRYPTED]), ['*/* UNENCRYPTED when condition Pa is true']],
    ['an override that is seeded under a condition', [choose('Pa', ENCRYPTED, { ...W, CachingEnabled: false }), { ...A, ThrottlingRateLimit: 1 }], [
      '*/* ENCRYPTED', '~1a/GET UNPROVEN when condition Pa is true',
    ]],
    ['a duplicate under a condition', [UNENCRYPTED, choose('Pa', { ...UNENCRYPTED, CacheTtlInSeconds: 5 })], [
      '*/* UNENCRYPTED', '*/* (duplicate) when condition Pa is true',
    ]],
    ['a key without effect that caches under a condition', [{ HttpMethod: 'GET', ResourcePath: '/x', CachingEnabled: choose('Pa', true), LoggingLevel: 'INFO' }], [
      'x/GET UNENCRYPTED when condition Pa is true', 'x/GET (path-contested)',
    ]],
    ['one that has no verdict elsewhere', [{ HttpMethod: 'GET', ResourcePath: '/x/{id}', CachingEnabled: choose('Pa', true), LoggingLevel: 'INFO' }], [
      'x/{id}/GET UNENCRYPTED when condition Pa is true', 'x/{id}/GET (path-not-encoded)',
    ]],
    ['a condition that never holds', [choose('Never', UNENCRYPTED, ENCRYPTED)], ['*/* ENCRYPTED']],
    ['three conditions, after one that does not matter', [{ ...W, CachingEnabled: choose('Qb', true, 'true'), CacheDataEncrypted: choose('Pa', choose('Qa', choose('Never', true, false), true), true) }], [
      '*/* UNENCRYPTED when condition Pa is true and condition Qa is true',
    ]],
    ['a list of something else in a branch', choose('Pa', 'x', [ENCRYPTED]), ['*/* ENCRYPTED', 'MethodSettings UNRESOLVED when condition Pa is true']],
    ['an item of something else, or nothing', [choose('Pa', 'x')], ['MethodSettings UNRESOLVED when condition Pa is true']],
    ['an unreadable key that is never there', [choose('Never', { ...A, ...ON, ResourcePath: ref('Path') }), { ...A, CachingEnabled: false }], ['~1a/GET NOT_CACHED']],
    ['an item that is a list', [choose('Pa', [], ENCRYPTED)], ['*/* ENCRYPTED', 'MethodSettings UNRESOLVED when condition Pa is true']],
    ['an entry that sets nothing under many conditions', [choose('Pa', choose('Qa', { ...W, LoggingLevel: ref('AWS::NoValue') }))], []],
    ['an override below an item of another list', choose('Pa', ['x', { ...A, LoggingLevel: 'INFO' }], [{ ...A, LoggingLevel: 'INFO' }]), [
      '~1a/GET UNPROVEN when condition Pa is true', 'MethodSettings UNRESOLVED when condition Pa is true',
    ]],
    ['an override below an entry that may be the default', [choose('Pa', { ...ENCRYPTED, HttpMethod: ref('M') }), { ...A, LoggingLevel: 'INFO' }], [
      'MethodSettings ENCRYPTED', '~1a/GET UNPROVEN when condition Pa is true',
    ]],
    ['an override that sets something beside what is left out', [ENCRYPTED, { ...A, LoggingLevel: ref('AWS::NoValue'), ThrottlingRateLimit: 5 }], ['*/* ENCRYPTED', '~1a/GET UNPROVEN']],
    ['an override below an entry that may be the default in a branch', [{ ...ENCRYPTED, HttpMethod: choose('Pa', ref('M'), 'GET') }, { ...A, LoggingLevel: 'INFO' }], [
      'MethodSettings ENCRYPTED', '*/GET ENCRYPTED', '*/GET (path-glob) when condition Pa is false', '~1a/GET UNPROVEN when condition Pa is true',
    ]],
    ['an entry of two keys that cannot be read, which is one', [{ ...ON, HttpMethod: choose('Pa', 'GET', 'POST'), ResourcePath: ref('Path'), CacheDataEncrypted: true }], ['MethodSettings ENCRYPTED']],
    ['an item of something else in a branch', [choose('Pa', 'x', ENCRYPTED)], ['*/* ENCRYPTED', 'MethodSettings UNRESOLVED when condition Pa is true']],
    ['three conditions', [choose('Pa', choose('Qa', choose('Never', ENCRYPTED, UNENCRYPTED), ENCRYPTED), ENCRYPTED)], [
      '*/* UNENCRYPTED when condition Pa is true and condition Qa is true',
    ]],
    ['an unreadable key for one choice of a condition that cannot be evaluated, which may meet another key', [
      { ...A, ...ON, ResourcePath: ref('Path'), CacheDataEncrypted: choose('Imported', false, true) }, { ...A, CachingEnabled: false },
    ], ['MethodSettings UNRESOLVED when condition Imported is true', '~1a/GET NOT_CACHED']],
  ])('%s', (_, settings, expected) => {
    expect(proven(settings)).toEqual(expected);
  });

  test('a resource with a condition counts only where that holds', () => {
    expect(proven([UNENCRYPTED], true, { Condition: 'Never' })).toEqual([]);
    expect(proven([UNENCRYPTED], true, { Condition: 'Pa' })).toEqual(['*/* UNENCRYPTED when condition Pa is true']);
    expect(proven([choose('Pb', UNENCRYPTED, ENCRYPTED)], true, { Condition: 'Pa' })).toEqual(['*/* ENCRYPTED']);
    expect(proven([choose('Qa', UNENCRYPTED, ENCRYPTED)], true, { Condition: 'Pa' })).toEqual(['*/* UNENCRYPTED when condition Pa is true and condition Qa is true']);
    expect(proven([UNENCRYPTED], true, { Condition: 'Imported' })).toEqual(['*/* UNENCRYPTED when condition Imported is true']);
  });

  test.each(['a', 'b'])('three facts are named where two do not suffice: %s', (value) => {
    const all = { P: ALLOWED, Q: ALLOWED, R: ALLOWED };
    const Conditions = { Pa: is('P', value), Qa: is('Q', value), Ra: is('R', value) };
    const settings = [{
      ...W,
      CachingEnabled: choose('Sa', true, choose('Sb', true, 'true')),
      CacheDataEncrypted: choose('Pa', choose('Qa', choose('Ra', false, true), true), true),
    }];
    const [{ stage: deployable }] = stagesOf({
      Parameters: { ...all, S: ALLOWED }, Conditions: { ...Conditions, Sa: is('S', 'a'), Sb: is('S', 'b') }, Resources: { S: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: settings } } },
    });
    expect(describeWhen(deployable.judgement.keys.find(({ key }) => key === '*/*')!.when)).toBe(' when condition Pa is true and condition Qa is true and condition Ra is true');
  });
});

describe('rule 9: what an entry whose key cannot be read may meet', () => {
  const PATH = { 'Fn::ImportValue': 'path' };
  const U = { HttpMethod: 'GET', ResourcePath: PATH, ...ON };
  const B = { HttpMethod: 'GET', ResourcePath: '/~1b' };
  const OFF = { CachingEnabled: false, CacheDataEncrypted: false };
  const T = { CacheDataEncrypted: true };
  const either = { HttpMethod: choose('Pa', 'GET', 'POST') };

  // `MethodSettings UNRESOLVED key-unreadable` of the first entry alone.
  const judged = (settings: readonly unknown[], CacheClusterEnabled: unknown = true) => {
    const Properties = { CacheClusterEnabled, MethodSettings: settings };
    const [{ stage: deployable }] = stagesOf({ ...TEMPLATE, Resources: { S: { Type: 'AWS::ApiGateway::Stage', Properties } } });
    const { key, verdict, reason, when } = deployable.judgement.keys.find((found) => found.key === 'MethodSettings')!;
    return `${key} ${verdict} ${reason}${describeWhen(when)}`;
  };

  test.each<[string, readonly unknown[], string]>([
    ['nothing', [{ ...U, ...T }], 'ENCRYPTED stated-encrypted'],
    ['one that is unencrypted and one that is not', [{ ...U, ...T }, { ...A, ...OFF }, { ...B, ...ON, ...T }], 'UNRESOLVED key-unreadable'],
    ['the key decides, whatever the flag is', [{ ...U, CacheDataEncrypted: ref('Elsewhere') }, { ...A, ...OFF }], 'UNRESOLVED key-unreadable'],
    ['and whatever else is never there', [{ ...U, CacheDataEncrypted: ref('Elsewhere') }, { ...A, ...OFF }, choose('Never', { ...B, ...ON, ...T })], 'UNRESOLVED key-unreadable'],
    ['one that is never there', [{ ...U, CacheDataEncrypted: ref('Elsewhere') }, choose('Never', { ...B, ...ON, ...T })], 'UNRESOLVED flag-unreadable'],
    ['it is unencrypted by itself', [{ ...U, CacheDataEncrypted: false }, { ...A, ...OFF }], 'UNENCRYPTED stated-unencrypted'],
    ['its method is one of two', [{ ...U, ...either, ...T }, { ...A, ...OFF }], 'UNRESOLVED key-unreadable when condition Pa is true'],
    ['the method of the other one is', [{ ...U, ...T }, { ...A, ...either, ...OFF }], 'UNRESOLVED key-unreadable when condition Pa is true'],
    ['its method may be missing', [{ ...U, HttpMethod: choose('Pa', ref('AWS::NoValue'), 'GET'), ...T }, { ...A, ...OFF }], 'UNRESOLVED key-unreadable when condition Pa is false'],
    ['or is missing elsewhere', [{ ...U, HttpMethod: choose('Pa', 'GET', ref('AWS::NoValue')), ...T }, { ...A, ...OFF }], 'UNRESOLVED key-unreadable when condition Pa is true'],
    ['they never have the same method', [{ ...U, ...either, ...T }, { ...A, CachingEnabled: choose('Pa', false, true), CacheDataEncrypted: choose('Pa', true, false) }], 'ENCRYPTED stated-encrypted'],
  ])('%s', (_, settings, expected) => {
    expect(judged(settings)).toBe(`MethodSettings ${expected}`);
    expect(judged([...settings].reverse())).toBe(`MethodSettings ${expected}`);
  });

  test.each<[string, object]>([
    ['a parameter', ref('Free')],
    ['a lookup that comes to a list', { 'Fn::FindInMap': ['M', 'a', 'list'] }],
  ])('says what cannot be read: %s', (_, ResourcePath) => {
    const Properties = { CacheClusterEnabled: true, MethodSettings: [{ ...U, ...T, ResourcePath }, { ...A, ...OFF }] };
    const [{ stage: { judgement } }] = stagesOf({ ...TEMPLATE, Mappings: { M: { a: { list: ['x'] } } }, Resources: { S: { Type: 'AWS::ApiGateway::Stage', Properties } } });
    expect(judgement.keys[0]).toMatchObject({ reason: 'key-unreadable', shown: JSON.stringify(ResourcePath) });
  });

  test('where the cluster is off that is no worse', () => {
    const settings = [{ ...U, ...T }, { ...A, ...OFF }, choose('Pa', { ...B, ...OFF })];
    expect(judged(settings, choose('Pa', false, true))).toBe('MethodSettings UNRESOLVED key-unreadable when condition Pa is false');
    expect(judged([...settings].reverse(), choose('Pa', false, true))).toBe('MethodSettings UNRESOLVED key-unreadable when condition Pa is false');
  });
});

test.each<[string, unknown, string]>([
  ['an item that is text', ['x'], '"x" settings-unreadable'],
  ['an item that is a list', [[1]], '[1] settings-unreadable'],
  ['a text for a list', 'x', '"x" settings-unreadable'],
  ['a structure for a list', { a: 1 }, '{"a":1} settings-no-list'],
])('rule 5: says what cannot be read: %s', (_, MethodSettings, expected) => {
  const [{ stage: { judgement } }] = stagesOf({ Resources: { S: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings } } } });
  expect(judgement.keys.map(({ shown, reason }) => `${shown} ${reason}`)).toEqual([expected]);
});

test('rule 5: encryption is not inherited from a stage default that is encrypted, which each of its entries has to be to be named', () => {
  const reasonOf = (...defaults: readonly object[]) => {
    const Properties = { CacheClusterEnabled: true, MethodSettings: [...defaults, { ...A, ...ON }] };
    const [{ stage: { judgement } }] = stagesOf({ Resources: { S: { Type: 'AWS::ApiGateway::Stage', Properties } } });
    return judgement.keys.find(({ key }) => key === '~1a/GET')!.reason;
  };
  expect([reasonOf(ENCRYPTED), reasonOf(ENCRYPTED, UNENCRYPTED), reasonOf()]).toEqual(['not-inherited', 'not-stated', 'not-stated']);
});

test('rule 14: a verdict and a fault that the same facts show are one', () => {
  const template = { ...TEMPLATE, Parameters: { ...TEMPLATE.Parameters, R: ALLOWED }, Conditions: { ...TEMPLATE.Conditions, Ra: is('R', 'a') } };
  const flag = choose('Pb', false, choose('Qa', choose('Ra', false, true), choose('Ra', true, 'true')));
  expect(proven([{ ...W, ...ON, CacheDataEncrypted: flag }, choose('Pb', { ...UNENCRYPTED, CacheTtlInSeconds: 5 })], true, {}, template))
    .toEqual(['*/* UNENCRYPTED (duplicate) when condition Pb is true']);
});

describe('rule 15: a boolean that is a parameter', () => {
  const flag = (CacheDataEncrypted: unknown) => [{ ...W, ...ON, CacheDataEncrypted }];
  const caching = (CachingEnabled: unknown, more: object = {}) => [{ ...W, CachingEnabled, ...more }];
  test.each<[string, unknown, unknown, string[]]>([
    ['a default that violates', flag(ref('Default')), true, ['*/* UNENCRYPTED when parameter Default is "false"']],
    ['a default that is harmless', flag(ref('On')), true, ['*/* UNRESOLVED when parameter On has any other value']],
    ['neither default nor values', flag(ref('Free')), true, ['*/* UNRESOLVED']],
    ['caching: a default that violates', caching(ref('On')), true, ['*/* UNENCRYPTED when parameter On is "true"']],
    ['caching: a default that is harmless', caching(ref('Default')), true, ['*/* UNRESOLVED when parameter Default has any other value']],
    ['caching: no default', caching(ref('Free')), true, ['*/* UNENCRYPTED']],
    ['caching: whatever it is, it is encrypted', caching(ref('Free'), { CacheDataEncrypted: true }), true, ['*/* ENCRYPTED']],
    ['the cluster: a default that is on', [UNENCRYPTED], ref('On'), ['*/* UNENCRYPTED when parameter On is "true"']],
    ['the cluster: a default that is off', [UNENCRYPTED], ref('Default'), ['*/* UNRESOLVED when parameter Default has any other value']],
    ['the cluster: no default', [UNENCRYPTED], ref('Free'), ['*/* UNENCRYPTED']],
    ['an unencrypted override, where a harmless default decides on the stage', [...caching(ref('Default'), { CacheDataEncrypted: true }), { ...A, CacheDataEncrypted: false }], true, [
      '*/* ENCRYPTED', '~1a/GET UNRESOLVED when parameter Default has any other value',
    ]],
    ['an unencrypted override below something else that may be the stage default', [...caching(ref('Default'), { CacheDataEncrypted: true }), { 'Fn::ImportValue': 'x' }, { ...A, CacheDataEncrypted: false }], true, [
      '*/* ENCRYPTED', '~1a/GET UNENCRYPTED', 'MethodSettings UNRESOLVED',
    ]],
    ['the cluster: a seeded override stays unproven', [ENCRYPTED, { ...A, ThrottlingRateLimit: 1 }], ref('Default'), [
      '*/* ENCRYPTED', '~1a/GET UNPROVEN when parameter Default has any other value',
    ]],
    ['duplicates, of which one is open and one has a harmless default', [...caching(ref('Default')), ...caching(ref('Free'))], true, ['*/* UNENCRYPTED (duplicate)']],
  ])('%s', (_, settings, cluster, expected) => {
    expect(proven(settings, cluster)).toEqual(expected);
  });

  test('a parameter with allowed values is judged with each', () => {
    const Parameters = { P: { Type: 'String', AllowedValues: ['true', 'false'] } };
    const stageIn = (CacheDataEncrypted: unknown) => ({ Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: flag(CacheDataEncrypted) } });
    const [{ stage: deployable }] = stagesOf({ Parameters, Resources: { S: stageIn(ref('P')) } });
    expect(deployable.judgement.keys.map(({ verdict, when }) => `${verdict}${describeWhen(when)}`)).toEqual(['UNENCRYPTED when parameter P is "false"']);
  });
});

describe('rule 16: a condition that cannot be evaluated is one unknown bit', () => {
  const UNKNOWN = { 'Fn::Equals': [{ 'Fn::ImportValue': 'x' }, 'a'] };
  const Conditions = {
    ...TEMPLATE.Conditions,
    Unknown: UNKNOWN,
    Alike: { Condition: 'Unknown' },
    Same: { 'Fn::Equals': [{ 'Fn::ImportValue': 'x' }, 'a'] },
    Opposite: { 'Fn::Not': [{ Condition: 'Same' }] },
    Second: { 'Fn::Equals': [{ 'Fn::ImportValue': 'y' }, 'a'] },
    Both: { 'Fn::And': [{ Condition: 'Unknown' }, { Condition: 'Opposite' }] },
    Either: { 'Fn::Or': [{ Condition: 'Unknown' }, { Condition: 'Opposite' }] },
    Unless: { 'Fn::And': [{ Condition: 'Unknown' }, is('P', 'a')] },
  };
  const flags = (CachingEnabled: unknown, CacheDataEncrypted: unknown = ref('AWS::NoValue')) => [{ ...W, CachingEnabled, CacheDataEncrypted }];

  test.each<[string, unknown, string[]]>([
    ['unencrypted in both branches', [choose('Unknown', UNENCRYPTED, { ...W, ...ON })], ['*/* UNENCRYPTED']],
    ['unencrypted in one', [choose('Unknown', UNENCRYPTED, ENCRYPTED)], ['*/* UNRESOLVED when condition Unknown is true']],
    ['unencrypted in the other', [choose('Unknown', ENCRYPTED, UNENCRYPTED)], ['*/* UNRESOLVED when condition Unknown is false']],
    ['encrypted in both', [choose('Unknown', ENCRYPTED, { ...ENCRYPTED, ThrottlingRateLimit: 5 })], ['*/* ENCRYPTED']],
    ['not cached in both', flags(choose('Unknown', false, ref('AWS::NoValue'))), ['*/* NOT_CACHED']],
    ['only there in one branch', [choose('Unknown', UNENCRYPTED)], ['*/* UNRESOLVED when condition Unknown is true']],
    ['both flags under it never disagree', flags(choose('Unknown', true, false), choose('Unknown', true, false)), ['*/* ENCRYPTED']],
    ['nor under another name for it', flags(choose('Unknown', true, false), choose('Alike', true, false)), ['*/* ENCRYPTED']],
    ['nor under the same expression', flags(choose('Unknown', true, false), choose('Same', true, false)), ['*/* ENCRYPTED']],
    ['nor under its opposite', flags(choose('Unknown', true, false), choose('Opposite', false, true)), ['*/* ENCRYPTED']],
    ['two of them may disagree', flags(choose('Unknown', true, false), choose('Second', true, false)), [
      '*/* UNRESOLVED when condition Unknown is true and condition Second is false',
    ]],
    ['And of it and its opposite', flags(true, choose('Both', false, true)), ['*/* ENCRYPTED']],
    ['Or of it and its opposite', flags(true, choose('Either', true, false)), ['*/* ENCRYPTED']],
    ['unencrypted for every choice, each in another configuration', [choose('Unknown', choose('Pa', UNENCRYPTED, ENCRYPTED), choose('Qa', UNENCRYPTED, ENCRYPTED))], [
      '*/* UNENCRYPTED when condition Unknown is true and condition Pa is true',
    ]],
    ['unencrypted whatever it is, in some configuration', [choose('Unless', ENCRYPTED, UNENCRYPTED)], ['*/* UNENCRYPTED when condition Unless is false']],
    ['unencrypted where a parameter agrees with it', [choose('Unless', UNENCRYPTED, ENCRYPTED)], ['*/* UNRESOLVED when condition Unless is true']],
    ['two of them, and unencrypted for three of four choices', flags(true, choose('Unknown', choose('Second', true, false), false)), [
      '*/* UNRESOLVED when condition Second is false',
    ]],
    ['two of them, and unencrypted for all choices', flags(true, choose('Unknown', choose('Second', false, 'false'), false)), ['*/* UNENCRYPTED']],
    ['an override that may be seeded', [choose('Unknown', ENCRYPTED), { ...A, ThrottlingRateLimit: 1 }], [
      '*/* ENCRYPTED', '~1a/GET UNPROVEN when condition Unknown is true',
    ]],
  ])('%s', (_, settings, expected) => {
    expect(proven(settings, true, {}, { ...TEMPLATE, Conditions })).toEqual(expected);
  });

  test('the cluster under it', () => {
    expect(proven([UNENCRYPTED], choose('Unknown', true, false), {}, { ...TEMPLATE, Conditions })).toEqual(['*/* UNRESOLVED when condition Unknown is true']);
  });

  test('a resource counts only in the choices in which it exists', () => {
    const under = (settings: unknown[]) => proven(settings, true, { Condition: 'Unknown' }, { ...TEMPLATE, Conditions });
    expect(under([UNENCRYPTED])).toEqual(['*/* UNENCRYPTED when condition Unknown is true']);
    expect(under([choose('Same', ENCRYPTED, UNENCRYPTED)])).toEqual(['*/* ENCRYPTED']);
    expect(under([choose('Second', ENCRYPTED, UNENCRYPTED)])).toEqual(['*/* UNRESOLVED when condition Unknown is true and condition Second is false']);
  });

  test('names the expression', () => {
    const [{ stage: deployable }] = stagesOf({
      ...TEMPLATE,
      Conditions,
      Resources: {
        S: {
          Type: 'AWS::ApiGateway::Stage',
          Properties: {
            CacheClusterEnabled: true, MethodSettings: [choose('Alike', UNENCRYPTED, ENCRYPTED)],
          },
        },
      },
    });
    expect(deployable.judgement.keys).toMatchObject([{ reason: 'condition-unreadable', shown: '{"Fn::Equals":[{"Fn::ImportValue":"x"},"a"]}' }]);
    expect(proven([choose('Pa', ENCRYPTED, choose('Unknown', UNENCRYPTED, ENCRYPTED))], true, {}, { ...TEMPLATE, Conditions }))
      .toEqual(['*/* UNRESOLVED when condition Pa is false and condition Unknown is true']);
  });
});

describe('rule 14 and 16: lookups', () => {
  const Mappings = { ByRegion: { 'us-east-1': { on: true, off: false }, 'eu-west-1': { on: false, off: false } } };
  const lookup = (second: unknown, ...more: unknown[]) => ({ 'Fn::FindInMap': ['ByRegion', ref('AWS::Region'), second, ...more] });
  const Conditions = { Us: is('AWS::Region', 'us-east-1'), Asia: is('AWS::Region', 'ap-south-1') };
  const judged = (settings: unknown, environment = {}, more: object = {}) =>
    proven(settings, true, {}, { Mappings, Conditions, ...more }, environment);

  test.each<[string, unknown, string[]]>([
    ['one region is unencrypted', [{ ...W, ...ON, CacheDataEncrypted: lookup('on') }], ['*/* UNENCRYPTED when parameter AWS::Region is "eu-west-1"']],
    ['no region caches, and no other can be deployed', [{ ...W, CachingEnabled: lookup('off') }], ['*/* NOT_CACHED']],
    ['what finds nothing cannot be deployed', [{ ...W, ...ON, CacheDataEncrypted: lookup('typo') }], []],
    ['what it falls back on need not find anything', [{ ...W, CachingEnabled: lookup('off', { DefaultValue: lookup('none') }) }], ['*/* NOT_CACHED']],
    ['a default catches it', [{ ...W, CachingEnabled: lookup('off', { DefaultValue: true }) }], ['*/* UNENCRYPTED when parameter AWS::Region is "ap-south-1"']],
    ['a lookup beside the flag rules regions out', [{ ...W, ...ON, CacheDataEncrypted: choose('Asia', false, true), CacheTtlInSeconds: lookup('on') }], ['*/* ENCRYPTED']],
    ['so does one of another entry', [{ ...W, ...ON, CacheDataEncrypted: choose('Asia', false, true) }, { ...A, CachingEnabled: lookup('off') }], [
      '*/* ENCRYPTED', '~1a/GET NOT_CACHED',
    ]],
    ['one in a branch does not, unless it is evaluated', [{ ...W, ...ON, CacheDataEncrypted: choose('Asia', false, true) }, choose('Us', { ...A, CachingEnabled: lookup('off') })], [
      '*/* UNENCRYPTED when condition Asia is true', '~1a/GET NOT_CACHED',
    ]],
    ['in a branch that fails', [{ ...W, ...ON, CacheDataEncrypted: choose('Asia', lookup('on'), true) }], ['*/* ENCRYPTED']],
  ])('%s', (_, settings, expected) => {
    expect(judged(settings)).toEqual(expected);
  });

  // Any region may be deployed then, and what is found there cannot be read.
  test.each<[string, object, unknown[]]>([
    ['the map', { ByRegion: { 'Fn::Transform': { Name: 'AWS::Include' } } }, ['*/* UNRESOLVED']],
    ['the map, beside what is written', { ByRegion: { 'us-east-1': { on: true }, 'Fn::Transform': { Name: 'AWS::Include' } } }, ['*/* UNRESOLVED when parameter AWS::Region is "ap-south-1"']],
    ['what is below a key', { ByRegion: { 'us-east-1': { 'Fn::Transform': { Name: 'AWS::Include' } } } }, ['*/* UNRESOLVED']],
    ['every map', { 'Fn::Transform': { Name: 'AWS::Include' }, 'ByRegion': { 'us-east-1': { on: true } } }, ['*/* ENCRYPTED']],
  ])('rule 16: a macro may add to %s', (_, mappings, expected) => {
    expect(judged([{ ...W, ...ON, CacheDataEncrypted: lookup('on') }], {}, { Mappings: mappings })).toEqual(expected);
  });

  test('rule 16: a macro may add to what a parameter looks up second', () => {
    const settings = [{ ...W, ...ON, CacheDataEncrypted: { 'Fn::FindInMap': ['ByRegion', 'us-east-1', ref('Free')] } }];
    const more = { Parameters: TEMPLATE.Parameters, Mappings: { ByRegion: { 'us-east-1': { 'on': true, 'Fn::Transform': { Name: 'AWS::Include' } } } } };
    expect(judged(settings, {}, more)).toEqual(['*/* UNRESOLVED when parameter Free has any other value']);
  });

  test('what Globals look up need not find anything: no resource may take it', () => {
    const Globals = { Api: { CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] }, Function: { Timeout: lookup('typo') } };
    const F = { Type: 'AWS::Serverless::Function', Properties: { Events: { Get: { Type: 'Api' } } } };
    const S = { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] } };
    expect(stagesOf({ Mappings, Globals, Resources: { S, F } }).map(({ logicalId, stage: { judgement } }) => `${logicalId} ${judgement.verdict}`))
      .toEqual(['S UNENCRYPTED', 'ServerlessRestApi UNENCRYPTED']);
  });

  test('nor need what a function looks up that is never there', () => {
    const Globals = { Api: { CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] } };
    const F = { Type: 'AWS::Serverless::Function', Properties: { Events: { Get: { Type: 'Api' } } } };
    const G = { Type: 'AWS::Serverless::Function', Condition: 'Never', Properties: { Timeout: lookup('typo') } };
    expect(stagesOf({ Mappings, Globals, Conditions: TEMPLATE.Conditions, Resources: { F, G } }).map(({ stage: { judgement } }) => judgement.verdict)).toEqual(['UNENCRYPTED']);
  });

  test('a fixed region is the only one, and no fact', () => {
    const settings = [{ ...W, ...ON, CacheDataEncrypted: lookup('on') }];
    expect(judged(settings, { 'AWS::Region': 'eu-west-1' })).toEqual(['*/* UNENCRYPTED']);
    expect(judged(settings, { 'AWS::Region': 'us-east-1' })).toEqual(['*/* ENCRYPTED']);
    expect(judged(settings, { 'AWS::Region': 'ap-south-1' })).toEqual([]);
  });

  test('a parameter of which no value is a key cannot be deployed', () => {
    const settings = [{ ...W, ...ON, CacheDataEncrypted: { 'Fn::FindInMap': ['ByRegion', ref('Where'), 'on'] } }];
    expect(judged(settings, {}, { Parameters: { Where: { Type: 'String', AllowedValues: ['x', 'y'] } } })).toEqual([]);
  });

  test('what functions look up says which regions there are for the implicit API', () => {
    const F = { Type: 'AWS::Serverless::Function', Properties: { Events: { Get: { Type: 'Api', Properties: { RestApiId: lookup('api') } } } } };
    const template = { Mappings: { ByRegion: { 'us-east-1': { api: 'abc' } } }, Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [UNENCRYPTED] } }, Resources: { F } };
    expect(stagesOf(template)).toEqual([]);
    const typed = { ...F, Properties: { Events: { Get: { Type: lookup('type') } } } };
    expect(stagesOf({ ...template, Mappings: { ByRegion: { 'us-east-1': { type: 'Api' } } }, Resources: { F: typed } })).toHaveLength(1);
    const without = { ...F, Properties: { Events: { Get: { Type: 'Api', Properties: { RestApiId: lookup('api', { DefaultValue: ref('AWS::NoValue') }) } } } } };
    expect(stagesOf({ ...template, Resources: { F: without } }).map(({ stage: { judgement } }) => judgement.verdict)).toEqual(['UNENCRYPTED']);
  });
});

describe('rule 17: too many configurations', () => {
  const names = ['C0', 'C1', 'C2'];
  const Parameters = Object.fromEntries(names.map((name) => [name, { Type: 'String', AllowedValues: ['a', 'b'] }]));
  const Conditions = Object.fromEntries(names.map((name) => [name, is(name, 'a')]));
  const crowded = (value: unknown) => names.reduce<unknown>((inner, name) => choose(name, inner, inner), value);
  const sourceOf = (MethodSettings: unknown, CacheClusterEnabled: unknown = true, more: object = {}) => stagesOf({
    Parameters, Conditions, Resources: { S: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled, MethodSettings }, ...more } },
  })[0].stage.source;
  const said = (source: ReturnType<typeof sourceOf>, limit: number) =>
    judgeConfigurations(source, limit).keys.map(({ key, verdict, reason }) => `${key} ${verdict} ${reason}`);

  test('degrade that key alone', () => {
    const settings =
      [{ ...W, CachingEnabled: true, CacheDataEncrypted: crowded(true) }, { ...A, CachingEnabled: true, CacheDataEncrypted: true }];
    const source = sourceOf(settings);
    expect(said(source, 8)).toEqual(['*/* ENCRYPTED stated-encrypted', '~1a/GET ENCRYPTED stated-encrypted']);
    expect(said(source, 7)).toEqual(['*/* UNRESOLVED too-many-configurations', '~1a/GET ENCRYPTED stated-encrypted']);
    expect(judgeConfigurations(source, 7).verdict).toBe('UNRESOLVED');
  });

  test('are not tried where what is stated decides', () => {
    expect(said(sourceOf([{ ...W, LoggingLevel: crowded('INFO'), CachingEnabled: true }]), 1)).toEqual(['*/* UNENCRYPTED not-stated']);
    const possibleDefault = { HttpMethod: ref('M'), ResourcePath: '/*', CachingEnabled: crowded(true), CacheDataEncrypted: true };
    expect(said(sourceOf([ENCRYPTED, possibleDefault, { ...A, LoggingLevel: 'INFO' }]), 1)).toContain('~1a/GET UNPROVEN seeded');
  });

  test('mean nothing for a flag that is literally true', () => {
    expect(said(sourceOf([{ ...W, CachingEnabled: crowded(true), CacheDataEncrypted: true }]), 7)).toEqual(['*/* ENCRYPTED stated-encrypted']);
    const duplicates = [{ ...W, CachingEnabled: crowded(true), CacheDataEncrypted: true }, { ...W, CacheDataEncrypted: crowded(true) }];
    expect(said(sourceOf(duplicates), 7)).toEqual(['*/* UNRESOLVED too-many-configurations']);
  });

  test('say where the flags are', () => {
    const [judged] = judgeConfigurations(sourceOf([{ ...W, CachingEnabled: crowded(true), CacheDataEncrypted: false }]), 7).keys;
    expect(judged.settings.map(({ path }) => path.join('.'))).toEqual(['Properties.MethodSettings.0']);
    expect(judged.path.join('.')).toBe('Properties.MethodSettings.0');
    expect(judged.when).toEqual([]);
    const inert = { HttpMethod: 'GET', ResourcePath: '/a/b', CachingEnabled: crowded(true) };
    expect(judgeConfigurations(sourceOf([inert]), 7).keys).toMatchObject([{ verdict: 'UNRESOLVED', keyFault: 'path-not-encoded' }]);
  });

  test('rule 2: without a cluster nothing is cached', () => {
    expect(said(sourceOf([{ ...W, CachingEnabled: crowded(true) }], false), 7)).toEqual(['*/* DORMANT too-many-configurations']);
  });

  test('of a list or an item', () => {
    expect(said(sourceOf(crowded({ 'Fn::ImportValue': 'x' })), 7)).toEqual(['MethodSettings UNRESOLVED settings-unreadable']);
    expect(said(sourceOf([crowded({ 'Fn::ImportValue': 'x' })]), 7)).toEqual(['MethodSettings UNRESOLVED settings-unreadable']);
    const shownIn = (source: ReturnType<typeof sourceOf>) => judgeConfigurations(source, 7).keys.map(({ path, shown }) => `${path.join('.')} ${shown}`);
    expect(shownIn(sourceOf(crowded({ 'Fn::ImportValue': 'x' })))).toEqual(['Properties.MethodSettings {"Fn::ImportValue":"x"}']);
    expect(shownIn(sourceOf([crowded({ 'Fn::ImportValue': 'x' })]))).toEqual(['Properties.MethodSettings.0 {"Fn::If":["C2",{"Fn::If":…},{"Fn::If":…}]}']);
    expect(shownIn(sourceOf([], true, { Properties: crowded({ 'Fn::ImportValue': 'x' }) }))).toEqual(['Properties.MethodSettings undefined']);
  });

  test('not of an item that can be read, in a list that hangs on something else', () => {
    const MethodSettings = [crowded(ENCRYPTED)];
    const Properties = choose('C0', { 'Fn::ImportValue': 'x' }, { CacheClusterEnabled: true, MethodSettings });
    const [entry, list, ...more] = said(sourceOf([], true, { Properties }), 3);
    expect([entry, list, more]).toEqual(['*/* ENCRYPTED stated-encrypted', 'MethodSettings UNRESOLVED settings-unreadable', []]);
  });

  test('of an entry together with one that it may meet', () => {
    const meeting = [{ HttpMethod: 'GET', ResourcePath: { 'Fn::ImportValue': 'x' }, CachingEnabled: true, CacheDataEncrypted: true }, { ...A, CachingEnabled: crowded(false), CacheDataEncrypted: true }];
    expect(said(sourceOf(meeting), 8)).toEqual(['MethodSettings ENCRYPTED stated-encrypted', '~1a/GET NOT_CACHED caching-off']);
    expect(said(sourceOf(meeting), 7)).toEqual(['MethodSettings UNRESOLVED key-unreadable', '~1a/GET ENCRYPTED stated-encrypted']);
  });

  test('of the resource itself: it may exist', () => {
    const all = { ...Conditions, All: { 'Fn::And': names.map((name) => ({ Condition: name })) }, None: { 'Fn::And': [{ Condition: 'All' }, { 'Fn::Equals': ['a', 'b'] }] } };
    const parameters = new Domains({ parameters: Parameters, conditions: all, mappings: {} });
    const layoutOf = (condition: string) => stageLayout({ type: 'AWS::ApiGateway::Stage', properties: {}, condition }, undefined)!;
    expect(existsAnywhere(new StageSource(() => layoutOf('All'), () => parameters), 1)).toBe(true);
    expect(existsAnywhere(new StageSource(() => layoutOf('None'), () => parameters), 4)).toBe(false);
    expect(existsAnywhere(new StageSource(() => layoutOf('None'), () => parameters), 3)).toBe(true);
  });

  test('more choices of unknown conditions than anybody splits are not known', () => {
    const guess = (index: number, value: boolean) => ({ condition: { is: 'unknown' as const, name: `${index}`, raw: index }, value });
    const open = Array.from({ length: 13 }, (_, index) => [
      { guesses: [guess(index, true)], isShown: true }, { guesses: [guess(index, false), guess(index + 13, true)], isShown: true },
    ]).flat();
    expect(isShownForEveryChoice([...open, { guesses: [], isShown: true }], ({ isShown }) => isShown)).toBe(true);
    expect(isShownForEveryChoice([], () => false)).toBe(true);
    expect(isShownForEveryChoice([{ guesses: [], isShown: false }], ({ isShown }) => isShown)).toBe(false);
    expect(isShownForEveryChoice(open.slice(0, 2), ({ isShown }) => isShown)).toBe(true);
  });
});

describe('remediation reaches into the branches', () => {
  const SWITCHES = {
    Off: { Type: 'String', AllowedValues: ['false'] },
    OnOff: { Type: 'String', AllowedValues: ['true', 'false'] },
    AlwaysOn: { Type: 'String', AllowedValues: ['true'] },
  };
  const MAPPINGS = { M: { a: { off: false, mixed: true, list: ['x'] }, b: { off: 'false', mixed: false, list: ['x'] } } };
  const OPTIONS = { ensureStageDefault: true, isAcknowledged: (_: string): boolean => false };
  const edits = (MethodSettings: unknown, options = OPTIONS, CacheClusterEnabled: unknown = true) => {
    const properties = { CacheClusterEnabled, ...MethodSettings !== undefined && { MethodSettings } };
    const deployable = deployableStage({ type: 'AWS::ApiGateway::Stage', properties }, undefined, new Domains({
      parameters: { ...TEMPLATE.Parameters, ...SWITCHES }, conditions: TEMPLATE.Conditions, mappings: MAPPINGS,
    }))!;
    return remediate(deployable.source, options).map(({ path, was }) => `${path.slice(2).join('.')} ${was.is}`);
  };

  test.each<[string, unknown, string[]]>([
    ['of a list', choose('Pa', [UNENCRYPTED], [{ ...A, ...ON }, UNENCRYPTED]), [
      'Fn::If.1.0.CacheDataEncrypted known', 'Fn::If.2.0.CacheDataEncrypted absent', 'Fn::If.2.1.CacheDataEncrypted known',
    ]],
    ['of an item', [ENCRYPTED, choose('Pa', { ...A, ...ON })], ['1.Fn::If.1.CacheDataEncrypted absent']],
    ['of the flag, which is replaced as a whole', [{ ...W, ...ON, CacheDataEncrypted: choose('Pa', true, false) }], ['0.CacheDataEncrypted unresolved']],
    ['once for each place', [{ ...W, CachingEnabled: choose('Pa', true, choose('Qa', true)) }], ['0.CacheDataEncrypted absent']],
  ])('%s', (_, settings, expected) => {
    expect(edits(settings)).toEqual(expected);
  });

  test.each<[string, unknown, string[]]>([
    ['of an item whose condition cannot be evaluated', [choose('Imported', UNENCRYPTED, { ...A, ...ON })], [
      '0.Fn::If.1.CacheDataEncrypted known', '0.Fn::If.2.CacheDataEncrypted absent',
    ]],
    ['that never comes', [choose('Never', UNENCRYPTED, ENCRYPTED)], ['0.Fn::If.1.CacheDataEncrypted known']],
    ['though too many conditions decide on it', [{ ...W, CachingEnabled: Array.from({ length: 20 }).reduce<unknown>((inner, _, index) => choose(`P${index}`, inner), true) }], ['0.CacheDataEncrypted absent']],
    ['not of what is off in every branch', [{ ...W, CachingEnabled: choose('Pa', false, 'false') }], []],
    ['not of what no value of a parameter caches', [{ ...W, CachingEnabled: ref('Off') }], []],
    ['of what a value of a parameter caches', [{ ...W, CachingEnabled: ref('OnOff') }], ['0.CacheDataEncrypted absent']],
    ['of what each value of a parameter encrypts: it is not literally true', [{ ...W, ...ON, CacheDataEncrypted: ref('AlwaysOn') }], ['0.CacheDataEncrypted unresolved']],
    ['of what an open parameter decides', [{ ...W, ...ON, CacheDataEncrypted: ref('On') }], ['0.CacheDataEncrypted unresolved']],
    ['of a lookup that may be true', [{ ...W, CachingEnabled: { 'Fn::FindInMap': ['M', ref('P'), 'mixed'] } }], ['0.CacheDataEncrypted absent']],
    ['not of one that is false for every key', [{ ...W, CachingEnabled: { 'Fn::FindInMap': ['M', ref('P'), 'off'] } }], []],
    ['of one whose default is true', [{ ...W, CachingEnabled: { 'Fn::FindInMap': ['M', ref('P'), 'off', { DefaultValue: choose('Pa', true, false) }] } }], ['0.CacheDataEncrypted absent']],
    ['of one with a key that cannot be read', [{ ...W, CachingEnabled: { 'Fn::FindInMap': ['M', ref('Unknown'), 'off'] } }], ['0.CacheDataEncrypted absent']],
    ['of one in a map that is not declared', [{ ...W, CachingEnabled: { 'Fn::FindInMap': ['N', 'a', 'off'] } }], ['0.CacheDataEncrypted absent']],
    ['of one that comes to a list', [{ ...W, CachingEnabled: { 'Fn::FindInMap': ['M', 'a', 'list'] } }], ['0.CacheDataEncrypted absent']],
    ['of one that is none', [{ ...W, CachingEnabled: { 'Fn::FindInMap': 'M' } }], ['0.CacheDataEncrypted absent']],
    ['of a flag that finds nothing', [{ ...W, ...ON, CacheDataEncrypted: { 'Fn::FindInMap': ['M', 'a', 'typo'] } }], ['0.CacheDataEncrypted unresolved']],
    ['not of what sets nothing', [{ ...W, CacheDataEncrypted: ref('AWS::NoValue'), LoggingLevel: choose('Pa', ref('AWS::NoValue'), ref('AWS::NoValue')) }], ['1 absent']],
    ['of an override below a default that caches in a branch', [choose('Pa', ENCRYPTED, { ...W, CachingEnabled: false }), { ...A, LoggingLevel: choose('Pa', 'INFO') }], ['1.CacheDataEncrypted absent']],
    ['not below a default that is never there with it', choose('Pa', [ENCRYPTED], [{ ...W, CacheTtlInSeconds: 5 }, { ...A, LoggingLevel: 'INFO' }]), []],
    ['not of an explicit false beside one in another branch', [choose('Pa', ENCRYPTED, { ...W, CachingEnabled: false })], []],
    ['of an explicit false beside one that may be there', [ENCRYPTED, choose('Pa', { ...W, CachingEnabled: false })], ['1.Fn::If.1.CacheDataEncrypted absent']],
    ['below an item that cannot be read, unless they exclude each other', [choose('Pa', 'x', { ...A, LoggingLevel: 'INFO' }), choose('Pa', { ...A, LoggingLevel: 'INFO' })], [
      '1.Fn::If.1.CacheDataEncrypted absent',
    ]],
    ['of a reference that is none', [{ ...W, CachingEnabled: { Ref: 7 } }], ['0.CacheDataEncrypted absent']],
  ])('%s', (_, settings, expected) => {
    expect(edits(settings)).toEqual(expected);
  });

  test('of a path that a parameter decides, for the first key that is not acknowledged', () => {
    const [templateStage] = stagesOf({
      Parameters: { Path: { Type: 'String', AllowedValues: ['/~1a', '/~1b'] } },
      Resources: { S: { Type: 'AWS::ApiGateway::Stage', Properties: { MethodSettings: [{ ...A, ...ON, ResourcePath: ref('Path') }] } } },
    });
    const keys = (acknowledged: readonly string[]) =>
      remediate(templateStage.stage.source, { ensureStageDefault: false, isAcknowledged: (key) => acknowledged.includes(key) })
        .map(({ key }) => key);
    expect([keys([]), keys(['~1a/GET']), keys(['~1a/GET', '~1b/GET'])]).toEqual([['~1a/GET'], ['~1b/GET'], []]);
    expect(templateStage.stage.judgement.keys.map(({ key, verdict }) => `${key} ${verdict}`)).toEqual(['~1a/GET DORMANT', '~1b/GET DORMANT']);
  });

  test('a default is not added where only some configurations lack it', () => {
    expect(edits(choose('Pa', [ENCRYPTED]))).toEqual([]);
    expect(edits([choose('Pa', ENCRYPTED)])).toEqual([]);
    expect(edits([{ ...ENCRYPTED, HttpMethod: choose('Pa', '*', 'GET') }])).toEqual([]);
    expect(edits([choose('Pa', { ...A, CacheDataEncrypted: true })])).toEqual(['1 absent']);
    expect(edits(choose('Pa', [{ ...A, CacheDataEncrypted: true }], []))).toEqual([]);
    expect(edits([choose('Pa', 'x')])).toEqual([]);
    expect(edits([], OPTIONS, choose('Pa', true, false))).toEqual([]);
    expect(edits([], OPTIONS, choose('Pa', true, 'true'))).toEqual(['0 absent']);
    expect(edits(undefined)).toEqual([' absent']);
    expect(edits(undefined, { ...OPTIONS, isAcknowledged: () => true })).toEqual([]);
  });
});

test('what configures no stage has none', () => {
  expect(existsAnywhere(NO_STAGE.source)).toBe(false);
  expect(NO_STAGE.judgement).toEqual({ verdict: 'NOT_CACHED', keys: [] });
  expect(deployableStage({ type: 'AWS::SNS::Topic', properties: {} }, undefined, new Domains(NO_DECLARATIONS))).toBeUndefined();
});
