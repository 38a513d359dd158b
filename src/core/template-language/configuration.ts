import { Comparison, Expression, Group, Unknown } from './conditions';
import { conditional, Evaluate, evaluateLiteral, Evaluated, functionCall } from './intrinsics';
import { lookUp, MappingEntry } from './mapping';
import { LookupOperand, Operand, operandOf, scalarText } from './operand';
import { Parameters, ParameterValue } from './parameters';
import { Place } from './place';
import { unresolved } from './reading';

/** Something that a configuration decides, and how. */
export type Fact =
  | { readonly about: 'condition'; readonly name: string; readonly value: boolean }
  | { readonly about: 'parameter'; readonly name: string; readonly value: ParameterValue };

/** Makes the choices of a configuration, each when it is first asked for, and remembers what follows from them. */
export interface Chooser {
  parameter(name: string, domain: readonly ParameterValue[]): ParameterValue;
  unknown(condition: Unknown): boolean;
  /** The truth of a condition, if it is known. */
  truthOf(condition: string): boolean | undefined;
  settle(condition: string, value: boolean): void;
}

const UNSET: ParameterValue = { is: 'other', than: '', isNonDefault: false };

/**
 * One deployable configuration: template values as they are under one choice of
 * parameters (rules 14 to 16). It remembers what it was asked, which is what the
 * answer depends on.
 */
export class Configuration {
  private readonly asked = new Map<string, Fact>();
  private canDeploy = true;

  public constructor(private readonly parameters: Parameters, private readonly choose: Chooser) {
  }

  /** What was decided on the way, in the order it was asked for. */
  public get facts(): readonly Fact[] {
    return [...this.asked.values()];
  }

  /** Whether every lookup found something so far (rule 16). */
  public get isDeployable(): boolean {
    return this.canDeploy;
  }

  public readonly evaluate: Evaluate = (place) => {
    let current = place;
    for (let choice = conditional(current); choice !== undefined; choice = conditional(current)) {
      current = choice.branches[this.holds(choice.condition) ? 0 : 1];
    }
    const [name, argument] = functionCall(current.raw);
    switch (name) {
      case 'Ref':
        return this.reference(current, argument);
      case 'Fn::FindInMap':
        return this.lookup(current);
      default:
        return evaluateLiteral(current);
    }
  };

  /** Whether a condition holds. */
  public holds(name: string): boolean {
    const value = this.truth({ is: 'reference', name });
    this.asked.set(`condition ${name}`, { about: 'condition', name, value });
    return value;
  }

  /** A loop in place of a recursion: conditions may refer to each other in chains of thousands. */
  private truth(expression: Expression): boolean {
    const open: Open[] = [];
    let value = this.enter(expression, open);
    for (let last = open[open.length - 1]; last !== undefined; last = open[open.length - 1]) {
      if (value !== last.settledBy && last.next < last.operands.length) {
        value = this.enter(last.operands[last.next++], open);
      } else {
        open.pop();
        value = value !== last.isNegated;
        if (last.name !== undefined) {
          this.choose.settle(last.name, value);
        }
      }
    }
    return value!;
  }

  /** The value of an expression, or nothing if its operands have to be evaluated first. */
  private enter(expression: Expression, open: Open[]): boolean | undefined {
    switch (expression.is) {
      case 'comparison':
        return this.compare(expression);
      case 'unknown':
        return this.unknown(expression);
      case 'group':
        open.push({ ...expression, next: 0 });
        return undefined;
      case 'reference': {
        const { name } = expression;
        const known = this.choose.truthOf(name);
        if (known === undefined) {
          open.push({ operands: [this.parameters.conditions.named(name)], settledBy: true, isNegated: false, next: 0, name });
        }
        return known;
      }
    }
  }

  /** CloudFormation compares texts. A value that the template does not name equals only itself. */
  private compare({ operands, unknown }: Comparison): boolean {
    const [left, right] = operands.map((operand) => this.valueOf(operand));
    if (left === undefined || right === undefined) {
      return this.unknown(unknown);
    }
    return left.is === 'literal' ? right.is === 'literal' && left.text === right.text : right.is === 'other' && left.than === right.than;
  }

  private unknown(condition: Unknown): boolean {
    return !this.canDeploy || this.choose.unknown(condition);
  }

  /** What an operand is; nothing if it cannot be read. */
  private valueOf(operand: Operand): ParameterValue | undefined {
    switch (operand.is) {
      case 'text':
        return { is: 'literal', text: operand.text };
      case 'parameter':
        return this.parameter(operand.name);
      case 'lookup': {
        const found = this.found(operand);
        if (found.is === 'nothing') {
          return operand.fallback === undefined ? this.fail() : this.valueOf(operand.fallback.operand);
        }
        const text = found.is === 'found' ? scalarText(found.raw) : undefined;
        return text === undefined ? undefined : { is: 'literal', text };
      }
      case 'unreadable':
        return undefined;
    }
  }

  private parameter(name: string): ParameterValue | undefined {
    const domain = this.parameters.domainOf(name);
    if (domain?.length === 0) {
      return this.fail();
    }
    // What cannot be deployed does not count, so there is nothing more to choose.
    return domain && (this.canDeploy ? this.choose.parameter(name, domain) : domain[0]);
  }

  private fail(): ParameterValue {
    this.canDeploy = false;
    return UNSET;
  }

  private found({ keys }: LookupOperand): MappingEntry {
    const values = keys.map((key) => this.valueOf(key));
    const { mappings } = this.parameters.declarations;
    const [map] = keys;
    // A mapping that is not declared may be out of sight, like a condition that is not.
    if (values.includes(undefined) || (map.is === 'text' && lookUp(mappings, map.text).is !== 'found')) {
      return { is: 'unreadable' };
    }
    return values.reduce<MappingEntry>((entries, key) => {
      if (entries.is !== 'found') {
        return entries;
      }
      return lookUp(entries.raw, key?.is === 'literal' ? key.text : undefined);
    }, { is: 'found', raw: mappings });
  }

  private reference(place: Place, name: unknown): Evaluated {
    const value = typeof name === 'string' ? this.parameter(name) : undefined;
    if (value === undefined) {
      return evaluateLiteral(place);
    }
    this.remember(name as string, value);
    return value.is === 'literal'
      ? { is: 'scalar', place: place.with(value.text) }
      : { ...unresolved(place.raw), isNonDefault: value.isNonDefault };
  }

  private remember(name: string, value: ParameterValue): void {
    this.asked.set(`parameter ${name}`, { about: 'parameter', name, value });
  }

  private lookup(place: Place): Evaluated {
    const operand = operandOf(place.raw);
    if (operand.is !== 'lookup') {
      return unresolved(place.raw);
    }
    const found = this.found(operand);
    operand.keys.forEach((key) => {
      const value = this.valueOf(key);
      if (key.is === 'parameter' && value !== undefined) {
        this.remember(key.name, value);
      }
    });
    switch (found.is) {
      case 'found':
        return scalarText(found.raw) === undefined ? unresolved(place.raw) : { is: 'scalar', place: place.with(found.raw) };
      case 'nothing':
        return operand.fallback === undefined ? this.undeployable(place) : this.evaluate(place.with(operand.fallback.raw));
      case 'unreadable':
        return unresolved(place.raw);
    }
  }

  private undeployable({ raw }: Place): Evaluated {
    this.fail();
    return unresolved(raw);
  }
}

/** A group, or a condition by name, whose operands are being evaluated. */
interface Open extends Omit<Group, 'is'> {
  readonly name?: string;
  next: number;
}
