import { MethodSetting } from './method-setting';
import { filedKey, MethodSettingKey } from './method-setting-key';
import { DEPLOYED_NAMES } from './setting-names';
import { StageCache, UnreadableSettings } from './stage-cache';
import { isObject } from '../template-language/place';
import { ABSENT, known, Reading, show, Unresolved, unresolved } from '../template-language/reading';

/** A stage as AWS has it: what API Gateway lists, or AWS Config has recorded. */
export interface DeployedStage {
  readonly name: string;
  /** Where it is known: a listing of API Gateway does not name its API. */
  readonly arn?: string;
  readonly restApiId?: string;
  readonly region?: string;
  readonly accountId?: string;
  readonly stage: StageCache;
}

/** What a JSON parser makes of braces. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * The cache of a stage by its deployed records. API Gateway lists them complete;
 * a recorded answer of AWS Config left out fields that were false, so what a
 * record leaves out is read as in a template.
 */
export function deployedCache(listed: Json): StageCache {
  const raw = ownProperty(listed, DEPLOYED_NAMES.list);
  const cluster = clusterOf(listed);
  if (raw !== undefined && raw !== null && !isObject(raw)) {
    return { cluster, settings: [], unreadable: [unreadablePart([DEPLOYED_NAMES.list], raw)] };
  }
  const records = Object.entries(raw ?? {});
  return {
    cluster,
    settings: records.flatMap(([key, record]) => isObject(record) ? [deployedSetting(key, record)] : []),
    unreadable: records.flatMap(([key, record]) => isObject(record) ? [] : [unreadablePart([DEPLOYED_NAMES.list, key], record)]),
  };
}

/** A stage whose record as a whole cannot be read, or is left out. */
export function unreadableCache(raw: unknown): StageCache {
  const cluster = raw === undefined ? NOT_LISTED : unresolved(raw);
  return { cluster, settings: [], unreadable: [unreadablePart([DEPLOYED_NAMES.list], raw)] };
}

const NOT_LISTED: Unresolved = { is: 'unresolved', shown: 'not in the listing' };

/** Every listing states it; one that does not was cut down, and the cluster may be on. */
function clusterOf(listed: Json): Reading<boolean> {
  const cluster = booleanOf(ownProperty(listed, DEPLOYED_NAMES.cluster));
  return cluster.is === 'absent' ? NOT_LISTED : cluster;
}

function deployedSetting(text: string, record: Json): MethodSetting {
  const [caching, encryption] = [DEPLOYED_NAMES.caching, DEPLOYED_NAMES.flag].map((name) => booleanOf(ownProperty(record, name)));
  const ttl = ownProperty(record, DEPLOYED_NAMES.ttl);
  return {
    key: keyOf(text),
    path: [DEPLOYED_NAMES.list, text],
    caching,
    encryption,
    written: encryption,
    ttl: typeof ttl === 'number' || typeof ttl === 'string' && /^\d+$/.test(ttl) ? known(Number(ttl)) : ABSENT,
  };
}

/** `~1orders~1{id}/GET`: the method follows the last slash. The name of a deployed key is the one that it is filed under. */
function keyOf(text: string): MethodSettingKey {
  const slash = text.lastIndexOf('/');
  const key = slash === -1 ? filedKey(known(text), ABSENT) : filedKey(known(text.slice(slash + 1)), known(`/${text.slice(0, slash)}`));
  return { ...key, text };
}

function booleanOf(raw: unknown): Reading<boolean> {
  switch (raw) {
    case undefined:
    case null:
      return ABSENT;
    case true:
    case 'true':
      return known(true);
    case false:
    case 'false':
      return known(false);
    default:
      return unresolved(raw);
  }
}

function unreadablePart(path: readonly string[], raw: unknown): UnreadableSettings {
  return { path, shown: raw === undefined ? NOT_LISTED.shown : show(raw) };
}

/** A property of its own: a key may be called `constructor`. */
export function ownProperty(record: Json, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(record, name) ? record[name] : undefined;
}
