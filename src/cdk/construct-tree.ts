import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The scope and all below it. */
export function everyConstruct(scope: IConstruct, enters: (child: IConstruct) => boolean = () => true): readonly IConstruct[] {
  const found: IConstruct[] = [scope];
  for (const construct of found) {
    found.push(...construct.node.children.filter(enters));
  }
  return found;
}

/** The scope and all that CDK synthesises together with it: each CDK stage below is an assembly of its own. */
export function synthesisedWith(scope: IConstruct): readonly IConstruct[] {
  return everyConstruct(scope, (child) => !Stage.isStage(child));
}
