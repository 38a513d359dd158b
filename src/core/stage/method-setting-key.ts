import { TEMPLATE_NAMES } from './setting-names';
import { isKnown, known, Reading } from '../template-language/reading';

/**
 * The key under which API Gateway files a method setting, and whether it means
 * anything there (docs/reference/standard.md, "Keys in CloudFormation").
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
  /** Its path is one segment that is not encoded: whether it reaches the method is not documented (rule 8). */
  readonly isContested: boolean;
}

/** API Gateway takes it, rejects it, or treats it in an unknown way: it never counts as encryption (rule 8). */
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
  | 'path-impossible'
  | 'path-glob'
  | 'method-unknown';

/** What a finding calls a method setting whose key cannot be named: its property. */
export const UNNAMED_KEY = TEMPLATE_NAMES.list;
export const STAGE_DEFAULT_KEY: StageDefaultKey = { kind: 'stage-default', text: '*/*', method: known('*'), path: known('/*') };

const ROOT = '/~1';

export const HTTP_METHODS: ReadonlySet<string> = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/** The key that a template states. */
export function methodSettingKey(method: Reading<string>, path: Reading<string>): MethodSettingKey {
  // The root resource has two spellings.
  return filedKey(method, isKnown(path, '/') ? known(ROOT) : path);
}

/** The key under which API Gateway files a method setting, as it is. */
export function filedKey(method: Reading<string>, path: Reading<string>): MethodSettingKey {
  const refused = refusedBecause(method, path);
  // What is refused at deployment has no key: named as written, `*` would read like the stage default.
  if (refused !== undefined) {
    return { kind: 'ineffective', text: UNNAMED_KEY, method, path, because: refused };
  }
  if (method.is !== 'known' || path.is !== 'known') {
    const [unreadable] = [method, path].flatMap((reading) => reading.is === 'unresolved' ? [reading.shown] : []);
    return { kind: 'unreadable', text: UNNAMED_KEY, method, path, shown: unreadable };
  }
  if (method.value === '*' && path.value === '/*') {
    return STAGE_DEFAULT_KEY;
  }
  const because = ineffectiveBecause(method.value, path.value);
  const text = `${path.value.slice(1)}/${method.value}`;
  return because === undefined ? { kind: 'method', text, method, path, isContested: isPlainSegment(path.value) }
    : { kind: 'ineffective', text, method, path, because };
}

/** What tells a key from others: one that only reads like another is not that one. Those that cannot be named stand alone. */
export function keyIdentity(key: MethodSettingKey): string | undefined {
  return key.text === UNNAMED_KEY ? undefined : `${keyFault(key) ?? ''} ${key.text}`;
}

/** Why a key deserves a finding itself, whatever is cached (rules 8 and 9). */
export type KeyFault = 'duplicate' | 'path-contested' | IneffectiveBecause;

/** What is wrong with the key of a record, duplicates aside. */
export function keyFault(key: MethodSettingKey): KeyFault | undefined {
  if (key.kind === 'ineffective') {
    return key.because;
  }
  return key.kind === 'method' && key.isContested ? 'path-contested' : undefined;
}

/** Whether two keys may turn out to be the same one: what can be read of them does not contradict that. */
export function mayBeSame(first: MethodSettingKey, second: MethodSettingKey): boolean {
  // A key that is refused at deployment equals none.
  const isRefused = [first, second].some(({ method, path }) => refusedBecause(method, path) !== undefined);
  return !isRefused && mayEqual(first.method, second.method) && mayEqual(first.path, second.path);
}

/** Whether a key is that of the stage default, or cannot be read and may be. */
export function mayBeStageDefault(key: MethodSettingKey): boolean {
  return key.kind === 'stage-default' || (key.kind === 'unreadable' && mayBeSame(key, STAGE_DEFAULT_KEY));
}

function mayEqual(first: Reading<string>, second: Reading<string>): boolean {
  return first.is !== 'known' || second.is !== 'known' || first.value === second.value;
}

/** Whatever the part is that cannot be read. */
function refusedBecause(method: Reading<string>, path: Reading<string>): IneffectiveBecause | undefined {
  if (method.is === 'absent' || path.is === 'absent') {
    return 'key-incomplete';
  }
  return path.is === 'known' && !path.value.startsWith('/') ? 'path-without-slash' : undefined;
}

function ineffectiveBecause(method: string, path: string): IneffectiveBecause | undefined {
  if (path.includes('*')) {
    return 'path-glob';
  }
  if (!isPlainSegment(path) && (path.includes('/', 1) || !path.startsWith(ROOT))) {
    return 'path-not-encoded';
  }
  if (path !== ROOT && hasImpossibleSegment(path)) {
    return 'path-impossible';
  }
  return HTTP_METHODS.has(method) ? undefined : 'method-unknown';
}

/** `/orders`; not `/`, which makes a root that is not encoded of the key `/GET` of a listing. */
function isPlainSegment(path: string): boolean {
  return path !== '/' && !path.includes('/', 1) && !path.includes('~1');
}

/** No resource has a path with an empty segment, and none is written with a tilde that encodes nothing. */
function hasImpossibleSegment(path: string): boolean {
  return /~1(~1|$)|~(?![01])/.test(path);
}
