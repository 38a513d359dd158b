import { child, isObject, Place } from './place';
import { ABSENT, Absent, known, Reading, Unresolved, unresolved } from './reading';

/**
 * One template value under one deployable configuration.
 *
 * This is the only door between raw template data and the decoder. `literally`
 * below knows literals and `AWS::NoValue` and answers «unresolved» for every
 * other intrinsic function; `Configuration` knows conditions and parameters
 * (semantics.md, rules 14 to 17), and follows a branch by answering with a place
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
  readonly items: readonly Place[];
}

export interface Structure {
  readonly is: 'structure';
  readonly place: Place;
  /** The names of its properties, whatever stands there. */
  readonly names: readonly string[];
}

export const literally: Evaluate = (place) => {
  const raw = place.raw;
  if (raw === undefined || raw === null || isNoValue(raw)) {
    return ABSENT;
  }
  if (Array.isArray(raw)) {
    return { is: 'list', place, items: Array.from(raw, (item: unknown, index) => place.at(index, item)) };
  }
  if (isObject(raw)) {
    const names = Object.keys(raw);
    return names.some(isIntrinsic) ? unresolved(raw) : { is: 'structure', place, names };
  }
  return { is: 'scalar', place };
};

/** `{ Ref: AWS::NoValue }` removes what it stands for (rule 16). */
function isNoValue(raw: unknown): boolean {
  return isObject(raw) && Object.keys(raw).length === 1 && raw.Ref === 'AWS::NoValue';
}

/**
 * The name of an intrinsic function, alone or among other names: `Fn::Transform`
 * may stand beside literal properties and rewrite all of them.
 */
function isIntrinsic(name: string): boolean {
  return name === 'Ref' || name.startsWith('Fn::');
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
  return asLiteral(value, (raw) => {
    switch (raw) {
      case true:
      case 'true':
        return true;
      case false:
      case 'false':
        return false;
      default:
        return undefined;
    }
  });
}

export function asNumber(value: Evaluated): Reading<number> {
  return asLiteral(value, (raw) => {
    const isNumeric = typeof raw === 'number' || (typeof raw === 'string' && /^\d+$/.test(raw));
    return isNumeric ? Number(raw) : undefined;
  });
}

/** A string with a dynamic reference (`{{resolve:ssm:…}}`) is decided at deployment. */
export function asString(value: Evaluated): Reading<string> {
  return asLiteral(value, (raw) => typeof raw === 'string' && !raw.includes('{{resolve:') ? raw : undefined);
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
