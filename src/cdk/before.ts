import type { IConstruct } from 'constructs';
import { describeStated } from '../catalog/stated';
import { DeployableStage } from '../core/deployable-stage';
import { prove } from '../core/prove';
import { Verdict, VERDICTS } from '../core/verdict';

/** What was said of a method-setting key before it was changed. */
export interface Before {
  readonly verdict: Verdict;
  readonly stated: string;
}

type ByKey = ReadonlyMap<string, Before>;

const BEFORE = new WeakMap<IConstruct, ByKey>();

/** To be told of a stage that is about to be changed. What it was at first counts. */
export function changing(construct: IConstruct, stage: DeployableStage): void {
  if (!BEFORE.has(construct)) {
    BEFORE.set(construct, saidOf(stage));
  }
}

/** What was said of the keys of a stage that has been changed. */
export function before(construct: IConstruct): ByKey | undefined {
  return BEFORE.get(construct);
}

/** Kept for every stage that is changed, so it holds on to nothing but names. */
function saidOf(stage: DeployableStage): ByKey {
  const said = new Map<string, Before>();
  for (const one of prove(stage).keys) {
    const { key, verdict } = one;
    const known = said.get(key);
    if (verdict !== undefined && (known === undefined || VERDICTS.indexOf(verdict) < VERDICTS.indexOf(known.verdict))) {
      said.set(key, { verdict, stated: describeStated(one) });
    }
  }
  return said;
}
