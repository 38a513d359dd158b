import fc from 'fast-check';
import { SIZE } from './size';

// CDK's built-in check of every template costs seconds in each worker and tests nothing of ours; custom plugins still run.
process.env.CDK_VALIDATION ??= 'false';

/** The random inputs are the same in every run where this is set; there the smallest one that fails is not looked for. */
const { RANDOM_SEED } = process.env;

fc.configureGlobal({ numRuns: SIZE.randomRuns, ...RANDOM_SEED !== undefined && { seed: Number(RANDOM_SEED), endOnFailure: true } });
