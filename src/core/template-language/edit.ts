import { isObject, Path } from './place';

/** A value that belongs at a place of a document. */
export interface TemplateEdit {
  readonly path: Path;
  readonly value: unknown;
}

/** The document with the edits made. Shares what it does not change; writes to nothing it was given. */
export function applyEdits<T>(document: T, edits: readonly TemplateEdit[]): T {
  return put(document, edits) as T;
}

function put(target: unknown, edits: readonly TemplateEdit[]): unknown {
  const whole = lastWhole(edits);
  if (whole > -1) {
    return put(edits[whole].value, edits.slice(whole + 1));
  }
  const changed = byFirstStep(edits).map(([step, below]) => [step, put(valueAt(target, step), below)] as const);
  return changed.length === 0 ? target : withValues(target, changed);
}

/** The index of the last one that replaces all there is; -1 if none does. */
function lastWhole(edits: readonly { readonly path: Path }[]): number {
  return edits.map(({ path }) => path.length).lastIndexOf(0);
}

/** Edits by where their paths begin, without that step. A list is copied once for all that changes in it. */
function byFirstStep<T extends { readonly path: Path }>(edits: readonly T[]): readonly (readonly [string | number, readonly T[]])[] {
  const steps = new Map<string | number, T[]>();
  for (const edit of edits) {
    const [first, ...path] = edit.path;
    const below = steps.get(first) ?? [];
    steps.set(first, below);
    below.push({ ...edit, path });
  }
  return [...steps];
}

function valueAt(target: unknown, step: string | number): unknown {
  if (Array.isArray(target)) {
    return target[Number(step)];
  }
  return isObject(target) ? target[step] : undefined;
}

function withValues(target: unknown, changed: readonly (readonly [string | number, unknown])[]): unknown {
  return Array.isArray(target) ? withItems(target, changed)
    : { ...isObject(target) ? target : {}, ...Object.fromEntries(changed) };
}

/** A copy of a list with some items replaced, or added. */
function withItems(list: readonly unknown[], changed: readonly (readonly [string | number, unknown])[]): readonly unknown[] {
  const copy = [...list];
  for (const [index, value] of changed) {
    copy[Number(index)] = value;
  }
  return copy;
}
