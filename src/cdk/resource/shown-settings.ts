import { CfnResource, Token } from 'aws-cdk-lib';
import { LITERAL_LIST, literalEdits } from '../../core/judgement/literal-edits';
import { L1_NAMES } from '../../core/stage/setting-names';
import { isObject } from '../../core/template-language/place';
import { knownRecordOf, recordOf } from '../construct-record';
import { AroundSettings, aroundSettings, rawOverrides } from '../internals';
import { isAcknowledged } from '../violations/acknowledgments';

/**
 * Lets the typed property of a `CfnStage` show the flags that its template is going to have, for cdk-nag and other
 * aspects. The template does not depend on it: CDK renders the value behind the property, which stays the user's.
 */
export function showFlags(resource: CfnResource): void {
  aroundSettings(Object.getPrototypeOf(resource) as object, FLAGS);
  recordOf(resource).showsFlags = true;
}

const FLAGS: AroundSettings = {
  shown: (resource, users) => knownRecordOf(resource)?.showsFlags === true ? viewsOf(resource).of(users) : users,
  assigned: withoutViews,
};

const VIEWS = new WeakMap<CfnResource, SettingsViews>();

function viewsOf(resource: CfnResource): SettingsViews {
  const views = VIEWS.get(resource) ?? new SettingsViews(resource);
  VIEWS.set(resource, views);
  return views;
}

/** What the user has, by what is shown of it: what is shown of one stage may go into another one. */
const OWN = new WeakMap<object, object>();

function ownOf(shown: unknown): unknown {
  return OWN.get(shown as object) ?? shown;
}

/** A list that somebody assigns is kept, and may be pushed to later: only what was shown goes out of it. */
function withoutViews(assigned: unknown): unknown {
  const list = ownOf(assigned);
  if (!Array.isArray(list) || !list.some((item) => OWN.has(item as object))) {
    return list;
  }
  return Object.isFrozen(list) ? list.map(ownOf) : Object.assign(list, list.map(ownOf));
}

/** Methods of a list that are given an item: it may be what is shown, or what is behind it. */
const SEARCHES: ReadonlySet<unknown> = new Set(['includes', 'indexOf', 'lastIndexOf']);

/** Views in which flags are seen. Whatever is done to one is done to what is behind it. */
class SettingsViews {
  private readonly views = new WeakMap<object, object>();
  private flagged: ReadonlySet<unknown> = new Set();

  public constructor(private readonly resource: CfnResource) {
  }

  public of(users: unknown): unknown {
    this.flagged = Array.isArray(users) ? flaggedIn(this.resource, users) : new Set();
    return this.flagged.size > 0 ? this.listView(users as readonly unknown[]) : users;
  }

  private viewOf(own: object, create: () => object): object {
    const view = this.views.get(own) ?? create();
    this.views.set(own, view);
    OWN.set(view, own);
    return view;
  }

  private listView(users: readonly unknown[]): object {
    const seen = (item: unknown) => this.flagged.has(item) ? this.entryView(item as object) : item;
    return Object.isFrozen(users) ? frozenCopy(users, users.map(seen)) : this.viewOf(users, () => new Proxy(users, {
      get: (list, name) => {
        const item = Reflect.get(list, name) as unknown;
        if (SEARCHES.has(name)) {
          return (wanted: unknown, ...from: unknown[]) => (item as (...given: unknown[]) => unknown).call(list, ownOf(wanted), ...from);
        }
        return Object.isFrozen(list) ? item : seen(item);
      },
      set: (list, name, value) => Reflect.set(list, name, ownOf(value)),
    }));
  }

  private entryView(entry: object): object {
    const { flag } = L1_NAMES;
    if (Object.isFrozen(entry)) {
      return frozenCopy(entry, { ...entry, [flag]: true });
    }
    const isShown = (name: string | symbol) => name === flag && this.flagged.has(entry) && canShow(entry, flag);
    return this.viewOf(entry, () => new Proxy(entry, {
      get: (own, name) => isShown(name) ? true : Reflect.get(own, name) as unknown,
      set: (own, name, value) => Reflect.set(own, name, value),
      has: (own, name) => isShown(name) || Reflect.has(own, name),
      ownKeys: (own) => [...new Set([...Reflect.ownKeys(own), ...isShown(flag) ? [flag] : []])],
      getOwnPropertyDescriptor: (own, name) => isShown(name) ? { value: true, writable: true, enumerable: true, configurable: true }
        : Reflect.getOwnPropertyDescriptor(own, name),
    }));
  }
}

/** JavaScript lets no view of what is frozen differ from it. Nobody can change either of them. */
function frozenCopy(own: object, copy: object): object {
  OWN.set(copy, own);
  return Object.freeze(copy);
}

/** Whether JavaScript lets a view of an object show another value of a property. */
function canShow(own: object, name: string): boolean {
  return Object.isExtensible(own) && Object.getOwnPropertyDescriptor(own, name)?.configurable !== false;
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
