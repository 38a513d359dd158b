/** Whether AWS Config starts the runbook for a noncompliant stage. */
export enum ApiCacheRemediation {
  /** No remediation: the rule only reports noncompliant stages. */
  OFF = 'off',

  /** Remediation is started manually, in the console or with `aws configservice start-remediation-execution`. */
  MANUAL = 'manual',

  /**
   * AWS Config starts the remediation automatically. After five failed attempts within an hour, it adds a remediation exception
   * for the stage and does not start the remediation for it again.
   */
  AUTOMATIC = 'automatic',
}
