import { parameterDomains } from './domains';
import { argumentOf, canonicalText, everyValue, isList, isObject, Json, JsonObject, objectAt } from './json';
import { conditionKind, undeclared, World } from './values';

/** Every assignment of the template's parameters, under every choice of its unknown bits. */
export function* everyWorld(template: JsonObject): Generator<World> {
  const domains = parameterDomains(template);
  const bits = new Map([...unknownBits(template, new Set(domains.keys()))].map((text) => [text, [false, true]] as const));
  for (const choice of everyAssignment(bits)) {
    for (const parameters of everyAssignment(domains)) {
      yield { template, parameters, bits: choice };
    }
  }
}

/** The number of worlds, without making them. */
export function countWorlds(template: JsonObject): number {
  const domains = parameterDomains(template);
  const assignments = [...domains.values()].reduce((product, values) => product * values.length, 1);
  return assignments * 2 ** unknownBits(template, new Set(domains.keys())).size;
}

/** The same choice of bits has the same text. */
export function choiceText(world: World): string {
  return JSON.stringify([...world.bits]);
}

function* everyAssignment<T>(domains: ReadonlyMap<string, readonly T[]>): Generator<ReadonlyMap<string, T>> {
  const [first, ...rest] = [...domains];
  if (first === undefined) {
    yield new Map();
    return;
  }
  const [name, values] = first;
  for (const tail of everyAssignment(new Map(rest))) {
    for (const value of values) {
      yield new Map([[name, value], ...tail]);
    }
  }
}

/** Rule 16: the same expression is the same bit. READING: the same means equal as JSON, so swapped operands are two bits. */
function unknownBits(template: JsonObject, enumerated: ReadonlySet<string>): ReadonlySet<string> {
  const conditions = objectAt(template, 'Conditions');
  const bitsOf = (condition: Json): readonly string[] => {
    const kind = conditionKind(condition);
    switch (kind.is) {
      case 'condition':
        return conditions[kind.name] === undefined ? [canonicalText(undeclared(kind.name))] : [];
      case 'and':
      case 'or':
        return kind.parts.flatMap(bitsOf);
      case 'not':
        return bitsOf(kind.part);
      case 'equals':
        return [kind.left, kind.right].every((side) => isReadable(side, template, enumerated)) ? [] : [canonicalText(condition)];
      case 'unknown':
        return [canonicalText(condition)];
    }
  };
  const named = namedConditions(template).map((name): Json => ({ Condition: name }));
  return new Set([...Object.values(conditions).map((condition) => condition ?? null), ...named].flatMap(bitsOf));
}

/** Whether a condition needs itself, which CloudFormation refuses: there is nothing to evaluate. */
export function hasCircle(template: JsonObject): boolean {
  const conditions = objectAt(template, 'Conditions');
  const reaches = (name: string, seen: readonly string[]): boolean => seen.includes(name)
    || [...everyValue(conditions[name])].map((value) => argumentOf(value, 'Condition'))
      .some((inner) => typeof inner === 'string' && reaches(inner, [...seen, name]));
  return Object.keys(conditions).some((name) => reaches(name, []));
}

/** Whether an operand of Fn::Equals can be read in every world. */
function isReadable(operand: Json | undefined, template: JsonObject, enumerated: ReadonlySet<string>): boolean {
  if (operand === undefined || operand === null || isList(operand)) {
    return false;
  }
  if (typeof operand === 'string') {
    return !operand.includes('{{resolve:');
  }
  if (!isObject(operand)) {
    return true;
  }
  const reference = argumentOf(operand, 'Ref');
  if (typeof reference === 'string') {
    return enumerated.has(reference);
  }
  const lookup = argumentOf(operand, 'Fn::FindInMap');
  if (!isList(lookup) || lookup.length < 3 || lookup.length > 4 || !hasPlainMappings(template)) {
    return false;
  }
  const [map, top, second, options] = lookup;
  const isDeclared = isObject(map) || objectAt(template, 'Mappings')[String(map)] !== undefined;
  const parts = [map, top, second, ...options === undefined ? [] : [isObject(options) ? options.DefaultValue : undefined]];
  return isDeclared && parts.every((part) => isReadable(part, template, enumerated));
}

/** Whether no macro completes a mapping, and every value is a text. */
function hasPlainMappings(template: JsonObject): boolean {
  return [...everyValue(template.Mappings)].every((value) =>
    !isList(value) && !(typeof value === 'string' && value.includes('{{resolve:')) && !(isObject(value) && 'Fn::Transform' in value));
}

/** The conditions that resources and Fn::If name. */
function namedConditions(template: JsonObject): readonly string[] {
  const ofResources = Object.values(objectAt(template, 'Resources'))
    .map((resource) => isObject(resource) ? resource.Condition : undefined);
  const ofBranches = [...everyValue(template)].map((value) => argumentOf(value, 'Fn::If'))
    .map((branches) => isList(branches) ? branches[0] : undefined);
  return [...ofResources, ...ofBranches].filter((name): name is string => typeof name === 'string');
}
