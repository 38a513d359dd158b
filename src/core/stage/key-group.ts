import { MethodSetting } from './method-setting';
import { isKnown, isNonDefault, Reading } from '../template-language/reading';

/** What one key amounts to, however many records state it (rule 9). */
export interface Merged {
  readonly caching: Reading<boolean>;
  readonly encryption: Reading<boolean> | { readonly is: 'disputed' };
  readonly ttlZero: boolean;
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
  const encryption = settings.map((setting) => setting.encryption);
  return {
    caching: mergeCaching(settings.map((setting) => setting.caching)),
    encryption: encryption.find((flag) => isKnown(flag, false))
      ?? (encryption.every((flag) => flag.is === encryption[0].is) ? encryption[0] ?? { is: 'absent' } : { is: 'disputed' }),
    ttlZero: settings.length > 0 && settings.every(({ ttl }) => isKnown(ttl, 0)),
  };
}

function mergeCaching(caching: readonly Reading<boolean>[]): Reading<boolean> {
  return caching.find((reading) => isKnown(reading, true))
    ?? caching.find((reading) => reading.is === 'unresolved' && !isNonDefault(reading))
    ?? caching.find((reading) => reading.is === 'unresolved')
    ?? caching.find((reading) => reading.is === 'absent')
    ?? caching[0]
    ?? { is: 'absent' };
}
