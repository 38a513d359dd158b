import { generateApp } from '../app';
import { child, clock, library, times, withFolder } from '../child';
import { generateConditional, generateConditioned, generateRoutes, generateTemplate } from '../template';

export type Grown =
  | 'visit, by stages'
  | 'visit, by settings'
  | 'audit, by stages'
  | 'audit, by routes with a parameter each'
  | 'audit, by stages of 20 settings and 12 conditions'
  | 'audit, by configurations';

/** Milliseconds of one pass over something of a size. */
const PASSES: Readonly<Record<Grown, (size: number, outdir: string) => number>> = {
  'visit, by stages': (stages, outdir) => visits({ stages, settings: 2 }, outdir),
  'visit, by settings': (settings, outdir) => visits({ stages: 1, settings }, outdir),
  'audit, by stages': (stages) => audit(generateTemplate({ resources: stages, stages, settings: [2, 2], seed: stages })),
  'audit, by routes with a parameter each': (routes) => audit(generateRoutes(routes)),
  'audit, by stages of 20 settings and 12 conditions': (stages) => audit(generateConditioned(stages, 20, 12)),
  'audit, by configurations': (configurations) => audit(generateConditional(Math.log2(configurations))),
};

function visits({ stages, settings }: { readonly stages: number; readonly settings: number }, outdir: string): number {
  const app = generateApp({ constructs: stages, stages, settings: [settings, settings], seed: stages, shape: 'L1' }, outdir);
  const aspect = new (library().EncryptApiCache)();
  const [first, ...others] = app.node.findAll();
  aspect.visit(first);
  return clock(() => others.forEach((one) => aspect.visit(one)));
}

function audit(template: object): number {
  return clock(() => library().ApiCacheAudit.ofTemplate(template));
}

interface Growing {
  readonly of: Grown;
  /** The same work for every size, so that what grows is the size and not the warmth. */
  readonly units: number;
  readonly sizes: readonly number[];
  readonly rounds: number;
}

/** Microseconds for each stage, setting, route or configuration. */
child(({ of, units, sizes, rounds }: Growing) => withFolder((outdir) => {
  const pass = PASSES[of];
  const measure = (size: number) => {
    const passes = Math.ceil(units / size);
    return times(passes, () => pass(size, outdir)).reduce((sum, one) => sum + one) * 1e3 / (passes * size);
  };
  sizes.forEach(measure);
  const measured = times(rounds, () => sizes.map(measure));
  return sizes.map((_, index) => measured.map((round) => round[index]));
}));
