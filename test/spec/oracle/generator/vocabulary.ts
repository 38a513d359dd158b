import fc from 'fast-check';
import type { Json, JsonObject } from '../oracle/json';

/** Whether a template may hold values that cannot be read at synthesis, and keys that are refused at deploy. */
export type Flavor = 'any' | 'readable';

/** Few names, so that parameters, conditions, mappings and keys meet. */
export const CONDITION_NAMES = ['IsProd', 'IsEu', 'Both', 'Odd'] as const;
export const ref = (name: string): JsonObject => ({ Ref: name });
export const NO_VALUE = ref('AWS::NoValue');

/** Weighted alternatives; an alternative of the `any` flavor is left out of readable templates. */
export type Weighted<T> = readonly [weight: number, arbitrary: fc.Arbitrary<T>, flavor?: 'any'];

export function weighted<T>(flavor: Flavor, ...alternatives: readonly Weighted<T>[]): fc.Arbitrary<T> {
  return fc.oneof(...alternatives.filter(([, , only]) => only === undefined || only === flavor)
    .map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

/** A value, or Fn::If over two of them, nested up to a depth. */
export function branching(leaf: fc.Arbitrary<Json>, depth: number, leafWeight = 5): fc.Arbitrary<Json> {
  if (depth === 0) {
    return leaf;
  }
  const branch = branching(leaf, depth - 1, leafWeight);
  const choice = fc.tuple(fc.constantFrom(...CONDITION_NAMES), branch, branch).map((parts): Json => ({ 'Fn::If': parts }));
  return fc.oneof({ weight: leafWeight, arbitrary: leaf }, { weight: 1, arbitrary: choice });
}

/** A property that is absent in a share of the cases. */
export function maybe(percent: number, arbitrary: fc.Arbitrary<Json>): fc.Arbitrary<Json | undefined> {
  return fc.oneof({ weight: percent, arbitrary }, { weight: 100 - percent, arbitrary: fc.constant(undefined) });
}

/** An object without the properties that are absent. */
export function present(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Values that nothing at synthesis can read (rule 16). */
export const unreadable: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  { 'Fn::ImportValue': 'shared-value' },
  { 'Fn::GetAtt': ['Settings', 'Value'] },
  { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/part.yaml' } } },
  { 'Fn::Select': [0, ref('Hosts')] },
  ref('FromSsm'),
  '{{resolve:ssm:/cache/flag}}',
);
