import { argumentOf, canonicalText, isList, isObject, Json, JsonObject, objectAt } from './json';

/** One deployable configuration, perhaps: a value for every parameter and a choice of every unknown bit (rules 14 and 16). */
export interface World {
  readonly template: JsonObject;
  readonly parameters: ReadonlyMap<string, string>;
  readonly bits: ReadonlyMap<string, boolean>;
}

/**
 * What a value is in one world. `unseen` is a parameter's "some other value" (rule 14): unequal to every literal. If the parameter has
 * a default, somebody has to change that for it (rule 15).
 */
export type Reading =
  | { readonly is: 'known'; readonly value: Json }
  | { readonly is: 'unseen'; readonly label: string; readonly hasDefault: boolean }
  | { readonly is: 'absent' }
  | { readonly is: 'unknown' };

/** Rule 16: a world in which a lookup finds nothing cannot be deployed. */
class LookupFailed extends Error {}

/** Nothing where a lookup finds nothing. */
export function unlessLookupFails<T>(evaluate: () => readonly T[]): readonly T[] {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof LookupFailed) {
      return [];
    }
    throw error;
  }
}

/** The prefix of values that stand for "some other value". */
export const UNSEEN = '(another value)';

const ABSENT: Reading = { is: 'absent' };
const UNKNOWN: Reading = { is: 'unknown' };

export function readValue(value: Json | undefined, world: World): Reading {
  if (value === undefined || value === null) {
    return ABSENT;
  }
  // READING: a text with a dynamic reference anywhere in it cannot be read.
  if (typeof value === 'string') {
    return value.includes('{{resolve:') ? UNKNOWN : { is: 'known', value };
  }
  if (!isObject(value)) {
    return { is: 'known', value };
  }
  const reference = argumentOf(value, 'Ref');
  if (typeof reference === 'string') {
    return readReference(reference, world);
  }
  if (conditional(value) !== undefined) {
    return readValue(takenEnd(value, '', world).value, world);
  }
  const lookup = argumentOf(value, 'Fn::FindInMap');
  if (lookup !== undefined) {
    return readLookup(lookup, world);
  }
  // READING: Fn::Sub, Fn::Join and Fn::Select are never evaluated, as rule 16 says of conditions, even where their parts are literal.
  return Object.keys(value).some((name) => name.startsWith('Fn::') || name === 'Ref') ? UNKNOWN : { is: 'known', value };
}

function readReference(name: string, world: World): Reading {
  if (name === 'AWS::NoValue') {
    return ABSENT;
  }
  const value = world.parameters.get(name);
  // A resource, an SSM-typed or a list parameter: not among the enumerated ones.
  if (value === undefined) {
    return UNKNOWN;
  }
  const hasDefault = objectAt(objectAt(world.template, 'Parameters'), name).Default !== undefined;
  return value.startsWith(UNSEEN) ? { is: 'unseen', label: value, hasDefault } : { is: 'known', value };
}

/** A value, and where it stands. */
export interface End {
  readonly value: Json | undefined;
  readonly place: string;
}

/** The values at the ends of all branches of an Fn::If, whatever its conditions are. */
export function endsOf(value: Json | undefined, place: string): readonly End[] {
  const branches = conditional(value);
  return branches === undefined ? [{ value, place }]
    : [...endsOf(branches[1], `${place}.If1`), ...endsOf(branches[2], `${place}.If2`)];
}

/** The end that a world takes. */
export function takenEnd(value: Json | undefined, place: string, world: World): End {
  const branches = conditional(value);
  if (branches === undefined) {
    return { value, place };
  }
  const index = holdsByName(branches[0], world) ? 1 : 2;
  return takenEnd(branches[index], `${place}.If${index}`, world);
}

/** READING: a malformed Fn::If is a value that cannot be read. */
function conditional(value: Json | undefined): readonly [string, Json, Json] | undefined {
  const branches = argumentOf(value, 'Fn::If');
  if (!isList(branches) || branches.length !== 3) {
    return undefined;
  }
  const [condition, yes, no] = branches;
  return typeof condition === 'string' ? [condition, yes ?? null, no ?? null] : undefined;
}

/**
 * READING: a map that the template does not declare cannot be read, like a condition that it does not; neither can an entry that is
 * not written in something that a macro completes.
 */
function readLookup(lookup: Json, world: World): Reading {
  const options = isList(lookup) ? lookup[3] : undefined;
  const fallback = isObject(options) ? options.DefaultValue : undefined;
  if (!isList(lookup) || lookup.length < 3 || lookup.length > 4 || (options !== undefined && fallback === undefined)) {
    return UNKNOWN;
  }
  const names = lookup.slice(0, 3).map((part) => readValue(part, world));
  if (names.some((name) => name.is === 'unknown' || name.is === 'absent') || !isDeclaredMap(lookup[0], world)) {
    return UNKNOWN;
  }
  let found: Json | undefined = objectAt(world.template, 'Mappings');
  for (const name of names) {
    const entry: Json | undefined = name.is === 'known' && isObject(found) ? found[String(name.value)] : undefined;
    if (entry === undefined && isObject(found) && 'Fn::Transform' in found) {
      return UNKNOWN;
    }
    found = entry;
  }
  if (found !== undefined) {
    return typeof found === 'object' ? UNKNOWN : readValue(found, world);
  }
  if (fallback !== undefined) {
    return readValue(fallback, world);
  }
  throw new LookupFailed();
}

/** A map that a parameter names is one of those that there are. */
export function isDeclaredMap(name: Json | undefined, world: World): boolean {
  return isObject(name) || objectAt(world.template, 'Mappings')[String(name)] !== undefined;
}

export function holdsByName(name: string, world: World): boolean {
  const condition = objectAt(world.template, 'Conditions')[name];
  // READING: a condition that the template does not declare is an unknown bit of its own.
  return condition === undefined ? bitOf(undeclared(name), world) : holds(condition, world);
}

/** The expression that stands for a condition without declaration. */
export function undeclared(name: string): Json {
  return { Condition: name };
}

/** Rule 16: exact over known parts, and over the unknown bits of this world. */
export function holds(condition: Json, world: World): boolean {
  const kind = conditionKind(condition);
  switch (kind.is) {
    case 'condition': return holdsByName(kind.name, world);
    // READING: from left to right, and what settles it asks for no more (rule 17).
    case 'and': return kind.parts.every((part) => holds(part, world));
    case 'or': return kind.parts.some((part) => holds(part, world));
    case 'not': return !holds(kind.part, world);
    case 'equals': {
      const equal = areEqual(readOperand(kind.left, world), readOperand(kind.right, world));
      return equal ?? bitOf(condition, world);
    }
    case 'unknown': return bitOf(condition, world);
  }
}

export type ConditionKind =
  | { readonly is: 'condition'; readonly name: string }
  | { readonly is: 'and' | 'or'; readonly parts: readonly Json[] }
  | { readonly is: 'not'; readonly part: Json }
  | { readonly is: 'equals'; readonly left: Json; readonly right: Json }
  | { readonly is: 'unknown' };

export function conditionKind(condition: Json): ConditionKind {
  const name = argumentOf(condition, 'Condition');
  if (typeof name === 'string') {
    return { is: 'condition', name };
  }
  const all = argumentOf(condition, 'Fn::And');
  // READING: And and Or of nothing cannot be evaluated.
  if (isList(all) && all.length > 0) {
    return { is: 'and', parts: all };
  }
  const any = argumentOf(condition, 'Fn::Or');
  if (isList(any) && any.length > 0) {
    return { is: 'or', parts: any };
  }
  const negated = argumentOf(condition, 'Fn::Not');
  if (isList(negated) && negated.length === 1) {
    return { is: 'not', part: negated[0] ?? null };
  }
  const sides = argumentOf(condition, 'Fn::Equals');
  if (isList(sides) && sides.length === 2) {
    return { is: 'equals', left: sides[0] ?? null, right: sides[1] ?? null };
  }
  return { is: 'unknown' };
}

/** READING: Fn::Equals compares texts, so anything else than a scalar, a Ref and a lookup cannot be read there. */
function readOperand(operand: Json, world: World): Reading {
  const isReadable = !isObject(operand) || ['Ref', 'Fn::FindInMap'].some((name) => argumentOf(operand, name) !== undefined);
  const reading = isReadable ? readValue(operand, world) : UNKNOWN;
  return reading.is === 'known' && typeof reading.value === 'object' ? UNKNOWN : reading;
}

/** Undefined where it cannot be told. READING: CloudFormation compares texts, so true equals "true". */
function areEqual(left: Reading, right: Reading): boolean | undefined {
  if (left.is === 'unseen' && right.is === 'unseen') {
    return left.label === right.label;
  }
  if (left.is === 'known' && right.is === 'known') {
    return String(left.value) === String(right.value);
  }
  const readable = [left, right].every((side) => side.is === 'known' || side.is === 'unseen');
  return readable ? false : undefined;
}

function bitOf(condition: Json, world: World): boolean {
  const bit = world.bits.get(canonicalText(condition));
  if (bit === undefined) {
    throw new Error(`no bit was enumerated for ${canonicalText(condition)}`);
  }
  return bit;
}
