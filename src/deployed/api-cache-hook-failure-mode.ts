/** What CloudFormation does where a hook finds something. */
export enum ApiCacheHookFailureMode {
  /** It says so in the events of the stack, and goes on. */
  WARN = 'WARN',

  /** It refuses the resource, and the operation of the stack fails. */
  FAIL = 'FAIL',
}
