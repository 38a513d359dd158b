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

  /**
   * @param check what to do about a late stage: the answers fail synthesis
   * @param passed to be told of a scope with CDK stages below, which visits do not enter; more than once
   */
  constructor(private readonly check: (late: Subject) => string[], private readonly passed: (scope: IConstruct) => void) {
  }

  /**
   * To be told of every visit. The first one below a scope makes that scope look
   * for latecomers when everything has run.
   */
  public visit(node: IConstruct): void {
    if (this.present.has(node)) {
      return;
    }
    const parent = node.node.scope;
    if (parent === undefined || !this.present.has(parent)) {
      node.node.addValidation({ validate: () => this.lateBelow(node).flatMap(this.check) });
    }
    this.look(node).forEach((one) => this.present.add(one));
  }

  /** Whether a construct was there when visits of its scope began. */
  public isPresent(construct: IConstruct): boolean {
    return this.present.has(construct);
  }

  private lateBelow(node: IConstruct): readonly Subject[] {
    return this.look(node).filter((one) => !this.present.has(one)).flatMap((one) => subjectOf(one) ?? []);
  }

  private look(scope: IConstruct): readonly IConstruct[] {
    const { together, cdkStages } = synthesisedBelow(scope);
    if (cdkStages.length > 0) {
      this.passed(scope);
    }
    return together;
  }
}
