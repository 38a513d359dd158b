import { CfnResource, Token } from 'aws-cdk-lib';
import { literalEdits } from '../../core/judgement/literal-edits';
import type { Edit } from '../../core/judgement/remediate';
import { FLAG, L1_NAMES, TEMPLATE_NAMES } from '../../core/stage/setting-names';
import { isObject } from '../../core/template-language/place';
import { untraced } from '../assembly/construct-source';
import { knownRecordOf, recordOf } from '../construct-record';
import { rawOverrides } from '../internals';
import { isAcknowledged } from '../violations/acknowledgments';

type SettingList = readonly unknown[];

/**
 * Shows what enforcement is going to set in the typed property of a `CfnStage`, where
 * its entries are literals: the template may turn out to say something else.
 */
export function showExpected(resource: CfnResource): void {
  hideFlags(resource);
  const list = typedSettings(resource);
  if (list === undefined || list.some(hasToken)) {
    return;
  }
  const isLeft = (key: string) => isAcknowledged(resource, 'CacheDataEncrypted', key);
  showEdits(resource, literalEdits(list, LIST_PATH, isLeft, L1_NAMES) ?? []);
}

const LIST_PATH = ['Properties', TEMPLATE_NAMES.list];

function hasToken(entry: unknown): boolean {
  return Token.isUnresolved(entry) || (isObject(entry) && Object.values(entry).some(Token.isUnresolved));
}

/**
 * Shows flags in the typed property of an L1, where nothing else says what is in its
 * list, so that other aspects and cdk-nag see what the template will say. The template
 * does not depend on it: the user's list is put back before each rendering, with
 * whatever was added to it.
 */
export function showEdits(resource: CfnResource, edits: readonly Edit[]): void {
  hideFlags(resource);
  const users = typedSettings(resource);
  const flags = edits.filter(({ path }) => path.length === 4 && path[1] === TEMPLATE_NAMES.list && path[3] === FLAG);
  if (users === undefined || flags.length === 0 || Object.keys(rawOverrides(resource)).length > 0) {
    return;
  }
  const items = users.slice();
  const shown = users.slice();
  const copies = users.slice();
  for (const { path } of flags) {
    const index = path[2] as number;
    shown[index] = withFlag(items[index]);
    copies[index] = withFlag(items[index]);
  }
  if (assign(resource, shown.slice())) {
    recordOf(resource).shown = { users, items, shown, copies };
    const stack = recordOf(resource.stack);
    stack.showing = (stack.showing ?? new Set()).add(resource);
  }
}

/** Puts the user's list back, with what anybody has changed in ours meanwhile. */
export function hideFlags(resource: CfnResource): void {
  const record = knownRecordOf(resource);
  const list = typedSettings(resource);
  if (record?.shown === undefined || list === undefined) {
    return;
  }
  const { users, items, shown, copies } = record.shown;
  record.shown = undefined;
  const isUntouched = (item: unknown, index: number) => item === items[index] || hasSameProperties(item, copies[index]);
  if (list.length === shown.length && list.every((item, index) => item === shown[index] && isUntouched(item, index))) {
    assign(resource, users);
    return;
  }
  const indices = new Map(shown.map((item, index) => [item, index]));
  if (list.some((item) => indices.has(item))) {
    const kept = list.flatMap((item) => {
      const index = indices.get(item);
      return index === undefined || !isUntouched(item, index) ? [item] : users.filter((own) => own === items[index]).slice(0, 1);
    });
    const isAppended = items.every((item, index) => item === users[index]);
    assign(resource, [...kept, ...isAppended ? users.slice(items.length) : users.filter((own) => !items.includes(own))]);
  }
}

function hasSameProperties(item: unknown, copy: unknown): boolean {
  const [now, then] = [item, copy].map((each) => isObject(each) ? each : {});
  const names = Object.keys(now);
  return names.length === Object.keys(then).length && names.every((name) => Object.is(now[name], then[name]));
}

function withFlag(item: unknown): unknown {
  return isObject(item) ? { ...item, [L1_NAMES.flag]: true } : item;
}

function typedSettings(resource: CfnResource): SettingList | undefined {
  const list = Reflect.get(resource, L1_NAMES.list) as unknown;
  return Array.isArray(list) ? list : undefined;
}

/** Nothing happens to a property, or a resource, that the user has frozen. */
function assign(resource: CfnResource, list: SettingList): boolean {
  try {
    return untraced(resource, () => Reflect.set(resource, L1_NAMES.list, list));
  } catch {
    return false;
  }
}
