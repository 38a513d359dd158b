import { argumentOf, everyValue, isList, Json, JsonObject, objectAt } from '../oracle/json';

/** Leaves out the conditions, mappings and parameters that no stage asks for, so that few configurations are enumerated. */
export function prune(template: JsonObject): JsonObject {
  const { Parameters: _parameters, Conditions: _conditions, Mappings: _mappings, ...sections } = template;
  const conditions = keepNames(objectAt(template, 'Conditions'), neededConditions(template));
  const used = { ...sections, Conditions: conditions };
  const looksUp = [...everyValue(used)].some((value) => argumentOf(value, 'Fn::FindInMap') !== undefined);
  const parameters = keepNames(objectAt(template, 'Parameters'), new Set([...everyValue(used)].flatMap(referredNames)));
  return Object.fromEntries(Object.entries({
    Transform: template.Transform,
    Parameters: parameters,
    Mappings: looksUp ? objectAt(template, 'Mappings') : {},
    Conditions: conditions,
    ...sections,
  }).filter(([, section]) => section !== undefined && canonicalSize(section) > 0));
}

function canonicalSize(section: Json): number {
  return typeof section === 'object' && section !== null ? Object.keys(section).length : 1;
}

function keepNames(section: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(section).filter(([name]) => names.has(name)));
}

function neededConditions(template: JsonObject): ReadonlySet<string> {
  const stagesAndGlobals: Json = [objectAt(template, 'Resources'), objectAt(template, 'Globals')];
  const needed = new Set([...everyValue(stagesAndGlobals)].flatMap(namedConditions));
  // The set grows while it is walked.
  for (const name of needed) {
    for (const value of everyValue(objectAt(template, 'Conditions')[name])) {
      namedConditions(value).forEach((inner) => needed.add(inner));
    }
  }
  return needed;
}

function namedConditions(value: Json): readonly string[] {
  const branches = argumentOf(value, 'Fn::If');
  const names = [isList(branches) ? branches[0] : undefined, objectProperty(value, 'Condition')];
  return names.filter((name): name is string => typeof name === 'string');
}

function objectProperty(value: Json, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !isList(value) ? value[name] : undefined;
}

/** Names under Ref, and those inside the text of an Fn::Sub. */
function referredNames(value: Json): readonly string[] {
  const name = argumentOf(value, 'Ref');
  if (typeof name === 'string') {
    return [name];
  }
  const text = argumentOf(value, 'Fn::Sub');
  return typeof text === 'string' ? [...text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? '') : [];
}
