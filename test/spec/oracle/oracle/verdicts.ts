/** The six verdicts of section 2, worst first. */
export const VERDICTS = ['UNENCRYPTED', 'UNRESOLVED', 'UNPROVEN', 'DORMANT', 'ENCRYPTED', 'NOT_CACHED'] as const;
export type Verdict = typeof VERDICTS[number];

/** Rule 8 gives an entry without effect no verdict; that is better than any verdict. */
export function worstVerdict(verdicts: Iterable<Verdict | undefined>): Verdict | undefined {
  const present = new Set(verdicts);
  return VERDICTS.find((verdict) => present.has(verdict));
}

/** Rule 2 and the TTL of rule 3: nothing is cached today, but the setting stays. */
export function asDormant(verdict: Verdict | undefined): Verdict | undefined {
  return verdict === 'UNENCRYPTED' || verdict === 'UNRESOLVED' || verdict === 'UNPROVEN' ? 'DORMANT' : verdict;
}
