import fc from 'fast-check';
import { byName, hasTooMany, oracle } from './oracle';
import { templates } from './templates';
import { prove } from '../../../src/core/prove';
import { stagesOf } from '../../../src/core/template';
import { SIZE } from '../../support/size';

/** The worst verdict of each key of each stage, as the judge has it. */
function judged(template: unknown): Record<string, string> {
  return byName(stagesOf(template).flatMap(({ logicalId, stage }) => prove(stage).keys
    // A fault that other configurations show than the verdict stands alone, beside it.
    .filter(({ key, verdict }, _, all) => verdict !== undefined || !all.some((one) => one.key === key && one.verdict !== undefined))
    .map(({ key, verdict }) => ({ logicalId, methodKey: key, verdict }))));
}

function isCircular({ Conditions: conditions = {} }: { readonly Conditions?: Readonly<Record<string, unknown>> }): boolean {
  const needed = (name: string) => Array.from(JSON.stringify(conditions[name] ?? {}).matchAll(/"Condition":"(\w+)"/g), ([, other]) => other);
  const reaches = (name: string, seen: readonly string[]): boolean =>
    seen.includes(name) || needed(name).some((other) => reaches(other, [...seen, name]));
  return Object.keys(conditions).some((name) => reaches(name, []));
}

test(`the judge and a naive reading of the standard agree on ${SIZE.randomRuns} random templates`, () => {
  fc.assert(fc.property(templates, (template) => {
    // The judge asks only for what matters, and so gives up later than somebody who counts all combinations.
    fc.pre(!hasTooMany(template));
    // CloudFormation refuses conditions that need themselves. The naive reading stops where it comes back, the judge says nothing of any of them.
    fc.pre(!isCircular(template));
    expect(judged(template)).toEqual(byName(oracle(template)));
  }));
}, 120_000);
