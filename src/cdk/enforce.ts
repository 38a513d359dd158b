import { isAcknowledged } from './acknowledgments';
import { announceReplaced, warn } from './announce';
import { guard } from './guard';
import { Subject } from './subject';
import { beyondEnforcement, editedDuplicates, Finding } from '../catalog/finding';
import { DeployableStage } from '../core/deployable-stage';
import { prove } from '../core/prove';
import { Edit, isMade, remediateAll } from '../core/remediate';

/**
 * Encrypts what is not acknowledged, warns about what cannot be encrypted, and
 * looks once more when everything has run.
 *
 * @returns what was warned about
 */
export function enforce(subject: Subject, ensureStageDefault: boolean): readonly Finding[] {
  const plan = once((stage) => remediateAll(stage, {
    ensureStageDefault,
    isAcknowledged: (key) => isAcknowledged(subject.construct, 'CacheDataEncrypted', key),
  }));
  const before = subject.read();
  const edits = plan(before.stage);
  if (edits.length > 0) {
    before.write(plan);
  }
  const after = edits.length > 0 ? subject.read() : before;
  const judgement = prove(after.stage);
  edits.filter((edit) => isMade(edit, after.stage)).forEach((edit) => announceReplaced(subject.construct, subject.name, edit));
  const left = beyondEnforcement(judgement, subject.name);
  const warned = [...left, ...editedDuplicates(judgement, edits, subject.name)];
  warned.forEach((finding) => warn(subject.construct, finding));
  guard(subject, after, judgement, left);
  return warned;
}

/** The edits that every stage calls for, found out once for each. */
function once(plan: (stage: DeployableStage) => readonly Edit[]): typeof plan {
  const planned = new Map<DeployableStage, readonly Edit[]>();
  return (stage) => {
    const edits = planned.get(stage) ?? plan(stage);
    planned.set(stage, edits);
    return edits;
  };
}
