import { ConfiguredStage } from '../../src/core/judgement/configured-stage';
import { DeployableStage, deployableStage } from '../../src/core/judgement/deployable-stage';
import { Judgement } from '../../src/core/judgement/judge';
import { StageCache } from '../../src/core/stage/stage-cache';
import { TemplateResource } from '../../src/core/stage/stage-layout';
import { NO_DECLARATIONS } from '../../src/core/template-language/declarations';
import { forEachConfiguration } from '../../src/core/template-language/explore';
import { Parameters } from '../../src/core/template-language/parameters';

/**
 * Short hand for the tables: `W T/–` is the stage default that caches and leaves
 * the flag out, `A –/– throttles` an override that only throttles.
 *
 * Who: `W` (*, /*), `A`, `B` (GET of /~1a, /~1b), `X` (GET of /x, not encoded: contested), `N` (GET of /x/{id}, not encoded: inert), `U`
 * (GET of a path that cannot be read), `V` (neither can be read).
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
  N: { HttpMethod: 'GET', ResourcePath: '/x/{id}' },
  U: { HttpMethod: 'GET', ResourcePath: { Ref: 'Path' } },
  V: { HttpMethod: { Ref: 'Method' }, ResourcePath: { Ref: 'Path' } },
  P: { HttpMethod: 'POST', ResourcePath: '/~1a' },
};

const VALUES: Record<string, unknown> = { 'T': true, 't': 'true', 'F': false, 'f': 'false', '?': { Ref: 'P' }, '–': undefined };

/** A stage from its cluster (`T`, `F`, `–`, `?`) and its list of method settings. */
export function properties(cluster: string, entries: readonly string[]): Record<string, unknown> {
  const on = VALUES[cluster];
  return { ...on === undefined ? {} : { CacheClusterEnabled: on }, MethodSettings: entries.map(entry) };
}

export function stage(cluster: string, entries: readonly string[]): DeployableStage {
  return deployableIn({ type: 'AWS::ApiGateway::Stage', properties: properties(cluster, entries) })!;
}

/** The stage of a resource in a template that declares nothing. */
export function deployableIn(resource: TemplateResource, globals?: unknown): DeployableStage | undefined {
  return deployableStage(resource, globals, new Parameters(NO_DECLARATIONS));
}

export function judgementOf(resource: TemplateResource, globals?: unknown): Judgement {
  return deployableIn(resource, globals)!.judgement;
}

/** What a stage is under the first of its configurations. */
export function cacheOf({ source }: DeployableStage): StageCache {
  const caches: StageCache[] = [];
  forEachConfiguration(source.parameters, 1, (configuration) => {
    const configured = new ConfiguredStage(source, configuration);
    caches.push({
      cluster: configured.cluster,
      settings: source.all.keys.flatMap((entries) => configured.settingsOf(entries)),
      unreadable: source.all.parts.flatMap((part) => configured.unreadable(part) ?? []),
    });
    return false;
  });
  return caches[0];
}
