import { NotDeployable } from './resolve';
import { canonicalText, isList, isObject, Json, JsonObject, objectAt } from '../oracle/json';

/** What API Gateway stores for one key. */
interface StoredRecord {
  readonly caching: boolean;
  readonly encrypted: boolean;
  readonly ttl: number;
}
type Entry = Partial<StoredRecord>;

/** A stage as one choice deploys it. */
export interface FreshStage {
  readonly cluster: boolean;
  /** Entries by key; more than one where the template has duplicates. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
}

/** Whether a key caches responses unencrypted: `may` where the facts leave it open. */
export type Caching = 'surely' | 'may' | 'not';

const STAGE_DEFAULT = '*/*';
const SERVICE_DEFAULTS: StoredRecord = { caching: false, encrypted: false, ttl: 300 };
const VERBS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** CloudFormation refuses entries that are equal in everything; the standard takes them for one. */
export type EqualEntries = 'are refused' | 'are one';

/** Undefined where a resolved resource is or has no stage with settings. */
export function freshStage(resource: JsonObject, equalEntries: EqualEntries): FreshStage | undefined {
  const properties = objectAt(resource, 'Properties');
  switch (resource.Type) {
    case 'AWS::ApiGateway::Stage': case 'AWS::Serverless::Api':
      return { cluster: isTrue(properties.CacheClusterEnabled), entries: entriesOf(properties, equalEntries) };
    case 'AWS::ApiGateway::Deployment': {
      const description = objectAt(properties, 'StageDescription');
      if (properties.StageName === undefined) {
        return undefined;
      }
      const listed = entriesOf(description, equalEntries);
      const topLevel = readEntry(description);
      // The precedence between the two is unknown, as with duplicates.
      const defaults = [...listed.get(STAGE_DEFAULT) ?? [], ...topLevel === undefined ? [] : [topLevel]];
      const entries = defaults.length === 0 ? listed : new Map([...listed, [STAGE_DEFAULT, defaults]]);
      return { cluster: isTrue(description.CacheClusterEnabled), entries };
    }
    default: return undefined;
  }
}

function entriesOf(properties: JsonObject, equalEntries: EqualEntries): ReadonlyMap<string, readonly Entry[]> {
  const list = properties.MethodSettings ?? [];
  if (!isList(list)) {
    throw new Error('MethodSettings is no list');
  }
  const different = [...new Map(list.map((setting) => [canonicalText(setting), setting])).values()];
  if (different.length < list.length && equalEntries === 'are refused') {
    throw new NotDeployable();
  }
  const entries = new Map<string, readonly Entry[]>();
  for (const setting of different) {
    if (!isObject(setting)) {
      throw new Error('a method setting is no object');
    }
    const { HttpMethod, ResourcePath, ...fields } = setting;
    // Refused at deploy.
    if (typeof HttpMethod !== 'string' || typeof ResourcePath !== 'string' || !ResourcePath.startsWith('/')) {
      throw new NotDeployable();
    }
    // The service drops an entry without a setting.
    if (Object.keys(fields).length === 0) {
      continue;
    }
    const key = `${ResourcePath === '/' ? '~1' : ResourcePath.slice(1)}/${HttpMethod}`;
    entries.set(key, [...entries.get(key) ?? [], readEntry(fields) ?? {}]);
  }
  return entries;
}

/** Undefined where none of the three fields is stated. */
function readEntry(fields: JsonObject): Entry | undefined {
  const { CachingEnabled, CacheDataEncrypted, CacheTtlInSeconds } = fields;
  if (CachingEnabled === undefined && CacheDataEncrypted === undefined && CacheTtlInSeconds === undefined) {
    return undefined;
  }
  return {
    ...CachingEnabled === undefined ? {} : { caching: isTrue(CachingEnabled) },
    ...CacheDataEncrypted === undefined ? {} : { encrypted: isTrue(CacheDataEncrypted) },
    ...CacheTtlInSeconds === undefined ? {} : { ttl: Number(CacheTtlInSeconds) },
  };
}

function isTrue(value: Json | undefined): boolean {
  const text = String(value ?? false);
  if (text !== 'true' && text !== 'false') {
    throw new Error(`not a boolean: ${text}`);
  }
  return text === 'true';
}

/** What a record of a fresh stage can be seeded with; `older` adds a stage default as it may have been: not encrypted, with a TTL. */
export type Seeds = 'fresh' | 'older';

/** Whether the records that a key can come to hold cache unencrypted: all of them, a part of them, none. */
export function cachingOf(stage: FreshStage, key: string, from: Seeds): Caching {
  const effect = effectOf(key);
  if (!stage.cluster || effect === 'none') {
    return 'not';
  }
  const defaults = outcomes(stage.entries.get(STAGE_DEFAULT) ?? []).map((entry) => ({ ...SERVICE_DEFAULTS, ...entry }));
  const older = from === 'older' ? defaults.map((entry) => ({ ...entry, encrypted: false, ttl: SERVICE_DEFAULTS.ttl })) : [];
  const seeds = key === STAGE_DEFAULT ? [SERVICE_DEFAULTS] : [SERVICE_DEFAULTS, ...defaults, ...older];
  const records = outcomes(stage.entries.get(key) ?? []).flatMap((entry) => seeds.map((seed) => ({ ...seed, ...entry })));
  const unencrypted = records.filter((record) => record.caching && !record.encrypted && record.ttl !== 0);
  if (unencrypted.length === 0) {
    return 'not';
  }
  return unencrypted.length === records.length && effect === 'certain' ? 'surely' : 'may';
}

/** What duplicates amount to: the winner is undefined, and it may replace the record or only the fields that it states. */
function outcomes(duplicates: readonly Entry[]): readonly Entry[] {
  const overlays = everyOrder(duplicates).map((order) => order.reduce((record, entry) => ({ ...record, ...entry }), {}));
  return duplicates.length === 0 ? [] : [...duplicates, ...overlays];
}

function everyOrder<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length <= 1) {
    return [items];
  }
  return items.flatMap((item, index) => everyOrder(items.filter((_, position) => position !== index)).map((rest) => [item, ...rest]));
}

/** Whether a key, or the stage default that may seed it, has more than one entry. */
export function hasDuplicates(stage: FreshStage, key: string): boolean {
  return [key, STAGE_DEFAULT].some((name) => (stage.entries.get(name) ?? []).length > 1);
}

export type Effect = 'certain' | 'unknown' | 'none';

/** Whether a key reaches a method (or every GET, as the stage default does). */
export function effectOf(key: string): Effect {
  if (key === STAGE_DEFAULT || key === '~1/GET') {
    return 'certain';
  }
  const path = key.slice(0, key.lastIndexOf('/'));
  const [beforeFirst, ...segments] = path.split('~1');
  const isSegment = (segment: string): boolean => segment !== '' && !/[*/]|~(?!0)/.test(segment);
  const isMethodPath = path === '~1' || (beforeFirst === '' && segments.length > 0 && segments.every(isSegment));
  // A verb that is none has an unknown effect, whatever the path is.
  if (!VERBS.includes(key.slice(key.lastIndexOf('/') + 1))) {
    return 'unknown';
  }
  if (isMethodPath) {
    return 'certain';
  }
  const isSingleSegment = segments.length === 0 && beforeFirst !== undefined && isSegment(beforeFirst);
  return isSingleSegment ? 'unknown' : 'none';
}
