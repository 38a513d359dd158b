import { Measure } from '../../../bench/measure';
import { Prerequisite } from '../../../bench/prerequisite';
import { Result, sample } from '../../../bench/results';

/** A result of a measure that takes no time. */
export function resultOf(measure: string, milliseconds: number): Result {
  return { measure, unit: 'ms', ours: sample([milliseconds]), target: { of: 'ours', is: 'at most', value: 100 }, rounds: 1 };
}

export function measureOf(name: string, run: () => readonly Result[], needs: readonly Prerequisite[] = []): Measure {
  return { name, needs, run };
}

export function prerequisiteOf(name: string, fault?: string): Prerequisite {
  return { name, findFault: () => fault, remedy: `install ${name}` };
}
