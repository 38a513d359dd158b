import { Aspects } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AppSize, generateApp } from '../app';
import { child, clock, library, withFolder } from '../child';
import { Sample, sample } from '../results';
import { isStage, shareOf } from '../share';

export interface Visits {
  /** Microseconds that a stage takes in all, on average of its stack, if all are written the same way. */
  readonly stages: Sample;
  /** Microseconds of the visit of any other construct, on average. */
  readonly constructs: number;
}

function stagesOf(size: AppSize, outdir: string): Visits['stages'] {
  const shares = shareOf(generateApp(size, outdir));
  return sample([...shares].map(([stack, milliseconds]) => milliseconds * 1e3 / stack.node.findAll().filter(isStage).length));
}

/**
 * The visits of all others in one go, for a clock takes longer than one of them. CDK has asked a construct for its aspects and its
 * children when it calls an aspect, so it is at hand: that is done here as well, and taken off.
 */
function otherOf(size: AppSize, outdir: string): number {
  const app = generateApp(size, outdir);
  const aspect = new (library().EncryptApiCache)();
  Aspects.of(app).add(aspect);
  const [top, ...others] = app.node.findAll().filter((construct) => !isStage(construct));
  const look = (construct: IConstruct) => Aspects.of(construct).all.length + construct.node.children.length;
  others.forEach(look);
  aspect.visit(top);
  const looks = clock(() => others.forEach(look));
  const both = clock(() => others.forEach((construct) => {
    look(construct);
    aspect.visit(construct);
  }));
  return (both - looks) * 1e3 / others.length;
}

child(({ size, of }: { readonly size: AppSize; readonly of: keyof Visits }) => withFolder((outdir) =>
  of === 'stages' ? stagesOf(size, outdir) : otherOf(size, outdir)));
