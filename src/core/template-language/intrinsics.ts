import { child, isObject, Place } from './place';
import { ABSENT, Absent, known, Reading, Unresolved, unresolved } from './reading';

/**
 * One template value under one deployable configuration.
 *
 * This is the only door between raw template data and the decoder. `evaluateLiteral`
 * below knows literals and `AWS::NoValue` and answers "unresolved" for every
 * other intrinsic function; `Configuration` knows conditions and parameters
 * (docs/reference/standard.md, rules 14 to 17), and follows a branch by answering with a place
 * whose path leads into it.
 */
export type Evaluate = (place: Place) => Evaluated;

export type Evaluated = Absent | Unresolved | Scalar | List | Structure;

export interface Scalar {
  readonly is: 'scalar';
  readonly place: Place;
}

export interface List {
  readonly is: 'list';
  readonly place: Place;
}

export interface Structure {
  readonly is: 'structure';
  readonly place: Place;
  /** The names of its properties, whatever stands there. */
  readonly names: readonly string[];
}

export const evaluateLiteral: Evaluate = (place) => {
  const raw = place.raw;
  if (raw === undefined || raw === null || isNoValue(raw)) {
    return ABSENT;
  }
  if (Array.isArray(raw)) {
    return { is: 'list', place };
  }
  if (isObject(raw)) {
    const names = Object.keys(raw);
    return names.some(isIntrinsic) ? unresolved(raw) : { is: 'structure', place, names };
  }
  return { is: 'scalar', place };
};

/** The items of a list, those left out included. */
export function itemsOf(list: Place): readonly Place[] {
  return Array.isArray(list.raw) ? Array.from(list.raw, (item: unknown, index) => list.at(index, item)) : [];
}

/** `{ Ref: AWS::NoValue }` removes what it stands for (rule 16). */
function isNoValue(raw: unknown): boolean {
  const [name, argument] = functionCall(raw);
  return name === 'Ref' && argument === 'AWS::NoValue';
}

/**
 * The name of an intrinsic function, alone or among other names: `Fn::Transform`
 * may stand beside literal properties and rewrite all of them.
 */
export function isIntrinsic(name: string): boolean {
  return name === 'Ref' || name.startsWith('Fn::');
}

/** Whether properties are written as they are, whatever stands in them. */
export function isPlainStructure(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return isObject(raw) && !Object.keys(raw).some(isIntrinsic);
}

/** The name and the argument of an intrinsic function that stands alone. */
export function functionCall(raw: unknown): readonly [string, unknown] | readonly [] {
  const names = isObject(raw) ? Object.keys(raw) : NO_NAMES;
  return names.length === 1 ? [names[0], (raw as Readonly<Record<string, unknown>>)[names[0]]] : NO_CALL;
}

const NO_NAMES: readonly string[] = [];
const NO_CALL: readonly [] = [];

/** An `Fn::If`: the name of its condition, and where its branches stand. */
export interface Conditional {
  readonly condition: string;
  readonly branches: readonly [Place, Place];
}

export function conditional(place: Place): Conditional | undefined {
  const [name, argument] = functionCall(place.raw);
  if (name !== 'Fn::If' || !Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') {
    return undefined;
  }
  const call = place.at(name, argument);
  return { condition: argument[0], branches: [call.at(1, argument[1]), call.at(2, argument[2])] };
}

/** Every value that may stand at a place, through the branches of each `Fn::If`, whether or not its condition can be evaluated. */
export function branchesOf(place: Place): readonly Place[] {
  const leaves: Place[] = [];
  const open = [place];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const choice = conditional(next);
    if (choice === undefined) {
      leaves.push(next);
    } else {
      open.push(choice.branches[1], choice.branches[0]);
    }
  }
  return leaves;
}

/** The branches of `Fn::If` that lead to a place, by their conditions: what has to hold for its value to be there. */
export function guardsOf(place: Place): ReadonlyMap<string, number> {
  const guards = new Map<string, number>();
  for (let inner = place; inner.parent !== undefined; inner = inner.parent) {
    const { raw, step } = inner.parent;
    if (step === 'Fn::If') {
      guards.set(String((raw as readonly unknown[])[0]), Number(inner.step));
    }
  }
  return guards;
}

/** A property of a structure. What hangs on something unreadable is unreadable. */
export function property(of: Evaluated, name: string, evaluate: Evaluate): Evaluated {
  switch (of.is) {
    case 'absent':
    case 'unresolved':
      return of;
    case 'structure':
      return evaluate(child(of.place, name));
    case 'scalar':
    case 'list':
      return unresolved(of.place.raw);
  }
}

/** CloudFormation takes booleans as strings too; nothing else counts. */
export function asBoolean(value: Evaluated): Reading<boolean> {
  return asLiteral(value, (raw) => BOOLEANS.get(raw));
}

const BOOLEANS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([[true, true], ['true', true], [false, false], ['false', false]]);

export function asNumber(value: Evaluated): Reading<number> {
  return asLiteral(value, literalNumber);
}

/** A number, or one as a text: Guard 2 reads the number `0.0` as that text, so both mean the same. */
export function literalNumber(raw: unknown): number | undefined {
  const isNumeric = typeof raw === 'number' || (typeof raw === 'string' && /^\d+(\.0)?$/.test(raw));
  return isNumeric ? Number(raw) : undefined;
}

/** A string with a dynamic reference (`{{resolve:ssm:…}}`) is decided at deployment. */
export function asString(value: Evaluated): Reading<string> {
  return asLiteral(value, (raw) => isLiteralString(raw) ? raw : undefined);
}

export function isLiteralString(raw: unknown): raw is string {
  return typeof raw === 'string' && !raw.includes('{{resolve:');
}

function asLiteral<T>(value: Evaluated, accept: (raw: unknown) => T | undefined): Reading<T> {
  switch (value.is) {
    case 'absent':
    case 'unresolved':
      return value;
    case 'scalar':
    case 'list':
    case 'structure': {
      const literal = accept(value.place.raw);
      return literal === undefined ? unresolved(value.place.raw) : known(literal);
    }
  }
}
