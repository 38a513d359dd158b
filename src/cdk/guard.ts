import { isAcknowledged } from './acknowledgments';
import { Subject } from './subject';
import { beyondEnforcement } from '../catalog/finding';

/** The findings of a guarded construct that were said aloud already. */
const ANNOUNCED = new WeakMap<object, ReadonlySet<string>>();

/**
 * Fails synthesis if a stage that was enforced caches in clear after all: an
 * aspect or code that runs later undid it. What was announced as beyond
 * enforcement, or acknowledged, is not held against it.
 */
export function guard(subject: Subject, announced: readonly string[]): void {
  const isGuarded = ANNOUNCED.has(subject.construct);
  ANNOUNCED.set(subject.construct, new Set(announced));
  if (!isGuarded) {
    subject.construct.node.addValidation({ validate: () => undone(subject) });
  }
}

function undone(subject: Subject): string[] {
  const announced = ANNOUNCED.get(subject.construct);
  return beyondEnforcement(subject.read(), subject.name)
    .filter(({ id }) => !announced?.has(id))
    .filter(({ rule, key }) => !isAcknowledged(subject.construct, 'CacheDataEncrypted', key) && !isAcknowledged(subject.construct, rule, key))
    .map(({ message }) => `${message}; EncryptApiCache had encrypted this stage, and what ran later undid it: let it run first`);
}
