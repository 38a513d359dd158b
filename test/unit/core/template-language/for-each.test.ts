import { stagesOf } from '../../../../src/core/judgement/template-stages';
import { resourcesIn } from '../../../../src/core/template-language/for-each';

const W = { HttpMethod: '*', ResourcePath: '/*' };

const stage = (...MethodSettings: readonly object[]) => ({ Type: 'AWS::ApiGateway::Stage', Properties: { StageName: '${Name}', CacheClusterEnabled: true, MethodSettings } });

/** The loop that makes a resource for each name. */
const loop = (resource: unknown, name = 'Name') => ({ Resources: { 'Fn::ForEach::Stages': [name, ['a', 'b'], { [`Stage\${${name}}`]: resource }] } });

const verdicts = (template: object) => stagesOf(template).map(({ logicalId, at, stage: deployable }) =>
  `${logicalId} ${at?.join('/')} ${deployable.judgement.keys.map(({ key, verdict }) => `${key} ${verdict}`).join()}`);

test.each<[string, object, string]>([
  ['unencrypted', stage({ ...W, CachingEnabled: true }), '*/* UNENCRYPTED'],
  ['encrypted', stage({ ...W, CachingEnabled: true, CacheDataEncrypted: true }), '*/* ENCRYPTED'],
  ['not cached', stage({ ...W, ThrottlingRateLimit: 5 }), '*/* NOT_CACHED'],
  ['a flag that the loop decides', stage({ ...W, CachingEnabled: true, CacheDataEncrypted: { Ref: 'Name' } }), '*/* UNRESOLVED'],
  ['a flag with something of the loop in it', stage({ ...W, CachingEnabled: true, CacheDataEncrypted: '${Name}' }), '*/* UNRESOLVED'],
  ['caching that the loop decides', stage({ ...W, CachingEnabled: '${Name}' }), '*/* UNENCRYPTED'],
  ['a path that the loop decides', stage({ HttpMethod: 'GET', ResourcePath: '/~1&{Name}', CachingEnabled: true }), 'MethodSettings UNENCRYPTED'],
  ['a parameter of another name', stage({ ...W, CachingEnabled: true, CacheDataEncrypted: { Ref: 'Names' } }), '*/* UNRESOLVED'],
])('a stage in a loop: %s', (_, resource, expected) => {
  expect(verdicts(loop(resource))).toEqual([`Stage\${Name} Fn::ForEach::Stages/2/Stage\${Name} ${expected}`]);
});

test('a loop in a loop', () => {
  const inner = { 'Fn::ForEach::Inner': ['Env', ['x'], { 'S${Name}${Env}': stage({ ...W, CachingEnabled: { Ref: 'Env' }, CacheDataEncrypted: { Ref: 'Name' } }) }] };
  expect(verdicts({ Resources: { 'Fn::ForEach::Outer': ['Name', ['a'], inner] } }))
    .toEqual(['S${Name}${Env} Fn::ForEach::Outer/2/Fn::ForEach::Inner/2/S${Name}${Env} */* UNRESOLVED']);
});

test('functions in a loop ask for the implicit API', () => {
  const api = { Type: 'AWS::Serverless::Function', Properties: { Events: { Get: { Type: 'Api' } } } };
  const Globals = { Api: { CacheClusterEnabled: true, MethodSettings: [{ ...W, CachingEnabled: true }] } };
  expect(verdicts({ ...loop(api), Globals })).toEqual(['ServerlessRestApi undefined */* UNENCRYPTED']);
});

test.each([[undefined], ['text'], [[]], [['Name']], [['Name', ['a']]], [['Name', ['a'], 'b']], [[1, ['a'], { S1: {} }]]])('%j is no loop', (raw) => {
  expect(resourcesIn({ 'Fn::ForEach::Stages': raw }, () => true)).toEqual([]);
});

test('a value of the loop comes before a parameter of its name', () => {
  const Parameters = { Name: { Type: 'String', AllowedValues: ['true'] } };
  expect(verdicts({ Parameters, ...loop(stage({ ...W, CachingEnabled: true, CacheDataEncrypted: { Ref: 'Name' } })) })).toEqual([expect.stringContaining('*/* UNRESOLVED')]);
});

test('an entry that the loop decides cannot be read', () => {
  expect(verdicts(loop(stage({ Ref: 'Name' })))).toEqual([expect.stringContaining('MethodSettings UNRESOLVED')]);
});

test.each<[string, (inner: unknown) => unknown, (outer: unknown) => unknown]>([
  ['lists', (inner) => [inner], (outer) => Array.isArray(outer) ? outer[0] : undefined],
  ['structures', (A) => ({ A }), (outer) => (outer as { A: unknown }).A],
])('%s are opened two hundred deep', (_, wrap, within) => {
  const deep = (count: number) => Array.from({ length: count }).reduce<unknown>((inner) => wrap(inner), '${Name}');
  const innermost = (count: number, depth: number) => {
    const [{ raw }] = resourcesIn({ 'Fn::ForEach::S': ['Name', ['a'], { S: deep(count) }] }, () => true);
    return Array.from({ length: depth }).reduce((outer) => within(outer), raw);
  };
  expect(innermost(199, 199)).toEqual({ 'Fn::ForEach': '${Name}' });
  expect(innermost(201, 200)).toEqual({ 'Fn::ForEach': '…' });
});

test('what is too deep cannot be read', () => {
  const deep = Array.from({ length: 5_000 }).reduce<unknown>((inner) => [inner], 'x');
  expect(verdicts(loop({ Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: [{ ...W, CachingEnabled: true, CacheDataEncrypted: deep }] } })))
    .toEqual([expect.stringContaining('*/* UNRESOLVED')]);
});
