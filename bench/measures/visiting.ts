import { join } from 'path';
import { StageShape } from '../app';
import { inChild, times } from '../child';
import type { Visits } from '../children/visits';
import { Result, sample } from '../results';
import { LARGEST } from './synthesis';

const FILE = join(__dirname, '..', 'children', 'visits.js');
const ROUNDS = 3;
const SIZE = { ...LARGEST, settings: [2, 2] } as const;

const SHAPES: Readonly<Record<StageShape, string>> = {
  L1: 'a `CfnStage`',
  L2: 'the stage of a `RestApi`',
  Override: 'a stage with an override, which has to be rendered',
  Raw: 'a raw `CfnResource`, which has to be rendered',
  Parameter: 'a stage that a parameter decides on, which has to be rendered',
};

/** The time inside `visit`, in an app that is synthesised: medians over all stages of the largest app. */
export function visiting(): readonly Result[] {
  const rounds = times(ROUNDS, () => inChild<object, Visits['stages']>(FILE, { size: SIZE, of: 'stages' }));
  const others = times(ROUNDS, () => inChild<object, Visits['other']>(FILE, { size: SIZE, of: 'other' }));
  const stages = (Object.keys(SHAPES) as readonly StageShape[]).map((shape): Result => ({
    measure: `visit of ${SHAPES[shape]}, two settings`,
    unit: 'µs',
    ours: sample(rounds.map((round) => round[shape]!.median)),
    rounds: ROUNDS,
    ...(shape === 'L1' || shape === 'L2') && { target: { of: 'ours', is: 'at most', value: 30 } },
  }));
  return [...stages, { measure: 'visit of any other construct', unit: 'µs', ours: sample(others), rounds: ROUNDS, target: { of: 'ours', is: 'at most', value: 0.3 } }];
}
