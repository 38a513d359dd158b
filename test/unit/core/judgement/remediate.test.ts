import { deployableImplicitApi } from '../../../../src/core/judgement/deployable-stage';
import { Edit, encryptsAll, remediate, remediateRecords, RemediationOptions } from '../../../../src/core/judgement/remediate';
import { deployedCache } from '../../../../src/core/stage/deployed-stage';
import { NO_DECLARATIONS } from '../../../../src/core/template-language/declarations';
import { applyEdits } from '../../../../src/core/template-language/edit';
import { Parameters } from '../../../../src/core/template-language/parameters';
import { deployableIn, properties, stage } from '../../../support/notation';

const OPTIONS: RemediationOptions = { ensureStageDefault: false, isAcknowledged: () => false };

function edited(cluster: string, entries: readonly string[], options: Partial<RemediationOptions> = {}): number[] {
  return remediate(stage(cluster, entries).source, { ...OPTIONS, ...options }).map(({ path }) => Number(path[2])).sort();
}

describe('section 4: sets the flag on every entry that is cached, possibly cached or dormant', () => {
  test.each([
    ['unencrypted', 'T', ['W T/F'], [0]],
    ['not stated', 'T', ['W T/–'], [0]],
    ['a string', 'T', ['W T/f'], [0]],
    ['already encrypted', 'T', ['W T/T'], []],
    ['already encrypted, as a string', 'T', ['W T/t'], []],
    ['unreadable flag', 'T', ['W T/?'], [0]],
    ['caching unreadable', 'T', ['W ?/–'], [0]],
    ['seeded override', 'T', ['W T/T', 'A –/– throttles'], [1]],
    ['override that is not cached', 'T', ['W T/–', 'A F/F'], [0]],
    ['not cached', 'T', ['W –/F', 'A –/– throttles'], []],
    ['dormant, no cluster', '–', ['W T/F'], [0]],
    ['dormant, TTL 0', 'T', ['W T/F ttl=0'], [0]],
    ['a key without effect that states caching', 'T', ['N T/–'], [0]],
    ['a key without effect that does not', 'T', ['W T/T', 'N –/F'], []],
    ['a contested key', 'T', ['W T/T', 'X –/F'], [1]],
    ['rule 9: every duplicate that leaves it out', 'T', ['A T/T', 'A –/– throttles', 'A F/–'], [1, 2]],
    ['rule 11: an entry that sets nothing', 'T', ['W T/–', 'A –/–'], [0]],
    ['an unreadable key: all that it may meet', 'T', ['U T/T', 'A F/F', 'B –/T', 'P F/F', 'W –/F'], [1]],
    ['an unreadable key of any method', 'T', ['V T/T', 'A F/F', 'P F/F'], [1, 2]],
    ['an unreadable key where nothing caches', 'T', ['U –/F', 'A F/F'], []],
  ])('%s: cluster %s, %j', (_, cluster, entries, expected) => {
    expect(edited(cluster, entries)).toEqual(expected);
  });
});

test('an edit says what the template had said', () => {
  expect(remediate(stage('T', ['W T/F']).source, OPTIONS)).toEqual([
    { path: ['Properties', 'MethodSettings', 0, 'CacheDataEncrypted'], value: true, key: '*/*', was: { is: 'known', value: false } },
  ]);
});

test.each<[string, unknown[], boolean]>([
  ['distinct keys', ['W T/F', 'A T/–'], true],
  ['a key that is stated twice', ['A T/F', 'A T/–'], false],
  ['a key that cannot be read', ['? T/F'], false],
  ['an item that cannot be read', [{ 'Fn::Transform': { Name: 'X' } }], false],
])('section 4: nothing is left to say after remediation of %s: %j is %s', (_, list, expected) => {
  const entries = list.map((item) => item === '? T/F' ? { HttpMethod: { 'Fn::ImportValue': 'x' }, ResourcePath: '/*', CachingEnabled: true } : item);
  const MethodSettings = entries.map((item) => typeof item === 'string' ? (properties('T', [item]).MethodSettings as unknown[])[0] : item);
  const { source } = deployableIn({ type: 'AWS::ApiGateway::Stage', properties: { CacheClusterEnabled: true, MethodSettings } })!;
  expect(encryptsAll(source)).toBe(expected);
});

test('rule 12: a description that cannot be read in a branch may be a stage default', () => {
  const entry = { HttpMethod: 'GET', ResourcePath: '/~1a', LoggingLevel: 'INFO' };
  const StageDescription = { 'Fn::If': ['C', { 'Fn::ImportValue': 'x' }, { MethodSettings: [entry] }] };
  const described = deployableIn({ type: 'AWS::ApiGateway::Deployment', properties: { StageName: 'prod', StageDescription } })!;
  expect(remediate(described.source, OPTIONS).map(({ path }) => path.join('.'))).toEqual([
    'Properties.StageDescription.Fn::If.2.MethodSettings.0.CacheDataEncrypted',
  ]);
});

test('rule 16: a macro beside the properties of a description may rewrite them, so it is left alone', () => {
  const StageDescription = { 'CachingEnabled': true, 'Fn::Transform': { Name: 'AWS::Include' } };
  const described = deployableIn({ type: 'AWS::ApiGateway::Deployment', properties: { StageName: 'prod', StageDescription } })!;
  expect(remediate(described.source, OPTIONS)).toEqual([]);
});

test('section 4: a deployed record below one that cannot be read', () => {
  const deployed = deployedCache({ cacheClusterEnabled: true, methodSettings: { '*/*': 'x', '~1a/GET': { cacheDataEncrypted: false } } });
  expect(remediateRecords(deployed, () => false).map(({ key }) => key)).toEqual(['~1a/GET']);
});

test('section 4: a list that cannot be read is left alone', () => {
  const unreadable = deployableIn({ type: 'AWS::ApiGateway::Stage', properties: { CacheClusterEnabled: true, MethodSettings: { Ref: 'List' } } })!;
  expect(remediate(unreadable.source, { ...OPTIONS, ensureStageDefault: true })).toEqual([]);
});

test('an acknowledged key is left alone', () => {
  expect(edited('T', ['W T/–', 'A T/–', 'B T/–'], { isAcknowledged: (key) => key === '~1a/GET' })).toEqual([0, 2]);
});

describe('section 4: the stage default on demand', () => {
  const added = (cluster: string, entries: readonly string[], isAcknowledged = false): readonly Edit[] => {
    const edits = remediate(stage(cluster, entries).source, { ensureStageDefault: true, isAcknowledged: () => isAcknowledged });
    return edits.filter(({ value }) => value !== true);
  };

  test.each([
    ['cluster on, no W', 'T', ['A T/T'], 1],
    ['cluster may be on', '?', ['A T/T'], 1],
    ['cluster off', 'F', ['A T/T'], 0],
    ['no cluster', '–', ['A T/T'], 0],
    ['a W that sets something', 'T', ['W –/– throttles'], 0],
    ['a W that sets nothing does not exist', 'T', ['W –/–'], 1],
    ['a key without effect is no W', 'T', ['X T/T'], 1],
    ['an unreadable key may be W', 'T', ['V T/T'], 0],
    ['an unreadable path of GET is not W', 'T', ['U T/T'], 1],
  ])('%s: cluster %s, %j', (_, cluster, entries, expected) => {
    expect(added(cluster, entries)).toHaveLength(expected);
  });

  test('is not added to a stage that acknowledges it', () => {
    expect(added('T', ['A T/T'], true)).toEqual([]);
  });

  test('is appended and says nothing but encryption', () => {
    const before = properties('T', ['A T/T']);
    const edits = added('T', ['A T/T']);
    expect(applyEdits({ Properties: before }, edits).Properties.MethodSettings).toEqual([
      ...before.MethodSettings as object[],
      { HttpMethod: '*', ResourcePath: '/*', CacheDataEncrypted: true },
    ]);
  });

  test.each<[string, unknown, object | undefined, readonly string[]]>([
    ['to its own list', { MethodSettings: [] }, { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: 'GET', ResourcePath: '/' }] }, ['Properties.MethodSettings.0']],
    ['where there are no properties', undefined, { CacheClusterEnabled: true }, ['Properties.MethodSettings']],
    ['not without a cluster', {}, undefined, []],
    ['not where Globals have none', {}, { Name: 'x' }, []],
  ])('rule 13: is added to an API of SAM: %s', (_, stated, api, expected) => {
    const { source } = deployableIn({ type: 'AWS::Serverless::Api', properties: stated }, api && { Api: api })!;
    expect(remediate(source, { ...OPTIONS, ensureStageDefault: true }).map(({ path }) => path.join('.'))).toEqual(expected);
  });

  test('rule 12: of a description, makes the list within it', () => {
    const described = deployableIn({ type: 'AWS::ApiGateway::Deployment', properties: { StageName: 'prod', StageDescription: { CacheClusterEnabled: true } } })!;
    expect(remediate(described.source, { ...OPTIONS, ensureStageDefault: true }).map(({ path }) => path.join('.'))).toEqual(['Properties.StageDescription.MethodSettings']);
  });

  test('rule 13: of the implicit API, makes the list in Globals', () => {
    const implicit = deployableImplicitApi({ Api: { CacheClusterEnabled: true } }, new Parameters(NO_DECLARATIONS), () => true)!;
    expect(remediate(implicit.source, { ...OPTIONS, ensureStageDefault: true }).map(({ path }) => path.join('.'))).toEqual(['Globals.Api.MethodSettings']);
  });

  test('makes the list where there is none', () => {
    const bare = deployableIn({ type: 'AWS::ApiGateway::Stage', properties: { CacheClusterEnabled: true } })!;
    expect(applyEdits({ Properties: {} }, remediate(bare.source, { ...OPTIONS, ensureStageDefault: true }))).toEqual({
      Properties: { MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CacheDataEncrypted: true }] },
    });
  });
});
