import { describeWhen } from '../../../src/catalog/messages';
import { NO_DECLARATIONS } from '../../../src/core/declarations';
import { decodeDeployable, fixedStage } from '../../../src/core/deployable-stage';
import { judge } from '../../../src/core/judge';
import { Parameters as Domains } from '../../../src/core/parameters';
import { prove } from '../../../src/core/prove';
import { remediateAll } from '../../../src/core/remediate';
import { stagesOf } from '../../../src/core/template';
import { stage } from '../../support/notation';

const ref = (Ref: string) => ({ Ref });
const choose = (condition: string, yes: unknown, no: unknown = ref('AWS::NoValue')) => ({ 'Fn::If': [condition, yes, no] });
const is = (parameter: string, value: string) => ({ 'Fn::Equals': [ref(parameter), value] });
const ALLOWED = { Type: 'String', AllowedValues: ['a', 'b', 'c'] };
const W = { HttpMethod: '*', ResourcePath: '/*' };
const A = { HttpMethod: 'GET', ResourcePath: '/~1a' };
const ON = { CachingEnabled: true };
const CLEAR = { ...W, ...ON, CacheDataEncrypted: false };
const ENCRYPTED = { ...W, ...ON, CacheDataEncrypted: true };

const TEMPLATE = {
  Parameters: { P: ALLOWED, Q: ALLOWED, Default: { Type: 'String', Default: 'false' }, On: { Type: 'String', Default: 'true' }, Free: { Type: 'String' } },
  Conditions: { Pa: is('P', 'a'), Pb: is('P', 'b'), Qa: is('Q', 'a'), Qb: is('Q', 'b'), Never: { 'Fn::Equals': ['x', 'y'] }, Imported: is('Unknown', 'x') },
};

// `*/* UNENCRYPTED when condition Pa is true` for each key of one stage.
function proven(MethodSettings: unknown, CacheClusterEnabled: unknown = true, more: object = {}): string[] {
  const Resources = { Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled, MethodSettings }, ...more } };
  return stagesOf({ ...TEMPLATE, Resources }).flatMap(({ stage: one }) => prove(one).keys.map(({ key, verdict, keyFault, when }) =>
    [key, verdict, keyFault && `(${keyFault})`].filter((part) => part !== undefined).join(' ') + describeWhen(when)));
}

describe('rule 14: the worst of every configuration, and the smallest one that shows it', () => {
  test.each<[string, unknown, string[]]>([
    ['always', [CLEAR], ['*/* UNENCRYPTED']],
    ['in both branches', [choose('Pa', CLEAR, CLEAR)], ['*/* UNENCRYPTED']],
    ['in one', [choose('Pa', CLEAR, ENCRYPTED)], ['*/* UNENCRYPTED when condition Pa is true']],
    ['in the other', [choose('Pa', ENCRYPTED, CLEAR)], ['*/* UNENCRYPTED when condition Pa is false']],
    ['in none', [choose('Pa', ENCRYPTED)], ['*/* ENCRYPTED']],
    ['in two together', [choose('Pa', choose('Qa', CLEAR, ENCRYPTED), ENCRYPTED)], [
      '*/* UNENCRYPTED when condition Pa is true and condition Qa is true',
    ]],
    ['conditions that exclude each other', [choose('Pa', choose('Pb', CLEAR))], []],
    ['correlated flags', [{ ...W, CachingEnabled: choose('Pa', true, false), CacheDataEncrypted: choose('Pa', true, false) }], ['*/* ENCRYPTED']],
    ['flags that are not', [{ ...W, CachingEnabled: choose('Pa', true, false), CacheDataEncrypted: choose('Qa', true, false) }], [
      '*/* UNENCRYPTED when condition Pa is true and condition Qa is false',
    ]],
    ['two conditions, one for caching and its opposite for encryption', [{ ...W, CachingEnabled: choose('Pa', true), CacheDataEncrypted: choose('Pb', true) }], [
      '*/* UNENCRYPTED when condition Pa is true',
    ]],
    ['a whole list', choose('Pa', [CLEAR], []), ['*/* UNENCRYPTED when condition Pa is true']],
    ['a list that is left out', choose('Pa', [CLEAR]), ['*/* UNENCRYPTED when condition Pa is true']],
    ['an override that is seeded under a condition', [choose('Pa', ENCRYPTED, { ...W, CachingEnabled: false }), { ...A, ThrottlingRateLimit: 1 }], [
      '*/* ENCRYPTED', '~1a/GET UNPROVEN when condition Pa is true',
    ]],
    ['a duplicate under a condition', [CLEAR, choose('Pa', { ...CLEAR, CacheTtlInSeconds: 5 })], [
      '*/* UNENCRYPTED', '*/* (duplicate) when condition Pa is true',
    ]],
    ['a key without effect that caches under a condition', [{ HttpMethod: 'GET', ResourcePath: '/x', CachingEnabled: choose('Pa', true), LoggingLevel: 'INFO' }], [
      'x/GET UNENCRYPTED when condition Pa is true', 'x/GET (path-not-encoded)',
    ]],
    ['a condition that never holds', [choose('Never', CLEAR, ENCRYPTED)], ['*/* ENCRYPTED']],
    ['three conditions', [choose('Pa', choose('Qa', choose('Never', ENCRYPTED, CLEAR), ENCRYPTED), ENCRYPTED)], [
      '*/* UNENCRYPTED when condition Pa is true and condition Qa is true',
    ]],
  ])('%s', (_, settings, expected) => {
    expect(proven(settings)).toEqual(expected);
  });

  test('a resource with a condition counts only where that holds', () => {
    expect(proven([CLEAR], true, { Condition: 'Never' })).toEqual([]);
    expect(proven([CLEAR], true, { Condition: 'Pa' })).toEqual(['*/* UNENCRYPTED when condition Pa is true']);
    expect(proven([choose('Pb', CLEAR, ENCRYPTED)], true, { Condition: 'Pa' })).toEqual(['*/* ENCRYPTED']);
    expect(proven([choose('Qa', CLEAR, ENCRYPTED)], true, { Condition: 'Pa' })).toEqual(['*/* UNENCRYPTED when condition Pa is true and condition Qa is true']);
    expect(proven([CLEAR], true, { Condition: 'Imported' })).toEqual(['*/* UNENCRYPTED']);
  });

  test('three facts are named where two do not suffice', () => {
    const all = { P: ALLOWED, Q: ALLOWED, R: ALLOWED };
    const Conditions = { Pa: is('P', 'a'), Qa: is('Q', 'a'), Ra: is('R', 'a') };
    const idle = { ...A, CachingEnabled: choose('Sa', false, choose('Sb', false)) };
    const settings = [idle, choose('Pa', choose('Qa', choose('Ra', CLEAR, ENCRYPTED), ENCRYPTED), ENCRYPTED)];
    const [{ stage: one }] = stagesOf({
      Parameters: { ...all, S: ALLOWED }, Conditions: { ...Conditions, Sa: is('S', 'a'), Sb: is('S', 'b') }, Resources: { S: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: settings } } },
    });
    expect(describeWhen(prove(one).keys.find(({ key }) => key === '*/*')!.when)).toBe(' when condition Pa is true and condition Qa is true and condition Ra is true');
  });
});

describe('rule 15: a boolean that is a parameter', () => {
  const flag = (CacheDataEncrypted: unknown) => [{ ...W, ...ON, CacheDataEncrypted }];
  const caching = (CachingEnabled: unknown, more: object = {}) => [{ ...W, CachingEnabled, ...more }];
  test.each<[string, unknown, unknown, string[]]>([
    ['a default that violates', flag(ref('Default')), true, ['*/* UNENCRYPTED when parameter Default is "false"']],
    ['a default that is harmless', flag(ref('On')), true, ['*/* UNRESOLVED when parameter On is anything else']],
    ['neither default nor values', flag(ref('Free')), true, ['*/* UNRESOLVED']],
    ['caching: a default that violates', caching(ref('On')), true, ['*/* UNENCRYPTED when parameter On is "true"']],
    ['caching: a default that is harmless', caching(ref('Default')), true, ['*/* UNRESOLVED when parameter Default is anything else']],
    ['caching: no default', caching(ref('Free')), true, ['*/* UNENCRYPTED']],
    ['caching: whatever it is, it is encrypted', caching(ref('Free'), { CacheDataEncrypted: true }), true, ['*/* ENCRYPTED']],
    ['the cluster: a default that is on', [CLEAR], ref('On'), ['*/* UNENCRYPTED when parameter On is "true"']],
    ['the cluster: a default that is off', [CLEAR], ref('Default'), ['*/* UNRESOLVED when parameter Default is anything else']],
    ['the cluster: no default', [CLEAR], ref('Free'), ['*/* UNENCRYPTED']],
    ['an override in clear, where a harmless default decides on the stage', [...caching(ref('Default'), { CacheDataEncrypted: true }), { ...A, CacheDataEncrypted: false }], true, [
      '*/* ENCRYPTED', '~1a/GET UNRESOLVED when parameter Default is anything else',
    ]],
    ['duplicates, of which one is open and one has a harmless default', [...caching(ref('Default')), ...caching(ref('Free'))], true, ['*/* UNENCRYPTED (duplicate)']],
  ])('%s', (_, settings, cluster, expected) => {
    expect(proven(settings, cluster)).toEqual(expected);
  });

  test('a parameter with allowed values is judged with each', () => {
    const Parameters = { P: { Type: 'String', AllowedValues: ['true', 'false'] } };
    const stageIn = (CacheDataEncrypted: unknown) => ({ Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: flag(CacheDataEncrypted) } });
    const [{ stage: one }] = stagesOf({ Parameters, Resources: { S: stageIn(ref('P')) } });
    expect(prove(one).keys.map(({ verdict, when }) => `${verdict}${describeWhen(when)}`)).toEqual(['UNENCRYPTED when parameter P is "false"']);
  });
});

describe('rule 17: too many configurations', () => {
  const names = Array.from({ length: 20 }, (_, index) => `C${index}`);
  const Parameters = Object.fromEntries(names.map((name) => [name, ALLOWED]));
  const Conditions = Object.fromEntries(names.map((name) => [name, is(name, 'a')]));
  const entries = names.map((name) => ({ HttpMethod: 'GET', ResourcePath: `/~1${name}`, CachingEnabled: choose(name, true, false) }));
  const proveAll = (MethodSettings: unknown[], CacheClusterEnabled: unknown = true) => prove(stagesOf({
    Parameters, Conditions, Resources: { S: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled, MethodSettings } } },
  })[0].stage);

  test('what they decide is UNRESOLVED, and says why', () => {
    const { keys, verdict } = proveAll(entries);
    expect(verdict).toBe('UNRESOLVED');
    expect(new Set(keys.map((one) => `${one.verdict} ${one.because}`))).toEqual(new Set(['UNRESOLVED too-many-configurations']));
  });

  test('what is written literally is as it is', () => {
    expect(proveAll([...entries, CLEAR]).keys.find(({ key }) => key === '*/*')).toMatchObject({ verdict: 'UNENCRYPTED', because: 'stated-clear' });
    expect(proveAll([...entries, ENCRYPTED]).keys.find(({ key }) => key === '*/*')).toMatchObject({ verdict: 'ENCRYPTED' });
    expect(proveAll([...entries, CLEAR], choose('C0', true, false)).keys.find(({ key }) => key === '*/*')).toMatchObject({ verdict: 'UNRESOLVED' });
    expect(proveAll([...entries, ENCRYPTED, { ...A, ThrottlingRateLimit: 1 }]).keys.find(({ key }) => key === '~1a/GET')).toMatchObject({ verdict: 'UNRESOLVED' });
  });

  test('a resource whose own condition is lost in them counts', () => {
    const one = decodeDeployable(
      { type: 'AWS::ApiGateway::Stage', properties: { MethodSettings: entries }, condition: 'C0' }, undefined, new Domains({ parameters: Parameters, conditions: Conditions, mappings: {} }),
    );
    expect(one).toMatchObject({ isDegraded: true });
  });
});

describe('remediation reaches into the branches', () => {
  const OPTIONS = { ensureStageDefault: true, isAcknowledged: (_: string): boolean => false };
  const edits = (MethodSettings: unknown, options = OPTIONS) => {
    const properties = { CacheClusterEnabled: true, ...MethodSettings !== undefined && { MethodSettings } };
    const one = decodeDeployable({ type: 'AWS::ApiGateway::Stage', properties }, undefined, new Domains({
      parameters: TEMPLATE.Parameters, conditions: TEMPLATE.Conditions, mappings: {},
    }))!;
    return remediateAll(one, options).map(({ path, was }) => `${path.slice(2).join('.')} ${was.is}`);
  };

  test.each<[string, unknown, string[]]>([
    ['of a list', choose('Pa', [CLEAR], [{ ...A, ...ON }, CLEAR]), [
      'Fn::If.1.0.CacheDataEncrypted known', 'Fn::If.2.0.CacheDataEncrypted absent', 'Fn::If.2.1.CacheDataEncrypted known',
    ]],
    ['of an item', [ENCRYPTED, choose('Pa', { ...A, ...ON })], ['1.Fn::If.1.CacheDataEncrypted absent']],
    ['of the flag, which is replaced as a whole', [{ ...W, ...ON, CacheDataEncrypted: choose('Pa', true, false) }], ['0.CacheDataEncrypted unresolved']],
    ['once for each place', [{ ...W, CachingEnabled: choose('Pa', true, choose('Qa', true)) }], ['0.CacheDataEncrypted absent']],
  ])('%s', (_, settings, expected) => {
    expect(edits(settings)).toEqual(expected);
  });

  test('a default is not added where only some configurations lack it', () => {
    expect(edits(choose('Pa', [ENCRYPTED]))).toEqual([]);
    expect(edits([choose('Pa', ENCRYPTED)])).toEqual([]);
    expect(edits([choose('Pa', { ...A, CacheDataEncrypted: true })])).toEqual(['1 absent']);
    expect(edits(undefined)).toEqual([' absent']);
    expect(edits(undefined, { ...OPTIONS, isAcknowledged: () => true })).toEqual([]);
  });
});

test('a stage without conditions is judged as it is', () => {
  const one = stage('T', ['W T/T', 'A T/F', 'X –/T', 'B –/– throttles']);
  expect(prove(fixedStage(one))).toEqual(judge(one));
  expect(decodeDeployable({ type: 'AWS::SNS::Topic', properties: {} }, undefined, new Domains(NO_DECLARATIONS))).toBeUndefined();
});
