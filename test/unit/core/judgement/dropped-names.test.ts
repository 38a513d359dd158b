import { withDroppedNames } from '../../../../src/core/judgement/dropped-names';
import { stagesOf } from '../../../../src/core/judgement/template-stages';

const CACHED = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };
const DROPPED = { name: 'cacheDataEncypted', meant: 'CacheDataEncrypted', isMisplaced: false };

/** The misnomers of each key of a stage whose L1 has this list. */
function misnomers(entries: unknown, list?: readonly unknown[]): readonly unknown[] {
  const [{ stage }] = stagesOf({ Resources: { Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: entries } } } });
  const named = withDroppedNames(stage, () => list);
  expect(named.judgement.verdict).toBe(stage.judgement.verdict);
  return named.judgement.keys.map((judged) => judged.misnomers);
}

test('a finding names what its entry drops', () => {
  expect(misnomers([CACHED], [{ cacheDataEncypted: true }])).toEqual([[DROPPED]]);
});

test('beside what the template misspells', () => {
  expect(misnomers([{ ...CACHED, CacheDataEncripted: true }], [{ cacheDataEncypted: true }])).toEqual([[expect.objectContaining({ name: 'CacheDataEncripted' }), DROPPED]]);
});

test.each<[string, unknown, readonly unknown[] | undefined]>([
  ['there is no such list', [CACHED], undefined],
  ['nothing is misspelt', [CACHED], [{ cachingEnabled: true }]],
  ['the flag is stated', [{ ...CACHED, CacheDataEncrypted: false }], [{ cacheDataEncypted: true }]],
  ['the entry does not cache', [{ ...CACHED, CachingEnabled: false }], [{ cacheDataEncypted: true }]],
  ['the entry is nothing', [CACHED], [undefined]],
  ['the list stands elsewhere', { Ref: 'List' }, [{ cacheDataEncypted: true }]],
])('but nothing where %s', (_, entries, list) => {
  expect(misnomers(entries, list)).toEqual([undefined]);
});

test('a key fault without a verdict names nothing', () => {
  expect(misnomers([{ HttpMethod: 'GET', ResourcePath: '/a/b', LoggingLevel: 'INFO' }], [{ cacheDataEncypted: true }])).toEqual([undefined]);
});

test('nor one of a list that stands elsewhere, as in a stage description', () => {
  const properties = { StageName: 'prod', StageDescription: { CacheClusterEnabled: true, MethodSettings: [CACHED] } };
  const [{ stage }] = stagesOf({ Resources: { D: { Type: 'AWS::ApiGateway::Deployment', Properties: properties } } });
  expect(stage.judgement.verdict).toBe('UNENCRYPTED');
  const { keys } = withDroppedNames(stage, () => [{ cacheDataEncypted: true }]).judgement;
  expect(keys.map(({ misnomers: found }) => found)).toEqual(keys.map(() => undefined));
});
