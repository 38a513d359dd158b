/** Whether everything that the tests need has to be there, or is installed. */
export const IS_CI = process.env.CI === 'true';

/**
 * Tests that need what is not on every machine. Where it is missing they are skipped, with the reason in their name.
 * In CI nothing is ever skipped: what is missing there makes them fail.
 */
export function describeWith(name: string, missing: string | undefined, tests: () => void): void {
  const isSkipped = missing !== undefined && !IS_CI;
  (isSkipped ? describe.skip : describe)(isSkipped ? `${name}: skipped, ${missing}` : name, tests);
}
