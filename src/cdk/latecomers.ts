import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { everyConstruct } from './every-construct';
import { Subject, subjectOf } from './subject';

/**
 * Notices stages that are created when an aspect is already running. Without the
 * feature flag `@aws-cdk/core:aspectStabilization`, CDK does not show an aspect
 * what another one creates behind its back.
 */
export class Latecomers {
  private readonly present = new WeakSet<IConstruct>();

  /** @param check what to do about a late stage: the answers fail synthesis */
  constructor(private readonly check: (late: Subject) => string[]) {
  }

  /** To be told of every visit. The first one below a scope makes that scope look for latecomers when everything has run. */
  public visit(node: IConstruct): void {
    if (!this.present.has(node)) {
      const parent = node.node.scope;
      if (parent === undefined || !this.present.has(parent)) {
        node.node.addValidation({ validate: () => this.lateBelow(node).flatMap(this.check) });
      }
      below(node).forEach((one) => this.present.add(one));
    }
  }

  private lateBelow(node: IConstruct): readonly Subject[] {
    return below(node).filter((one) => !this.present.has(one)).flatMap((one) => subjectOf(one) ?? []);
  }
}

/** All below a scope but for CDK stages: they are assemblies of their own, which aspects do not enter. */
function below(scope: IConstruct): readonly IConstruct[] {
  return everyConstruct(scope, (child) => !Stage.isStage(child));
}
