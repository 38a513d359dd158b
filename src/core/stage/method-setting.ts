import { MethodSettingKey } from './method-setting-key';
import { CACHING, FLAG, TEMPLATE_NAMES } from './setting-names';
import { asBoolean, asNumber, Evaluate, evaluateLiteral, property, Structure } from '../template-language/intrinsics';
import { child, Path } from '../template-language/place';
import { Reading } from '../template-language/reading';

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

export const CACHE_FIELDS: readonly string[] = [CACHING, FLAG, TEMPLATE_NAMES.ttl];

/** An entry under a configuration, or nothing if it sets nothing there (rule 11). */
export function methodSetting(
  entry: Structure, fields: readonly string[], key: MethodSettingKey, evaluate: Evaluate,
): MethodSetting | undefined {
  const [caching, encryption, ttl] = CACHE_FIELDS.map((name) => property(entry, name, evaluate));
  const setsSomething = [caching, encryption, ttl].some(({ is }) => is !== 'absent')
    || fields.some((name) => evaluate(child(entry.place, name)).is !== 'absent');
  return setsSomething ? {
    key,
    path: entry.place.path,
    caching: asBoolean(caching),
    encryption: asBoolean(encryption),
    written: asBoolean(evaluateLiteral(child(entry.place, FLAG))),
    ttl: asNumber(ttl),
  } : undefined;
}
