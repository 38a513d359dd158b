import type { Choice } from './choices';
import { argumentOf, isList, isObject, Json, JsonObject, objectAt } from '../oracle/json';

/** CloudFormation or API Gateway would refuse this choice of parameter values. */
export class NotDeployable extends Error {}

/** The resources that one choice creates, as literals; throws NotDeployable. */
export function resolveResources(template: JsonObject, choice: Choice): ReadonlyMap<string, JsonObject> {
  const conditions = new Map<string, boolean>();
  const decide = (name: string): boolean => {
    const known = conditions.get(name);
    if (known !== undefined) {
      return known;
    }
    const decision = test(objectAt(template, 'Conditions')[name]);
    conditions.set(name, decision);
    return decision;
  };
  const test = (condition: Json | undefined): boolean => {
    if (!isObject(condition)) {
      throw new Error(`not a condition: ${JSON.stringify(condition)}`);
    }
    const [[name, argument] = []] = Object.entries(condition);
    const parts = isList(argument) ? argument : [];
    switch (name) {
      case 'Condition': return decide(String(argument));
      case 'Fn::Not': return !test(parts[0]);
      // Every part is tested, so that a lookup in any of them can fail.
      case 'Fn::And': return parts.map(test).every(Boolean);
      case 'Fn::Or': return parts.map(test).some(Boolean);
      case 'Fn::Equals': return String(resolve(parts[0])) === String(resolve(parts[1]));
      default: throw new Error(`not a readable condition: ${name}`);
    }
  };
  /** Undefined for AWS::NoValue. */
  const resolve = (value: Json | undefined): Json | undefined => {
    if (isList(value)) {
      return value.map(resolve).filter((item) => item !== undefined);
    }
    if (!isObject(value)) {
      return value;
    }
    const reference = argumentOf(value, 'Ref');
    if (typeof reference === 'string') {
      return refer(reference);
    }
    const branches = argumentOf(value, 'Fn::If');
    if (isList(branches)) {
      return resolve(decide(String(branches[0])) ? branches[1] : branches[2]);
    }
    const names = argumentOf(value, 'Fn::FindInMap');
    if (isList(names)) {
      return look(names);
    }
    const fields = Object.entries(value).map(([name, field]) => [name, resolve(field)] as const);
    return Object.fromEntries(fields.filter(([, field]) => field !== undefined));
  };
  const refer = (name: string): string | undefined => {
    if (name === 'AWS::NoValue') {
      return undefined;
    }
    const value = choice.get(name);
    if (value === undefined) {
      throw new Error(`not a readable reference: ${name}`);
    }
    return value;
  };
  const look = (names: readonly Json[]): Json | undefined => {
    const [mapName, topKey, secondKey] = names.slice(0, 3).map((name) => String(resolve(name)));
    const found = objectAt(objectAt(objectAt(template, 'Mappings'), String(mapName)), String(topKey))[String(secondKey)];
    if (found !== undefined) {
      return found;
    }
    const options = names[3];
    if (!isObject(options)) {
      throw new NotDeployable();
    }
    return resolve(options.DefaultValue);
  };

  Object.keys(objectAt(template, 'Conditions')).forEach(decide);
  const resources = Object.entries(withGlobals(template)).filter(([, resource]) => {
    return typeof resource.Condition !== 'string' || decide(resource.Condition);
  });
  return new Map(resources.map(([logicalId, { Type, Properties }]) => [logicalId, { Type, Properties: resolve(Properties) }]));
}

/** SAM works on the text: it merges Globals, and adds the implicit API, before anything is resolved. */
function withGlobals(template: JsonObject): Readonly<Record<string, JsonObject>> {
  const globals = objectAt(objectAt(template, 'Globals'), 'Api');
  const resources: Record<string, JsonObject> = {};
  for (const [logicalId, resource] of Object.entries(objectAt(template, 'Resources'))) {
    if (!isObject(resource)) {
      continue;
    }
    resources[logicalId] = resource.Type === 'AWS::Serverless::Api'
      ? { ...resource, Properties: joinProperties(globals, objectAt(resource, 'Properties')) }
      : resource;
    const events = Object.values(objectAt(objectAt(resource, 'Properties'), 'Events'));
    const isImplicit = events.some((event) => isObject(event) && event.Type === 'Api' && !('RestApiId' in objectAt(event, 'Properties')));
    if (resource.Type === 'AWS::Serverless::Function' && isImplicit) {
      resources.ServerlessRestApi = { Type: 'AWS::Serverless::Api', Properties: globals };
    }
  }
  return resources;
}

function joinProperties(globals: JsonObject, local: JsonObject): JsonObject {
  const joined = { ...globals, ...local };
  if (!isList(globals.MethodSettings) || !isList(local.MethodSettings)) {
    return joined;
  }
  return { ...joined, MethodSettings: [...globals.MethodSettings, ...local.MethodSettings] };
}
