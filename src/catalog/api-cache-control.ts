/** A control on the caches of deployed stages. */
export enum ApiCacheControl {
  /** AWS Security Hub: cached responses are encrypted. A stage that caches nothing is compliant. */
  APIGATEWAY_5 = 'APIGateway.5',

  /**
   * AWS Control Tower: in addition, a stage with a cache cluster has an encrypted stage
   * default, and all its method settings are encrypted, whether they cache or not.
   */
  CT_APIGATEWAY_PR_3 = 'CT.APIGATEWAY.PR.3',
}
