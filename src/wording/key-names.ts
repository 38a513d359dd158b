import { HTTP_METHODS } from '../core/stage/method-setting-key';

/** The path and the method of a key: `~1orders~1{id}` and `GET` of `~1orders~1{id}/GET`. */
function splitKey(key: string): readonly [path: string, method: string] {
  const end = key.lastIndexOf('/');
  return [key.slice(0, end), key.slice(end + 1)];
}

const RESOURCE = /^(~1([^~/*]|~0)+)+$/;

/** `GET /orders/{id}` for `~1orders~1{id}/GET`; nothing for a key that is the key of no method. */
export function methodName(key: string): string | undefined {
  const [path, method] = splitKey(key);
  if (key === '*/*') {
    return 'every method';
  }
  const isMethod = HTTP_METHODS.has(method) && (path === '~1' || RESOURCE.test(path));
  return isMethod ? `${method} ${path.replace(/~1/g, '/').replace(/~0/g, '~')}` : undefined;
}

/** The key of `methodOptions` that CDK turns into a method-setting key: `/orders/{id}/GET`; nothing where it makes no such key. */
export function methodOptionsKey(key: string): string | undefined {
  const [path, method] = splitKey(key);
  if (path === '*') {
    return `/*/${method}`;
  }
  const isSegments = path.startsWith('~1') && !path.includes('/');
  // CDK's root is an empty segment: //GET.
  return isSegments ? `${path.replace(/~1/g, '/')}/${method}` : undefined;
}

/** The same, and `/GET` for the root, which CDK itself does not take. */
export function methodOptionsKeys(key: string): readonly string[] {
  const [path, method] = splitKey(key);
  const spelled = methodOptionsKey(key);
  return [...spelled === undefined ? [] : [spelled], ...path === '~1' ? [`/${method}`] : []];
}
