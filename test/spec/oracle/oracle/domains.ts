import { argumentOf, everyValue, isList, isObject, Json, JsonObject, objectAt } from './json';
import { UNSEEN } from './values';

/**
 * The values that a parameter can have (rule 14), pseudo parameters included. A parameter that is not here is `?`:
 * SSM-typed ones (rule 16) and lists.
 */
export function parameterDomains(template: JsonObject): ReadonlyMap<string, readonly string[]> {
  const domains = new Map<string, readonly string[]>();
  const openNames: string[] = [];
  for (const [name, declaration] of Object.entries(objectAt(template, 'Parameters'))) {
    const allowed = isObject(declaration) && isList(declaration.AllowedValues) ? declaration.AllowedValues.map(String) : [];
    if (!isEnumerable(declaration)) {
      continue;
    }
    if (allowed.length > 0) {
      domains.set(name, [...new Set(allowed)]);
    } else {
      openNames.push(name);
    }
  }
  openNames.push(...pseudoParameters(template));
  const meetings = comparedLeaves(template);
  for (const group of comparedGroups(openNames, meetings)) {
    const values = new Set(group.flatMap((name) => knownValues(name, template, meetings)));
    // READING: parameters that are compared with each other share their values, and there is one unseen value for each, since
    // Fn::Equals is exact (rule 14): two open parameters can be equal or different.
    const openMembers = group.filter((name) => openNames.includes(name));
    const unseen = openMembers.map((_, index) => `${UNSEEN} ${group[0]} ${index + 1}`);
    for (const name of openMembers) {
      domains.set(name, [...values, ...unseen]);
    }
  }
  return domains;
}

function isEnumerable(declaration: Json | undefined): boolean {
  const type = isObject(declaration) ? String(declaration.Type) : '';
  // READING: AWS::SSM::Parameter::Name is a plain text (a name); only ...Value<...> is SSM-typed.
  return !type.startsWith('AWS::SSM::Parameter::Value') && type !== 'CommaDelimitedList' && !type.startsWith('List<');
}

/** READING: AWS::NotificationARNs is a list, so it is `?`. */
function pseudoParameters(template: JsonObject): readonly string[] {
  const names = [...everyValue(template)].map((value) => argumentOf(value, 'Ref'))
    .filter((name): name is string => typeof name === 'string' && name.startsWith('AWS::'));
  return [...new Set(names)].filter((name) => name !== 'AWS::NoValue' && name !== 'AWS::NotificationARNs');
}

/** What an operand of Fn::Equals can turn out to be: literals, and the values of parameters. */
interface Leaves {
  readonly literals: readonly string[];
  readonly parameters: readonly string[];
}
/** The two sides of every Fn::Equals in the conditions. */
type Meeting = readonly [Leaves, Leaves];

function comparedLeaves(template: JsonObject): readonly Meeting[] {
  return [...everyValue(template.Conditions)].flatMap((value) => {
    const sides = argumentOf(value, 'Fn::Equals');
    if (!isList(sides) || sides.length !== 2) {
      return [];
    }
    const meeting: Meeting = [leavesOf(sides[0], template), leavesOf(sides[1], template)];
    return [meeting];
  });
}

function leavesOf(operand: Json | undefined, template: JsonObject): Leaves {
  if (operand === undefined || operand === null || isList(operand)) {
    return { literals: [], parameters: [] };
  }
  if (!isObject(operand)) {
    return { literals: [String(operand)], parameters: [] };
  }
  const reference = argumentOf(operand, 'Ref');
  if (typeof reference === 'string') {
    return { literals: [], parameters: [reference] };
  }
  const lookup = argumentOf(operand, 'Fn::FindInMap');
  if (isList(lookup)) {
    const fallback = isObject(lookup[3]) ? leavesOf(lookup[3].DefaultValue, template) : { literals: [], parameters: [] };
    // "the values of every mapping that a comparison may look up, whatever names the map"
    const values = mappingsOf(lookup[0], template).flatMap((mapping) => [...everyValue(mapping)].filter((value) => !isObject(value)));
    return { literals: [...values.map(String), ...fallback.literals], parameters: fallback.parameters };
  }
  return { literals: [], parameters: [] };
}

/** The mappings that a first argument of Fn::FindInMap can name. */
function mappingsOf(mapName: Json | undefined, template: JsonObject): readonly JsonObject[] {
  const mappings = objectAt(template, 'Mappings');
  return typeof mapName === 'string' ? [objectAt(mappings, mapName)] : Object.keys(mappings).map((name) => objectAt(mappings, name));
}

/** Groups of parameters that meet in a comparison, directly or over others; each open parameter is in exactly one. */
function comparedGroups(openNames: readonly string[], meetings: readonly Meeting[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  for (const name of openNames) {
    if (groups.some((group) => group.includes(name))) {
      continue;
    }
    const group = [name];
    for (const member of group) {
      for (const [left, right] of meetings) {
        const partners = [
          ...(left.parameters.includes(member) ? right.parameters : []),
          ...(right.parameters.includes(member) ? left.parameters : []),
        ];
        // The group grows while it is walked, so that it holds whoever meets a member.
        group.push(...partners.filter((partner) => !group.includes(partner)));
      }
    }
    groups.push([...new Set(group)]);
  }
  return groups;
}

/**
 * AllowedValues or Default, the literals it is compared with, and the names that a lookup knows.
 * READING: rule 14 goes before rule 15: a text that a condition compares with a parameter is a value it can have, so a boolean property
 * that is a Ref to it is judged with that text too, not only with the default.
 */
function knownValues(name: string, template: JsonObject, meetings: readonly Meeting[]): readonly string[] {
  const declaration = objectAt(objectAt(template, 'Parameters'), name);
  const allowed = isList(declaration.AllowedValues) ? declaration.AllowedValues.map(String) : [];
  const preset = declaration.Default === undefined || allowed.length > 0 ? [] : [String(declaration.Default)];
  const literals = meetings.flatMap(([left, right]) => [
    ...(left.parameters.includes(name) ? right.literals : []),
    ...(right.parameters.includes(name) ? left.literals : []),
  ]);
  return [...allowed, ...preset, ...literals, ...(allowed.length > 0 ? [] : lookupNames(name, template))];
}

/**
 * Rule 14: a parameter that is a key of a lookup can only be a key of that map.
 * READING: a parameter that names the map can likewise only be the name of a map. Both are added to the domain; a value that
 * is no name then makes the lookup find nothing, which takes the world out wherever that lookup is asked for.
 */
function lookupNames(name: string, template: JsonObject): readonly string[] {
  return [...everyValue(template)].flatMap((value) => {
    const lookup = argumentOf(value, 'Fn::FindInMap');
    if (!isList(lookup)) {
      return [];
    }
    const mappings = mappingsOf(lookup[0], template);
    return [
      ...(mentions(lookup[0], name) ? Object.keys(objectAt(template, 'Mappings')) : []),
      ...(mentions(lookup[1], name) ? mappings.flatMap((mapping) => Object.keys(mapping)) : []),
      ...(mentions(lookup[2], name) ? mappings.flatMap((mapping) => Object.values(mapping).flatMap((row) => Object.keys(row ?? {}))) : []),
    ];
  });
}

function mentions(value: Json | undefined, name: string): boolean {
  return [...everyValue(value)].some((part) => argumentOf(part, 'Ref') === name);
}
