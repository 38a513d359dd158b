import { warn } from './announce';
import { Subject } from './subject';
import { said } from './visited';
import { Finding, findings } from '../catalog/finding';

/**
 * Warns about everything that a construct has to say.
 *
 * @returns what was warned about
 */
export function report(subject: Subject): readonly Finding[] {
  const found = findings(subject.read().stage.judgement, subject.name);
  found.forEach((finding) => warn(subject.construct, finding));
  return found;
}

/** The same while it is synthesised: nobody has to say it again. */
export function reportInSynthesis(subject: Subject): void {
  report(subject).forEach((finding) => said(subject.construct, finding));
}
