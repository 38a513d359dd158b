import { isAcknowledged } from './acknowledgments';
import { announceReplaced, warn } from './announce';
import { guard } from './guard';
import { Subject } from './subject';
import { beyondEnforcement, editedDuplicates, Finding } from '../catalog/finding';
import { DeployableStage } from '../core/deployable-stage';
import { prove } from '../core/prove';
import { isMade, remediateAll } from '../core/remediate';

/**
 * Encrypts what is not acknowledged, warns about what cannot be encrypted, and
 * looks once more when everything has run.
 *
 * @returns what was warned about
 */
export function enforce(subject: Subject, ensureStageDefault: boolean): readonly Finding[] {
  const plan = (stage: DeployableStage) => remediateAll(stage, {
    ensureStageDefault,
    isAcknowledged: (key) => isAcknowledged(subject.construct, 'CacheDataEncrypted', key),
  });
  const before = subject.read();
  const edits = plan(before);
  if (edits.length > 0) {
    subject.write(plan);
  }
  const after = edits.length > 0 ? subject.read() : before;
  const judgement = prove(after);
  edits.filter((edit) => isMade(edit, after)).forEach((edit) => announceReplaced(subject.construct, subject.name, edit));
  const left = beyondEnforcement(judgement, subject.name);
  const warned = [...left, ...editedDuplicates(judgement, edits, subject.name)];
  warned.forEach((finding) => warn(subject.construct, finding));
  guard(subject, judgement, left);
  return warned;
}
