import { App, Aspects, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { clock, library } from './child';

export const isStage = (construct: IConstruct): boolean => (construct as Partial<CfnResource>).cfnResourceType === 'AWS::ApiGateway::Stage';

interface Rendering {
  _toCloudFormation(): object;
}

/**
 * Milliseconds that `EncryptApiCache` takes when an app is synthesised, by stack: the visits of its stages, and what is done to its
 * template.
 */
export function shareOf(app: App): ReadonlyMap<Stack, number> {
  const milliseconds = new Map<Stack, number>();
  const spend = (stack: Stack, more: number) => milliseconds.set(stack, (milliseconds.get(stack) ?? 0) + more);
  const around = (sign: 1 | -1) => ({
    visit: (node: IConstruct) => {
      if (Stack.isStack(node)) {
        const rendering = node as unknown as Rendering;
        const render = rendering._toCloudFormation.bind(node);
        rendering._toCloudFormation = () => {
          let template: object | undefined;
          spend(node, sign * clock(() => { template = render(); }));
          return template!;
        };
      }
    },
  });
  const { prototype } = library().EncryptApiCache;
  const { visit } = prototype;
  prototype.visit = function (node: IConstruct) {
    const took = clock(() => visit.call(this, node));
    if (isStage(node)) {
      spend(Stack.of(node), took);
    }
  };
  // What lies within the rendering of the second and not of the first is ours.
  Aspects.of(app).add(around(-1), { priority: 1 });
  Aspects.of(app).add(new (library().EncryptApiCache)(), { priority: 2 });
  Aspects.of(app).add(around(1), { priority: 3 });
  app.synth();
  prototype.visit = visit;
  return milliseconds;
}
