import { branchesOf, Evaluate, evaluateLiteral, Evaluated, property } from './intrinsics';
import { child, Place } from './place';

/** A value of a template, in every branch at once and under one configuration. */
export class TemplateValue {
  /** A value that stands at a place. */
  public static at(place: Place): TemplateValue {
    return new TemplateValue(branchesOf(place), false, (evaluate) => evaluate(place));
  }

  /**
   * @param branches where it may stand, in any branch of any `Fn::If`
   * @param hangsOnUnreadable whether it may belong to something that cannot be read
   * @param under what it is under a configuration
   */
  private constructor(
    public readonly branches: readonly Place[],
    public readonly hangsOnUnreadable: boolean,
    public readonly under: (evaluate: Evaluate) => Evaluated,
  ) {
  }

  /** A property. What hangs on something unreadable is unreadable. */
  public property(name: string): TemplateValue {
    const owners = this.branches.map(evaluateLiteral).filter(({ is }) => is !== 'absent');
    return new TemplateValue(
      owners.flatMap((owner) => owner.is === 'structure' ? branchesOf(child(owner.place, name)) : []),
      this.hangsOnUnreadable || owners.some(({ is }) => is !== 'structure'),
      (evaluate) => property(this.under(evaluate), name, evaluate),
    );
  }

  /** A property as it is written, before conditions mean anything; nothing where that cannot be read. */
  public written(name: string): unknown {
    const [owner] = this.branches;
    return this.isReadable && owner !== undefined ? child(owner, name).raw : undefined;
  }

  /** Whether it can be read as it is written. */
  public get isReadable(): boolean {
    return !this.hangsOnUnreadable && this.branches.length < 2
      && this.branches.every((branch) => evaluateLiteral(branch).is !== 'unresolved');
  }
}
