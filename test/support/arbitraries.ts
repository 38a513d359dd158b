import fc from 'fast-check';

/** Values of a boolean property, readable or not. */
const flag = fc.constantFrom(undefined, true, false, 'true', 'false', { Ref: 'P' }, { 'Fn::If': ['A', true, false] }, { Ref: 'AWS::NoValue' }, null, 'yes', 1);

export const entry = fc.record({
  HttpMethod: fc.constantFrom<unknown>('*', 'GET', 'POST', 'ANY', 'get', { Ref: 'Method' }),
  ResourcePath: fc.constantFrom<unknown>('/*', '/', '/~1a', '/~1b~1{id}', '/a', '*', { Ref: 'Path' }),
  CachingEnabled: flag,
  CacheDataEncrypted: flag,
  CacheTtlInSeconds: fc.constantFrom(undefined, 0, '0', 300, { Ref: 'Ttl' }),
  ThrottlingRateLimit: fc.constantFrom(undefined, 10),
}, { requiredKeys: [] });

/** Mostly entries, now and then something that is none. */
export const item = fc.oneof({ weight: 9, arbitrary: entry }, { weight: 1, arbitrary: fc.constantFrom<unknown>({ 'Fn::If': ['A', {}, {}] }, null, 'x') });

export const stageProperties = fc.record({
  CacheClusterEnabled: flag,
  MethodSettings: fc.array(item, { maxLength: 6 }),
}, { requiredKeys: ['MethodSettings'] });

export interface Resource {
  readonly type: string;
  readonly properties: Record<string, unknown>;
  readonly globals?: Record<string, unknown>;
}

/** One resource of each type that configures a cache, with a readable list. */
export const resource: fc.Arbitrary<Resource> = fc.oneof(
  stageProperties.map((properties) => ({ type: 'AWS::ApiGateway::Stage', properties })),
  fc.tuple(stageProperties, fc.record({ CachingEnabled: flag, CacheDataEncrypted: flag }, { requiredKeys: [] })).map(([stage, top]) => ({
    type: 'AWS::ApiGateway::Deployment',
    properties: { StageName: 'prod', StageDescription: { ...top, ...stage } },
  })),
  fc.tuple(stageProperties, stageProperties).map(([properties, global]) => ({
    type: 'AWS::Serverless::Api', properties, globals: { Api: global },
  })),
);
