import { Aspects, CfnResource, IAspect, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Coverage } from '../construct-record';
import { stackAround, synthesisedWith } from '../construct-tree';
import { addCoverage } from './coverage';
import { CoverageCheck } from './coverage-check';
import { L1_NAMES } from '../../core/stage/setting-names';
import { STAGE_TYPE } from '../../core/stage/stage-cache';
import { requireUnsynthesised, wasSynthesised } from '../assembly/synthesised';
import { coverRendering } from '../rendering/stack-rendering';
import { showFlags } from '../resource/shown-settings';

/** What an EncryptApiCache is to do about the stages that it answers for. */
export type Wish = Pick<Coverage, 'isEnforced' | 'ensureStageDefault' | 'separateCdkStages'>;

/** What is shown to an EncryptApiCache: by CDK as an aspect or as a mixin, or by somebody who chooses. */
export class Visits {
  /** Where visits began. */
  private readonly tops = new WeakSet<IConstruct>();
  private hasBegun = false;
  /** What was visited last, and what is above it as far as that was visited. */
  private readonly path: IConstruct[] = [];
  /** What was shown, where somebody chooses. */
  private readonly shown = new WeakSet<IConstruct>();
  private isEverywhere = false;
  /** Whether somebody chooses what to show: what is there and not shown is left out on purpose. */
  private isChosen = false;

  constructor(private readonly owner: IAspect, private readonly wish: Wish) {
  }

  /** To be called for a scope of which every CDK stage is going to be visited. */
  public coverEverywhere(scope: IConstruct): void {
    requireUnsynthesised(scope, 'EncryptApiCache.everywhere(...) was called');
    this.isEverywhere = true;
    this.cover(scope);
  }

  /**
   * What an aspect does with a construct. Most are nothing to it, and there may be ten thousands of them.
   *
   * @param isChosen whether a subclass chooses what to show
   */
  public visit(construct: IConstruct, isChosen: boolean): void {
    this.isChosen ||= isChosen;
    const isWanted = isOfInterest(construct);
    if (!this.isBelowVisited(construct) || (isWanted && Stage.isStage(construct))) {
      this.begin(construct);
    }
    if (this.isChosen) {
      this.shown.add(construct);
    }
    if (isWanted && Stack.isStack(construct)) {
      coverRendering(construct);
    } else if (isWanted) {
      this.showFlags(construct as CfnResource);
    }
  }

  /**
   * What a mixin does with a construct that may hold stages. One in a CDK stage that was
   * synthesised before fails synthesis of the app, if it is unencrypted.
   *
   * @throws if the app was synthesised before
   */
  public apply(construct: IConstruct): void {
    requireUnsynthesised(construct.node.root, 'the mixin EncryptApiCache was applied', construct);
    if (!wasSynthesised(construct)) {
      this.tops.add(construct);
    }
    this.cover(construct);
    this.showFlags(construct as CfnResource);
  }

  /** CDK visits what is above first, so what answers for that answers for this one: its aspects need not be asked for. */
  private isBelowVisited(construct: IConstruct): boolean {
    const { path } = this;
    const { scope } = construct.node;
    while (path.length > 0 && path[path.length - 1] !== scope) {
      path.pop();
    }
    return path.push(construct) > 1;
  }

  /** Where CDK begins, or somebody who chooses shows something that nothing answers for. */
  private begin(construct: IConstruct): void {
    const isAdded = Aspects.of(construct).all.includes(this.owner);
    if (!isAdded && this.hasBegun && !(this.isChosen && !this.isReached(construct))) {
      return;
    }
    this.isChosen ||= !isAdded;
    this.hasBegun = true;
    if (!this.tops.has(construct)) {
      this.tops.add(construct);
      this.cover(construct);
    }
  }

  private cover(scope: IConstruct): void {
    const known = this.isChosen ? new WeakSet(synthesisedWith(scope)) : undefined;
    addCoverage({
      ...this.wish,
      scope,
      owner: this.owner,
      isEverywhere: this.isEverywhere,
      leavesOut: (construct) => known?.has(construct) === true && !this.shown.has(construct),
      hasVisited: (construct) => this.isReached(construct),
    });
    CoverageCheck.addTo(scope);
    const stack = stackAround(scope);
    if (stack !== undefined) {
      coverRendering(stack);
    }
  }

  /** Whether visits have begun at a construct or above, in the same CDK stage. */
  private isReached(construct: IConstruct): boolean {
    for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = Stage.isStage(scope) ? undefined : scope.node.scope) {
      if (this.tops.has(scope)) {
        return true;
      }
    }
    return false;
  }

  private showFlags(resource: CfnResource): void {
    if (this.wish.isEnforced && resource.cfnResourceType === STAGE_TYPE) {
      showFlags(resource);
    }
  }
}

/** By class: most of its constructs are not in the processor's cache, and to ask each costs more than all else. */
const INTERESTS = new WeakMap<object, boolean>();

/** Whether a visit has anything to do with a construct: with a stack, a CDK stage, an L1 that shows flags. */
function isOfInterest(construct: IConstruct): boolean {
  const type = Object.getPrototypeOf(construct) as object;
  let isWanted = INTERESTS.get(type);
  if (isWanted === undefined) {
    isWanted = Stack.isStack(construct) || Stage.isStage(construct) || L1_NAMES.list in type;
    INTERESTS.set(type, isWanted);
  }
  return isWanted;
}
