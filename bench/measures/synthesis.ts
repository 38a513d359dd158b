import { join } from 'path';
import { AppSize } from '../app';
import { ChildOptions, inChild, times } from '../child';
import type { Synthesis, Synthesised } from '../children/synthesis';
import { paired, Result } from '../results';

const FILE = join(__dirname, '..', 'children', 'synthesis.js');

/** The largest app: the target speaks of it. */
export const LARGEST: AppSize = { constructs: 50_000, stages: 2_500, settings: [1, 4], seed: 7 };

const SIZES: readonly AppSize[] = [
  { constructs: 1_000, stages: 10, settings: [1, 200], seed: 7 },
  { constructs: 10_000, stages: 500, settings: [1, 20], seed: 7 },
];

interface Compared {
  readonly size: AppSize;
  readonly aspect: 'ours' | 'everywhere';
  readonly rounds: number;
  readonly options: ChildOptions;
}

interface Rounds {
  readonly ours: readonly Synthesised[];
  readonly other: readonly Synthesised[];
}

/** Pairs, each in two processes one after the other and in turns, so that a slow moment of the machine is nobody's. */
function compare({ size, aspect, rounds, options }: Compared): Rounds {
  const measureOnce = (which: Synthesis['aspect']) => {
    const synthesised = inChild<Synthesis, Synthesised>(FILE, { size, aspect: which }, options);
    if ((synthesised.unencrypted > 0) !== (which === 'empty')) {
      throw new Error(`${which}: ${synthesised.unencrypted} unencrypted settings`);
    }
    return synthesised;
  };
  const pairs = times(rounds, (round) => {
    const first = measureOnce(round % 2 === 0 ? 'empty' : aspect);
    const second = measureOnce(round % 2 === 0 ? aspect : 'empty');
    return round % 2 === 0 ? { ours: second, other: first } : { ours: first, other: second };
  });
  return { ours: pairs.map(({ ours }) => ours), other: pairs.map(({ other }) => other) };
}

function duration(measure: string, { ours, other }: Rounds): Result {
  const seconds = ({ milliseconds }: Synthesised) => milliseconds / 1e3;
  return { measure, unit: 's', ...paired(ours.map(seconds), other.map(seconds)) };
}

function memory(measure: string, { ours, other }: Rounds): Result {
  return { measure, unit: 'MB', ...paired(ours.map(({ megabytes }) => megabytes), other.map(({ megabytes }) => megabytes)) };
}

const nameOf = ({ constructs, stages }: AppSize) => `${constructs.toLocaleString('en')} constructs, ${stages.toLocaleString('en')} stages`;

/** The whole `app.synth()`, and the most memory, with our aspect and with one that does nothing. */
export function synthesis(): readonly Result[] {
  const target = { of: 'ratio', is: 'at most', value: 1.02 } as const;
  const checked = compare({ size: LARGEST, aspect: 'ours', rounds: 3, options: { cdkChecks: true } });
  const bare = compare({ size: LARGEST, aspect: 'ours', rounds: 5, options: {} });
  const everywhere = compare({ size: LARGEST, aspect: 'everywhere', rounds: 3, options: {} });
  const smaller = SIZES.map((size) => duration(`synth, ${nameOf(size)}, without CDK's check`, compare({ size, aspect: 'ours', rounds: 3, options: {} })));
  return [
    { ...duration(`synth, ${nameOf(LARGEST)}`, checked), target },
    duration(`synth, ${nameOf(LARGEST)}, without CDK's check`, bare),
    duration(`synth with \`everywhere\`, ${nameOf(LARGEST)}, without CDK's check`, everywhere),
    ...smaller,
    { ...memory(`peak memory, ${nameOf(LARGEST)}`, checked), target },
    memory(`peak memory, ${nameOf(LARGEST)}, without CDK's check`, bare),
  ];
}
