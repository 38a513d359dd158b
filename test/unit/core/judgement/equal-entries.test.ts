import { dropEqualEntries, equalEntries, isDrop } from '../../../../src/core/judgement/equal-entries';
import { remediate } from '../../../../src/core/judgement/remediate';
import { stagesOf } from '../../../../src/core/judgement/template-stages';
import { StageSource } from '../../../../src/core/stage/stage-source';
import { applyEdits } from '../../../../src/core/template-language/edit';
import { Path } from '../../../../src/core/template-language/place';

const OPTIONS = { ensureStageDefault: false, isAcknowledged: () => false };
const NO_VALUE = { Ref: 'AWS::NoValue' };
const W = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };
const ENCRYPTED = { ...W, CacheDataEncrypted: true };
const choose = (condition: string, yes: unknown, no: unknown = NO_VALUE) => ({ 'Fn::If': [condition, yes, no] });

function sourceOf(MethodSettings: unknown, type = 'AWS::ApiGateway::Stage', Globals?: object): StageSource {
  return stagesOf({ Globals, Resources: { S: { Type: type, Properties: { CacheClusterEnabled: true, MethodSettings } } } })[0].stage.source;
}

const droppedIn = (source: StageSource) => equalEntries(source, remediate(source, OPTIONS)).map(({ key, path }) => `${key} ${path.join('.')}`);

// docs/reference/standard.md, section 4: two entries of one key that become equal by the edit would be refused by CloudFormation.
test.each<[string, unknown[], string[]]>([
  ['the second is encrypted already', [W, ENCRYPTED], ['*/* Properties.MethodSettings.1']],
  ['the first is encrypted already', [ENCRYPTED, W], ['*/* Properties.MethodSettings.1']],
  ['whatever the order of their properties', [W, { CacheDataEncrypted: true, CachingEnabled: true, ResourcePath: '/*', HttpMethod: '*' }], [
    '*/* Properties.MethodSettings.1',
  ]],
  ['values as texts', [{ ...W, CacheTtlInSeconds: 5 }, { ...W, CachingEnabled: 'true', CacheDataEncrypted: 'true', CacheTtlInSeconds: '5' }], ['*/* Properties.MethodSettings.1']],
  ['what is left out', [{ ...W, LoggingLevel: NO_VALUE }, ENCRYPTED], ['*/* Properties.MethodSettings.1']],
  ['values that cannot be read, but are the same', [{ ...W, CacheTtlInSeconds: { Ref: 'Ttl' } }, { ...ENCRYPTED, CacheTtlInSeconds: { Ref: 'Ttl' } }], ['*/* Properties.MethodSettings.1']],
  ['three of them', [W, ENCRYPTED, { ...W, CacheDataEncrypted: false }], ['*/* Properties.MethodSettings.1', '*/* Properties.MethodSettings.2']],
  ['two pairs', [W, { ...W, HttpMethod: 'GET' }, ENCRYPTED, { ...ENCRYPTED, HttpMethod: 'GET' }], ['*/* Properties.MethodSettings.2', '*/GET Properties.MethodSettings.3']],
  ['they still differ', [W, { ...ENCRYPTED, CacheTtlInSeconds: 5 }], []],
  ['they were equal before', [W, W], []],
  ['nothing is edited', [ENCRYPTED, ENCRYPTED], []],
  ['the later one depends on a condition', [W, choose('A', ENCRYPTED)], ['*/* Properties.MethodSettings.1.Fn::If.1']],
  ['the earlier one alone depends on a condition', [choose('A', W), ENCRYPTED], ['*/* Properties.MethodSettings.0.Fn::If.1']],
  ['both depend on the same one', [choose('A', W), choose('A', choose('B', ENCRYPTED))], ['*/* Properties.MethodSettings.1.Fn::If.1.Fn::If.1']],
  ['they exclude each other', [choose('A', W), choose('A', NO_VALUE, ENCRYPTED)], []],
  ['each depends on another condition', [choose('A', W), choose('B', ENCRYPTED)], []],
  ['two that were equal before, beside one that is encrypted already', [W, W, ENCRYPTED], ['*/* Properties.MethodSettings.2']],
  ['and behind one', [ENCRYPTED, W, W], ['*/* Properties.MethodSettings.1', '*/* Properties.MethodSettings.2']],
  ['one that is dropped takes no other one with it', [choose('A', W), ENCRYPTED, choose('A', choose('B', ENCRYPTED))], ['*/* Properties.MethodSettings.0.Fn::If.1']],
  ['nor does a later one that is dropped', [W, choose('A', W), ENCRYPTED], ['*/* Properties.MethodSettings.2']],
  ['entries without a key', [{ CachingEnabled: true }, { CachingEnabled: true, CacheDataEncrypted: true }], ['MethodSettings Properties.MethodSettings.1']],
  ['what is null', [{ ...W, LoggingLevel: null }, ENCRYPTED], ['*/* Properties.MethodSettings.1']],
  ['a value that cannot be read is no text of its own', [{ ...W, LoggingLevel: { Ref: 'Level' } }, { ...ENCRYPTED, LoggingLevel: '{"Ref":"Level"}' }], []],
  ['they are of another path', [{ ...W, HttpMethod: 'GET', ResourcePath: '/~1a' }, { ...ENCRYPTED, HttpMethod: 'GET', ResourcePath: '/~1b' }], []],
  ['they are of another path, beside two of one key', [
    { ...W, HttpMethod: 'GET', ResourcePath: '/~1a' }, { ...ENCRYPTED, HttpMethod: 'GET', ResourcePath: '/~1b' }, W, ENCRYPTED,
  ], ['*/* Properties.MethodSettings.3']],
  ['they are of another method, beside two of one key', [
    { ...W, HttpMethod: 'GET', ResourcePath: '/~1a' }, { ...ENCRYPTED, HttpMethod: 'PUT', ResourcePath: '/~1a' }, W, ENCRYPTED,
  ], ['*/* Properties.MethodSettings.3']],
  ['they are branches of one item on the same condition', [choose('A', choose('A', W, ENCRYPTED))], []],
  ['they are branches of one item', [choose('A', W, ENCRYPTED)], []],
])('%s', (_, settings, expected) => {
  expect(droppedIn(sourceOf(settings))).toEqual(expected);
});

test.each<[string, unknown[], string[]]>([
  ['the first is to be edited', [W, ENCRYPTED], ['0 beside 1']],
  ['the second is to be edited', [ENCRYPTED, W], ['1 beside 0']],
  ['both are to be edited', [W, { ...W, CacheDataEncrypted: false }], ['1 beside 0']],
  ['three of them', [W, ENCRYPTED, { ...W, CacheDataEncrypted: false }], ['0 beside 1', '2 beside 1']],
  ['the one to be edited is there without the other', [W, choose('A', ENCRYPTED)], ['1.Fn::If.1 beside 0']],
  ['the other is there without it', [choose('A', W), ENCRYPTED], ['0.Fn::If.1 beside 1']],
  ['each is there without the other', [choose('A', W), choose('B', ENCRYPTED)], []],
])('where encrypted entries stay: %s', (_, settings, expected) => {
  const source = sourceOf(settings);
  const place = (path: Path) => path.slice(2).join('.');
  expect(equalEntries(source, remediate(source, OPTIONS), 'encrypted').map(({ path, twin }) => `${place(path)} beside ${place(twin)}`)).toEqual(expected);
});

test('where encrypted entries stay, those of Globals do, too', () => {
  const source = sourceOf([ENCRYPTED], 'AWS::Serverless::Api', { Api: { MethodSettings: [W] } });
  const [{ path, twin }] = equalEntries(source, remediate(source, OPTIONS), 'encrypted');
  expect([path, twin].map((place) => place.join('.'))).toEqual(['Properties.MethodSettings.0', 'Globals.Api.MethodSettings.0']);
});

test('rule 13: of a list of Globals and one of the API, the latter', () => {
  expect(droppedIn(sourceOf([ENCRYPTED], 'AWS::Serverless::Api', { Api: { MethodSettings: [W] } }))).toEqual(['*/* Properties.MethodSettings.0']);
});

test('and none of Globals, which other APIs share', () => {
  expect(droppedIn(sourceOf([ENCRYPTED], 'AWS::Serverless::Api', { Api: { MethodSettings: [choose('A', W)] } }))).toEqual([]);
});

test('rule 12: what a description says by itself is no entry', () => {
  const StageDescription =
    { CachingEnabled: true, CacheClusterEnabled: true, MethodSettings: [{ CachingEnabled: true, CacheDataEncrypted: true }] };
  const [{ stage }] = stagesOf({ Resources: { D: { Type: 'AWS::ApiGateway::Deployment', Properties: { StageName: 'prod', StageDescription } } } });
  expect(remediate(stage.source, OPTIONS).map(({ path }) => path.join('.'))).toEqual(['Properties.StageDescription.CacheDataEncrypted']);
  expect(droppedIn(stage.source)).toEqual([]);
});

test('enforcement drops the later one, and edits nothing of it', () => {
  const source = sourceOf([ENCRYPTED, W, { ...W, HttpMethod: 'GET' }]);
  const edits = dropEqualEntries(source, remediate(source, OPTIONS));
  expect(edits.map((edit) => `${edit.path.slice(2).join('.')} ${isDrop(edit)}`)).toEqual(['2.CacheDataEncrypted false', '1 true']);
  const { Properties } = applyEdits({ Properties: { MethodSettings: [ENCRYPTED, W, { ...W, HttpMethod: 'GET' }] } }, edits);
  expect(Properties.MethodSettings).toEqual([ENCRYPTED, NO_VALUE, { ...ENCRYPTED, HttpMethod: 'GET' }]);
});

test('enforcement edits nothing of any that it drops', () => {
  const source = sourceOf([ENCRYPTED, W, { ...ENCRYPTED, HttpMethod: 'GET' }, { ...W, HttpMethod: 'GET' }]);
  const edits = dropEqualEntries(source, remediate(source, OPTIONS));
  expect(edits).toEqual([1, 3].map((index) => (
    { path: ['Properties', 'MethodSettings', index], value: NO_VALUE, key: index === 1 ? '*/*' : '*/GET', was: { is: 'absent' } }
  )));
});

test('nothing is dropped where nothing becomes equal', () => {
  const source = sourceOf([W]);
  const edits = remediate(source, OPTIONS);
  expect(dropEqualEntries(source, edits)).toBe(edits);
});
