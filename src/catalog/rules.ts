import { Control, CACHE_ENCRYPTION_CONTROLS } from './controls';
import { CACHE_ENCRYPTION_MAPPINGS, FrameworkMapping } from './frameworks';
import { Verdict } from '../core/verdict';

/** The rules of this library: one for each verdict that is said aloud, one for the keys themselves. */
export type RuleName =
  | 'CacheDataEncrypted'
  | 'CacheEncryptionReadable'
  | 'CacheEncryptionExplicit'
  | 'DormantCacheEncrypted'
  | 'MethodSettingKeyEffective';

export type Severity = 'error' | 'warning' | 'info';

export interface Rule {
  /** The verdict that makes the finding; none for the rule on keys. */
  readonly verdict: Verdict | undefined;
  readonly severity: Severity;
  /** What holds where the rule is kept. */
  readonly title: string;
  /** What a finding of the rule says, in a few words. */
  readonly says: string;
  /** Why the rule exists, in whole sentences. */
  readonly reason: string;
  /** What to do about a finding, in whole sentences. */
  readonly fix: string;
  /** What a finding means for the controls. */
  readonly claim: string;
  readonly controls: readonly Control[];
  readonly frameworks: readonly FrameworkMapping[];
}

/** The pack that all rules belong to: the prefix of their ids in CDK's report. */
export const PACK = 'ApiCache';

const OPEN = 'A finding says that the template alone does not show whether these controls hold.';

const CACHE_ENCRYPTION = { controls: CACHE_ENCRYPTION_CONTROLS, frameworks: CACHE_ENCRYPTION_MAPPINGS };

export const RULES: Readonly<Record<RuleName, Rule>> = {
  CacheDataEncrypted: {
    verdict: 'UNENCRYPTED',
    severity: 'error',
    title: 'a cached method states CacheDataEncrypted: true',
    says: 'a cached method does not state `CacheDataEncrypted: true`',
    reason: 'API Gateway stores cached responses in clear unless the method setting itself says CacheDataEncrypted: true. '
      + 'The default is false, and an override does not inherit the flag from the stage default.',
    fix: 'Set CacheDataEncrypted to true in every method setting that caches; it changes without interruption. '
      + 'Flush the cache once after the first deployment: whether API Gateway encrypts again what it had cached is not known.',
    claim: 'A finding violates these controls.',
    ...CACHE_ENCRYPTION,
  },
  CacheEncryptionReadable: {
    verdict: 'UNRESOLVED',
    severity: 'warning',
    title: 'what decides on cache encryption can be read at synthesis',
    says: 'what decides cannot be read at synthesis',
    reason: 'A flag, a key or a list of method settings that is decided at deployment can turn out to cache in clear, '
      + 'and nobody can tell from the template.',
    fix: 'Write the list and its keys literally, and CacheDataEncrypted as a literal true: encryption needs no parameter. '
      + 'Or acknowledge the finding with the reason why it is safe.',
    claim: OPEN,
    ...CACHE_ENCRYPTION,
  },
  CacheEncryptionExplicit: {
    verdict: 'UNPROVEN',
    severity: 'warning',
    title: 'an override of a cached stage states encryption itself',
    says: 'an override of a cached stage leaves encryption to what it was created with, or its duplicates disagree',
    reason: 'An override is a full record: what it leaves out is filled once, when it is created, from the stage default of that moment '
      + 'or from the service defaults. Encrypting the stage default later does not reach it.',
    fix: 'Set CacheDataEncrypted to true in the override too, or CachingEnabled to false if it is not meant to cache.',
    claim: OPEN,
    ...CACHE_ENCRYPTION,
  },
  DormantCacheEncrypted: {
    verdict: 'DORMANT',
    severity: 'warning',
    title: 'a method that would cache in clear as soon as the cache is on states encryption',
    says: 'would cache in clear as soon as the cache cluster is on, or the TTL above 0',
    reason: 'Nothing is cached today, because the stage has no cache cluster or the TTL is 0. '
      + 'Whoever switches that on, in this template or in the console, caches in clear without touching this setting.',
    fix: 'Set CacheDataEncrypted to true: it is accepted without a cache cluster. Or set CachingEnabled to false.',
    claim: 'A finding violates none of these today, and will as soon as the cache is on.',
    ...CACHE_ENCRYPTION,
  },
  MethodSettingKeyEffective: {
    verdict: undefined,
    severity: 'warning',
    title: 'a method-setting key has an effect, and only once',
    says: 'the key has no effect, or is stated more than once',
    reason: 'API Gateway accepts settings for paths that no method has, and two settings for one method. '
      + 'The first do nothing, of the second an undefined one wins: what they say about encryption proves nothing.',
    fix: 'Name one method of one resource, with its path encoded (/orders/{id} is written /~1orders~1{id}), or * with /* for the stage default; '
      + 'and name it once.',
    claim: 'No authority asks for this rule. It keeps the proof for the other rules sound.',
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
