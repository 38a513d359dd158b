import { isList, isObject, Json, JsonObject, objectAt } from './json';
import { holdsByName, readValue, World } from './values';

/** What a stage's template says of its cache, not yet evaluated. */
export interface StageSource {
  readonly logicalId: string;
  /** Whether there is such a stage in a world. */
  readonly exists: (world: World) => boolean;
  /** What CacheClusterEnabled and MethodSettings stand in; a description may stand in branches of an Fn::If. */
  readonly owner: Json | undefined;
  /** Rule 12: whether the owner's own fields make a virtual W. */
  readonly hasVirtualDefault: boolean;
  /**
   * What every deployment evaluates that creates the stage.
   * READING: not Globals, which a local value may replace, and nothing of another resource.
   */
  readonly evaluated: Json | undefined;
}

const IMPLICIT_API = 'ServerlessRestApi';

export function stagesOf(template: JsonObject): readonly StageSource[] {
  const resources = objectAt(template, 'Resources');
  const stages = Object.entries(resources).flatMap(([logicalId, resource]): readonly StageSource[] => {
    const source = isObject(resource) ? stageSource(logicalId, resource, template) : undefined;
    return source === undefined ? [] : [source];
  });
  return [...stages, implicitApi(template)];
}

function stageSource(logicalId: string, resource: JsonObject, template: JsonObject): StageSource | undefined {
  const properties = objectAt(resource, 'Properties');
  const stage: StageSource = {
    logicalId, exists: (world) => isCreated(resource, world), owner: properties, hasVirtualDefault: false, evaluated: properties,
  };
  switch (resource.Type) {
    case 'AWS::ApiGateway::Stage':
      return stage;
    case 'AWS::ApiGateway::Deployment': {
      const { StageDescription: owner, StageName: name } = properties;
      // Rule 12. READING: a StageName that cannot be read counts as a name.
      const isNamed = (world: World): boolean => readValue(name, world).is !== 'absent';
      return {
        ...stage,
        owner,
        hasVirtualDefault: true,
        exists: (world) => isCreated(resource, world) && readValue(owner, world).is !== 'absent' && isNamed(world),
      };
    }
    case 'AWS::Serverless::Api':
      return { ...stage, owner: mergeGlobals(objectAt(objectAt(template, 'Globals'), 'Api'), properties) };
    default:
      return undefined;
  }
}

function isCreated({ Condition: condition }: JsonObject, world: World): boolean {
  return typeof condition !== 'string' || holdsByName(condition, world);
}

/**
 * Rule 13: scalars: local wins; lists: global + local.
 * READING: SAM merges before CloudFormation evaluates anything, so only two literal lists are joined, and a local value wins even
 * where it turns out to be AWS::NoValue.
 */
function mergeGlobals(globals: JsonObject, local: JsonObject): JsonObject {
  const settings = isList(globals.MethodSettings) && isList(local.MethodSettings)
    ? [...globals.MethodSettings, ...local.MethodSettings]
    : local.MethodSettings ?? globals.MethodSettings;
  return { CacheClusterEnabled: local.CacheClusterEnabled ?? globals.CacheClusterEnabled, MethodSettings: settings };
}

/** READING: SAM makes the implicit API in the worlds in which some function or state machine exists that has an event for it. */
function implicitApi(template: JsonObject): StageSource {
  const asking = Object.values(objectAt(template, 'Resources')).filter((resource): resource is JsonObject => isObject(resource)
    && (resource.Type === 'AWS::Serverless::Function' || resource.Type === 'AWS::Serverless::StateMachine'));
  return {
    logicalId: IMPLICIT_API,
    exists: (world) => asking.some((resource) => isCreated(resource, world) && asksForApi(resource, world)),
    owner: objectAt(objectAt(template, 'Globals'), 'Api'),
    hasVirtualDefault: false,
    evaluated: undefined,
  };
}

/** READING: events that cannot be read may ask for it. */
function asksForApi(resource: JsonObject, world: World): boolean {
  const events = readValue(objectAt(resource, 'Properties').Events, world);
  if (events.is !== 'known' || !isObject(events.value)) {
    return events.is !== 'absent';
  }
  return Object.values(events.value).some((event) => {
    const reading = readValue(event, world);
    if (reading.is !== 'known' || !isObject(reading.value)) {
      return reading.is !== 'absent';
    }
    const type = readValue(reading.value.Type, world);
    return type.is === 'unknown' || (type.is === 'known' && type.value === 'Api' && namesNoApi(reading.value.Properties, world));
  });
}

function namesNoApi(properties: Json | undefined, world: World): boolean {
  const reading = readValue(properties, world);
  if (reading.is !== 'known' || !isObject(reading.value)) {
    return reading.is === 'absent';
  }
  const { RestApiId: id } = reading.value;
  return readValue(id, world).is === 'absent' || (isObject(id) && id.Ref === IMPLICIT_API);
}
