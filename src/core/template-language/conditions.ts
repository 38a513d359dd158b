import { declared, Declarations } from './declarations';
import { functionCall } from './intrinsics';
import { Operand, operandOf } from './operand';
import { isObject } from './place';

/** A condition, ready to be evaluated again and again. */
export type Expression = Comparison | Group | Reference | Unknown;

export interface Comparison {
  readonly is: 'comparison';
  readonly operands: readonly [Operand, Operand];
  /** What it is where an operand cannot be read. */
  readonly unknown: Unknown;
}

/** `Fn::And`, `Fn::Or`, `Fn::Not`: an operand with a certain value settles it, whatever the others are. */
export interface Group {
  readonly is: 'group';
  readonly operands: readonly Expression[];
  readonly settledBy: boolean;
  readonly isNegated: boolean;
}

export interface Reference {
  readonly is: 'reference';
  readonly name: string;
}

/** What cannot be evaluated may be true or false, and the same expression is the same everywhere (rule 16). */
export interface Unknown {
  readonly is: 'unknown';
  readonly name: string;
  readonly raw: unknown;
}

/** Deeper than any template: CloudFormation takes no such conditions. */
const MAX_CONDITION_DEPTH = 100;

/** The conditions that a template declares. */
export class Conditions {
  private readonly names: ExpressionNames = new ExpressionNames();
  private readonly expressions = new Map<string, Expression>();

  public constructor(conditions: Declarations['conditions']) {
    for (const name of Object.keys(conditions)) {
      this.expressions.set(name, this.expression(declared(conditions, name), 0));
    }
    // What needs itself has no value, and CloudFormation refuses it.
    for (const name of circularConditions(this.expressions)) {
      this.expressions.set(name, this.missing(name));
    }
  }

  public get all(): readonly Expression[] {
    return [...this.expressions.values()];
  }

  /** A condition that is not declared cannot be evaluated. */
  public named(name: string): Expression {
    const known = this.expressions.get(name) ?? this.missing(name);
    this.expressions.set(name, known);
    return known;
  }

  private missing(name: string): Unknown {
    return this.unknown({ Condition: name });
  }

  private unknown(raw: unknown): Unknown {
    return { is: 'unknown', name: this.names.of(raw), raw };
  }

  private expression(raw: unknown, depth: number): Expression {
    const [name, argument] = functionCall(raw);
    if (name === 'Condition' && typeof argument === 'string') {
      return { is: 'reference', name: argument };
    }
    const operands = Array.isArray(argument) && depth < MAX_CONDITION_DEPTH ? argument as readonly unknown[] : [];
    const group = (settledBy: boolean, isNegated = false): Expression =>
      ({ is: 'group', operands: operands.map((operand) => this.expression(operand, depth + 1)), settledBy, isNegated });
    if (name === 'Fn::Equals' && operands.length === 2) {
      return { is: 'comparison', operands: [operandOf(operands[0]), operandOf(operands[1])], unknown: this.unknown(raw) };
    }
    if (name === 'Fn::Not' && operands.length === 1) {
      return group(true, true);
    }
    if ((name === 'Fn::And' || name === 'Fn::Or') && operands.length > 0) {
      return group(name === 'Fn::Or');
    }
    return this.unknown(raw);
  }
}

/** The conditions that refer to themselves, or to one that does: take away those that do not, one after the other. */
function circularConditions(expressions: ReadonlyMap<string, Expression>): readonly string[] {
  const users = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const [name, expression] of expressions) {
    const used = references(expression).filter((reference) => expressions.has(reference));
    open.set(name, used.length);
    for (const reference of used) {
      const usedBy = users.get(reference) ?? [];
      users.set(reference, usedBy);
      usedBy.push(name);
    }
  }
  const settled = [...open.keys()].filter((name) => open.get(name) === 0);
  for (let name = settled.pop(); name !== undefined; name = settled.pop()) {
    open.delete(name);
    for (const user of users.get(name) ?? []) {
      const left = open.get(user)! - 1;
      open.set(user, left);
      if (left === 0) {
        settled.push(user);
      }
    }
  }
  return [...open.keys()];
}

function references(expression: Expression): readonly string[] {
  switch (expression.is) {
    case 'reference':
      return [expression.name];
    case 'group':
      return expression.operands.flatMap(references);
    case 'comparison':
    case 'unknown':
      return [];
  }
}

/** Every comparison within conditions. */
export function comparisons(expressions: readonly Expression[]): readonly Comparison[] {
  return expressions.flatMap((expression) => {
    switch (expression.is) {
      case 'comparison':
        return [expression];
      case 'group':
        return comparisons(expression.operands);
      case 'reference':
      case 'unknown':
        return [];
    }
  });
}

/** Names expressions by what they say: as JSON, whatever the order of properties. What is too deep for that is named by its identity. */
class ExpressionNames {
  private readonly deep = new Map<unknown, number>();

  public of(raw: unknown, depth = 0): string {
    if (typeof raw !== 'object' || raw === null) {
      return JSON.stringify(raw) ?? 'null';
    }
    if (depth > MAX_CONDITION_DEPTH) {
      const known = this.deep.get(raw) ?? this.deep.size;
      this.deep.set(raw, known);
      return `#${known}`;
    }
    return isObject(raw)
      ? `{${Object.keys(raw).sort().map((name) => `${JSON.stringify(name)}:${this.of(raw[name], depth + 1)}`).join()}}`
      : `[${(raw as readonly unknown[]).map((item) => this.of(item, depth + 1)).join()}]`;
  }
}
