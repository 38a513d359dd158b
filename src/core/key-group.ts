import { MethodSetting } from './method-setting';
import { MethodSettingKey, UNNAMED_KEY } from './method-setting-key';
import { isKnown, Reading } from './reading';

/** Why a key deserves a finding itself, whatever is cached (rules 8 and 9). */
export type KeyFault = 'duplicate' | Extract<MethodSettingKey, { kind: 'ineffective' }>['because'];

/** What one key amounts to, however many records state it (rule 9). */
export interface Merged {
  readonly caching: Reading<boolean>;
  readonly encryption: Reading<boolean> | { readonly is: 'disputed' };
  readonly ttlZero: boolean;
  /** A record of the key says something about caching. */
  readonly statesCaching: boolean;
}

/** Stated as true, or not readable. */
export function mayCache(caching: Reading<boolean>): boolean {
  return caching.is === 'unresolved' || isKnown(caching, true);
}

/**
 * Rule 9. Where no record of a key states encryption, whichever of them wins
 * leaves it out: that is absent, as for a single record (ADR 0004).
 */
export function merge(settings: readonly MethodSetting[]): Merged {
  const caching = settings.map((one) => one.caching);
  const encryption = settings.map((one) => one.encryption);
  return {
    caching: caching.find((one) => isKnown(one, true))
      ?? caching.find((one) => one.is === 'unresolved' && !one.isChange)
      ?? caching.find((one) => one.is === 'unresolved')
      ?? caching.find((one) => one.is === 'absent')
      ?? caching[0]
      ?? { is: 'absent' },
    encryption: encryption.find((one) => isKnown(one, false))
      ?? (encryption.every((one) => one.is === encryption[0].is) ? encryption[0] ?? { is: 'absent' } : { is: 'disputed' }),
    statesCaching: caching.some((one) => one.is !== 'absent'),
    ttlZero: settings.length > 0 && settings.every((one) => isKnown(one.ttl, 0)),
  };
}

/**
 * Records by key. A key that cannot be named stands alone: two such records need
 * not be the same key. A key that only reads like another one is not that one.
 */
export function groupByKey(settings: readonly MethodSetting[]): readonly (readonly MethodSetting[])[] {
  const groups = new Map<string, MethodSetting[]>();
  settings.forEach((setting, index) => {
    const name = setting.key.text === UNNAMED_KEY ? `#${index}` : `${keyFault(setting.key) ?? ''} ${setting.key.text}`;
    const group = groups.get(name);
    if (group === undefined) {
      groups.set(name, [setting]);
    } else {
      group.push(setting);
    }
  });
  return [...groups.values()];
}

/** What is wrong with the key of a record, duplicates aside. */
export function keyFault(key: MethodSettingKey): KeyFault | undefined {
  return key.kind === 'ineffective' ? key.because : undefined;
}
