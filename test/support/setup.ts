import fc from 'fast-check';
import { SIZE } from './size';

// CDK's built-in check of every template costs seconds in each worker and tests nothing of ours; custom plugins still run.
process.env.CDK_VALIDATION ??= 'false';

fc.configureGlobal({ numRuns: SIZE.randomRuns });
