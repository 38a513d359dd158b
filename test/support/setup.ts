import fc from 'fast-check';
import { SIZE } from './size';

// CDK's built-in check of every template costs seconds in each worker and tests nothing of ours; custom plugins still run.
process.env.CDK_VALIDATION ??= 'false';

/** Random inputs are the same in every run: what fails is what changed. Another seed looks elsewhere. */
const { RANDOM_SEED = '20261128', TEST_SIZE } = process.env;

fc.configureGlobal({
  numRuns: SIZE.randomRuns,
  seed: Number(RANDOM_SEED),
  // That a mutant is noticed is enough there; the smallest input that shows it is of no use.
  endOnFailure: TEST_SIZE === 'mutation',
});
