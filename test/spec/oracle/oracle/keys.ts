import { Reading } from './values';

/**
 * What a method setting's key reaches (section 1, "Keys in CloudFormation", and rule 8).
 * `default` is the stage default W; `override` reaches a method; `contested` may (one segment, not encoded);
 * `inert` reaches none, or its effect is unknown; `incomplete` is refused at deploy; `unreadable` cannot be read.
 */
export type Key =
  | { readonly is: 'default' | 'override' | 'contested' | 'inert'; readonly name: string }
  | { readonly is: 'incomplete' }
  | { readonly is: 'unreadable'; readonly method: string | undefined; readonly path: string | undefined };

export type NamedKey = Extract<Key, { readonly name: string }>;

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
const ENCODED_PATH = /^\/(~1([^~/*]|~0)+)+$/;
const SINGLE_SEGMENT = /^\/[^~/*]+$/;

export function readKey(method: Reading, path: Reading): Key {
  if (method.is === 'absent' || path.is === 'absent') {
    return { is: 'incomplete' };
  }
  const methodText = textOf(method);
  const pathText = textOf(path);
  // READING: a path without a leading slash is refused whatever the method is.
  if (pathText !== undefined && !pathText.startsWith('/')) {
    return { is: 'incomplete' };
  }
  if (methodText === undefined || pathText === undefined) {
    return { is: 'unreadable', method: methodText, path: pathText };
  }
  return namedKey(methodText, pathText);
}

/** READING: a method or a path that is no text, such as a number, cannot be read. */
function textOf(reading: Reading): string | undefined {
  return reading.is === 'known' && typeof reading.value === 'string' ? reading.value : undefined;
}

export function namedKey(method: string, path: string): NamedKey {
  if (path === '/') {
    return { is: isMethod(method) ? 'override' : 'inert', name: `~1/${method}` };
  }
  const name = `${path.slice(1)}/${method}`;
  if (name === '*/*') {
    return { is: 'default', name };
  }
  // READING: "* + a specific path, or ANY" has an unknown effect: rule 8, like an inert key. So has a verb that does not exist.
  if (!isMethod(method)) {
    return { is: 'inert', name };
  }
  // READING: "/~1" is a second spelling of the root.
  if (ENCODED_PATH.test(path) || path === '/~1') {
    return { is: 'override', name };
  }
  return { is: SINGLE_SEGMENT.test(path) ? 'contested' : 'inert', name };
}

/** READING: in capitals alone; nobody says what a verb in small letters reaches. */
function isMethod(method: string): boolean {
  return METHODS.includes(method);
}

/** Whether an unreadable key may turn out to be a named key, judged by the part of it that can be read. */
export function mayEqual(key: Key, named: NamedKey): boolean {
  if (key.is !== 'unreadable') {
    return false;
  }
  const path = named.name.slice(0, named.name.lastIndexOf('/'));
  const method = named.name.slice(named.name.lastIndexOf('/') + 1);
  const ownPath = key.path === '/' ? '~1' : key.path?.slice(1);
  return (ownPath === undefined || ownPath === path) && (key.method === undefined || key.method === method);
}

/** Whether two unreadable keys may be the same. */
export function mayMeet(left: Key, right: Key): boolean {
  if (left.is !== 'unreadable' || right.is !== 'unreadable') {
    return false;
  }
  const samePath = left.path === undefined || right.path === undefined || left.path === right.path;
  return samePath && (left.method === undefined || right.method === undefined || left.method === right.method);
}

export const DEFAULT_KEY: NamedKey = { is: 'default', name: '*/*' };
