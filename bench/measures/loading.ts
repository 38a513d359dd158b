import { join } from 'path';
import { inChild, times } from '../child';
import type { Loaded } from '../children/loading';
import { paired, Result } from '../results';

const FILE = join(__dirname, '..', 'children', 'loading.js');
const ROUNDS = 25;

/** A process that loads CDK and makes a stage, with our aspect on the app and without. */
export function loading(): readonly Result[] {
  const measure = (loaded: Loaded) => inChild<Loaded, number>(FILE, loaded);
  const rounds = times(ROUNDS, () => ({ alone: measure('nothing else'), ours: measure('ours'), nag: measure('cdk-nag') }));
  const alone = rounds.map((round) => round.alone);
  return [
    {
      measure: 'loading CDK, aws-apigateway and our aspect; other: without ours',
      unit: 'ms',
      ...paired(rounds.map(({ ours }) => ours), alone),
      target: { of: 'difference', is: 'at most', value: 15 },
    },
    { measure: 'for comparison: loading CDK, aws-apigateway and cdk-nag; other: without cdk-nag', unit: 'ms', ...paired(rounds.map(({ nag }) => nag), alone) },
  ];
}
