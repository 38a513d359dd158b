import { argumentOf, isList, isObject, Json, JsonObject, objectAt } from './json';
import { isDeclaredMap, World } from './values';

/** The keys of an Fn::FindInMap that has no DefaultValue: the map, and two more. */
type Lookup = readonly Json[];

/**
 * The lookups that every deployment evaluates (rule 14).
 * READING: those outside the branches of every Fn::If, and outside the DefaultValue of another lookup, which it may not need.
 */
export function certainLookups(value: Json | undefined): readonly Lookup[] {
  if (argumentOf(value, 'Fn::If') !== undefined) {
    return [];
  }
  const names = argumentOf(value, 'Fn::FindInMap');
  if (isList(names)) {
    return [...names.length === 3 ? [names] : [], ...names.slice(0, 3).flatMap(certainLookups)];
  }
  if (isList(value)) {
    return value.flatMap(certainLookups);
  }
  return isObject(value) ? Object.values(value).flatMap(certainLookups) : [];
}

/**
 * Rule 14: a parameter that is a key of a lookup can only be a key of that map, since any other value fails the deployment.
 * READING: each key for itself, whatever the others are; that two of them fail only together is seen where the lookup is asked for.
 */
export function canBeDeployed(lookups: readonly Lookup[], world: World): boolean {
  return lookups.every((names) => {
    if (!isDeclaredMap(names[0], world)) {
      return true;
    }
    const literals = names.map((name) => isObject(name) || isList(name) ? undefined : String(name));
    return findsSomething(literals, world.template) && names.every((name, index) => {
      const reference = argumentOf(name, 'Ref');
      const value = typeof reference === 'string' ? world.parameters.get(reference) : undefined;
      return value === undefined || findsSomething(literals.map((literal, at) => at === index ? value : literal), world.template);
    });
  });
}

/** Whether a lookup finds something for some values of the keys that are undefined. A macro may add any entry. */
function findsSomething(names: readonly (string | undefined)[], template: JsonObject): boolean {
  let reached: readonly (Json | undefined)[] = [objectAt(template, 'Mappings')];
  for (const name of names) {
    reached = reached.flatMap((entries) => {
      if (!isObject(entries)) {
        return entries === undefined ? [undefined] : [];
      }
      const found = name === undefined ? Object.values(entries) : [entries[name]].filter((entry) => entry !== undefined);
      return found.length === 0 && 'Fn::Transform' in entries ? [undefined] : found;
    });
  }
  return reached.length > 0;
}
