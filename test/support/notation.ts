import { decodeStage, StageCache } from '../../src/core/stage-cache';

/**
 * Short hand for the tables: `W T/–` is the stage default that caches and leaves
 * the flag out, `A –/– throttles` an override that only throttles.
 *
 * Who: `W` (*, /*), `A`, `B` (GET of /~1a, /~1b), `X` (GET of /x, not encoded), `U` (GET of a path that cannot be read), `V` (neither can be read).
 * Caching/encryption: `T` true, `t` "true", `F` false, `f` "false", `–` absent, `?` unreadable. Then `ttl=0`, `throttles`.
 */
export function entry(text: string): Record<string, unknown> {
  const [who, flags, ...more] = text.split(' ');
  const [caching, encryption] = flags.split('/');
  return {
    ...KEYS[who],
    ...VALUES[caching] === undefined ? {} : { CachingEnabled: VALUES[caching] },
    ...VALUES[encryption] === undefined ? {} : { CacheDataEncrypted: VALUES[encryption] },
    ...more.includes('ttl=0') ? { CacheTtlInSeconds: 0 } : {},
    ...more.includes('throttles') ? { ThrottlingRateLimit: 5 } : {},
  };
}

const KEYS: Record<string, object> = {
  W: { HttpMethod: '*', ResourcePath: '/*' },
  A: { HttpMethod: 'GET', ResourcePath: '/~1a' },
  B: { HttpMethod: 'GET', ResourcePath: '/~1b' },
  X: { HttpMethod: 'GET', ResourcePath: '/x' },
  U: { HttpMethod: 'GET', ResourcePath: { Ref: 'Path' } },
  V: { HttpMethod: { Ref: 'Method' }, ResourcePath: { Ref: 'Path' } },
  P: { HttpMethod: 'POST', ResourcePath: '/~1a' },
};

const VALUES: Record<string, unknown> = { 'T': true, 't': 'true', 'F': false, 'f': 'false', '?': { Ref: 'P' }, '–': undefined };

/** A stage from its cluster (`T`, `F`, `–`, `?`) and its method settings, in order. */
export function properties(cluster: string, entries: readonly string[]): Record<string, unknown> {
  const on = VALUES[cluster];
  return { ...on === undefined ? {} : { CacheClusterEnabled: on }, MethodSettings: entries.map(entry) };
}

export function stage(cluster: string, entries: readonly string[]): StageCache {
  return decodeStage({ type: 'AWS::ApiGateway::Stage', properties: properties(cluster, entries) })!;
}
