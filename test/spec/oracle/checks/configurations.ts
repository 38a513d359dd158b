import { Check, equals, IMPORT, lookup, NO_VALUE, override, ref, stageDefault, stageTemplate, when } from './check';
import type { Json, JsonObject } from '../oracle/json';

const ENV = { Type: 'String', AllowedValues: ['dev', 'prod'] };
const IS_PROD = { Conditions: { IsProd: equals(ref('Env'), 'prod') } };
const BY_ENV = { Parameters: { Env: ENV }, ...IS_PROD };
const ODD = { Parameters: { Path: { Type: 'AWS::SSM::Parameter::Value<String>' } }, Conditions: { Odd: equals(ref('Path'), 'x') } };
const flag = (encryption: Json) => [stageDefault({ CachingEnabled: true, CacheDataEncrypted: encryption })];
const byRegion = (east: boolean, west: boolean) => (
  { Mappings: { ByRegion: { 'us-east-1': { flag: east }, 'eu-west-1': { flag: west } } } }
);
const REGION_FLAG = lookup('ByRegion', ref('AWS::Region'), 'flag');
const MARS = equals(ref('AWS::Region'), 'mars');
const ENCRYPTED_BUT_ON_MARS = override({ CachingEnabled: true, CacheDataEncrypted: when('Mars', false, true) });
const CACHED = { CachingEnabled: true, CacheDataEncrypted: true };
const onSecret = (mapName: Json, rest: JsonObject) => stageTemplate(
  when('Cache', [stageDefault({ CachingEnabled: true })], NO_VALUE),
  { ...rest, Conditions: { Cache: equals(ref('Secret'), lookup(mapName, 'a', 'b')) } },
);

/** Rules 14 to 16: parameters, conditions, lookups, unknown bits. */
export const CONFIGURATION_CHECKS: readonly Check[] = [
  ['rule 14: a configuration that caches unencrypted',
    stageTemplate(flag(when('IsProd', true, false)), BY_ENV), { 'S */*': 'UNENCRYPTED' }],
  ['rule 14: both flags under one condition never disagree',
    stageTemplate([
      stageDefault({ CachingEnabled: when('IsProd', true, false), CacheDataEncrypted: when('IsProd', true, false) }),
    ], BY_ENV),
    { 'S */*': 'ENCRYPTED' }],
  ['rule 14: an AllowedValues that makes the condition false', stageTemplate(flag(when('IsProd', false, true)),
    { Parameters: { Env: { Type: 'String', AllowedValues: ['dev', 'test'] } }, ...IS_PROD }), { 'S */*': 'ENCRYPTED' }],
  ['rule 14: without AllowedValues any value is possible', stageTemplate(flag(when('IsProd', true, false)),
    { Parameters: { Env: { Type: 'String', Default: 'prod' } }, ...IS_PROD }), { 'S */*': 'UNENCRYPTED' }],
  ['rule 14: Not, And, Or and Condition are exact', stageTemplate(flag(when('Never', false, true)), {
    Parameters: { Env: ENV },
    Conditions: {
      ...IS_PROD.Conditions,
      IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] },
      Either: { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] },
      Never: { 'Fn::And': [{ Condition: 'Either' }, { Condition: 'IsDev' }, { Condition: 'IsProd' }] },
    },
  }), { 'S */*': 'ENCRYPTED' }],
  ['rule 14: a pseudo parameter has an open domain', stageTemplate(flag(when('East', true, false)),
    { Conditions: { East: equals(ref('AWS::Region'), 'us-east-1') } }), { 'S */*': 'UNENCRYPTED' }],
  ['rule 14: the two sides of a pseudo parameter exclude each other', stageTemplate(flag(when('Both', false, true)), {
    Conditions: { Both: { 'Fn::And': [equals(ref('AWS::Region'), 'us-east-1'), equals(ref('AWS::Region'), 'eu-west-1')] } },
  }), { 'S */*': 'ENCRYPTED' }],
  ['rule 14: two open parameters can be equal', stageTemplate(flag(when('Same', false, true)),
    { Parameters: { A: { Type: 'String' }, B: { Type: 'String' } }, Conditions: { Same: equals(ref('A'), ref('B')) } }),
  { 'S */*': 'UNENCRYPTED' }],
  ['rule 14: two open parameters can differ', stageTemplate(flag(when('Same', true, false)),
    { Parameters: { A: { Type: 'String' }, B: { Type: 'String' } }, Conditions: { Same: equals(ref('A'), ref('B')) } }),
  { 'S */*': 'UNENCRYPTED' }],
  ['rule 14: the values of a mapping that a comparison looks up', onSecret('Keys',
    { Parameters: { Secret: { Type: 'String' } }, Mappings: { Keys: { a: { b: 'on' } } } }), { 'S */*': 'UNENCRYPTED' }],
  ['rule 14: whatever names the map (cases/templates/map-name-by-ref.yaml)', onSecret(ref('Map'), {
    Parameters: { Secret: { Type: 'String' }, Map: { Type: 'String', Default: 'Keys', AllowedValues: ['Keys', 'Others'] } },
    Mappings: { Keys: { a: { b: 'on' } }, Others: { a: { b: 'off' } } },
  }), { 'S */*': 'UNENCRYPTED' }],
  ['rule 14: a key of a map can only be one of its keys (cases/templates/map-by-region-caches-nowhere.yaml)',
    stageTemplate([stageDefault({ CachingEnabled: REGION_FLAG })], byRegion(false, false)), { 'S */*': 'NOT_CACHED' }],
  ['rule 14: one region unencrypted (cases/templates/map-by-region-one-unencrypted.yaml)',
    stageTemplate(flag(REGION_FLAG), byRegion(true, false)),
    { 'S */*': 'UNENCRYPTED' }],
  ['rule 14: every region encrypted', stageTemplate(flag(REGION_FLAG), byRegion(true, true)), { 'S */*': 'ENCRYPTED' }],
  ['rule 14: a DefaultValue catches other keys',
    stageTemplate(flag(lookup('ByRegion', ref('AWS::Region'), 'flag', { DefaultValue: false })),
      byRegion(true, true)), { 'S */*': 'UNENCRYPTED' }],
  ['rule 14: a harmless DefaultValue', stageTemplate(flag(lookup('ByRegion', ref('AWS::Region'), 'flag', { DefaultValue: true })),
    byRegion(true, true)), { 'S */*': 'ENCRYPTED' }],

  ['rule 15: AllowedValues, each is judged', stageTemplate(flag(ref('Flag')),
    { Parameters: { Flag: { Type: 'String', Default: 'true', AllowedValues: ['true', 'false'] } } }), { 'S */*': 'UNENCRYPTED' }],
  ['rule 15: AllowedValues with one value',
    stageTemplate(flag(ref('Flag')), { Parameters: { Flag: { Type: 'String', AllowedValues: [true] } } }),
    { 'S */*': 'ENCRYPTED' }],
  ['rule 15: a violating default',
    stageTemplate(flag(ref('Flag')), { Parameters: { Flag: { Type: 'String', Default: 'false' } } }), { 'S */*': 'UNENCRYPTED' }],
  ['rule 15: a harmless default',
    stageTemplate(flag(ref('Flag')), { Parameters: { Flag: { Type: 'String', Default: 'true' } } }), { 'S */*': 'UNRESOLVED' }],
  ['rules 14, 15: a value that a condition knows, beside a harmless default', stageTemplate(
    [stageDefault({ CachingEnabled: true, CacheDataEncrypted: ref('Flag'), LoggingLevel: when('Off', 'OFF', 'INFO') })],
    { Parameters: { Flag: { Type: 'String', Default: 'true' } }, Conditions: { Off: equals(ref('Flag'), 'false') } },
  ), { 'S */*': 'UNENCRYPTED' }],
  ['rule 15: a harmless default of caching',
    stageTemplate([stageDefault({ CachingEnabled: ref('Flag') })], { Parameters: { Flag: { Type: 'String', Default: 'false' } } }),
    { 'S */*': 'UNRESOLVED' }],
  ['rule 15: a harmless default of the cluster', stageTemplate([stageDefault({ CachingEnabled: true })],
    { Parameters: { Flag: { Type: 'String', Default: 'false' } } }, { CacheClusterEnabled: ref('Flag') }), { 'S */*': 'UNRESOLVED' }],
  ['rule 15: neither', stageTemplate(flag(ref('Flag')), { Parameters: { Flag: { Type: 'String' } } }), { 'S */*': 'UNRESOLVED' }],

  ['rule 16: Fn::If for the whole list',
    stageTemplate(when('IsProd', flag(when('IsProd', true, false)), NO_VALUE), BY_ENV), { 'S */*': 'ENCRYPTED' }],
  ['rule 16: Fn::If for an item',
    stageTemplate([when('IsProd', stageDefault({ CachingEnabled: true }), NO_VALUE)], BY_ENV), { 'S */*': 'UNENCRYPTED' }],
  ['rule 16: a removed W does not seed',
    stageTemplate([
      when('IsProd', stageDefault({ CachingEnabled: true, CacheDataEncrypted: true }), NO_VALUE),
      when('IsProd', NO_VALUE, override({ CacheTtlInSeconds: 5 })),
    ], BY_ENV), { 'S */*': 'ENCRYPTED', 'S ~1orders/GET': 'NOT_CACHED' }],
  ['rule 16: an unreadable branch of a list', stageTemplate(when('IsProd', IMPORT, flag(when('IsProd', false, true))), BY_ENV),
    { 'S */*': 'ENCRYPTED', 'S MethodSettings': 'UNRESOLVED' }],
  ['rule 16: unencrypted for a part of the choices', stageTemplate(flag(when('Odd', true, false)), ODD), { 'S */*': 'UNRESOLVED' }],
  ['rule 16: unencrypted for every choice',
    stageTemplate([stageDefault({ CachingEnabled: true, CacheDataEncrypted: when('Odd', false, NO_VALUE) })], ODD),
    { 'S */*': 'UNENCRYPTED' }],
  ['rule 16: for none, the worst of what there is', stageTemplate(flag(when('Odd', true, IMPORT)), ODD), { 'S */*': 'UNRESOLVED' }],
  ['rule 16: the same expression is the same bit',
    stageTemplate([stageDefault({ CachingEnabled: when('Odd', true, false), CacheDataEncrypted: when('Twin', true, false) })],
      { ...ODD, Conditions: { ...ODD.Conditions, Twin: equals(ref('Path'), 'x') } }), { 'S */*': 'ENCRYPTED' }],
  ['rule 16: two expressions are two bits',
    stageTemplate([stageDefault({ CachingEnabled: when('Odd', true, false), CacheDataEncrypted: when('Twin', true, false) })],
      { ...ODD, Conditions: { ...ODD.Conditions, Twin: equals(ref('Path'), 'y') } }), { 'S */*': 'UNRESOLVED' }],
  ['rule 16: Not over a bit is exact',
    stageTemplate([stageDefault({ CachingEnabled: when('Odd', true, false), CacheDataEncrypted: when('Even', false, true) })],
      { ...ODD, Conditions: { ...ODD.Conditions, Even: { 'Fn::Not': [{ Condition: 'Odd' }] } } }), { 'S */*': 'ENCRYPTED' }],
  ['rule 16: every choice has its own configuration',
    stageTemplate(flag(when('Odd', when('IsProd', true, false), when('IsProd', false, true))),
      { Parameters: { Env: ENV, ...ODD.Parameters }, Conditions: { ...IS_PROD.Conditions, ...ODD.Conditions } }),
    { 'S */*': 'UNENCRYPTED' }],
  ['rule 16: Fn::Select of a list is a bit', stageTemplate(flag(when('First', true, false)), {
    Parameters: { List: { Type: 'CommaDelimitedList' } }, Conditions: { First: equals({ 'Fn::Select': [0, ref('List')] }, 'a') },
  }), { 'S */*': 'UNRESOLVED' }],
  ['rule 16: Fn::Sub is a bit', stageTemplate(flag(when('Sub', true, false)),
    { Parameters: { Env: ENV }, Conditions: { Sub: equals({ 'Fn::Sub': '${Env}-a' }, 'prod-a') } }), { 'S */*': 'UNRESOLVED' }],
  ['rule 16: a lookup that always finds nothing leaves no row',
    stageTemplate(flag(lookup('ByRegion', 'mars', 'flag')), byRegion(true, true)), {}],
  ['rule 16: a map that is not declared cannot be read',
    stageTemplate(flag(lookup('Missing', 'mars', 'flag'))), { 'S */*': 'UNRESOLVED' }],
  ['rule 16: a map that a macro completes cannot be read',
    stageTemplate(flag(lookup('ByRegion', 'mars', 'flag')), { Mappings: { ByRegion: { 'Fn::Transform': { Name: 'AWS::Include' } } } }),
    { 'S */*': 'UNRESOLVED' }],
  ['rule 16: it is a bit where a condition looks it up', stageTemplate(flag(when('Included', true, false)), {
    Mappings: { ByRegion: { 'Fn::Transform': { Name: 'AWS::Include' } } },
    Conditions: { Included: equals(lookup('ByRegion', 'mars', 'flag'), 'x') },
  }), { 'S */*': 'UNRESOLVED' }],
  ['rule 16: the map is read where AllowedValues give its key', stageTemplate(flag(lookup('ByRegion', ref('Where'), 'flag')),
    { Parameters: { Where: { Type: 'String', AllowedValues: ['us-east-1', 'mars'] } }, ...byRegion(true, false) }),
  { 'S */*': 'ENCRYPTED' }],
  ['rule 16: an SSM-typed key cannot be read', stageTemplate(flag(lookup('ByRegion', ref('Path'), 'flag')),
    { Parameters: ODD.Parameters, ...byRegion(true, true) }), { 'S */*': 'UNRESOLVED' }],
  ['rule 14: a lookup of another entry tells what its parameter can be', stageTemplate([
    ENCRYPTED_BUT_ON_MARS, { HttpMethod: 'POST', ResourcePath: '/~1orders', CachingEnabled: true, CacheDataEncrypted: REGION_FLAG },
  ], { Conditions: { Mars: MARS }, ...byRegion(true, true) }), { 'S ~1orders/GET': 'ENCRYPTED', 'S ~1orders/POST': 'ENCRYPTED' }],
  ['rule 17: a lookup of another entry in a branch is not asked for', stageTemplate([
    ENCRYPTED_BUT_ON_MARS,
    { HttpMethod: 'POST', ResourcePath: '/~1orders', CachingEnabled: true, CacheDataEncrypted: when('Mars', REGION_FLAG, true) },
  ], { Conditions: { Mars: MARS }, ...byRegion(true, true) }), { 'S ~1orders/GET': 'UNENCRYPTED', 'S ~1orders/POST': 'ENCRYPTED' }],
  ['rule 14: what a lookup falls back on tells nothing', stageTemplate(
    flag(lookup('ByRegion', ref('AWS::Region'), 'flag', { DefaultValue: lookup('More', ref('AWS::Region'), 'flag') })),
    { Mappings: { ...byRegion(false, true).Mappings, More: { mars: { flag: true } } } },
  ), { 'S */*': 'UNENCRYPTED' }],
  ['rule 17: a lookup that decides whether the key has one more entry is asked for', stageTemplate(
    [ENCRYPTED_BUT_ON_MARS, when('Mapped', override({ LoggingLevel: 'INFO', ...CACHED }), NO_VALUE)],
    { Conditions: { Mars: MARS, Mapped: equals(REGION_FLAG, 'true') }, ...byRegion(true, false) },
  ), { 'S ~1orders/GET': 'ENCRYPTED' }],
  ['rule 17: also where it never has', stageTemplate(
    [ENCRYPTED_BUT_ON_MARS, when('Mapped', override({ LoggingLevel: 'INFO', ...CACHED }), NO_VALUE)],
    { Conditions: { Mars: MARS, Mapped: equals(REGION_FLAG, 'true') }, ...byRegion(false, false) },
  ), { 'S ~1orders/GET': 'ENCRYPTED' }],
  ['rule 17: a lookup of the stage default is asked for', stageTemplate(
    [ENCRYPTED_BUT_ON_MARS, stageDefault({ CachingEnabled: REGION_FLAG })],
    { Conditions: { Mars: MARS }, ...byRegion(false, false) },
  ), { 'S ~1orders/GET': 'ENCRYPTED', 'S */*': 'NOT_CACHED' }],
];
