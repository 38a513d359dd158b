import { Aspects, CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AppSize, generateApp, shapeOf, StageShape } from '../app';
import { child, clock, library, withFolder } from '../child';
import { Sample, sample } from '../results';

export interface Visits {
  /** Microseconds of the visits of a stage, by how it was written. */
  readonly stages: Readonly<Partial<Record<StageShape, Sample>>>;
  /** Microseconds of the visit of any other construct, on average. */
  readonly other: number;
}

const isStage = (construct: IConstruct) => (construct as Partial<CfnResource>).cfnResourceType === 'AWS::ApiGateway::Stage';

/** The visits of stages while the app is synthesised. */
function stagesOf(size: AppSize, outdir: string): Visits['stages'] {
  const app = generateApp(size, outdir);
  const aspect = new (library().EncryptApiCache)();
  const visit = aspect.visit.bind(aspect);
  const measured = new Map<StageShape, number[]>();
  aspect.visit = (node) => {
    if (isStage(node)) {
      const shape = shapeOf(node);
      measured.set(shape, [...measured.get(shape) ?? [], clock(() => visit(node)) * 1e3]);
    } else {
      visit(node);
    }
  };
  Aspects.of(app).add(aspect);
  app.synth();
  return Object.fromEntries([...measured].map(([shape, microseconds]) => [shape, sample(microseconds)]));
}

/** The visits of all others in one go, for a clock takes longer than one of them. */
function otherOf(size: AppSize, outdir: string): number {
  const app = generateApp(size, outdir);
  const aspect = new (library().EncryptApiCache)();
  Aspects.of(app).add(aspect);
  const others = app.node.findAll().filter((one) => !isStage(one));
  return clock(() => others.forEach((one) => aspect.visit(one))) * 1e3 / others.length;
}

child(({ size, of }: { readonly size: AppSize; readonly of: keyof Visits }) => withFolder((outdir) =>
  of === 'stages' ? stagesOf(size, outdir) : otherOf(size, outdir)));
