/** A stage that caches everything unencrypted. */
export const UNENCRYPTED_TEMPLATE = [
  'Resources:',
  '  Prod:',
  '    Type: AWS::ApiGateway::Stage',
  '    Properties:',
  '      CacheClusterEnabled: true',
  '      MethodSettings:',
  "        - HttpMethod: '*'",
  "          ResourcePath: '/*'",
  '          CachingEnabled: true # for the shop',
  '',
].join('\n');

export const ENCRYPTED = UNENCRYPTED_TEMPLATE.replace('# for the shop', '# for the shop\n          CacheDataEncrypted: true');

/** Nobody knows whether it is encrypted: a warning. */
export const UNPROVEN = ENCRYPTED.replace('      MethodSettings:', '      MethodSettings:\n        - { HttpMethod: GET, ResourcePath: /~1a, ThrottlingRateLimit: 5 }');

export const UNREADABLE_LIST = UNENCRYPTED_TEMPLATE.replace(/MethodSettings:[^]*/, 'MethodSettings: !GetAtt Elsewhere.List\n');

/** What `aws apigateway get-stages` prints. */
export function listing(methodSettings: object, more: object = {}): string {
  return JSON.stringify({ item: [{ deploymentId: 'd1', stageName: 'prod', cacheClusterEnabled: true, cacheClusterSize: '0.5', methodSettings, ...more }] }, undefined, 4);
}

/** A record as it is deployed: complete. */
export function record(more: object = {}): object {
  return {
    metricsEnabled: false,
    dataTraceEnabled: false,
    throttlingBurstLimit: 5000,
    throttlingRateLimit: 10000.0,
    cachingEnabled: true,
    cacheTtlInSeconds: 300,
    cacheDataEncrypted: false,
    requireAuthorizationForCacheControl: true,
    unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
    ...more,
  };
}
