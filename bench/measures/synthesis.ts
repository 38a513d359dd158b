import { join } from 'path';
import { AppSize } from '../app';
import { ChildOptions, inChild, times } from '../child';
import type { Synthesis, Synthesised } from '../children/synthesis';
import { paired, Result, Target } from '../results';

const FILE = join(__dirname, '..', 'children', 'synthesis.js');

/** The largest app: the targets speak of it. */
export const LARGEST: AppSize = { constructs: 50_000, stages: 2_500, settings: [1, 4], seed: 7 };

const SIZES: readonly AppSize[] = [
  { constructs: 1_000, stages: 10, settings: [1, 200], seed: 7 },
  { constructs: 10_000, stages: 500, settings: [1, 20], seed: 7 },
];

const WAYS: readonly Synthesis['aspect'][] = ['empty', 'ours', 'everywhere'];
type Round = Readonly<Record<Synthesis['aspect'], Synthesised>>;

/** Each way in a process of its own, one after the other and in turns, so that a slow moment of the machine favors none. */
function roundsOf(size: AppSize, count: number, options: ChildOptions): readonly Round[] {
  return times(count, (round) => {
    const order = WAYS.map((_, index) => WAYS[(index + round) % WAYS.length]);
    return Object.fromEntries(order.map((aspect) => [aspect, synthesised(size, aspect, options)])) as Round;
  });
}

function synthesised(size: AppSize, aspect: Synthesis['aspect'], options: ChildOptions): Synthesised {
  const result = inChild<Synthesis, Synthesised>(FILE, { size, aspect }, options);
  if ((result.unencrypted > 0) !== (aspect === 'empty')) {
    throw new Error(`${aspect}: ${result.unencrypted} unencrypted settings`);
  }
  return result;
}

const CPU = (of: Synthesised) => of.cpuMilliseconds / 1e3;
const TIME = (of: Synthesised) => of.milliseconds / 1e3;
const MEMORY = (of: Synthesised) => of.megabytes;

interface Row {
  readonly of: string;
  readonly way?: 'ours' | 'everywhere';
  readonly unit?: string;
  readonly value?: (of: Synthesised) => number;
  readonly atMost?: number;
}

function rowOf(rounds: readonly Round[], { of, way = 'ours', unit = 's', value = TIME, atMost }: Row): Result {
  const target: Target | undefined = atMost === undefined ? undefined : { of: 'ratio', is: 'at most', value: atMost };
  const [ours, theirs] = [way, 'empty' as const].map((each) => rounds.map((round) => value(round[each])));
  return { measure: of, unit, ...paired(ours, theirs), ...target && { target } };
}

const nameOf = ({ constructs, stages }: AppSize) => `${constructs.toLocaleString('en')} constructs, ${stages.toLocaleString('en')} stages`;

/** The whole `app.synth()`, and the most memory, with `EncryptApiCache` and with an aspect that does nothing. */
export function synthesis(): readonly Result[] {
  const checked = roundsOf(LARGEST, 5, { cdkChecks: true });
  const bare = roundsOf(LARGEST, 10, {});
  const name = nameOf(LARGEST);
  const without = `${name}, without CDK's check`;
  return [
    rowOf(checked, { of: `synth, ${name}`, atMost: 1.02 }),
    rowOf(checked, { of: 'the same, CPU time', value: CPU, atMost: 1.02 }),
    rowOf(checked, { of: `synth with \`everywhere\`, ${name}`, way: 'everywhere', atMost: 1.02 }),
    rowOf(checked, { of: 'the same, CPU time', way: 'everywhere', value: CPU, atMost: 1.02 }),
    rowOf(bare, { of: `synth, ${without}`, atMost: 1.05 }),
    rowOf(bare, { of: 'the same, CPU time', value: CPU, atMost: 1.05 }),
    rowOf(bare, { of: `synth with \`everywhere\`, ${without}`, way: 'everywhere', atMost: 1.08 }),
    rowOf(bare, { of: 'the same, CPU time', way: 'everywhere', value: CPU, atMost: 1.08 }),
    ...SIZES.map((size) => rowOf(roundsOf(size, 5, {}), { of: `synth, ${nameOf(size)}, without CDK's check` })),
    rowOf(checked, { of: `peak memory, ${name}`, unit: 'MB', value: MEMORY, atMost: 1.02 }),
    rowOf(bare, { of: `peak memory, ${without}`, unit: 'MB', value: MEMORY, atMost: 1.02 }),
  ];
}
