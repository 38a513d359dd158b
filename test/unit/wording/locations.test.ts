import { listFindings } from '../../../src/wording/finding';
import { verdictLocations } from '../../../src/wording/locations';
import { judgementOf, stage } from '../../support/notation';

function located(type: string, properties: unknown, globals?: unknown): Record<string, string> {
  const all = listFindings(judgementOf({ type, properties }, globals), 'Stage');
  return Object.fromEntries(all.map(({ id, locations }) => [id.replace('ApiCache-', ''), locations.map((path) => path.join('.')).join(' ')]));
}

const STAGE = 'AWS::ApiGateway::Stage';
const LIST = 'Properties.MethodSettings';
const DEFAULT = { HttpMethod: '*', ResourcePath: '/*' };
const ORDERS = { HttpMethod: 'GET', ResourcePath: '/~1orders' };
const on = (...MethodSettings: unknown[]) => ({ CacheClusterEnabled: true, MethodSettings });

test.each<[string, string, unknown, Record<string, string>]>([
  ['a flag that is false', STAGE, on({}, { ...ORDERS, CachingEnabled: true, CacheDataEncrypted: false }), {
    'CacheDataEncrypted[~1orders/GET]': `${LIST}.1.CacheDataEncrypted`,
  }],
  ['a flag that is missing', STAGE, on({ ...DEFAULT, CachingEnabled: true }), { 'CacheDataEncrypted[*/*]': `${LIST}.0.CacheDataEncrypted` }],
  ['a flag that cannot be read', STAGE, on({ ...DEFAULT, CachingEnabled: true, CacheDataEncrypted: { Ref: 'P' } }), {
    'CacheEncryptionReadable[*/*]': `${LIST}.0.CacheDataEncrypted`,
  }],
  ['those of duplicates that are not true', STAGE, on({ ...ORDERS, CachingEnabled: true, CacheDataEncrypted: true }, { ...ORDERS, CachingEnabled: true }), {
    'CacheEncryptionExplicit[~1orders/GET]': `${LIST}.1.CacheDataEncrypted`,
    'MethodSettingKeyEffective[~1orders/GET]': `${LIST}.0 ${LIST}.1`,
  }],
  ['a path that cannot be read', STAGE, on({ ...ORDERS, CacheDataEncrypted: false }, { HttpMethod: 'GET', ResourcePath: { Ref: 'P' }, CachingEnabled: true, CacheDataEncrypted: true }), {
    'CacheEncryptionReadable[MethodSettings]': `${LIST}.1.ResourcePath`,
  }],
  ['a key that cannot be read', STAGE, on({ ...DEFAULT, CacheDataEncrypted: false }, { HttpMethod: { Ref: 'M' }, ResourcePath: { Ref: 'P' }, CachingEnabled: true, CacheDataEncrypted: true }), {
    'CacheEncryptionReadable[MethodSettings]': `${LIST}.1.HttpMethod ${LIST}.1.ResourcePath`,
  }],
  ['a list that cannot be read', STAGE, { CacheClusterEnabled: true, MethodSettings: { Ref: 'List' } }, { 'CacheEncryptionReadable[MethodSettings]': LIST }],
  ['an item that cannot be read', STAGE, on({ Ref: 'Item' }), { 'CacheEncryptionReadable[MethodSettings]': `${LIST}.0` }],
  ['the top level of a StageDescription', 'AWS::ApiGateway::Deployment', { StageName: 'a', StageDescription: { CacheClusterEnabled: true, CachingEnabled: true } }, {
    'CacheDataEncrypted[*/*]': 'Properties.StageDescription.CacheDataEncrypted',
  }],
  ['a path that is not encoded', STAGE, on({ HttpMethod: 'GET', ResourcePath: '/a/b', LoggingLevel: 'INFO' }), {
    'MethodSettingKeyEffective[a/b/GET]': `${LIST}.0.ResourcePath`,
  }],
  ['a method that is none', STAGE, on({ ...ORDERS, HttpMethod: 'ANY', LoggingLevel: 'INFO' }), { 'MethodSettingKeyEffective[~1orders/ANY]': `${LIST}.0.HttpMethod` }],
  ['a key that is not there', STAGE, on({ LoggingLevel: 'INFO' }), { 'MethodSettingKeyEffective[MethodSettings]': `${LIST}.0` }],
])('%s', (_, type, properties, expected) => {
  expect(located(type, properties)).toEqual(expected);
});

test('Globals of a SAM template', () => {
  expect(located('AWS::Serverless::Api', {}, { Api: on({ ...DEFAULT, CachingEnabled: true }) })).toEqual({
    'CacheDataEncrypted[*/*]': 'Globals.Api.MethodSettings.0.CacheDataEncrypted',
  });
});

// Every way to be wrong has its place; a compliant key has none.
test.each([
  ['T', 'W T/T', []],
  ['T', 'W F/–', [['Properties', 'MethodSettings', 0, 'CacheDataEncrypted']]],
  ['T', 'A –/–  throttles', [['Properties', 'MethodSettings', 0, 'CacheDataEncrypted']]],
  ['T', 'X –/T', []],
])('%s %s', (cluster, entry, expected) => {
  expect(stage(cluster, [entry]).judgement.keys.map((judged) => verdictLocations(judged))).toEqual([expected]);
});
