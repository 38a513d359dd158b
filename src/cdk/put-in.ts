import { Lazy, Token } from 'aws-cdk-lib';
import { byFirstStep, lastWhole, withItems } from '../core/edit';
import { Path } from '../core/place';

/**
 * What to make of a token on the way to a place: given where it stands and what
 * it resolves to, the value that belongs there. Asked when the template is
 * rendered, so that what is lazy stays lazy and refers to what it did.
 */
export type Replan = (path: Path, resolved: unknown) => unknown;

/** The tokens made here, and the plan they follow for all that is below them. */
const REPLANNED = new WeakMap<object, Replan>();

/** A value, and where it belongs. */
export interface Put {
  readonly path: Path;
  readonly value: unknown;
}

/**
 * A copy of what a user wrote, with each value in its place. Unlike the core's edits it
 * meets tokens: those are not resolved, but planned for anew.
 */
export function putIn(target: unknown, puts: readonly Put[], replan: Replan, parents: Path = []): unknown {
  const whole = lastWhole(puts);
  if (whole > -1) {
    return putIn(puts[whole].value, puts.slice(whole + 1), replan, parents);
  }
  if (puts.length === 0) {
    return target;
  }
  if (Token.isUnresolved(target)) {
    return isReplanned(target, replan) ? target : replanned(target, parents, replan);
  }
  const object = typeof target === 'object' && target !== null ? target : {};
  const changed = byFirstStep(puts).map(([step, below]) =>
    [step, putIn((object as Record<string, unknown>)[step], below, replan, [...parents, step])] as const);
  return Array.isArray(object) ? withItems(object, changed)
    : changed.reduce((copy, [name, value]) => withProperty(copy, String(name), value), object);
}

function replanned(token: unknown, path: Path, replan: Replan): unknown {
  const lazy = Lazy.uncachedAny({ produce: (context) => replan(path, context.resolve(token)) });
  REPLANNED.set(lazy, replan);
  return lazy;
}

function isReplanned(token: unknown, replan: Replan): boolean {
  return typeof token === 'object' && token !== null && REPLANNED.get(token) === replan;
}

/** A copy that keeps its prototype: entries may be instances of a user's class. */
function withProperty(object: object, name: string, value: unknown): object {
  if (Object.getPrototypeOf(object) === Object.prototype) {
    return { ...object, [name]: value };
  }
  return Object.create(Object.getPrototypeOf(object), {
    ...Object.getOwnPropertyDescriptors(object),
    [name]: { value, enumerable: true, configurable: true, writable: true },
  }) as object;
}
