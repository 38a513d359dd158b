import { Aspects, CfnElement, IAspect, Resource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { synthesisedBelow } from './every-construct';
import { FRESH_PARAMETERS, KnownParameters, ParameterSource } from './stack-parameters';
import { Subject, subjectOf } from './subject';

/**
 * Notices stages that are created when an aspect is already running. Without the
 * feature flag `@aws-cdk/core:aspectStabilization`, CDK does not show an aspect
 * what another one creates behind its back.
 */
export class Latecomers {
  /** What is known of parameters while visits go on, and once more when everything has run. */
  public get parameters(): ParameterSource {
    return this.shared ?? FRESH_PARAMETERS;
  }

  private readonly known = new WeakSet<IConstruct>();
  private shared: KnownParameters | undefined;

  /**
   * @param aspect what CDK shows constructs to
   * @param check what to do about a late stage: the answers fail synthesis
   * @param passed to be told of a scope with CDK stages below, which visits do not enter; more than once
   */
  constructor(
    private readonly aspect: IAspect,
    private readonly check: (late: Subject) => string[],
    private readonly passed: (scope: IConstruct) => void,
  ) {
  }

  /**
   * To be told of every visit. The first one below a scope makes that scope look
   * for latecomers when everything has run.
   */
  public visit(node: IConstruct): void {
    if (this.known.has(node)) {
      return;
    }
    this.known.add(node);
    const parent = node.node.scope;
    if (parent === undefined || !this.known.has(parent)) {
      this.start(node);
    }
  }

  /** Whether visits of a construct, or of its scope, began when it was there. */
  public isKnown(construct: IConstruct): boolean {
    return this.known.has(construct);
  }

  private start(scope: IConstruct): void {
    const isShownEverything = this.isShownEverything(scope);
    this.shared = isShownEverything ? new KnownParameters() : undefined;
    if (isShownEverything) {
      // Only for those who skip validations: there it is looked at again, and everywhere.
      this.look(scope, (child) => !CfnElement.isCfnElement(child) && !Resource.isResource(child));
    } else {
      // Somebody chooses what to show, and what there is by now and is not shown is left out on purpose.
      this.look(scope).forEach((one) => this.known.add(one));
    }
    scope.node.addValidation({
      validate: () => {
        this.shared?.forget();
        return this.lateBelow(scope).flatMap(this.check);
      },
    });
  }

  private isShownEverything(scope: IConstruct): boolean {
    return scope.node.scopes.some((one) => Aspects.of(one).all.includes(this.aspect));
  }

  private lateBelow(scope: IConstruct): readonly Subject[] {
    return this.look(scope).flatMap((one) => this.known.has(one) ? [] : subjectOf(one, this.parameters) ?? []);
  }

  private look(scope: IConstruct, enters?: (child: IConstruct) => boolean): readonly IConstruct[] {
    const { together, cdkStages } = synthesisedBelow(scope, enters);
    if (cdkStages.length > 0) {
      this.passed(scope);
    }
    return together;
  }
}
