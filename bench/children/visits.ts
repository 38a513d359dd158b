import { Aspects, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AppSize, generateApp } from '../app';
import { child, clock, library, withFolder } from '../child';
import { Sample, sample } from '../results';

export interface Visits {
  /** Microseconds that a stage takes in all, on average of its stack, if all are written the same way. */
  readonly stages: Sample;
  /** Microseconds of the visit of any other construct, on average. */
  readonly other: number;
}

const isStage = (construct: IConstruct) => (construct as Partial<CfnResource>).cfnResourceType === 'AWS::ApiGateway::Stage';

interface Rendering {
  _toCloudFormation(): object;
}

/** What a stage costs: its visit, and its share of what is done to the template of its stack. */
function stagesOf(size: AppSize, outdir: string): Visits['stages'] {
  const app = generateApp(size, outdir);
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
  return sample([...milliseconds].map(([stack, spent]) => spent * 1e3 / stack.node.findAll().filter(isStage).length));
}

/** The visits of all others in one go, for a clock takes longer than one of them. */
function otherOf(size: AppSize, outdir: string): number {
  const app = generateApp(size, outdir);
  const aspect = new (library().EncryptApiCache)();
  Aspects.of(app).add(aspect);
  const [top, ...others] = app.node.findAll().filter((construct) => !isStage(construct));
  others.forEach((construct) => Aspects.of(construct));
  aspect.visit(top);
  return clock(() => others.forEach((construct) => aspect.visit(construct))) * 1e3 / others.length;
}

child(({ size, of }: { readonly size: AppSize; readonly of: keyof Visits }) => withFolder((outdir) =>
  of === 'stages' ? stagesOf(size, outdir) : otherOf(size, outdir)));
