import { MethodSetting } from './method-setting';
import { filedKey, MethodSettingKey, methodSettingKey, UNNAMED_KEY } from './method-setting-key';
import { DEPLOYED_NAMES, L1_NAMES } from './setting-names';
import { STAGE_ARN } from './stage-arn';
import { StageCache, UnreadableSettings } from './stage-cache';
import { literalNumber } from '../template-language/intrinsics';
import { isObject } from '../template-language/place';
import { ABSENT, known, Reading, show, Unresolved, unresolved } from '../template-language/reading';

/** A stage as AWS has it: what API Gateway lists, or what another service has recorded of it. */
export interface DeployedStage extends Whereabouts {
  readonly name: string;
  /** Where it is known: a listing of API Gateway does not name its API. */
  readonly arn?: string;
  /** The stack that CloudFormation has tagged it with. */
  readonly stackName?: string;
  /** What stages of one API share whose id is not known. */
  readonly listing?: object;
  readonly stage: StageCache;
}

/** Where a stage is, as far as it is known. */
export interface Whereabouts {
  readonly accountId?: string;
  readonly region?: string;
  readonly restApiId?: string;
  readonly apiName?: string;
}

/** What a JSON parser makes of braces. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * The cache of a stage by its deployed records: a map by keys, or a list of entries
 * as in a template. API Gateway lists them complete; a recorded answer of AWS Config
 * left out fields that were false, so what a record leaves out is read as in a template.
 *
 * @param isComplete whether a stage without method settings has none; otherwise they may have been left out
 */
export function deployedCache(listed: Json, isComplete = true): StageCache {
  const raw = field(listed, DEPLOYED_NAMES.list);
  const cluster = clusterOf(listed);
  if (raw === undefined || raw === null) {
    return { cluster, settings: [], unreadable: isComplete ? [] : [unreadablePart([DEPLOYED_NAMES.list], undefined)] };
  }
  if (!isObject(raw) && !Array.isArray(raw)) {
    return { cluster, settings: [], unreadable: [unreadablePart([DEPLOYED_NAMES.list], raw)] };
  }
  const records = Object.entries(raw).map(([name, record]) => settingOf(name, record, Array.isArray(raw)));
  return {
    cluster,
    settings: records.flatMap((record) => 'key' in record ? [record] : []),
    unreadable: records.flatMap((record) => 'key' in record ? [] : [record]),
  };
}

/** A stage whose record as a whole cannot be read, or is left out. */
export function unreadableCache(raw: unknown): StageCache {
  const cluster = raw === undefined ? NOT_LISTED : unresolved(raw);
  return { cluster, settings: [], unreadable: [unreadablePart([DEPLOYED_NAMES.list], raw)] };
}

/** A stage of which a record says that it is no longer kept up to date. */
export function outdatedCache(shown: string): StageCache {
  return { cluster: { is: 'unresolved', shown }, settings: [], unreadable: [{ path: [DEPLOYED_NAMES.list], shown }] };
}

const NOT_LISTED: Unresolved = { is: 'unresolved', shown: 'not in the listing' };

/** Every listing states it; one that does not was cut down, and the cluster may be on. */
function clusterOf(listed: Json): Reading<boolean> {
  const cluster = booleanOf(field(listed, DEPLOYED_NAMES.cluster));
  return cluster.is === 'absent' ? NOT_LISTED : cluster;
}

/** @param name the key that a record is filed under, or its place in a list */
function settingOf(name: string, record: unknown, isListed: boolean): MethodSetting | UnreadableSettings {
  const key = isListed ? listedKey(record) : keyOf(name);
  if (!isObject(record) || key === undefined) {
    return unreadablePart([DEPLOYED_NAMES.list, name], record);
  }
  const [caching, encryption] = [DEPLOYED_NAMES.caching, DEPLOYED_NAMES.flag].map((property) => booleanOf(field(record, property)));
  const ttl = literalNumber(field(record, DEPLOYED_NAMES.ttl));
  return {
    key,
    path: [DEPLOYED_NAMES.list, key.text],
    caching,
    encryption,
    written: encryption,
    ttl: ttl === undefined ? ABSENT : known(ttl),
  };
}

/** `~1orders~1{id}/GET`: the method follows the last slash. The name of a deployed key is the one that it is filed under. */
function keyOf(text: string): MethodSettingKey {
  const slash = text.lastIndexOf('/');
  const key = slash === -1 ? filedKey(known(text), ABSENT) : filedKey(known(text.slice(slash + 1)), known(`/${text.slice(0, slash)}`));
  return { ...key, text };
}

/** The key of an entry that states method and path; nothing where they do not make one. */
function listedKey(record: unknown): MethodSettingKey | undefined {
  const [method, path] = [L1_NAMES.method, L1_NAMES.path].map((name) => isObject(record) ? field(record, name) : undefined);
  const key = typeof method === 'string' && typeof path === 'string' ? methodSettingKey(known(method), known(path)) : undefined;
  return key?.text === UNNAMED_KEY ? undefined : key;
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

/** The same under the name that PowerShell, Security Hub and CloudFormation give it: with a capital. */
export function field(record: Json, name: string): unknown {
  return ownProperty(record, name) ?? ownProperty(record, inCapitals(name));
}

export function inCapitals(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** The first string that is not empty. */
export function firstText(values: readonly unknown[], form = /./s): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && form.test(value));
}

const PARTITIONS: readonly (readonly [RegExp, string])[] = [[/^cn-/, 'aws-cn'], [/^us-gov-/, 'aws-us-gov'], [/^[a-z]{2}-[a-z]+-\d$/, 'aws']];

/** A stage with its ARN, where region and API make one. Partitions that are not public have regions of another form. */
export function withArn(deployed: DeployedStage): DeployedStage {
  const { name, region, restApiId, arn } = deployed;
  const partition = PARTITIONS.find(([form]) => form.test(region ?? ''))?.[1];
  return arn !== undefined || restApiId === undefined || partition === undefined ? deployed
    : { ...deployed, arn: `arn:${partition}:apigateway:${region}::/restapis/${restApiId}/stages/${name}` };
}

/** What the first ARN of a stage among the candidates says; nothing where there is none. */
export function stageInArn(candidates: readonly unknown[]): Pick<DeployedStage, 'arn' | 'region' | 'restApiId'> & { readonly name: string } | undefined {
  const arn = firstText(candidates, STAGE_ARN);
  const [,, region, restApiId, name] = arn?.match(STAGE_ARN) ?? [];
  return arn === undefined ? undefined : { arn, region, restApiId, name };
}
