import { argumentOf, everyValue, isList, isObject, Json, JsonObject, objectAt } from '../oracle/json';

/** One choice of parameter values, pseudo parameters included. */
export type Choice = ReadonlyMap<string, string>;

export function* everyChoice(template: JsonObject): Generator<Choice> {
  yield* combine([...possibleValues(template)]);
}

export function countChoices(template: JsonObject): number {
  return [...possibleValues(template).values()].reduce((product, values) => product * values.length, 1);
}

function* combine(domains: readonly (readonly [string, readonly string[]])[]): Generator<Choice> {
  const first = domains[0];
  if (first === undefined) {
    yield new Map();
    return;
  }
  for (const rest of combine(domains.slice(1))) {
    for (const value of first[1]) {
      yield new Map([...rest, [first[0], value]]);
    }
  }
}

/**
 * AllowedValues; without them every text that could matter (Default, compared texts, names and values of mappings), and texts that
 * occur nowhere, as many as there are open parameters. That is rule 14 with a larger set of literals, which changes no answer.
 */
function possibleValues(template: JsonObject): ReadonlyMap<string, readonly string[]> {
  const declared = Object.entries(objectAt(template, 'Parameters'));
  const pseudo = [...everyValue(template)].map((value) => argumentOf(value, 'Ref'))
    .filter((name): name is string => typeof name === 'string' && name.startsWith('AWS::') && name !== 'AWS::NoValue');
  const domains = new Map(declared.map(([name, declaration]) => [name, allowedValues(declaration)]));
  for (const name of pseudo) {
    domains.set(name, []);
  }
  const openNames = [...domains].filter(([, values]) => values.length === 0).map(([name]) => name);
  const newTexts = openNames.map((_, index) => `new text ${index + 1}`);
  const defaults = declared.flatMap(([, declaration]) => defaultValue(declaration));
  // What another parameter may be counts too, since the two may be compared.
  const allowed = [...domains.values()].flat();
  const openValues = [...new Set([...defaults, ...allowed, ...textsOf(template), ...newTexts])];
  for (const name of openNames) {
    domains.set(name, openValues);
  }
  return domains;
}

function allowedValues(declaration: Json | undefined): readonly string[] {
  return isObject(declaration) && isList(declaration.AllowedValues) ? declaration.AllowedValues.map(String) : [];
}

function defaultValue(declaration: Json | undefined): readonly string[] {
  return isObject(declaration) && declaration.Default !== undefined ? [String(declaration.Default)] : [];
}

function textsOf(template: JsonObject): readonly string[] {
  const compared = [...everyValue(template.Conditions)].flatMap((value) => [...everyValue(argumentOf(value, 'Fn::Equals'))]);
  const fallbacks = [...everyValue(template.Conditions)].flatMap((value) => isObject(value) ? [value.DefaultValue] : []);
  const looked = [...everyValue(template.Mappings)];
  const names = looked.flatMap((value) => isObject(value) ? Object.keys(value) : []);
  return [...names, ...[...compared, ...fallbacks, ...looked].filter((value) => typeof value !== 'object').map(String)];
}
