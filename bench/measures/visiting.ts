import { join } from 'path';
import { StageShape } from '../app';
import { inChild, times } from '../child';
import type { Visits } from '../children/visits';
import { Result, sample } from '../results';
import { LARGEST } from './synthesis';

const FILE = join(__dirname, '..', 'children', 'visits.js');
const ROUNDS = 3;
const SIZE = { ...LARGEST, constructs: 10_000, stages: 1_000, settings: [2, 2] } as const;

const SHAPES: Readonly<Record<StageShape, string>> = {
  L1: 'a `CfnStage`',
  L2: 'the stage of a `RestApi`',
  Override: 'a stage with an override',
  Raw: 'a raw `CfnResource`',
  Parameter: 'a stage that a parameter decides on',
};

/** What one stage costs in all, visit and template, in an app that is synthesised: medians over its stacks. */
export function visiting(): readonly Result[] {
  const stages = (Object.keys(SHAPES) as readonly StageShape[]).map((shape): Result => ({
    measure: `all in, ${SHAPES[shape]}, two settings`,
    unit: 'µs',
    ours: sample(times(ROUNDS, () => inChild<object, Visits['stages']>(FILE, { size: { ...SIZE, shape }, of: 'stages' }).median)),
    rounds: ROUNDS,
    target: { of: 'ours', is: 'at most', value: 100 },
  }));
  const others = times(ROUNDS, () => inChild<object, Visits['constructs']>(FILE, { size: LARGEST, of: 'constructs' }));
  return [...stages, { measure: 'visit of any other construct', unit: 'µs', ours: sample(others), rounds: ROUNDS, target: { of: 'ours', is: 'at most', value: 0.3 } }];
}
