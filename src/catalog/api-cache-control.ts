/** A requirement on the caches of deployed stages, by the authority that has it. */
export enum ApiCacheControl {
  /** AWS Security Hub: what is cached is encrypted. A stage that caches nothing is in order. */
  APIGATEWAY_5 = 'APIGateway.5',

  /**
   * AWS Control Tower: that, and a stage with a cache cluster has an encrypted
   * stage default, and no method setting that says otherwise, whether it caches or not.
   */
  CT_APIGATEWAY_PR_3 = 'CT.APIGATEWAY.PR.3',
}
