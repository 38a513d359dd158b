import fc from 'fast-check';
import { Flavor, maybe, present, ref, weighted } from './vocabulary';
import type { Json, JsonObject } from '../oracle/json';

const text = (rest: JsonObject): JsonObject => ({ Type: 'String', ...rest });

/** All parameters that a template may refer to; those that it does not are pruned afterwards. */
export function parameters(flavor: Flavor): fc.Arbitrary<JsonObject> {
  return fc.record({
    Env: fc.constantFrom(
      text({ AllowedValues: ['dev', 'prod'] }), text({ Default: 'dev', AllowedValues: ['dev', 'prod', 'qa'] }),
      text({ Default: 'dev' }), text({ Default: 'prod' }), text({}),
    ),
    Twin: fc.constantFrom(text({ AllowedValues: ['dev', 'qa'] }), text({ Default: 'dev' })),
    Flag: weighted<JsonObject>(flavor,
      [3, fc.constantFrom(text({ AllowedValues: ['true', 'false'] }), text({ Default: 'true', AllowedValues: [true] }))],
      [3, fc.constantFrom(text({ Default: 'true' }), text({ Default: 'false' }), text({})), 'any'],
    ),
    Ttl: weighted<JsonObject>(flavor,
      [2, fc.constantFrom<JsonObject>({ Type: 'Number', AllowedValues: [0, 300] }, { Type: 'Number', AllowedValues: [0] })],
      [1, fc.constantFrom<JsonObject>({ Type: 'Number', Default: 0 }, { Type: 'Number', Default: 300 }), 'any'],
    ),
    Verb: fc.constant(text({ AllowedValues: ['GET', 'POST'] })),
    Map: fc.constantFrom(
      text({ AllowedValues: ['Small', 'Big'] }), text({ AllowedValues: ['Small', 'Lost'] }), text({ Default: 'Small' }),
    ),
    Side: fc.constant(text({ AllowedValues: ['caching', 'encrypted'] })),
    FromSsm: fc.constant<JsonObject>({ Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cache/flag' }),
    Hosts: fc.constant<JsonObject>({ Type: 'CommaDelimitedList', Default: 'a,b' }),
  });
}

export const trueOrFalse = fc.constantFrom<Json>(true, false, 'true', 'false');

/** Mappings by environment and by region, in which a key or a row is missing now and then. */
export function mappings(): fc.Arbitrary<JsonObject> {
  const name = fc.constantFrom<Json>('dev', 'prod', 'qa');
  const ttl = fc.constantFrom<Json>(0, 300, '0');
  const row = fc.record({ caching: trueOrFalse, encrypted: trueOrFalse, name, ttl });
  const incompleteRow = fc.record({ caching: trueOrFalse, encrypted: maybe(80, trueOrFalse), name, ttl }).map(present);
  const byEnvironment = fc.record({ dev: row, prod: maybe(90, incompleteRow), qa: maybe(30, incompleteRow) }).map(present);
  const byRegion = fc.record({ 'us-east-1': row, 'eu-west-1': maybe(80, incompleteRow) }).map(present);
  return fc.record({ Small: byEnvironment, Big: byEnvironment, ByRegion: byRegion });
}

/** A lookup of a field, its map and keys literal or by Ref, with a DefaultValue or without. */
export function lookup(fields: readonly string[], fallback: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const field = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom<Json>(...fields) },
    { weight: fields.includes('caching') ? 1 : 0, arbitrary: fc.constant<Json>(ref('Side')) },
  );
  const mapName = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Json>('Small', 'Big') }, { weight: 1, arbitrary: fc.constant<Json>(ref('Map')) },
  );
  const byEnvironment = fc.tuple(mapName, fc.constantFrom<Json>(ref('Env'), ref('Env'), 'dev', 'prod'), field);
  const byRegion = fc.tuple(fc.constant<Json>('ByRegion'), fc.constantFrom<Json>(ref('AWS::Region'), 'us-east-1'), field);
  const withFallback = fc.tuple(fc.constantFrom<Json>('Small', 'Big'), fc.constantFrom<Json>(ref('Env'), 'none'), field, fallback)
    .map(([map, key, column, value]): readonly Json[] => [map, key, column, { DefaultValue: value }]);
  return fc.oneof(
    { weight: 3, arbitrary: byEnvironment }, { weight: 2, arbitrary: byRegion }, { weight: 2, arbitrary: withFallback },
  ).map((names): Json => ({ 'Fn::FindInMap': names }));
}
