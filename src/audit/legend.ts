import type { Status } from './status';
import type { Verdict } from '../core/judgement/verdict';

/** What a status means, to somebody who reads a report and nothing else. */
export const STATUS_MEANINGS: Readonly<Record<Status, string>> = {
  NON_COMPLIANT: 'Responses are cached unencrypted, and the finding is not acknowledged.',
  UNKNOWN: 'The input alone does not show whether cached responses are encrypted.',
  AT_RISK: 'Compliant today. A dormant unencrypted cache, or a key without effect, might change that.',
  ACKNOWLEDGED: 'A finding that was acknowledged. The row has the reason.',
  FIXED: 'Compliant because the app was changed when it was synthesized, or the deployed stage by fix --apply. The row says what it was.',
  COMPLIANT: 'Compliant as written.',
};

export const VERDICT_MEANINGS: Readonly<Record<Verdict, string>> = {
  UNENCRYPTED: 'In at least one configuration that can be deployed, the method caches unencrypted responses.',
  UNRESOLVED: 'A value that decides cannot be read.',
  UNPROVEN: 'An override keeps the encryption that it was created with, or its duplicates disagree.',
  DORMANT: 'Set to cache unencrypted responses, but nothing is cached today.',
  ENCRYPTED: 'Everything that is cached is encrypted.',
  NOT_CACHED: 'Nothing is configured to cache.',
};
