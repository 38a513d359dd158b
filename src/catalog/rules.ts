import { Control, CACHE_ENCRYPTION_CONTROLS } from './controls';
import { CACHE_ENCRYPTION_MAPPINGS, FrameworkMapping } from './frameworks';
import type { Severity } from './severity';
import { Verdict } from '../core/judgement/verdict';

/** The rules of this library: one for each verdict that is reported, and one for the keys. */
export type RuleName =
  | 'CacheDataEncrypted'
  | 'CacheEncryptionReadable'
  | 'CacheEncryptionExplicit'
  | 'DormantCacheEncrypted'
  | 'MethodSettingKeyEffective';

export interface Rule {
  /** The verdict that makes the finding; none for the rule on keys. */
  readonly verdict: Verdict | undefined;
  readonly severity: Severity;
  /** What is true if the rule is met. */
  readonly title: string;
  /** What a finding of the rule means, in a few words. */
  readonly says: string;
  /** Why the rule exists, in whole sentences. */
  readonly reason: string;
  /** How to fix a finding, in whole sentences. */
  readonly fix: string;
  /** What a finding means for the controls. */
  readonly claim: string;
  readonly controls: readonly Control[];
  readonly frameworks: readonly FrameworkMapping[];
}

/** The pack that all rules belong to: the prefix of their ids in CDK's report. */
export const PACK = 'ApiCache';

const OPEN = 'A finding means that the template alone does not show whether these controls are met.';

/** What every rule on encryption is about. */
export const CACHE_ENCRYPTION = { controls: CACHE_ENCRYPTION_CONTROLS, frameworks: CACHE_ENCRYPTION_MAPPINGS };

export const RULES: Readonly<Record<RuleName, Rule>> = {
  CacheDataEncrypted: {
    verdict: 'UNENCRYPTED',
    severity: 'error',
    title: 'cached methods set CacheDataEncrypted to true',
    says: 'a cached method does not set `CacheDataEncrypted: true`',
    reason: 'API Gateway stores cached responses unencrypted unless the method setting itself sets CacheDataEncrypted to true. '
      + 'The default is false, and an override does not inherit the flag from the stage default.',
    fix: 'Set CacheDataEncrypted to true in every method setting that caches; the update causes no interruption. '
      + 'Flush the cache once after the first deployment: it is not known whether API Gateway encrypts responses that are already cached.',
    claim: 'A finding violates these controls.',
    ...CACHE_ENCRYPTION,
  },
  CacheEncryptionReadable: {
    verdict: 'UNRESOLVED',
    severity: 'warning',
    title: 'cache encryption can be determined at synthesis',
    says: 'cache encryption cannot be determined at synthesis',
    reason: 'A flag, a key or a list of method settings that is only known at deployment might turn out to cache responses unencrypted, '
      + 'and the template does not show it.',
    fix: 'Write the list and its keys as literals, and set CacheDataEncrypted to a literal true. Encryption does not need a parameter. '
      + 'Or acknowledge the finding with the reason why it is safe.',
    claim: OPEN,
    ...CACHE_ENCRYPTION,
  },
  CacheEncryptionExplicit: {
    verdict: 'UNPROVEN',
    severity: 'warning',
    title: 'overrides on a cached stage set encryption explicitly',
    says: 'an override on a cached stage keeps the encryption it was created with, or its duplicates disagree',
    reason: 'An override is a complete record: a property that it omits is filled in once, when the override is created, from the stage default '
      + 'at that time or from the service defaults. Encrypting the stage default later does not change the override.',
    fix: 'Set CacheDataEncrypted to true in the override too, or set CachingEnabled to false if the method should not be cached.',
    claim: OPEN,
    ...CACHE_ENCRYPTION,
  },
  DormantCacheEncrypted: {
    verdict: 'DORMANT',
    severity: 'warning',
    title: 'methods that would cache once the cache is enabled set CacheDataEncrypted to true',
    says: 'would cache unencrypted once the cache cluster is enabled or the TTL is greater than 0',
    reason: 'Nothing is cached today, because the stage has no cache cluster or the TTL is 0. '
      + 'Enabling the cache, in this template or in the console, would cache responses unencrypted without any change to this setting.',
    fix: 'Set CacheDataEncrypted to true, which is valid without a cache cluster. Or set CachingEnabled to false.',
    claim: 'A finding violates none of these controls today, but will once the cache is enabled.',
    ...CACHE_ENCRYPTION,
  },
  MethodSettingKeyEffective: {
    verdict: undefined,
    severity: 'warning',
    title: 'each method-setting key has an effect and is used only once',
    says: 'the key has no effect or is used more than once',
    reason: 'API Gateway accepts settings for paths that match no method, and several settings for one method. '
      + 'The former have no effect, and which of the latter wins is undefined. Neither proves anything about encryption.',
    fix: 'Name one method of one resource, with its path encoded (write /orders/{id} as /~1orders~1{id}), or use * with /* for the stage default. '
      + 'Use each key only once.',
    claim: 'No authority requires this rule. It keeps the evidence for the other rules sound.',
    controls: [],
    frameworks: [],
  },
};

/** The rule on keys, whatever is cached under them. */
export const KEY_RULE: RuleName = 'MethodSettingKeyEffective';

export const RULE_NAMES = Object.keys(RULES) as readonly RuleName[];

export function ruleFor(verdict: Verdict): RuleName | undefined {
  return RULE_NAMES.find((name) => RULES[name].verdict === verdict);
}

/** `ApiCache-CacheDataEncrypted`: without the pack's prefix, as CDK's acknowledgments take it. */
export function ruleId(rule: RuleName): string {
  return `${PACK}-${rule}`;
}

/** `cache-data-encrypted`: what the files that belong to a rule are called. */
export function ruleStem(rule: RuleName): string {
  return rule.replace(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
