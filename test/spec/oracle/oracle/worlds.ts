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
  const bits = new Set<string>();
  const conditions = objectAt(template, 'Conditions');
  const collect = (condition: Json): void => {
    const kind = conditionKind(condition);
    switch (kind.is) {
      case 'condition': if (conditions[kind.name] === undefined) {
        bits.add(canonicalText(undeclared(kind.name)));
      } return;
      case 'and': case 'or': kind.parts.forEach(collect); return;
      case 'not': collect(kind.part); return;
      case 'equals': if (![kind.left, kind.right].every((side) => isReadable(side, enumerated))) {
        bits.add(canonicalText(condition));
      } return;
      case 'unknown': bits.add(canonicalText(condition));
    }
  };
  Object.values(conditions).forEach((condition) => collect(condition ?? null));
  for (const name of namedConditions(template)) {
    collect({ Condition: name });
  }
  return bits;
}

/** Whether an operand of Fn::Equals can be read in every world. */
function isReadable(operand: Json | undefined, enumerated: ReadonlySet<string>): boolean {
  if (operand === undefined || operand === null) {
    return false;
  }
  if (typeof operand === 'string') {
    return !operand.includes('{{resolve:');
  }
  if (isList(operand)) {
    return operand.every((part) => isReadable(part, enumerated));
  }
  if (!isObject(operand)) {
    return true;
  }
  const reference = argumentOf(operand, 'Ref');
  if (typeof reference === 'string') {
    return enumerated.has(reference);
  }
  const lookup = argumentOf(operand, 'Fn::FindInMap');
  if (!isList(lookup) || lookup.length < 3) {
    return false;
  }
  const fallback = isObject(lookup[3]) ? lookup[3].DefaultValue : undefined;
  return lookup.slice(0, 3).every((part) => isReadable(part, enumerated)) && (fallback === undefined || isReadable(fallback, enumerated));
}

/** The conditions that resources and Fn::If name. */
function namedConditions(template: JsonObject): readonly string[] {
  const ofResources = Object.values(objectAt(template, 'Resources')).map((resource) => isObject(resource) ? resource.Condition : undefined);
  const ofBranches = [...everyValue(template)].map((value) => argumentOf(value, 'Fn::If'))
    .map((branches) => isList(branches) ? branches[0] : undefined);
  return [...ofResources, ...ofBranches].filter((name): name is string => typeof name === 'string');
}
