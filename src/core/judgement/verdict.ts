/** The verdict on a method-setting key, a stage or a whole audit; the worst first. */
export enum ApiCacheVerdict {
  /** At least one deployable configuration caches responses unencrypted. */
  UNENCRYPTED = 'UNENCRYPTED',

  /** A value that decides on encryption cannot be determined at synthesis. */
  UNRESOLVED = 'UNRESOLVED',

  /** An override keeps the encryption that it was created with, or its duplicates disagree. */
  UNPROVEN = 'UNPROVEN',

  /** Configured to cache unencrypted, but nothing is cached today. */
  DORMANT = 'DORMANT',

  /** Every entry that caches is encrypted. */
  ENCRYPTED = 'ENCRYPTED',

  /** Nothing is configured to cache. */
  NOT_CACHED = 'NOT_CACHED',
}

/** The worst first (docs/reference/standard.md, section 2). */
export const VERDICTS: readonly Verdict[] = Object.values(ApiCacheVerdict);

export type Verdict = `${ApiCacheVerdict}`;

export function worstVerdictOf(verdicts: readonly (Verdict | undefined)[]): Verdict {
  return VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'NOT_CACHED';
}

/** A verdict that has a finding, and that enforcement acts on. */
export function isReported(verdict: Verdict): boolean {
  return verdict !== 'ENCRYPTED' && verdict !== 'NOT_CACHED';
}
