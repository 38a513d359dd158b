import { Lazy, Token } from 'aws-cdk-lib';
import { Path } from '../core/place';

/**
 * A copy of what a user wrote, with `value` at `path`. Unlike the core's edits it
 * meets tokens: what hides in one is changed when the token is resolved, so that
 * neither its references nor its laziness are lost.
 */
export function putIn(target: unknown, path: Path, value: unknown): unknown {
  if (path.length === 0) {
    return value;
  }
  if (Token.isUnresolved(target)) {
    return Lazy.uncachedAny({ produce: (context) => putIn(context.resolve(target), path, value) });
  }
  const [first, ...rest] = path;
  if (Array.isArray(target)) {
    return Object.assign([...target], { [first]: putIn(target[Number(first)], rest, value) });
  }
  const object = typeof target === 'object' && target !== null ? target : {};
  return withProperty(object, String(first), putIn((object as Record<string, unknown>)[first], rest, value));
}

/** A copy that keeps its prototype: entries may be instances of a user's class. */
function withProperty(object: object, name: string, value: unknown): object {
  return Object.create(Object.getPrototypeOf(object), {
    ...Object.getOwnPropertyDescriptors(object),
    [name]: { value, enumerable: true, configurable: true, writable: true },
  }) as object;
}
