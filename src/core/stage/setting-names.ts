/** What properties are called that decide on the cache of a stage. */
export interface SettingNames {
  readonly cluster: string;
  readonly list: string;
  readonly method: string;
  readonly path: string;
  readonly caching: string;
  readonly flag: string;
  readonly ttl: string;
}

export const TEMPLATE_NAMES = {
  cluster: 'CacheClusterEnabled',
  list: 'MethodSettings',
  method: 'HttpMethod',
  path: 'ResourcePath',
  caching: 'CachingEnabled',
  flag: 'CacheDataEncrypted',
  ttl: 'CacheTtlInSeconds',
} as const satisfies SettingNames;

/** The names in the L1 construct `CfnStage`. */
export const L1_NAMES = {
  cluster: 'cacheClusterEnabled',
  list: 'methodSettings',
  method: 'httpMethod',
  path: 'resourcePath',
  caching: 'cachingEnabled',
  flag: 'cacheDataEncrypted',
  ttl: 'cacheTtlInSeconds',
} as const satisfies SettingNames;

/** The names in a listing of API Gateway. Its settings have their method and path in one key. */
export const DEPLOYED_NAMES = { ...L1_NAMES, method: 'method', path: 'path' } as const satisfies SettingNames;

export const { flag: FLAG, caching: CACHING } = TEMPLATE_NAMES;
