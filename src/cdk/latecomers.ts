import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Subject, subjectOf } from './subject';

/**
 * Notices stages that an aspect did not visit. Without the feature flag
 * `@aws-cdk/core:aspectStabilization`, CDK does not show an aspect what another
 * one creates behind its back.
 */
export class Latecomers {
  private readonly visited = new WeakSet<IConstruct>();

  /** @param check what to do about a stage that was not visited: the answers fail synthesis */
  constructor(private readonly check: (late: Subject) => string[]) {
  }

  /** To be told of every visit. The first one below a scope makes that scope look for latecomers when everything has run. */
  public visit(node: IConstruct): void {
    const isTop = node.node.scope === undefined || !this.visited.has(node.node.scope);
    if (isTop && !this.visited.has(node)) {
      node.node.addValidation({ validate: () => this.below(node).flatMap(this.check) });
    }
    this.visited.add(node);
  }

  /** CDK stages are assemblies of their own, which aspects do not enter. */
  private below(node: IConstruct): readonly Subject[] {
    const late = this.visited.has(node) ? undefined : subjectOf(node);
    const children = node.node.children.filter((child) => !Stage.isStage(child)).flatMap((child) => this.below(child));
    return late === undefined ? children : [late, ...children];
  }
}
