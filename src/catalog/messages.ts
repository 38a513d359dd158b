import { Because, JudgedKey } from '../core/judge';
import { KeyFault } from '../core/key-group';
import { UNNAMED_KEY } from '../core/method-setting-key';
import { Path } from '../core/place';
import { Verdict } from '../core/verdict';

/** What is said about one reason: what we saw, and what to do about it. */
interface Wording {
  readonly saw: (one: JudgedKey) => string;
  readonly fix: string;
}

const SET_FLAG = 'set CacheDataEncrypted to true';

const WORDING: Readonly<Record<Because, Wording>> = {
  'stated-clear': { saw: () => 'CacheDataEncrypted: false', fix: 'set it to true' },
  'not-stated': { saw: () => 'CacheDataEncrypted is not set, the default is false', fix: SET_FLAG },
  'not-inherited': { saw: () => 'CacheDataEncrypted is not set, and not inherited from */*', fix: SET_FLAG },
  'seeded': { saw: () => 'CacheDataEncrypted is not set, it keeps what it was created with', fix: SET_FLAG },
  'duplicates-disagree': { saw: (one) => `${one.settings.length} entries disagree on CacheDataEncrypted, any may win`, fix: 'set it to true in each' },
  'flag-unreadable': { saw: (one) => `CacheDataEncrypted is ${one.shown}`, fix: 'pass a literal true' },
  'key-unreadable': { saw: (one) => `HttpMethod or ResourcePath is ${one.shown}`, fix: 'pass literals' },
  'settings-unreadable': { saw: (one) => `${propertyName(one.path)} is ${one.shown}`, fix: 'pass a literal list' },
  'stated-encrypted': { saw: () => 'CacheDataEncrypted: true', fix: '' },
  'caching-off': { saw: () => 'CachingEnabled: false', fix: '' },
  'caching-not-stated': { saw: () => 'CachingEnabled is not set', fix: '' },
  'no-effect': { saw: () => 'the key has no effect', fix: '' },
};

const ONCE = { 'no-cluster': 'the cache cluster is on', 'ttl-zero': 'CacheTtlInSeconds is above 0' };
const TODAY = { 'no-cluster': 'no cache cluster today', 'ttl-zero': 'CacheTtlInSeconds: 0 today' };

/** Why a key has its verdict, in a few words. */
export function describeWhy(one: JudgedKey): string {
  const saw = WORDING[one.because].saw(one);
  return one.dormant === undefined ? saw : `${saw}; ${TODAY[one.dormant]}`;
}

/** A violating verdict as one sentence: what we saw, where, what to do. */
export function describeVerdict(one: JudgedKey, verdict: Verdict, stage: string, acknowledgeableId: string): string {
  const where = settingOf(one.key, stage);
  const { saw, fix } = WORDING[one.because];
  switch (verdict) {
    case 'UNENCRYPTED':
      return `${where} caches responses in clear (${saw(one)}); ${fix}`;
    case 'UNRESOLVED':
      return `cannot tell whether ${where} caches responses in clear: ${saw(one)}; ${fix} or acknowledge ${acknowledgeableId}`;
    case 'UNPROVEN':
      return `${where} may cache responses in clear (${saw(one)}); ${fix}`;
    case 'DORMANT':
      return `${where} may cache responses in clear as soon as ${one.dormant ? ONCE[one.dormant] : 'it is on'} (${saw(one)}); ${fix}`;
    case 'ENCRYPTED':
    case 'NOT_CACHED':
      return `${where} is in order (${saw(one)})`;
  }
}

const FAULT: Readonly<Record<KeyFault, (one: JudgedKey) => string>> = {
  'duplicate': (one) => `it is stated ${one.settings.length} times, which entry wins is undefined, and CloudFormation refuses equal entries; keep one`,
  'key-incomplete': () => 'HttpMethod or ResourcePath is missing, and the deployment is refused; state both',
  'path-without-slash': () => 'ResourcePath has to start with a slash; write /* for the stage default or /~1orders for a resource',
  'path-not-encoded': (one) => `API Gateway files it under a path that no method has; write ResourcePath as ${encodedPath(one.key)}`,
  'path-glob': () => 'only HttpMethod * with ResourcePath /* is a wildcard; name one resource, as in /~1orders',
  'method-unknown': () => 'what API Gateway makes of this HttpMethod is not documented; name one HTTP method in capitals',
};

/** A key that has no effect, or more than one entry. */
export function describeFault(one: JudgedKey, fault: KeyFault, stage: string): string {
  const effect = fault === 'duplicate' ? 'is ambiguous' : 'has no reliable effect';
  return `${settingOf(one.key, stage)} ${effect}: ${FAULT[fault](one)}`;
}

/** Something that the user had stated about the flag was replaced by `true`. */
export function describeReplaced(key: string, stage: string, stated: string): string {
  return `encrypted the cache of ${settingOf(key, stage)}: CacheDataEncrypted was ${stated} and is true now`;
}

function settingOf(key: string, stage: string): string {
  return key === UNNAMED_KEY ? `a method setting of stage ${stage}` : `method setting ${key} of stage ${stage}`;
}

/** `orders/{id}/GET` -> `/~1orders~1{id}` */
function encodedPath(key: string): string {
  const path = key.slice(0, key.lastIndexOf('/'));
  return `/~1${path.replace(/^~1/, '').replace(/\//g, '~1')}`;
}

/** `Properties.MethodSettings.1` -> `MethodSettings.1` */
function propertyName(path: Path): string {
  return (path[0] === 'Properties' ? path.slice(1) : path).join('.');
}
