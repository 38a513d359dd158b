/** How much is tried of what could go on forever. */
interface Size {
  /** Runs of a property with random inputs. */
  readonly randomRuns: number;
  /** The same where each run takes a process, or an engine that is slow. */
  readonly costlyRuns: number;
  /** The limit of configurations of one key that the conformance table is tried with; by default that of the library. */
  readonly configurations?: number;
  /** Whether every notation of a template is tried, or those that differ most. */
  readonly everySpelling: boolean;
}

const SIZES: Readonly<Record<string, Size>> = {
  quick: { randomRuns: 200, costlyRuns: 50, configurations: 16, everySpelling: false },
  mutation: { randomRuns: 50, costlyRuns: 50, configurations: 128, everySpelling: false },
  full: { randomRuns: 20_000, costlyRuns: 2_000, everySpelling: true },
};

function sizeNamed(name: string): Size {
  if (!Object.keys(SIZES).includes(name)) {
    throw new Error(`TEST_SIZE must be ${Object.keys(SIZES).join(' or ')}, got ${JSON.stringify(name)}`);
  }
  return SIZES[name];
}

/** `TEST_SIZE` in the environment: quick unless it says something else. */
export const SIZE = sizeNamed(process.env.TEST_SIZE ?? 'quick');

/** Fewer runs where so many are not worth their time. */
export function atMost(runs: number): number {
  return Math.min(SIZE.costlyRuns, runs);
}
