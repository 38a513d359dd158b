import { Aspects, CfnElement, IAspect, Resource, Stage } from 'aws-cdk-lib';
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
    return this.isShownEverything ? this.shared : FRESH_PARAMETERS;
  }

  /** Where visits began. */
  private readonly tops = new WeakSet<IConstruct>();
  private lastTop: IConstruct | undefined;
  /** What was there in time. */
  private readonly known = new WeakSet<IConstruct>();
  private readonly shared = new KnownParameters();
  private isShownEverything = false;

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
    if (!this.isReached(node)) {
      this.start(node);
    } else if (node === this.lastTop) {
      // The app is synthesised once more.
      this.shared.forget();
    }
  }

  /** To be told of every stage that was visited. */
  public saw(stage: IConstruct): void {
    this.known.add(stage);
  }

  /** Whether visits have begun at a construct or above, in the same CDK stage. There may be ten thousands of them. */
  public isReached(construct: IConstruct): boolean {
    for (let one: IConstruct | undefined = construct; one !== undefined; one = Stage.isStage(one) ? undefined : one.node.scope) {
      if (one === this.lastTop || this.tops.has(one)) {
        return true;
      }
    }
    return false;
  }

  private start(scope: IConstruct): void {
    this.tops.add(scope);
    this.lastTop = scope;
    this.shared.forget();
    this.isShownEverything = scope.node.scopes.some((one) => Aspects.of(one).all.includes(this.aspect));
    if (this.isShownEverything) {
      // Only for those who skip validations: there it is looked at again, and everywhere.
      this.look(scope, (child) => !CfnElement.isCfnElement(child) && !Resource.isResource(child));
    } else {
      // Somebody chooses what to show, and what there is by now and is not shown is left out on purpose.
      this.look(scope).forEach((one) => this.known.add(one));
    }
    scope.node.addValidation({
      validate: () => {
        this.shared.forget();
        return this.lateBelow(scope).flatMap(this.check);
      },
    });
  }

  private lateBelow(scope: IConstruct): readonly Subject[] {
    return this.look(scope).flatMap((one) => !CfnElement.isCfnElement(one) || this.known.has(one) ? [] : subjectOf(one, this.parameters) ?? []);
  }

  private look(scope: IConstruct, enters?: (child: IConstruct) => boolean): readonly IConstruct[] {
    const { together, cdkStages } = synthesisedBelow(scope, enters);
    if (cdkStages.length > 0) {
      this.passed(scope);
    }
    return together;
  }
}
