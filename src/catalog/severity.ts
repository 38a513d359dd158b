/** The severity of a rule's findings. */
export enum ApiCacheRuleSeverity {
  /** Findings are printed and synthesis fails. */
  ERROR = 'error',

  /** Findings are printed and synthesis succeeds. */
  WARNING = 'warning',

  /** Findings are printed as information and synthesis succeeds. */
  INFO = 'info',

  /** The rule is turned off. */
  OFF = 'off',
}

/** The severity of a finding: a rule that is turned off has none. */
export type Severity = Exclude<`${ApiCacheRuleSeverity}`, `${ApiCacheRuleSeverity.OFF}`>;
