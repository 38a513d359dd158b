import { argumentOf, canonicalText, isList, isObject, Json, JsonObject, objectAt } from './json';

/** One deployable configuration, perhaps: a value for every parameter and a choice of every unknown bit (rules 14 and 16). */
export interface World {
  readonly template: JsonObject;
  readonly parameters: ReadonlyMap<string, string>;
  readonly bits: ReadonlyMap<string, boolean>;
}

/** What a value is in one world. `unseen` is a parameter's "some other value" (rule 14): unequal to every literal. */
export type Reading =
  | { readonly is: 'known'; readonly value: Json }
  | { readonly is: 'unseen'; readonly label: string }
  | { readonly is: 'absent' }
  | { readonly is: 'unknown' };

/** Rule 16: a world in which a lookup finds nothing cannot be deployed. */
export class LookupFailed extends Error {}

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
  const branches = argumentOf(value, 'Fn::If');
  if (branches !== undefined) {
    return readValue(chosenBranch(branches, world), world);
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
  return value.startsWith(UNSEEN) ? { is: 'unseen', label: value } : { is: 'known', value };
}

/** The branch that a world takes; a malformed Fn::If gives an unreadable value. */
export function chosenBranch(branches: Json, world: World): Json {
  if (!isList(branches) || branches.length !== 3 || typeof branches[0] !== 'string') {
    return { 'Fn::Transform': 'malformed Fn::If' };
  }
  return (holdsByName(branches[0], world) ? branches[1] : branches[2]) ?? null;
}

function readLookup(lookup: Json, world: World): Reading {
  if (!isList(lookup) || lookup.length < 3) {
    return UNKNOWN;
  }
  const names = lookup.slice(0, 3).map((part) => readValue(part, world));
  if (names.some((name) => name.is === 'unknown' || name.is === 'absent')) {
    return UNKNOWN;
  }
  let found: Json | undefined = objectAt(world.template, 'Mappings');
  for (const name of names) {
    found = name.is === 'known' && isObject(found) ? found[String(name.value)] : undefined;
  }
  if (found !== undefined) {
    return readValue(found, world);
  }
  const options = lookup[3];
  if (isObject(options) && options.DefaultValue !== undefined) {
    return readValue(options.DefaultValue, world);
  }
  throw new LookupFailed();
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
    // READING: CloudFormation evaluates every part, so a lookup that finds nothing in any of them stops the deployment.
    case 'and': return kind.parts.map((part) => holds(part, world)).every(Boolean);
    case 'or': return kind.parts.map((part) => holds(part, world)).some(Boolean);
    case 'not': return !holds(kind.part, world);
    case 'equals': {
      const equal = areEqual(readValue(kind.left, world), readValue(kind.right, world));
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
  if (isList(all)) {
    return { is: 'and', parts: all };
  }
  const any = argumentOf(condition, 'Fn::Or');
  if (isList(any)) {
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

/** Undefined where it cannot be told. READING: CloudFormation compares texts, so true equals "true". */
function areEqual(left: Reading, right: Reading): boolean | undefined {
  if (left.is === 'unseen' && right.is === 'unseen') {
    return left.label === right.label;
  }
  if (left.is === 'known' && right.is === 'known') {
    return textOf(left.value) === textOf(right.value);
  }
  const readable = [left, right].every((side) => side.is === 'known' || side.is === 'unseen');
  return readable ? false : undefined;
}

function textOf(value: Json): string {
  return typeof value === 'object' ? canonicalText(value) : String(value);
}

function bitOf(condition: Json, world: World): boolean {
  const bit = world.bits.get(canonicalText(condition));
  if (bit === undefined) {
    throw new Error(`no bit was enumerated for ${canonicalText(condition)}`);
  }
  return bit;
}

/** Follows everything of a value that this world takes, so that a lookup that finds nothing is met. */
export function followValue(value: Json | undefined, world: World): void {
  const branches = argumentOf(value, 'Fn::If');
  if (branches !== undefined) {
    followValue(chosenBranch(branches, world), world);
  } else if (argumentOf(value, 'Fn::FindInMap') !== undefined) {
    readValue(value, world);
  } else if (isList(value)) {
    value.forEach((child) => followValue(child, world));
  } else if (isObject(value)) {
    Object.values(value).forEach((child) => followValue(child, world));
  }
}
