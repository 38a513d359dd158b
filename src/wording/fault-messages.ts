import { describeWhen, joinPlaces, settingOf } from './messages';
import { describeMisnomers } from './misnomers';
import { PropertyNames, TEMPLATE } from '../catalog/property-names';
import { JudgedKey } from '../core/judgement/judge';
import { KeyFault } from '../core/stage/method-setting-key';
import { Path } from '../core/template-language/place';

/** The wording of a faulty key: what was found, and how to fix it. */
interface FaultWording {
  readonly saw: (judged: JudgedKey, names: PropertyNames) => string;
  readonly fix: (judged: JudgedKey) => string;
}

const FAULT: Readonly<Record<KeyFault, FaultWording>> = {
  'duplicate': {
    saw: (judged) => `${judged.settings.length} entries have this key, and which one wins is undefined (CloudFormation rejects identical entries)`,
    fix: () => 'keep only one of them',
  },
  'key-incomplete': {
    saw: (_, { method, path, isDeployed }) => `${method} or ${path} is missing${isDeployed ? '' : ', so the deployment fails'}`,
    fix: () => 'set both',
  },
  'path-without-slash': {
    saw: (_, { path }) => `${path} must start with a slash`,
    fix: () => 'use /* for the stage default or /~1orders for a resource',
  },
  'path-not-encoded': {
    saw: () => 'API Gateway stores it under a path that matches no method',
    fix: (judged) => `set ResourcePath to ${encodedPath(judged.key)}`,
  },
  'path-contested': {
    saw: (_, { path }) => `${path} is a single segment that is not encoded`,
    fix: (judged) => `set ResourcePath to ${encodedPath(judged.key)}`,
  },
  'path-impossible': {
    saw: () => 'no resource has a path with an empty segment or an invalid ~ escape',
    fix: (judged) => `set ResourcePath to ${encodedPath(judged.key)}`,
  },
  'path-glob': {
    saw: (_, { wildcard }) => `only ${wildcard} is a wildcard`,
    fix: () => 'name a single resource, such as /~1orders',
  },
  'method-unknown': {
    saw: (_, { method }) => `the effect of this ${method} is undocumented`,
    fix: () => 'use a single HTTP method in uppercase',
  },
};

const EFFECT: Readonly<Partial<Record<KeyFault, string>>> = {
  'duplicate': 'is ambiguous',
  'path-contested': 'has an undocumented effect',
};

/** A key that has no effect, or more than one entry. */
export function describeFault(judged: JudgedKey, fault: KeyFault, stage?: string, names: PropertyNames = TEMPLATE): string {
  return `${settingOf(judged.key, stage)} ${EFFECT[fault] ?? 'has no reliable effect'}${describeWhen(judged.when)}: ${FAULT[fault].saw(judged, names)}${describeMisnomers(judged)}`;
}

/** How to fix such a key. */
export function describeFaultFix(judged: JudgedKey, fault: KeyFault, { isDeployed }: PropertyNames = TEMPLATE): string {
  return isDeployed ? `move its settings to the key of a method, such as ${intendedKey(judged, fault)}` : FAULT[fault].fix(judged);
}

/** The same with the paths to change. A deployed key is its own path. */
export function describeFaultFixAt(
  judged: JudgedKey, fault: KeyFault, locations: readonly Path[], names: PropertyNames = TEMPLATE,
): string {
  const fix = describeFaultFix(judged, fault, names);
  return names.isDeployed ? fix : `${fix} (${joinPlaces(locations, names)})`;
}

const PATH_FAULTS: ReadonlySet<KeyFault> = new Set<KeyFault>(['path-not-encoded', 'path-contested', 'path-impossible']);

/** `orders/GET` -> `~1orders/GET`; an example where the intended key is unknown. */
function intendedKey({ key }: JudgedKey, fault: KeyFault): string {
  return PATH_FAULTS.has(fault) ? `${encodedPath(key).slice(1)}${key.slice(key.lastIndexOf('/'))}` : '~1orders/GET';
}

/** `/orders/{id}/GET` -> `/~1orders~1{id}`: the path that was meant, without empty segments and with every ~ encoded. */
function encodedPath(key: string): string {
  const segments = key.slice(0, key.lastIndexOf('/')).split(/\/|~1/).filter((segment) => segment !== '');
  return `/~1${segments.map((segment) => segment.replace(/~(?!0)/g, '~0')).join('~1')}`;
}
