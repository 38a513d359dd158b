import { declared } from './declarations';
import { Evaluate, Evaluated, literally } from './intrinsics';
import { Parameters, ParameterValue, scalarText } from './parameters';
import { isObject, Place } from './place';
import { unresolved } from './reading';

/** Something that a configuration decides, and how. */
export type Fact =
  | { readonly about: 'condition'; readonly name: string; readonly value: boolean }
  | { readonly about: 'parameter'; readonly name: string; readonly value: ParameterValue };

/** Which value a parameter has; asked only for what matters. */
export type Choose = (parameter: string, domain: readonly ParameterValue[]) => ParameterValue;

/**
 * One deployable configuration: template values as they are under one choice of
 * parameters (rules 14 to 16). It remembers what it was asked, which is what the
 * answer depends on.
 */
export class Configuration {
  private readonly asked = new Map<string, Fact>();
  private readonly evaluating = new Set<string>();
  private readonly truths = new Map<string, boolean | undefined>();
  private circles = 0;

  public constructor(private readonly parameters: Parameters, private readonly choose: Choose) {
  }

  /** What was decided on the way, in the order it was asked for. */
  public get facts(): readonly Fact[] {
    return [...this.asked.values()];
  }

  public readonly evaluate: Evaluate = (place) => {
    const [name, argument] = onlyEntry(place.raw);
    switch (name) {
      case 'Ref':
        return this.reference(place, argument);
      case 'Fn::If':
        return this.branch(place, argument);
      case 'Fn::FindInMap':
        return this.lookup(place, argument);
      default:
        return literally(place);
    }
  };

  /** Whether a condition holds; nothing if it cannot be evaluated. */
  public holds(name: string): boolean | undefined {
    const value = this.truthOf(name);
    if (value !== undefined) {
      this.asked.set(`condition ${name}`, { about: 'condition', name, value });
    }
    return value;
  }

  private truthOf(name: string): boolean | undefined {
    if (this.evaluating.has(name)) {
      this.circles += 1;
      return undefined;
    }
    if (!this.truths.has(name)) {
      const before = this.circles;
      this.evaluating.add(name);
      const value = this.truth(declared(this.parameters.declarations.conditions, name));
      this.evaluating.delete(name);
      // What needs itself has no value, wherever one starts, and CloudFormation refuses it.
      this.truths.set(name, this.circles === before ? value : undefined);
    }
    return this.truths.get(name);
  }

  private truth(raw: unknown): boolean | undefined {
    const [name, argument] = onlyEntry(raw);
    const operands = Array.isArray(argument) ? argument as readonly unknown[] : [];
    switch (name) {
      case 'Condition':
        return typeof argument === 'string' ? this.truthOf(argument) : undefined;
      case 'Fn::Equals':
        return operands.length === 2 ? this.equal(operands[0], operands[1]) : undefined;
      case 'Fn::Not':
        return operands.length === 1 ? negated(this.truth(operands[0])) : undefined;
      case 'Fn::And':
        return operands.length > 0 ? this.settledBy(false, operands) : undefined;
      case 'Fn::Or':
        return operands.length > 0 ? this.settledBy(true, operands) : undefined;
      default:
        return undefined;
    }
  }

  /** One operand with the value settles it, whatever the others are; they are not even asked for. */
  private settledBy(value: boolean, operands: readonly unknown[]): boolean | undefined {
    let result: boolean | undefined = !value;
    for (const operand of operands) {
      const truth = this.truth(operand);
      if (truth === value) {
        return value;
      }
      result = truth === undefined ? undefined : result;
    }
    return result;
  }

  /** CloudFormation compares texts. What nobody names is equal to itself alone. */
  private equal(left: unknown, right: unknown): boolean | undefined {
    const [one, other] = [this.operand(left), this.operand(right)];
    if (one === undefined || other === undefined) {
      return undefined;
    }
    return one.is === 'literal' ? other.is === 'literal' && one.text === other.text : other.is === 'other' && one.than === other.than;
  }

  private operand(raw: unknown): ParameterValue | undefined {
    const text = this.text(raw);
    if (text !== undefined) {
      return { is: 'literal', text };
    }
    const [name, argument] = onlyEntry(raw);
    return name === 'Ref' && typeof argument === 'string' ? this.valueOf(argument) : undefined;
  }

  /** A literal, or what has a literal value under this configuration. */
  private text(raw: unknown): string | undefined {
    const [name, argument] = onlyEntry(raw);
    switch (name) {
      case undefined:
        return scalarText(raw);
      case 'Ref': {
        const value = typeof argument === 'string' ? this.valueOf(argument) : undefined;
        return value?.is === 'literal' ? value.text : undefined;
      }
      case 'Fn::FindInMap':
        return scalarText(this.found(argument));
      default:
        return undefined;
    }
  }

  private valueOf(parameter: string): ParameterValue | undefined {
    const domain = this.parameters.domainOf(parameter);
    return domain && this.choose(parameter, domain);
  }

  private found(lookup: unknown): unknown {
    const [map, first, second] = Array.isArray(lookup) && lookup.length === 3 ? lookup.map((key) => this.text(key)) : [];
    return [first, second].reduce<unknown>((at, key) => isObject(at) && key !== undefined ? declared(at, key) : undefined,
      map === undefined ? undefined : declared(this.parameters.declarations.mappings, map));
  }

  private reference(place: Place, name: unknown): Evaluated {
    const value = typeof name === 'string' ? this.valueOf(name) : undefined;
    if (value === undefined) {
      return literally(place);
    }
    this.asked.set(`parameter ${name as string}`, { about: 'parameter', name: name as string, value });
    return value.is === 'literal'
      ? { is: 'scalar', place: place.with(value.text) }
      : { ...unresolved(place.raw), isChange: value.isChange };
  }

  private branch(place: Place, argument: unknown): Evaluated {
    const [name, ...branches] = Array.isArray(argument) ? argument as readonly unknown[] : [];
    const value = typeof name === 'string' && branches.length === 2 ? this.holds(name) : undefined;
    if (value === undefined) {
      return unresolved(place.raw);
    }
    const index = value ? 1 : 2;
    return this.evaluate(place.at('Fn::If', argument).at(index, branches[index - 1]));
  }

  private lookup(place: Place, argument: unknown): Evaluated {
    const found = this.found(argument);
    return scalarText(found) === undefined ? unresolved(place.raw) : { is: 'scalar', place: place.with(found) };
  }
}

/** The name and the argument of an intrinsic function that stands alone. */
function onlyEntry(raw: unknown): readonly [string, unknown] | readonly [] {
  const names = isObject(raw) ? Object.keys(raw) : NO_NAMES;
  return names.length === 1 ? [names[0], (raw as Readonly<Record<string, unknown>>)[names[0]]] : NO_ENTRY;
}

const NO_NAMES: readonly string[] = [];
const NO_ENTRY: readonly [] = [];

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
