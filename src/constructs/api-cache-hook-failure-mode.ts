/** How CloudFormation handles a finding of a hook. */
export enum ApiCacheHookFailureMode {
  /** Adds a warning to the stack events and continues. */
  WARN = 'WARN',

  /** Rejects the resource, and the stack operation fails. */
  FAIL = 'FAIL',
}
