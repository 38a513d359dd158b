import { Dialect, TEMPLATE } from './dialect';
import { findingId } from './finding-id';
import { methodName } from './key-names';
import { PACK } from './rules';
import { Fact } from '../core/configuration';
import { JudgedKey, Reason } from '../core/judge';
import { KeyFault, UNNAMED_KEY } from '../core/method-setting-key';
import { Path } from '../core/place';
import { Verdict } from '../core/verdict';

/** What is said about one reason: what we saw, and what to do about it. */
interface Wording {
  readonly saw: (one: JudgedKey, names: Dialect) => string;
  /** What to do, in a sentence that has named the place. */
  readonly fix: (names: Dialect) => string;
  /** What to do at the places themselves. */
  readonly fixAt: (places: string, names: Dialect) => string;
}

const setFlag = (places: string, { set }: Dialect) => set(places);
const setNamed = (names: Dialect) => names.set(names.flag);
const nothing = () => '';

/** What AWS has is never unreadable in itself: the listing is. */
const LIST_AGAIN = 'list the stage again, whole and as API Gateway returns it (aws apigateway get-stage)';

const WORDING: Readonly<Record<Reason, Wording>> = {
  'stated-clear': { saw: (_, { flag }) => `${flag}: false`, fix: () => 'set it to true', fixAt: setFlag },
  'not-stated': { saw: (_, { flag }) => `${flag} is not set, the default is false`, fix: setNamed, fixAt: setFlag },
  'not-inherited': { saw: (_, { flag }) => `${flag} is not set, and not inherited from */*`, fix: setNamed, fixAt: setFlag },
  'seeded': { saw: (_, { flag }) => `${flag} is not set, it keeps what it was created with`, fix: setNamed, fixAt: setFlag },
  'duplicates-disagree': {
    saw: (one, { flag }) => `${one.settings.length} entries disagree on ${flag}, any may win`,
    fix: () => 'set it to true in each',
    fixAt: setFlag,
  },
  'flag-unreadable': {
    saw: (one, { flag }) => `${flag} is ${one.shown}`,
    fix: ({ isDeployed }) => isDeployed ? 'set it to true' : 'pass a literal true',
    fixAt: (places, names) => names.isDeployed ? setFlag(places, names) : `pass a literal true as ${places}`,
  },
  'caching-unreadable': {
    saw: (one, { flag, caching }) => `${flag} is not true, and ${caching} is ${one.shown}`,
    fix: setNamed,
    fixAt: setFlag,
  },
  'cluster-unreadable': {
    saw: (one, { flag, cluster }) => `${flag} is not true, and ${cluster} is ${one.shown}`,
    fix: setNamed,
    fixAt: setFlag,
  },
  'condition-unreadable': {
    saw: (one) => `condition ${one.shown} cannot be evaluated`,
    fix: setNamed,
    fixAt: setFlag,
  },
  'too-many-configurations': {
    saw: () => 'its conditions have too many combinations to look at each',
    fix: setNamed,
    fixAt: setFlag,
  },
  'key-unreadable': {
    saw: (one, { method, path }) => `${method} or ${path} is ${one.shown}`,
    fix: () => 'pass literals',
    fixAt: (places) => `pass a literal string as ${places}`,
  },
  'settings-unreadable': {
    saw: (one) => `${propertyName(one.path)} is ${one.shown}`,
    fix: ({ isDeployed }) => isDeployed ? LIST_AGAIN : 'pass a literal list',
    fixAt: (places, { isDeployed }) => isDeployed ? LIST_AGAIN : `pass literal method settings as ${places}`,
  },
  'settings-no-list': {
    saw: (one) => `${propertyName(one.path)} must be a list, and is ${one.shown}`,
    fix: () => 'pass a list of method settings',
    fixAt: (places) => `pass a list of method settings as ${places}`,
  },
  'stated-encrypted': { saw: (_, { flag }) => `${flag}: true`, fix: nothing, fixAt: nothing },
  'caching-off': { saw: (_, { caching }) => `${caching}: false`, fix: nothing, fixAt: nothing },
  'caching-not-stated': { saw: (_, { caching }) => `${caching} is not set`, fix: nothing, fixAt: nothing },
  'no-effect': { saw: () => 'the key has no effect', fix: nothing, fixAt: nothing },
};

const ONCE = { 'no-cluster': () => 'the cache cluster is on', 'ttl-zero': ({ ttl }: Dialect) => `${ttl} is above 0` };
const TODAY = { 'no-cluster': () => 'no cache cluster today', 'ttl-zero': ({ ttl }: Dialect) => `${ttl}: 0 today` };

/** Why a key has its verdict, in a few words. */
export function describeWhy(one: JudgedKey): string {
  const saw = `${WORDING[one.reason].saw(one, TEMPLATE)}${describeWhen(one.when)}`;
  return one.dormant === undefined ? saw : `${saw}; ${TODAY[one.dormant](TEMPLATE)}`;
}

/** What a verdict means at one key; of which stage, unless that is said beside it. */
export function describeVerdict(one: JudgedKey, verdict: Verdict, stage?: string, names: Dialect = TEMPLATE): string {
  const where = settingOf(one.key, stage);
  const when = describeWhen(one.when);
  const saw = WORDING[one.reason].saw(one, names);
  switch (verdict) {
    case 'UNENCRYPTED':
      return `${where} caches responses in clear${when} (${saw})`;
    case 'UNRESOLVED':
      return `cannot tell whether ${where} caches responses in clear${when}: ${saw}`;
    case 'UNPROVEN':
      return `${where} may cache responses in clear${when} (${saw})`;
    case 'DORMANT':
      return `${where} may cache responses in clear as soon as ${one.dormant ? ONCE[one.dormant](names) : 'it is on'}${when} (${saw})`;
    case 'ENCRYPTED':
    case 'NOT_CACHED':
      return `${where} is in order (${saw})`;
  }
}

/** ` when condition IsProd is true`; nothing for what holds always. */
export function describeWhen(facts: readonly Fact[]): string {
  return facts.length === 0 ? '' : ` when ${facts.map(describeFact).join(' and ')}`;
}

function describeFact(fact: Fact): string {
  switch (fact.about) {
    case 'condition':
      return `condition ${fact.name} is ${fact.value}`;
    case 'parameter':
      return `parameter ${fact.name} is ${fact.value.is === 'literal' ? JSON.stringify(fact.value.text) : 'anything else'}`;
  }
}

/** What to do about a verdict, after its description. */
export function describeFix(one: JudgedKey, names: Dialect = TEMPLATE): string {
  return WORDING[one.reason].fix(names);
}

/** What to do about a verdict, for those who look for the place. */
export function describeFixAt(one: JudgedKey, locations: readonly Path[], names: Dialect = TEMPLATE): string {
  return WORDING[one.reason].fixAt(joined(locations, names), names);
}

const FAULT: Readonly<Record<KeyFault, { readonly saw: (one: JudgedKey, names: Dialect) => string; readonly fix: (one: JudgedKey) => string }>> = {
  'duplicate': {
    saw: (one) => `it is stated ${one.settings.length} times, which entry wins is undefined, and CloudFormation refuses equal entries`,
    fix: () => 'keep one',
  },
  'key-incomplete': {
    saw: (_, { method, path, isDeployed }) => `${method} or ${path} is missing${isDeployed ? '' : ', and the deployment is refused'}`,
    fix: () => 'state both',
  },
  'path-without-slash': {
    saw: (_, { path }) => `${path} has to start with a slash`,
    fix: () => 'write /* for the stage default or /~1orders for a resource',
  },
  'path-not-encoded': {
    saw: () => 'API Gateway files it under a path that no method has',
    fix: (one) => `write ResourcePath as ${encodedPath(one.key)}`,
  },
  'path-contested': {
    saw: (_, { path }) => `its ${path} is a segment that is not encoded`,
    fix: (one) => `write ResourcePath as ${encodedPath(one.key)}`,
  },
  'path-impossible': {
    saw: () => 'no resource has a path with an empty segment, or with a ~ that encodes nothing',
    fix: (one) => `write ResourcePath as ${encodedPath(one.key)}`,
  },
  'path-glob': {
    saw: (_, { wildcard }) => `only ${wildcard} is a wildcard`,
    fix: () => 'name one resource, as in /~1orders',
  },
  'method-unknown': {
    saw: (_, { method }) => `what API Gateway makes of this ${method} is not documented`,
    fix: () => 'name one HTTP method in capitals',
  },
};

const EFFECT: Readonly<Partial<Record<KeyFault, string>>> = {
  'duplicate': 'is ambiguous',
  'path-contested': 'has an effect that is not documented',
};

/** A key that has no effect, or more than one entry. */
export function describeFault(one: JudgedKey, fault: KeyFault, stage?: string, names: Dialect = TEMPLATE): string {
  return `${settingOf(one.key, stage)} ${EFFECT[fault] ?? 'has no reliable effect'}${describeWhen(one.when)}: ${FAULT[fault].saw(one, names)}`;
}

/** What to do about such a key. */
export function describeFaultFix(one: JudgedKey, fault: KeyFault, { isDeployed }: Dialect = TEMPLATE): string {
  return isDeployed ? `set what it is meant for under the key of a method, such as ${meant(one, fault)}` : FAULT[fault].fix(one);
}

/** The same, for those who look for the place. A deployed key is its own place. */
export function describeFaultFixAt(one: JudgedKey, fault: KeyFault, locations: readonly Path[], names: Dialect = TEMPLATE): string {
  const fix = describeFaultFix(one, fault, names);
  return names.isDeployed ? fix : `${fix} (${joined(locations, names)})`;
}

const PATH_FAULTS: ReadonlySet<KeyFault> = new Set<KeyFault>(['path-not-encoded', 'path-contested', 'path-impossible']);

/** `orders/GET` -> `~1orders/GET`; any key where it cannot be told. */
function meant({ key }: JudgedKey, fault: KeyFault): string {
  return PATH_FAULTS.has(fault) ? `${encodedPath(key).slice(1)}${key.slice(key.lastIndexOf('/'))}` : '~1orders/GET';
}

/** An entry that has become equal to another one was dropped. */
export function describeDropped(key: string, stage: string, place: string): string {
  return `dropped ${place}, an entry for ${settingOf(key, stage)}: with CacheDataEncrypted set to true it was equal to another one, and CloudFormation refuses equal entries`;
}

/** Something that the user had stated about the flag was replaced by `true`, and what keeps it. */
export function describeReplaced(key: string, stage: string, stated: string): string {
  return `encrypted the cache of ${settingOf(key, stage)}: CacheDataEncrypted was ${stated} and is true now; acknowledge ${PACK}::${findingId('CacheDataEncrypted', key)} to leave it as it was`;
}

function settingOf(key: string, stage: string | undefined): string {
  const name = methodName(key);
  const setting = key === UNNAMED_KEY ? 'a method setting' : `method setting ${key}${name === undefined ? '' : ` (${name})`}`;
  return stage === undefined ? setting : `${setting} of stage ${stage}`;
}

/** `/orders/{id}/GET` -> `/~1orders~1{id}`: the path that was meant, without empty segments and with every ~ encoded. */
function encodedPath(key: string): string {
  const segments = key.slice(0, key.lastIndexOf('/')).split(/\/|~1/).filter((segment) => segment !== '');
  return `/~1${segments.map((segment) => segment.replace(/~(?!0)/g, '~0')).join('~1')}`;
}

function joined(locations: readonly Path[], { place }: Dialect): string {
  return locations.map(place).join(' and ');
}

/** `Properties.MethodSettings.1` -> `MethodSettings.1` */
function propertyName(path: Path): string {
  return (path[0] === 'Properties' ? path.slice(1) : path).join('.');
}
