/** Whether AWS Config starts the runbook for a noncompliant stage. */
export enum ApiCacheRemediation {
  /** No remediation: the rule only reports noncompliant stages. */
  OFF = 'off',

  /** Remediation is started manually, in the console or with `aws configservice start-remediation-execution`. */
  MANUAL = 'manual',

  /** AWS Config starts the remediation automatically, up to five times in five minutes. */
  AUTOMATIC = 'automatic',
}
