import { Unknown } from './conditions';
import { Chooser } from './configuration';
import { ParameterValue } from './parameters';

/** A condition that cannot be evaluated, as a configuration has it. */
export interface Guess {
  readonly condition: Unknown;
  readonly value: boolean;
}

interface Choice {
  index: number;
  readonly values: readonly (ParameterValue | boolean)[];
  readonly condition?: Unknown;
}

const BOTH = [true, false];

/**
 * The choices of one configuration after the other, in the order in which they are
 * asked for. The last one changes first, so what follows from those before it stays
 * known: each configuration costs what is new in it.
 */
export class Choices implements Chooser {
  private readonly made = new Map<string, Choice>();
  private readonly names: string[] = [];
  private readonly truths = new Map<string, boolean>();
  /** The conditions with a known truth, and how many choices were made when it was found. */
  private readonly settled: { readonly name: string; readonly choices: number }[] = [];

  public parameter(name: string, domain: readonly ParameterValue[]): ParameterValue {
    return this.choose(name, domain);
  }

  public unknown(condition: Unknown): boolean {
    // No parameter has such a name.
    return this.choose(`condition ${condition.name}`, BOTH, condition);
  }

  public truthOf(condition: string): boolean | undefined {
    return this.truths.get(condition);
  }

  public settle(condition: string, value: boolean): void {
    this.truths.set(condition, value);
    this.settled.push({ name: condition, choices: this.names.length });
  }

  public get guesses(): readonly Guess[] {
    return [...this.made.values()].flatMap(({ condition, values, index }) =>
      condition === undefined ? [] : [{ condition, value: values[index] === true }]);
  }

  /**
   * Counts the choices up by one.
   *
   * @returns whether there was one left
   */
  public advance(): boolean {
    for (let name = this.names.pop(); name !== undefined; name = this.names.pop()) {
      const choice = this.made.get(name)!;
      if (choice.index + 1 < choice.values.length) {
        choice.index++;
        this.forgetFrom(this.names.push(name));
        return true;
      }
      this.made.delete(name);
    }
    return false;
  }

  /** @param choices how many choices are too many for a truth to be the same in the next configuration */
  private forgetFrom(choices: number): void {
    for (let last = this.settled.pop(); last !== undefined; last = this.settled.pop()) {
      if (last.choices < choices) {
        this.settled.push(last);
        return;
      }
      this.truths.delete(last.name);
    }
  }

  private choose<T extends ParameterValue | boolean>(name: string, values: readonly T[], condition?: Unknown): T {
    const known = this.made.get(name);
    if (known !== undefined) {
      return values[known.index];
    }
    this.made.set(name, { index: 0, values, condition });
    this.names.push(name);
    return values[0];
  }
}
