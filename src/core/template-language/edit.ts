import { isObject, Path } from './place';

/** A value that belongs at a place of a document. */
export interface TemplateEdit {
  readonly path: Path;
  readonly value: unknown;
}

type Container = Record<string | number, unknown>;

/** The document with the edits made. Shares what it does not change; writes to nothing it was given. */
export function applyEdits<T>(document: T, edits: readonly TemplateEdit[]): T {
  const copies = new Set<unknown>();
  const copyOnce = (value: unknown): Container => {
    const copy = (copies.has(value) ? value : copyOf(value)) as Container;
    copies.add(copy);
    return copy;
  };
  const top: Container = { document };
  for (const { path, value } of edits) {
    let container = top;
    let last: string | number = 'document';
    for (const step of path) {
      container = container[last] = copyOnce(container[last]);
      last = step;
    }
    container[last] = value;
  }
  return top.document as T;
}

/** Anything that has no properties makes way for what does. */
function copyOf(value: unknown): unknown {
  return Array.isArray(value) ? [...value as readonly unknown[]] : { ...isObject(value) ? value : {} };
}
