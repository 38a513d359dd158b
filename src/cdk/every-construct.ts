import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The scope and all below it. */
export function everyConstruct(scope: IConstruct, enters: (child: IConstruct) => boolean = () => true): readonly IConstruct[] {
  const found: IConstruct[] = [scope];
  for (const one of found) {
    found.push(...one.node.children.filter(enters));
  }
  return found;
}

/** What lies below a scope, as CDK synthesises it. */
export interface Synthesised {
  /** The scope and all that is synthesised with it. */
  readonly together: readonly IConstruct[];
  /** The CDK stages where that ends: each is an assembly of its own, which aspects do not enter. */
  readonly cdkStages: readonly IConstruct[];
}

/** @param enters whether to look at a construct that is no CDK stage, and below it */
export function synthesisedBelow(scope: IConstruct, enters?: (child: IConstruct) => boolean): Synthesised {
  const together = [scope];
  const cdkStages: IConstruct[] = [];
  for (const one of together) {
    for (const child of one.node.children) {
      if (Stage.isStage(child)) {
        cdkStages.push(child);
      } else if (enters === undefined || enters(child)) {
        together.push(child);
      }
    }
  }
  return { together, cdkStages };
}
