import fc from 'fast-check';
import { byName, hasTooMany, judgeByBruteForce } from './oracle';
import { templates } from './templates';
import { judgedByProduct } from '../../support/product-verdicts';
import { SIZE } from '../../support/size';

/** The product asks only for what matters, and so gives up later than somebody who looks at every combination. */
const MOST_CONFIGURATIONS = 1024;

test(`the product and an independent reading of the standard agree on ${SIZE.randomRuns} random templates`, () => {
  let keys = 0;
  fc.assert(fc.property(templates, (template) => {
    fc.pre(!hasTooMany(template, MOST_CONFIGURATIONS));
    const expected = byName(judgeByBruteForce(template));
    keys += Object.keys(expected).length;
    expect(byName(judgedByProduct(template))).toEqual(expected);
  }));
  expect(keys).toBeGreaterThan(SIZE.randomRuns);
}, 600_000);
