import { isAcknowledged } from './acknowledgments';
import { warn } from './announce';
import { Reading, Subject } from './subject';
import { said } from './visited';
import { beyondEnforcement, Finding } from '../catalog/finding';
import { explainMissed } from '../catalog/missed';
import { Judgement } from '../core/judge';
import { UNNAMED_KEY } from '../core/method-setting-key';

/** What the last visit left of a construct. */
interface Visited {
  /** The findings that were said aloud: they are beyond enforcement. */
  readonly announced: readonly string[];
  /** The method-setting keys that were encrypted. */
  readonly encrypted: readonly string[];
  readonly isUnchanged: Reading['isUnchanged'];
}

const VISITED = new WeakMap<object, Visited>();

/**
 * Looks at a stage once more when everything has run. Fails synthesis if it caches
 * in clear, or if what was encrypted is no longer; what is only doubtful becomes a
 * warning, and what was announced or acknowledged before is not said again.
 */
export function guard(subject: Subject, { isUnchanged }: Reading, judgement: Judgement, announced: readonly Finding[]): void {
  const isGuarded = VISITED.has(subject.construct);
  const encrypted = judgement.keys.filter(({ verdict }) => verdict === 'ENCRYPTED').map(({ key }) => key);
  VISITED.set(subject.construct, { announced: announced.map(place), encrypted, isUnchanged });
  if (!isGuarded) {
    subject.construct.node.addValidation({ validate: () => undone(subject) });
  }
}

function undone(subject: Subject): string[] {
  const { announced, encrypted, isUnchanged } = VISITED.get(subject.construct)!;
  if (announced.length === 0 && isUnchanged()) {
    return [];
  }
  const isUndone = ({ rule, key }: Finding) => rule === 'CacheDataEncrypted' || encrypted.includes(key) || (key === UNNAMED_KEY && encrypted.length > 0);
  const found = unacknowledged(subject).filter((finding) => finding.rule === 'CacheDataEncrypted' || !announced.includes(place(finding)));
  return faults(subject, found, isUndone, 'late-change');
}

/** A stage that no aspect has seen is beyond their reach when everything has run: what caches in clear fails synthesis. */
export function faultsOfLatecomer(late: Subject): string[] {
  return faults(late, unacknowledged(late), ({ rule }) => rule === 'CacheDataEncrypted', 'late-creation');
}

/** What fails synthesis; anything else is a warning. */
function faults(subject: Subject, found: readonly Finding[], isFault: (finding: Finding) => boolean, by: 'late-change' | 'late-creation'): string[] {
  found.filter((finding) => !isFault(finding)).forEach((finding) => {
    warn(subject.construct, finding);
    said(subject.construct, finding);
  });
  return found.filter(isFault).map(({ message }) => `${message}; ${explainMissed({ by })}`);
}

/** What enforcement would have to answer for, and nobody accepted. */
function unacknowledged(subject: Subject): readonly Finding[] {
  return beyondEnforcement(subject.read().stage.judgement, subject).filter(({ rule, key }) =>
    !isAcknowledged(subject.construct, 'CacheDataEncrypted', key) && !isAcknowledged(subject.construct, rule, key));
}

function place({ id, path }: Finding): string {
  return `${id} ${path.join('.')}`;
}
