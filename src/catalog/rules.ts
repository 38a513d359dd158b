import { Verdict } from '../core/verdict';

/** The rules of this library: one for each verdict that is said aloud, one for the keys themselves. */
export type RuleName =
  | 'CacheDataEncrypted'
  | 'CacheEncryptionReadable'
  | 'CacheEncryptionExplicit'
  | 'DormantCacheEncrypted'
  | 'MethodSettingKeyEffective';

export interface Rule {
  /** The verdict that makes the finding; none for the rule on keys. */
  readonly verdict: Verdict | undefined;
  readonly severity: 'error' | 'warning';
  readonly title: string;
}

/** The pack that all rules belong to: the prefix of their ids in CDK's report. */
export const PACK = 'ApiCache';

export const RULES: Readonly<Record<RuleName, Rule>> = {
  CacheDataEncrypted: {
    verdict: 'UNENCRYPTED',
    severity: 'error',
    title: 'a cached method states CacheDataEncrypted: true',
  },
  CacheEncryptionReadable: {
    verdict: 'UNRESOLVED',
    severity: 'warning',
    title: 'what decides on cache encryption can be read at synthesis',
  },
  CacheEncryptionExplicit: {
    verdict: 'UNPROVEN',
    severity: 'warning',
    title: 'an override of a cached stage states encryption itself',
  },
  DormantCacheEncrypted: {
    verdict: 'DORMANT',
    severity: 'warning',
    title: 'a method that would cache in clear as soon as the cache is on states encryption',
  },
  MethodSettingKeyEffective: {
    verdict: undefined,
    severity: 'warning',
    title: 'a method-setting key has an effect, and only once',
  },
};

export const RULE_NAMES = Object.keys(RULES) as readonly RuleName[];

export function ruleFor(verdict: Verdict): RuleName | undefined {
  return RULE_NAMES.find((name) => RULES[name].verdict === verdict);
}

/** `ApiCache-CacheDataEncrypted`: without the pack's prefix, as CDK's acknowledgments take it. */
export function ruleId(rule: RuleName): string {
  return `${PACK}-${rule}`;
}

