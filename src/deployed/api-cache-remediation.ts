/** Whether AWS Config starts the runbook for a stage that is not in order. */
export enum ApiCacheRemediation {
  /** It does not: the rule only says what is not in order. */
  OFF = 'off',

  /** Somebody has it started, in the console or by `aws configservice start-remediation-execution`. */
  MANUAL = 'manual',

  /** AWS Config starts it by itself, up to five times in five minutes. */
  AUTOMATIC = 'automatic',
}
