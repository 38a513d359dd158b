import { CfnResource, Token } from 'aws-cdk-lib';
import { LITERAL_LIST, literalEdits } from '../../core/judgement/literal-edits';
import { L1_NAMES } from '../../core/stage/setting-names';
import { isObject } from '../../core/template-language/place';
import { knownRecordOf } from '../construct-record';
import { rawOverrides } from '../internals';
import { isAcknowledged } from '../violations/acknowledgments';

const PROPERTY = L1_NAMES.list;

/**
 * Lets the typed property of a `CfnStage` show the flags that its template is going to have, for cdk-nag and other
 * aspects. The template does not depend on it: CDK renders the value behind the property, which stays the user's.
 */
export function showFlags(resource: CfnResource): void {
  if (!(PROPERTY in resource) || Object.hasOwn(resource, PROPERTY) || !Object.isExtensible(resource)) {
    return;
  }
  const type = Object.getPrototypeOf(resource) as object;
  let views: SettingsViews | undefined;
  Object.defineProperty(resource, PROPERTY, {
    configurable: true,
    get: () => (views ??= new SettingsViews(resource)).of(Reflect.get(type, PROPERTY, resource)),
    set: (value: unknown) => Reflect.set(type, PROPERTY, views === undefined ? value : views.withoutFlags(value), resource),
  });
}

/** Looks through which flags are seen. Whatever is done to one is done to what is behind it. */
class SettingsViews {
  private readonly behind = new WeakMap<object, object>();
  private readonly views = new WeakMap<object, object>();
  private flagged: ReadonlySet<unknown> = new Set();

  public constructor(private readonly resource: CfnResource) {
  }

  public of(users: unknown): unknown {
    this.flagged = Array.isArray(users) ? flaggedIn(this.resource, users) : new Set();
    return this.flagged.size > 0 ? this.listView(users as readonly unknown[]) : users;
  }

  /** A list that somebody has made of what was seen. */
  public withoutFlags(value: unknown): unknown {
    return Array.isArray(value) && value.some((item) => this.behind.has(item as object)) ? value.map((item) => this.ownOf(item)) : value;
  }

  private viewOf(own: object, create: () => object): object {
    const view = this.views.get(own) ?? create();
    this.views.set(own, view);
    this.behind.set(view, own);
    return view;
  }

  private ownOf(item: unknown): unknown {
    return this.behind.get(item as object) ?? item;
  }

  private listView(users: readonly unknown[]): object {
    const seen = (item: unknown) => this.flagged.has(item) ? this.entryView(item as object) : item;
    // JavaScript shows what is frozen as it is: a copy is as good then.
    return Object.isFrozen(users) ? Object.freeze(users.map(seen)) : this.viewOf(users, () => new Proxy(users, {
      get: (list, name) => seen(Reflect.get(list, name)),
      set: (list, name, value) => Reflect.set(list, name, this.ownOf(value)),
    }));
  }

  private entryView(entry: object): object {
    const { flag } = L1_NAMES;
    if (!Object.isExtensible(entry) || Object.getOwnPropertyDescriptor(entry, flag)?.configurable === false) {
      const copy = { ...entry, [flag]: true };
      this.behind.set(copy, entry);
      return copy;
    }
    const isShown = (name: string | symbol) => name === flag && this.flagged.has(entry);
    return this.viewOf(entry, () => new Proxy(entry, {
      get: (own, name) => isShown(name) ? true : Reflect.get(own, name) as unknown,
      has: (own, name) => isShown(name) || Reflect.has(own, name),
      ownKeys: (own) => [...new Set([...Reflect.ownKeys(own), ...isShown(flag) ? [flag] : []])],
      getOwnPropertyDescriptor: (own, name) => isShown(name) ? { value: true, writable: true, enumerable: true, configurable: true }
        : Reflect.getOwnPropertyDescriptor(own, name),
    }));
  }
}

/** The items of a list that enforcement sets a flag in: as the last template had it, where it is not made of literals. */
function flaggedIn(resource: CfnResource, users: readonly unknown[]): ReadonlySet<unknown> {
  if (Object.keys(rawOverrides(resource)).length > 0) {
    return new Set();
  }
  const isLeft = (key: string) => isAcknowledged(resource, 'CacheDataEncrypted', key);
  const literal = users.some(hasToken) ? undefined : literalEdits(users, isLeft, L1_NAMES);
  const edits = literal ?? knownRecordOf(resource)?.edits ?? [];
  const flags = edits.filter(({ path: [, property, ...within] }) => property === LITERAL_LIST[1] && within.length === 2);
  return new Set(flags.map(({ path: [, , index] }) => users[index as number]).filter(isObject));
}

function hasToken(entry: unknown): boolean {
  return Token.isUnresolved(entry) || (isObject(entry) && Object.values(entry).some(Token.isUnresolved));
}
