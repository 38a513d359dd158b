import fc from 'fast-check';
import { lookup, trueOrFalse } from './parameters';
import { branching, Flavor, maybe, NO_VALUE, present, ref, unreadable, weighted } from './vocabulary';
import { isObject, Json, JsonObject } from '../oracle/json';

/** A boolean property, at any level of indirection. */
export function booleanValue(flavor: Flavor, truth: number): fc.Arbitrary<Json> {
  const literal = weighted<Json>(flavor,
    [truth, fc.constantFrom<Json>(true, 'true')],
    [10 - truth, fc.constantFrom<Json>(false, 'false')],
  );
  const leaf = weighted<Json>(flavor,
    [14, literal],
    [1, fc.constant(ref('Flag'))],
    [2, lookup(['caching', 'encrypted'], trueOrFalse)],
    [1, fc.constant(NO_VALUE)],
    [1, unreadable, 'any'],
  );
  return branching(leaf, 2);
}

export function ttlValue(flavor: Flavor): fc.Arbitrary<Json> {
  const leaf = weighted<Json>(flavor,
    [4, fc.constantFrom<Json>(0, '0')],
    [3, fc.constant(300)],
    [1, fc.constant(ref('Ttl'))],
    [1, lookup(['ttl'], fc.constantFrom<Json>(0, 60))],
    [1, fc.constant(NO_VALUE)],
    [1, unreadable, 'any'],
  );
  return branching(leaf, 1);
}

const key = (method: Json, path: Json): JsonObject => ({ HttpMethod: method, ResourcePath: path });
const DEFAULT_KEY = key('*', '/*');
const OVERRIDE_KEY = key('GET', '/~1orders');

function settingKey(flavor: Flavor): fc.Arbitrary<JsonObject> {
  const variable = branching(fc.constantFrom<Json>('GET', 'POST', ref('Verb')), 1, 1).map((method) => key(method, '/~1orders'));
  const variablePath = branching(fc.constantFrom<Json>('/~1orders', '/~1items', '/orders'), 1, 1).map((path) => key('GET', path));
  const inert = fc.constantFrom(
    key('GET', '/orders/{id}'), key('GET', '/*'), key('GET', '/~1orders~1*'), key('GET', '/~1~1orders'), key('GET', '/~1a~b'),
    key('*', '/~1orders'), key('ANY', '/~1orders'),
  );
  const unreadableKey = unreadable.chain((value) => fc.constantFrom(
    key(value, '/*'), key('GET', value), key('*', value), key(value, { 'Fn::ImportValue': 'path' }),
  ));
  return weighted<JsonObject>(flavor,
    [9, fc.constant(DEFAULT_KEY)],
    [7, fc.constant(OVERRIDE_KEY)],
    [4, fc.constantFrom(key('POST', '/~1orders'), key('GET', '/'), key('GET', '/~1orders~1{id}'))],
    [2, fc.constant(key('GET', '/orders'))],
    [3, inert],
    [1, variable],
    [1, variablePath],
    [2, unreadableKey, 'any'],
    [1, fc.constantFrom<JsonObject>({ HttpMethod: 'GET' }, { ResourcePath: '/~1orders' }, key('*', '*'), key('GET', 'orders')), 'any'],
  );
}

function settingFields(flavor: Flavor): fc.Arbitrary<JsonObject> {
  return fc.record({
    CachingEnabled: maybe(65, booleanValue(flavor, 8)),
    CacheDataEncrypted: maybe(60, booleanValue(flavor, 6)),
    CacheTtlInSeconds: maybe(12, ttlValue(flavor)),
    ThrottlingRateLimit: maybe(30, branching(fc.constantFrom<Json>(5, 5, NO_VALUE), 1)),
  }).map(present);
}

function entry(flavor: Flavor): fc.Arbitrary<Json> {
  return fc.tuple(settingKey(flavor), settingFields(flavor)).map(([names, fields]): Json => ({ ...names, ...fields }));
}

/** A list whose entries meet on few keys; now and then an entry comes twice with other fields. */
function literalList(flavor: Flavor): fc.Arbitrary<Json> {
  const leaf = weighted<Json>(flavor, [20, entry(flavor)], [1, fc.constant(NO_VALUE)], [1, unreadable, 'any']);
  const items = fc.array(branching(leaf, 2, 7), { minLength: 1, maxLength: 4 });
  return fc.tuple(items, fc.option(fc.tuple(fc.nat(3), settingFields(flavor)), { freq: 3, nil: undefined })).map(([list, copy]): Json => {
    const original = copy === undefined ? undefined : list[copy[0] % list.length];
    if (copy === undefined || !isObject(original) || original.HttpMethod === undefined) {
      return list;
    }
    const { HttpMethod, ResourcePath } = original;
    return [...list, present({ HttpMethod, ResourcePath, ThrottlingBurstLimit: 9, ...copy[1] })];
  });
}

/** Fn::If at list, item and value level, AWS::NoValue, and lists that cannot be read. */
export function settingList(flavor: Flavor): fc.Arbitrary<Json> {
  const settingsAsMap = settingFields(flavor).map((fields): Json => ({ CachingEnabled: true, ...fields }));
  const leaf = weighted<Json>(flavor,
    [40, literalList(flavor)], [1, fc.constant(NO_VALUE)], [1, unreadable, 'any'], [1, settingsAsMap, 'any'],
  );
  return branching(leaf, 2, 7);
}

/** CacheClusterEnabled, mostly on. */
export function clusterValue(flavor: Flavor): fc.Arbitrary<Json> {
  return weighted<Json>(flavor, [6, fc.constantFrom<Json>(true, true, 'true')], [2, booleanValue(flavor, 8)]);
}
