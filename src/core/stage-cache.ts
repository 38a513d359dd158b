import { asBoolean, asString, Evaluate, Evaluated, literally, property } from './intrinsics';
import { MethodSetting, methodSetting, virtualStageDefault } from './method-setting';
import { child, Path, Place } from './place';
import { ABSENT, Reading, show } from './reading';

/** The cache of one stage: what every resource type that configures one is decoded to. */
export interface StageCache {
  readonly cluster: Reading<boolean>;
  /** Every readable record that sets something, in no meaningful order (rule 10). */
  readonly settings: readonly MethodSetting[];
  /** Lists, or items of a list, that cannot be read. */
  readonly unreadable: readonly UnreadableSettings[];
  /** Where the stage's own list of method settings stands, or would stand, and how long it is. */
  readonly list: { readonly path: Path; readonly length: number | undefined };
}

/** What a resource amounts to that configures no stage. */
export const NO_STAGE: StageCache = { cluster: ABSENT, settings: [], unreadable: [], list: { path: [], length: undefined } };

export interface UnreadableSettings {
  readonly path: Path;
  readonly shown: string;
}

/** A resource as the template has it. */
export interface TemplateResource {
  readonly type: string;
  readonly properties: unknown;
  /** The name of the condition under which it is created; none if it always is. */
  readonly condition?: string;
}

export const STAGE_TYPE = 'AWS::ApiGateway::Stage';
export const DEPLOYMENT_TYPE = 'AWS::ApiGateway::Deployment';
export const SERVERLESS_API_TYPE = 'AWS::Serverless::Api';

const TYPES: ReadonlySet<string> = new Set([STAGE_TYPE, DEPLOYMENT_TYPE, SERVERLESS_API_TYPE]);

/** Whether resources of the type can configure the cache of a stage. */
export function canConfigureStage(type: string): boolean {
  return TYPES.has(type);
}

/**
 * Decodes a resource that can configure a stage's cache; anything else, a
 * `Deployment` without a usable `StageDescription` included (rule 12), is no stage.
 *
 * @param globals the template's `Globals` section, which SAM merges into every API (rule 13)
 */
export function decodeStage(resource: TemplateResource, globals?: unknown, evaluate: Evaluate = literally): StageCache | undefined {
  const properties = evaluate(new Place(resource.properties, 'Properties'));
  switch (resource.type) {
    case STAGE_TYPE:
      return stageCache(properties, ['Properties'], evaluate);
    case DEPLOYMENT_TYPE:
      return describedStage(properties, evaluate);
    case SERVERLESS_API_TYPE:
      return serverlessApi(properties, globalApi(globals, evaluate), evaluate);
    default:
      return undefined;
  }
}

/** The API that SAM makes of `Api` events without a `RestApiId`: Globals alone configure it (rule 13). */
export function decodeImplicitApi(globals: unknown, evaluate: Evaluate = literally): StageCache {
  return stageCache(globalApi(globals, evaluate), ['Globals', 'Api'], evaluate);
}

function stageCache(of: Evaluated, path: Path, evaluate: Evaluate): StageCache {
  const list = methodSettings(property(of, 'MethodSettings', evaluate), [...path, 'MethodSettings'], evaluate);
  return { ...list, cluster: asBoolean(property(of, 'CacheClusterEnabled', evaluate)) };
}

function describedStage(properties: Evaluated, evaluate: Evaluate): StageCache | undefined {
  const path = ['Properties', 'StageDescription'];
  const description = property(properties, 'StageDescription', evaluate);
  if (description.is === 'absent' || asString(property(properties, 'StageName', evaluate)).is === 'absent') {
    return undefined;
  }
  const stage = stageCache(description, path, evaluate);
  const virtual = description.is === 'structure' ? virtualStageDefault(description, evaluate) : undefined;
  return virtual === undefined ? stage : { ...stage, settings: [virtual, ...stage.settings] };
}

/**
 * SAM merges what is written, before conditions mean anything: two literal lists
 * are joined, anything else that is stated locally replaces the global value.
 */
function serverlessApi(local: Evaluated, global: Evaluated, evaluate: Evaluate): StageCache {
  const stated = (of: Evaluated, name: string) => of.is === 'structure' ? child(of.place, name).raw : undefined;
  const settingsOf = (of: Evaluated, path: Path) => methodSettings(property(of, 'MethodSettings', evaluate), path, evaluate);
  const own = settingsOf(local, ['Properties', 'MethodSettings']);
  const ownList = stated(local, 'MethodSettings');
  const isReplaced = (ownList !== undefined && !(Array.isArray(ownList) && Array.isArray(stated(global, 'MethodSettings')))) || local.is === 'unresolved';
  const shared = isReplaced ? NO_STAGE : settingsOf(global, ['Globals', 'Api', 'MethodSettings']);
  const cluster = stated(local, 'CacheClusterEnabled') === undefined && local.is !== 'unresolved' ? global : local;
  return {
    cluster: asBoolean(property(cluster, 'CacheClusterEnabled', evaluate)),
    settings: [...shared.settings, ...own.settings],
    unreadable: [...shared.unreadable, ...own.unreadable],
    list: own.list,
  };
}

function globalApi(globals: unknown, evaluate: Evaluate): Evaluated {
  return property(evaluate(new Place(globals, 'Globals')), 'Api', evaluate);
}

function methodSettings(value: Evaluated, path: Path, evaluate: Evaluate): Omit<StageCache, 'cluster'> {
  switch (value.is) {
    case 'absent':
      return { settings: [], unreadable: [], list: { path, length: undefined } };
    case 'unresolved':
      return { settings: [], unreadable: [{ path, shown: value.shown }], list: { path, length: undefined } };
    case 'scalar':
    case 'structure':
      return { settings: [], unreadable: [{ path, shown: show(value.place.raw) }], list: { path, length: undefined } };
    case 'list': {
      const items = value.items.map(evaluate);
      return {
        settings: items.flatMap((item) => (item.is === 'structure' ? methodSetting(item, evaluate) : undefined) ?? []),
        unreadable: items.flatMap((item, index) => unreadableItem(item, value.items[index])),
        list: { path: value.place.path, length: value.items.length },
      };
    }
  }
}

function unreadableItem(item: Evaluated, place: Place): readonly UnreadableSettings[] {
  switch (item.is) {
    case 'absent':
    case 'structure':
      return [];
    case 'unresolved':
      return [{ path: place.path, shown: item.shown }];
    case 'scalar':
    case 'list':
      return [{ path: place.path, shown: show(item.place.raw) }];
  }
}
