import { Reading } from './reading';

/**
 * The key under which API Gateway files a method setting, and whether it means
 * anything there (semantics.md, table «Keys in CloudFormation»).
 */
export type MethodSettingKey = StageDefaultKey | MethodKey | IneffectiveKey | UnreadableKey;

/** `*` + `/*`: the stage default. */
export interface StageDefaultKey {
  readonly kind: 'stage-default';
  readonly text: string;
}

/** One method of one resource: `~1orders~1{id}/GET`. */
export interface MethodKey {
  readonly kind: 'method';
  readonly text: string;
}

/** Accepted, rejected or of unknown effect: in every case it earns no credit (rule 8). */
export interface IneffectiveKey {
  readonly kind: 'ineffective';
  readonly text: string;
  readonly because: IneffectiveBecause;
}

/** `HttpMethod` or `ResourcePath` cannot be read: it may be any key of the stage. */
export interface UnreadableKey {
  readonly kind: 'unreadable';
  readonly text: string;
  readonly shown: string;
}

export type IneffectiveBecause =
  | 'key-incomplete'
  | 'path-without-slash'
  | 'path-not-encoded'
  | 'path-glob'
  | 'method-unknown';

/** What a finding calls a method setting whose key cannot be named: its property. */
export const UNNAMED_KEY = 'MethodSettings';
export const STAGE_DEFAULT_KEY: StageDefaultKey = { kind: 'stage-default', text: '*/*' };

const HTTP_METHODS: ReadonlySet<string> = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

export function methodSettingKey(httpMethod: Reading<string>, resourcePath: Reading<string>): MethodSettingKey {
  if (httpMethod.is === 'unresolved' || resourcePath.is === 'unresolved') {
    const shown = httpMethod.is === 'unresolved' ? httpMethod.shown : (resourcePath as { shown: string }).shown;
    return { kind: 'unreadable', text: UNNAMED_KEY, shown };
  }
  if (httpMethod.is === 'absent' || resourcePath.is === 'absent') {
    return { kind: 'ineffective', text: UNNAMED_KEY, because: 'key-incomplete' };
  }
  const method = httpMethod.value;
  const path = resourcePath.value;
  const text = `${path === '/' ? '~1' : path.replace(/^\//, '')}/${method}`;
  if (method === '*' && path === '/*') {
    return STAGE_DEFAULT_KEY;
  }
  const because = ineffectiveBecause(method, path);
  return because === undefined ? { kind: 'method', text } : { kind: 'ineffective', text, because };
}

function ineffectiveBecause(method: string, path: string): IneffectiveBecause | undefined {
  if (!path.startsWith('/')) {
    return 'path-without-slash';
  }
  if (path.includes('*')) {
    return 'path-glob';
  }
  if (path !== '/' && (path.includes('/', 1) || !path.startsWith('/~1'))) {
    return 'path-not-encoded';
  }
  return HTTP_METHODS.has(method) ? undefined : 'method-unknown';
}
