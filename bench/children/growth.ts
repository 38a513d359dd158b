import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { generateApp } from '../app';
import { child, clock, library, times, withFolder } from '../child';
import { shareOf } from '../share';
import { generateConditional, generateConditioned, generateRoutes, generateTemplate } from '../template';

export type Grown =
  | 'enforcement, by stages'
  | 'enforcement, by settings'
  | 'enforcement, by routes with a parameter each'
  | 'audit, by stages'
  | 'audit, by routes with a parameter each'
  | 'audit, by stages of 20 settings and 12 conditions'
  | 'audit, by configurations';

/** Milliseconds of one pass over something of a size. */
const PASSES: Readonly<Record<Grown, (size: number, outdir: string) => number>> = {
  'enforcement, by stages': (stages, outdir) => enforcement(generateApp({ constructs: stages, stages, settings: [2, 2], seed: stages, shape: 'L1' }, outdir)),
  'enforcement, by settings': (settings, outdir) => enforcement(generateApp({ constructs: 1, stages: 1, settings: [settings, settings], seed: settings, shape: 'L1' }, outdir)),
  'enforcement, by routes with a parameter each': (routes, outdir) => enforcement(routesWithParameters(routes, outdir)),
  'audit, by stages': (stages) => audit(generateTemplate({ resources: stages, stages, settings: [2, 2], seed: stages })),
  'audit, by routes with a parameter each': (routes) => audit(generateRoutes(routes)),
  'audit, by stages of 20 settings and 12 conditions': (stages) => audit(generateConditioned(stages, 20, 12)),
  'audit, by configurations': (configurations) => audit(generateConditional(Math.log2(configurations))),
};

function enforcement(app: App): number {
  return [...shareOf(app).values()].reduce((sum, milliseconds) => sum + milliseconds, 0);
}

function routesWithParameters(routes: number, outdir: string): App {
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, 'Shop');
  const methodSettings = times(routes, (index) => {
    const caches = new CfnParameter(stack, `Caches${index}`, { allowedValues: ['true', 'false'], default: 'false' });
    return { httpMethod: 'GET', resourcePath: `/~1orders${index}`, cachingEnabled: caches.valueAsString as never };
  });
  new CfnStage(stack, 'Stage', { restApiId: 'api', cacheClusterEnabled: true, methodSettings });
  return app;
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
    return times(passes, () => pass(size, outdir)).reduce((sum, duration) => sum + duration) * 1e3 / (passes * size);
  };
  sizes.forEach(measure);
  const measured = times(rounds, () => sizes.map(measure));
  return sizes.map((_, index) => measured.map((round) => round[index]));
}));
