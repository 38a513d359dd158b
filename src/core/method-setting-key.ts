import { isKnown, known, Reading } from './reading';

/**
 * The key under which API Gateway files a method setting, and whether it means
 * anything there (semantics.md, table «Keys in CloudFormation»).
 */
export type MethodSettingKey = StageDefaultKey | MethodKey | IneffectiveKey | UnreadableKey;

interface NamedKey {
  readonly text: string;
  /** What the template states, as far as it can be read. */
  readonly method: Reading<string>;
  readonly path: Reading<string>;
}

/** `*` + `/*`: the stage default. */
export interface StageDefaultKey extends NamedKey {
  readonly kind: 'stage-default';
}

/** One method of one resource: `~1orders~1{id}/GET`. */
export interface MethodKey extends NamedKey {
  readonly kind: 'method';
}

/** Accepted, rejected or of unknown effect: in every case it earns no credit (rule 8). */
export interface IneffectiveKey extends NamedKey {
  readonly kind: 'ineffective';
  readonly because: IneffectiveBecause;
}

/** `HttpMethod` or `ResourcePath` cannot be read. */
export interface UnreadableKey extends NamedKey {
  readonly kind: 'unreadable';
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
export const STAGE_DEFAULT_KEY: StageDefaultKey = { kind: 'stage-default', text: '*/*', method: known('*'), path: known('/*') };

export const HTTP_METHODS: ReadonlySet<string> = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

export function methodSettingKey(method: Reading<string>, resourcePath: Reading<string>): MethodSettingKey {
  // The root resource has two spellings.
  const path = isKnown(resourcePath, '/') ? known('/~1') : resourcePath;
  const unreadable = [method, path].find((reading) => reading.is === 'unresolved');
  if (unreadable?.is === 'unresolved') {
    return { kind: 'unreadable', text: UNNAMED_KEY, method, path, shown: unreadable.shown };
  }
  if (method.is !== 'known' || path.is !== 'known') {
    return { kind: 'ineffective', text: UNNAMED_KEY, method, path, because: 'key-incomplete' };
  }
  if (method.value === '*' && path.value === '/*') {
    return STAGE_DEFAULT_KEY;
  }
  const because = ineffectiveBecause(method.value, path.value);
  // What is refused at deployment has no key: named as written, `*` would read like the stage default.
  const text = because === 'path-without-slash' ? UNNAMED_KEY : `${path.value.slice(1)}/${method.value}`;
  return because === undefined ? { kind: 'method', text, method, path } : { kind: 'ineffective', text, method, path, because };
}

/** Whether two keys may turn out to be the same one: what can be read of them does not contradict that. */
export function mayBeSame(one: MethodSettingKey, other: MethodSettingKey): boolean {
  return mayEqual(one.method, other.method) && mayEqual(one.path, other.path);
}

function mayEqual(one: Reading<string>, other: Reading<string>): boolean {
  // A key that lacks a part is refused at deployment, and so equals none.
  if (one.is === 'absent' || other.is === 'absent') {
    return false;
  }
  return one.is === 'unresolved' || other.is === 'unresolved' || one.value === other.value;
}

function ineffectiveBecause(method: string, path: string): IneffectiveBecause | undefined {
  if (!path.startsWith('/')) {
    return 'path-without-slash';
  }
  if (path.includes('*')) {
    return 'path-glob';
  }
  if (path.includes('/', 1) || !path.startsWith('/~1')) {
    return 'path-not-encoded';
  }
  return HTTP_METHODS.has(method) ? undefined : 'method-unknown';
}
