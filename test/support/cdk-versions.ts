import { isCdkAtLeast } from '../../src/cdk/cdk-version';

/** Acknowledgments have a `where`; older versions of CDK drop it without a word. */
export const TAKES_WHERE = isCdkAtLeast(276);

/** With `--debug`, CDK shows where a property was assigned and not only where the construct was made. */
export const SHOWS_ASSIGNMENTS = isCdkAtLeast(276);
