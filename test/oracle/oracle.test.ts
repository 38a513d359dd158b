import fc from 'fast-check';
import { byName, hasTooMany, oracle } from './oracle';
import { templates } from './templates';
import { prove } from '../../src/core/prove';
import { stagesOf } from '../../src/core/template';

/** The worst verdict of each key of each stage, as the judge has it. */
function judged(template: unknown): Record<string, string> {
  return byName(stagesOf(template).flatMap(({ logicalId, stage }) => prove(stage).keys
    // A fault that other configurations show than the verdict stands alone, beside it.
    .filter(({ key, verdict }, index, all) => verdict !== undefined || !all.some((one, other) => other !== index && one.key === key && one.verdict !== undefined))
    .map(({ key, verdict }) => ({ logicalId, methodKey: key, verdict }))));
}

test('the judge and a naive reading of the standard agree on 20,000 random templates', () => {
  fc.assert(fc.property(templates, (template) => {
    // The judge asks only for what matters, and so gives up later than somebody who counts all combinations.
    fc.pre(!hasTooMany(template));
    expect(judged(template)).toEqual(byName(oracle(template)));
  }), { numRuns: 20_000 });
}, 120_000);
