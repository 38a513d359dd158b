import { judgeUnreadableTemplate, judgeUntried } from '../../../src/core/judgement/judge';
import { stagesOf } from '../../../src/core/judgement/template-stages';
import { STAGE_DEFAULT_KEY } from '../../../src/core/stage/method-setting-key';
import { known } from '../../../src/core/template-language/reading';
import { listFindings } from '../../../src/wording/finding';
import { describeFix, describeFixAt, describeVerdict, describeWhy } from '../../../src/wording/messages';
import { judgementOf, stage } from '../../support/notation';

// One row for each way to word something; the prose is in the snapshot.
test.each([
  ['stated-unencrypted', 'T', ['A T/F']],
  ['not-stated', 'T', ['A T/–']],
  ['not-inherited', 'T', ['W T/T', 'A T/–']],
  ['seeded', 'T', ['W T/T', 'A –/– throttles']],
  ['duplicates-disagree', 'T', ['A T/T', 'A T/–']],
  ['flag-unreadable', 'T', ['A T/?']],
  ['key-unreadable', 'T', ['U T/T', 'A F/F']],
  ['no-cluster', '–', ['A T/F']],
  ['ttl-zero', 'T', ['A T/F ttl=0']],
  ['no-effect', 'T', ['N –/T']],
  ['caching-off', 'T', ['A F/F']],
  ['caching-not-stated', 'T', ['A –/F']],
])('%s', (_, cluster, entries) => {
  const judgement = stage(cluster, entries).judgement;
  expect({
    why: judgement.keys.map(describeWhy),
    findings: listFindings(judgement, 'Shop/Api/prod').map(({ id, message }) => ({ id, message })),
  }).toMatchSnapshot();
});

test.each([
  ['condition-unreadable', { Conditions: { Shared: { 'Fn::Equals': [{ 'Fn::ImportValue': 'stage' }, 'prod'] } } }, { 'Fn::If': ['Shared', true, false] }],
  ['cluster-unreadable', { Parameters: { On: { Type: 'String', Default: 'false' } } }, true, { Ref: 'On' }],
  ['caching-unreadable', { Parameters: { On: { Type: 'String', Default: 'false' } } }, { Ref: 'On' }],
])('%s', (_, template, CachingEnabled, CacheClusterEnabled: unknown = true) => {
  const MethodSettings = [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled }];
  const [{ stage: { judgement } }] = stagesOf({ ...template, Resources: { Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled, MethodSettings } } } });
  expect({ why: judgement.keys.map(describeWhy), findings: listFindings(judgement, 'Shop/Api/prod').map(({ message, fix }) => ({ message, fix })) }).toMatchSnapshot();
});

test('template-unreadable', () => {
  const judgement = judgeUnreadableTemplate(['Properties', 'TemplateBody'], 'AWS::ApiGateway::Stage but cannot be read: the document is empty');
  expect(listFindings(judgement, 'Shop/Set').map(({ id, message, description, fix }) => ({ id, message, description, fix }))).toMatchSnapshot();
});

test('too-many-configurations', () => {
  const key = judgeUntried(STAGE_DEFAULT_KEY, stage('T', ['W T/–']).judgement.keys[0].settings, ['Properties', 'MethodSettings', 0], { cluster: known(true) });
  expect(describeVerdict(key, 'UNRESOLVED')).toBe('cannot tell whether method setting */* (every method) caches responses unencrypted: too many combinations of conditions to check');
  expect([describeFix(key), describeFixAt(key, [['A']])]).toEqual(['set CacheDataEncrypted to true', 'set A to true']);
});

test.each([
  ['list', { 'Fn::Transform': { Name: 'X' } }, true],
  ['item', [{ Ref: 'Entry' }], true],
  ['map', { CachingEnabled: true }, true],
  ['text', 'GET', true],
  ['list without a cluster', { Ref: 'List' }, false],
])('settings-unreadable: %s', (_, MethodSettings, CacheClusterEnabled) => {
  const judgement = judgementOf({ type: 'AWS::ApiGateway::Stage', properties: { CacheClusterEnabled, MethodSettings } });
  expect(listFindings(judgement, 'Shop/Api/prod').map(({ id, message }) => ({ id, message }))).toMatchSnapshot();
});

test.each([
  ['key-incomplete', {}],
  ['path-without-slash', { HttpMethod: 'GET', ResourcePath: 'orders' }],
  ['path-not-encoded', { HttpMethod: 'GET', ResourcePath: '/~1orders/{id}' }],
  ['path-contested', { HttpMethod: 'GET', ResourcePath: '/orders' }],
  ['path-impossible', { HttpMethod: 'GET', ResourcePath: '/~1orders~1~1{id}~1a~b' }],
  ['path-glob', { HttpMethod: 'GET', ResourcePath: '/*' }],
  ['method-unknown', { HttpMethod: 'ANY', ResourcePath: '/~1orders' }],
])('key fault: %s', (_, key) => {
  const properties = { CacheClusterEnabled: true, MethodSettings: [{ ...key, LoggingLevel: 'INFO' }] };
  const judgement = judgementOf({ type: 'AWS::ApiGateway::Stage', properties });
  expect(listFindings(judgement, 'Shop/Api/prod').map(({ id, message }) => ({ id, message }))).toMatchSnapshot();
});

test.each(['ENCRYPTED', 'NOT_CACHED'] as const)('a verdict that needs nothing has words as well: %s', (verdict) => {
  const [judged] = stage('T', ['W T/T']).judgement.keys;
  expect(describeVerdict(judged, verdict, 'Shop/Api/prod')).toBe('method setting */* (every method) of stage Shop/Api/prod is compliant (CacheDataEncrypted: true)');
});
