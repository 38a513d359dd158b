import { Lazy, Token } from 'aws-cdk-lib';
import { Path } from '../core/place';

/**
 * What to make of a token on the way to a place: given where it stands and what
 * it resolves to, the value that belongs there. Asked when the template is
 * rendered, so that what is lazy stays lazy and refers to what it did.
 */
export type Replan = (path: Path, resolved: unknown) => unknown;

/** The tokens made here, and the plan they follow for all that is below them. */
const REPLANNED = new WeakMap<object, Replan>();

/**
 * A copy of what a user wrote, with `value` at `path`. Unlike the core's edits it
 * meets tokens: those are not resolved, but planned for anew.
 */
export function putIn(target: unknown, path: Path, value: unknown, replan: Replan, parents: Path = []): unknown {
  if (path.length === 0) {
    return value;
  }
  if (Token.isUnresolved(target)) {
    return isReplanned(target, replan) ? target : replanned(target, parents, replan);
  }
  const [first, ...rest] = path;
  const below = [...parents, first];
  if (Array.isArray(target)) {
    return Object.assign([...target], { [first]: putIn(target[Number(first)], rest, value, replan, below) });
  }
  const object = typeof target === 'object' && target !== null ? target : {};
  return withProperty(object, String(first), putIn((object as Record<string, unknown>)[first], rest, value, replan, below));
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
