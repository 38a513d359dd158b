import { asBoolean, asNumber, asString, Evaluate, literally, property, Structure } from './intrinsics';
import { MethodSettingKey, methodSettingKey, STAGE_DEFAULT_KEY } from './method-setting-key';
import { child, Path } from './place';
import { Reading } from './reading';

/** One record of method settings, as far as caching goes. */
export interface MethodSetting {
  readonly key: MethodSettingKey;
  /** Where the record stands; its flag is the property `CacheDataEncrypted` below. */
  readonly path: Path;
  readonly caching: Reading<boolean>;
  readonly encryption: Reading<boolean>;
  /** What stands for the flag in the template, whatever it amounts to. */
  readonly written: Reading<boolean>;
  readonly ttl: Reading<number>;
}

export const FLAG = 'CacheDataEncrypted';

const CACHE_FIELDS = ['CachingEnabled', FLAG, 'CacheTtlInSeconds'];
const KEY_FIELDS: ReadonlySet<string> = new Set(['HttpMethod', 'ResourcePath']);

/** An entry of a `MethodSettings` list, or nothing if it sets nothing (rule 11). */
export function methodSetting(entry: Structure, evaluate: Evaluate): MethodSetting | undefined {
  const names = entry.names.filter((name) => !KEY_FIELDS.has(name));
  const key = methodSettingKey(
    asString(property(entry, 'HttpMethod', evaluate)),
    asString(property(entry, 'ResourcePath', evaluate)),
  );
  return setsAny(entry, names, evaluate) ? record(entry, entry.place.path, key, evaluate) : undefined;
}

/** The stage default that the top level of a `StageDescription` amounts to (rule 12). */
export function virtualStageDefault(description: Structure, evaluate: Evaluate): MethodSetting | undefined {
  return setsAny(description, CACHE_FIELDS, evaluate)
    ? record(description, description.place.path, STAGE_DEFAULT_KEY, evaluate)
    : undefined;
}

function setsAny(entry: Structure, names: readonly string[], evaluate: Evaluate): boolean {
  return names.some((name) => evaluate(child(entry.place, name)).is !== 'absent');
}

function record(entry: Structure, path: Path, key: MethodSettingKey, evaluate: Evaluate): MethodSetting {
  return {
    key,
    path,
    caching: asBoolean(property(entry, 'CachingEnabled', evaluate)),
    encryption: asBoolean(property(entry, FLAG, evaluate)),
    written: asBoolean(literally(child(entry.place, FLAG))),
    ttl: asNumber(property(entry, 'CacheTtlInSeconds', evaluate)),
  };
}
