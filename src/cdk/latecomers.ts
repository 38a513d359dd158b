import type { IConstruct } from 'constructs';
import { synthesisedBelow } from './every-construct';
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

  /**
   * To be told of every visit. The first one below a scope makes that scope look
   * for latecomers when everything has run.
   *
   * @returns the CDK stages that visits of this scope will not enter, at the first of them
   */
  public visit(node: IConstruct): readonly IConstruct[] {
    if (this.present.has(node)) {
      return [];
    }
    const parent = node.node.scope;
    if (parent === undefined || !this.present.has(parent)) {
      node.node.addValidation({ validate: () => this.lateBelow(node).flatMap(this.check) });
    }
    const { together, cdkStages } = synthesisedBelow(node);
    together.forEach((one) => this.present.add(one));
    return cdkStages;
  }

  /** Whether a construct was there when visits of its scope began. */
  public isPresent(construct: IConstruct): boolean {
    return this.present.has(construct);
  }

  private lateBelow(node: IConstruct): readonly Subject[] {
    return synthesisedBelow(node).together.filter((one) => !this.present.has(one)).flatMap((one) => subjectOf(one) ?? []);
  }
}
