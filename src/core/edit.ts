import { isObject, Path } from './place';
import { Edit } from './remediate';

/** The document with the edits made. Shares what it does not change; writes to nothing it was given. */
export function applyEdits<T>(document: T, edits: readonly Edit[]): T {
  return edits.reduce((current, edit) => put(current, edit.path, edit.value) as T, document);
}

function put(target: unknown, path: Path, value: unknown): unknown {
  if (path.length === 0) {
    return value;
  }
  const [first, ...rest] = path;
  if (Array.isArray(target)) {
    return Object.assign([...target], { [first]: put(target[Number(first)], rest, value) });
  }
  const object = isObject(target) ? target : {};
  return { ...object, [first]: put(object[first], rest, value) };
}
