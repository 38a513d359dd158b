import { isDeepStrictEqual } from 'util';
import { CfnResource, Token } from 'aws-cdk-lib';
import { isAcknowledged } from './acknowledgments';
import { recordOf } from './construct-record';
import { rawOverrides } from './internals';
import { untraced } from './source-line';
import { literalRecords } from '../core/literal-records';
import { FLAG } from '../core/method-setting';
import { isObject } from '../core/place';
import { Edit, remediateRecords } from '../core/remediate';

type List = readonly unknown[];

/** A list of method settings that shows flags, in the place of the user's. */
export interface ShownSettings {
  readonly users: List;
  /** The items that the user's list had. */
  readonly items: List;
  readonly shown: List;
  /** What the items said when they were shown: anybody may change them in place. */
  readonly copies: List;
}

/**
 * Shows what enforcement is going to set in the typed property of a `CfnStage`, where
 * its entries are literals: the template may turn out to say something else.
 */
export function showExpected(resource: CfnResource): void {
  hideFlags(resource);
  const list = settingsOf(resource);
  const records = list?.some(hasToken) ? undefined : literalRecords(list, ['Properties', 'MethodSettings'], camelCase);
  if (records !== undefined) {
    showEdits(resource, remediateRecords({ settings: records, unreadable: [] }, (key) => isAcknowledged(resource, 'CacheDataEncrypted', key)));
  }
}

function hasToken(entry: unknown): boolean {
  return Token.isUnresolved(entry) || (isObject(entry) && Object.values(entry).some((value) => Token.isUnresolved(value)));
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Shows the flags of the list, where nothing but the typed property says what is in it. */
export function showEdits(resource: CfnResource, edits: readonly Edit[]): void {
  const flags = edits.filter(({ path: { length, 1: list, 3: flag } }) => length === 4 && list === 'MethodSettings' && flag === FLAG);
  showFlags(resource, new Set(Object.keys(rawOverrides(resource)).length > 0 ? [] : flags.map(({ path }) => path[2] as number)));
}

/**
 * Shows flags in the typed property of an L1, so that other aspects and cdk-nag see
 * what the template will say. The template does not depend on it: the user's list is
 * put back before each rendering, with whatever was added to it.
 *
 * @param indices the items that get a flag
 */
function showFlags(resource: CfnResource, indices: ReadonlySet<number>): void {
  hideFlags(resource);
  const users = settingsOf(resource);
  if (users === undefined || indices.size === 0) {
    return;
  }
  const shown = users.map((item, index) => indices.has(index) ? withFlag(item) : item);
  if (assign(resource, shown)) {
    recordOf(resource).shown = { users, items: [...users], shown: [...shown], copies: shown.map(copyOf) };
    recordOf(resource.stack).showing.add(resource);
  }
}

/** Puts the user's list back, with what anybody has changed in ours meanwhile. */
export function hideFlags(resource: CfnResource): void {
  const record = recordOf(resource);
  const { shown } = record;
  const list = shown && settingsOf(resource);
  record.shown = undefined;
  if (shown === undefined || list === undefined) {
    return;
  }
  const originals = new Map(shown.shown.map((item, index) => [item, shown.items[index]]));
  const copies = new Map(shown.shown.map((item, index) => [item, shown.copies[index]]));
  const isOurs = (item: unknown) => originals.has(item) && (item === originals.get(item) || isDeepStrictEqual(item, copies.get(item)));
  if (list.length === shown.shown.length && list.every((item, index) => item === shown.shown[index] && isOurs(item))) {
    assign(resource, shown.users);
  } else if (list.some((item) => originals.has(item))) {
    assign(resource, [...list.map((item) => isOurs(item) ? originals.get(item) : item), ...shown.users.slice(shown.items.length)]);
  }
}

function withFlag(item: unknown): unknown {
  return isObject(item) ? { ...item, cacheDataEncrypted: true } : item;
}

function copyOf(item: unknown): unknown {
  return isObject(item) ? { ...item } : item;
}

function settingsOf(resource: CfnResource): List | undefined {
  const { methodSettings } = resource as { readonly methodSettings?: unknown };
  return Array.isArray(methodSettings) ? methodSettings : undefined;
}

/** Nothing happens to a property, or a resource, that the user has frozen. */
function assign(resource: CfnResource, list: List): boolean {
  try {
    return untraced(resource, () => Reflect.set(resource, 'methodSettings', list));
  } catch {
    return false;
  }
}
