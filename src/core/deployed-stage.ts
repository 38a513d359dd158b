import { MethodSetting } from './method-setting';
import { MethodSettingKey, methodSettingKey } from './method-setting-key';
import { isObject } from './place';
import { ABSENT, known, Reading, show, unresolved } from './reading';
import { StageCache, UnreadableSettings } from './stage-cache';

/** A stage as AWS has it: what API Gateway lists, or AWS Config has recorded. */
export interface DeployedStage {
  readonly name: string;
  /** Where it is known: a listing of API Gateway does not name its API. */
  readonly arn?: string;
  readonly restApiId?: string;
  readonly region?: string;
  readonly stage: StageCache;
}

export const METHOD_SETTINGS = 'methodSettings';

/** Where the flag of a record stands. */
export const DEPLOYED_FLAG = 'cacheDataEncrypted';

/**
 * The cache of a stage by its deployed records. They are complete, and nothing in
 * them waits to be filled in: what a record leaves out is the service's default,
 * and off.
 */
export function deployedCache(listed: Readonly<Record<string, unknown>>): StageCache {
  const raw = own(listed, METHOD_SETTINGS);
  const isMap = raw === undefined || raw === null || isObject(raw);
  const records = isMap ? Object.entries(raw ?? {}) : [];
  return {
    cluster: clusterOf(listed),
    settings: records.flatMap(([key, record]) => isObject(record) ? [recordOf(key, record)] : []),
    unreadable: isMap ? records.flatMap(([key, record]) => isObject(record) ? [] : [unreadable([METHOD_SETTINGS, key], record)])
      : [unreadable([METHOD_SETTINGS], raw)],
    list: { path: [METHOD_SETTINGS], length: undefined },
  };
}

/** A stage whose record as a whole cannot be read. */
export function unreadableCache(raw: unknown): StageCache {
  const path = [METHOD_SETTINGS];
  return { cluster: unresolved(raw), settings: [], unreadable: [unreadable(path, raw)], list: { path, length: undefined } };
}

/** Every listing states it; one that does not was cut down, and the cluster may be on. */
function clusterOf(listed: Readonly<Record<string, unknown>>): Reading<boolean> {
  const cluster = booleanOf(own(listed, 'cacheClusterEnabled'));
  return cluster.is === 'absent' ? { is: 'unresolved', shown: 'not in the listing' } : cluster;
}

function recordOf(text: string, record: Readonly<Record<string, unknown>>): MethodSetting {
  const [caching, encryption] = ['cachingEnabled', DEPLOYED_FLAG].map((name) => booleanOf(own(record, name)));
  const ttl = own(record, 'cacheTtlInSeconds');
  return {
    key: keyOf(text),
    path: [METHOD_SETTINGS, text],
    caching: orOff(caching),
    encryption: orOff(encryption),
    written: encryption,
    ttl: typeof ttl === 'number' || typeof ttl === 'string' && /^\d+$/.test(ttl) ? known(Number(ttl)) : ABSENT,
  };
}

/** `~1orders~1{id}/GET`: the method follows the last slash. The name of a deployed key is the one that it is filed under. */
function keyOf(text: string): MethodSettingKey {
  const slash = text.lastIndexOf('/');
  const key = slash === -1 ? methodSettingKey(known(text), ABSENT) : methodSettingKey(known(text.slice(slash + 1)), known(`/${text.slice(0, slash)}`));
  return { ...key, text };
}

function booleanOf(raw: unknown): Reading<boolean> {
  if (raw === undefined || raw === null) {
    return ABSENT;
  }
  const text = String(raw);
  return (typeof raw === 'boolean' || typeof raw === 'string') && (text === 'true' || text === 'false') ? known(text === 'true') : unresolved(raw);
}

function orOff(reading: Reading<boolean>): Reading<boolean> {
  return reading.is === 'absent' ? known(false) : reading;
}

function unreadable(path: readonly string[], raw: unknown): UnreadableSettings {
  return { path, shown: show(raw) };
}

/** A property of its own: a key may be called `constructor`. */
export function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(record, name) ? record[name] : undefined;
}
