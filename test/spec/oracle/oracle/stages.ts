import { isList, isObject, Json, JsonObject, objectAt } from './json';
import { readValue, World } from './values';

/** What a stage's template says of its cache, not yet evaluated. */
export interface StageSource {
  readonly logicalId: string;
  readonly condition: string | undefined;
  /** What the stage's cache is in one world. */
  readonly inWorld: (world: World) => StageText;
}

export interface StageText {
  /** False where the resource is invalid and skipped, or has no settings at all. */
  readonly counts: boolean;
  readonly cluster?: Json;
  readonly settings?: Json;
  /** The virtual W of rule 12. */
  readonly virtualDefault?: JsonObject;
}

export function stagesOf(template: JsonObject): readonly StageSource[] {
  const resources = objectAt(template, 'Resources');
  const stages = Object.entries(resources).flatMap(([logicalId, resource]): readonly StageSource[] => {
    if (!isObject(resource)) {
      return [];
    }
    const inWorld = reader(resource, template);
    const condition = typeof resource.Condition === 'string' ? resource.Condition : undefined;
    return inWorld === undefined ? [] : [{ logicalId, condition, inWorld }];
  });
  return hasImplicitApi(resources) ? [...stages, implicitApi(template)] : stages;
}

function reader(resource: JsonObject, template: JsonObject): StageSource['inWorld'] | undefined {
  const properties = objectAt(resource, 'Properties');
  switch (resource.Type) {
    case 'AWS::ApiGateway::Stage': return () => settingsOf(properties);
    case 'AWS::ApiGateway::Deployment': return (world) => readDeployment(properties, world);
    case 'AWS::Serverless::Api': return () => settingsOf(mergeGlobals(objectAt(objectAt(template, 'Globals'), 'Api'), properties));
    default: return undefined;
  }
}

function settingsOf(properties: JsonObject): StageText {
  return { counts: true, cluster: properties.CacheClusterEnabled, settings: properties.MethodSettings };
}

/** Rule 12. */
function readDeployment(properties: JsonObject, world: World): StageText {
  // READING: a StageName that cannot be read counts as a name.
  if (readValue(properties.StageName, world).is === 'absent') {
    return { counts: false };
  }
  const description = readValue(properties.StageDescription, world);
  if (description.is === 'absent') {
    return { counts: false };
  }
  // READING: a StageDescription that cannot be read is a list that cannot be read, with a cluster that cannot be read.
  if (description.is !== 'known' || !isObject(description.value)) {
    return { counts: true, cluster: properties.StageDescription, settings: properties.StageDescription };
  }
  // READING: only the three fields that section 1 names make the virtual W; throttling and logging beside them do not.
  const { CachingEnabled, CacheDataEncrypted, CacheTtlInSeconds } = description.value;
  return { ...settingsOf(description.value), virtualDefault: { CachingEnabled, CacheDataEncrypted, CacheTtlInSeconds } };
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

function hasImplicitApi(resources: JsonObject): boolean {
  return Object.values(resources).some((resource) => isObject(resource) && resource.Type === 'AWS::Serverless::Function'
    && Object.values(objectAt(objectAt(resource, 'Properties'), 'Events')).some((event) =>
      isObject(event) && event.Type === 'Api' && objectAt(event, 'Properties').RestApiId === undefined));
}

/** READING: the implicit API exists in every world, also where each function has a condition. */
function implicitApi(template: JsonObject): StageSource {
  const globals = objectAt(objectAt(template, 'Globals'), 'Api');
  return { logicalId: 'ServerlessRestApi', condition: undefined, inWorld: () => settingsOf(globals) };
}
