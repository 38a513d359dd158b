/** What may be said of an entry or a stage, the worst first (docs/reference/standard.md, section 2). */
export const VERDICTS = ['UNENCRYPTED', 'UNRESOLVED', 'UNPROVEN', 'DORMANT', 'ENCRYPTED', 'NOT_CACHED'] as const;

export type Verdict = typeof VERDICTS[number];

export function worst(verdicts: readonly (Verdict | undefined)[]): Verdict {
  return VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'NOT_CACHED';
}

/** A verdict that has a finding, and that enforcement acts on. */
export function isReported(verdict: Verdict): boolean {
  return verdict !== 'ENCRYPTED' && verdict !== 'NOT_CACHED';
}
