import { isAcknowledged } from './acknowledgments';
import { announceDropped, announceReplaced, warn } from './announce';
import { changing } from './before';
import { guard } from './guard';
import { untraced } from './source-line';
import { Reading, Subject } from './subject';
import { beyondEnforcement, editedDuplicates, Finding } from '../catalog/finding';
import { DeployableStage, NO_STAGE } from '../core/deployable-stage';
import { dropped, droppingEqualEntries } from '../core/equal-entries';
import { Judgement } from '../core/judge';
import { Edit, madeInstead, remediate } from '../core/remediate';

/**
 * Encrypts what is not acknowledged, warns about what cannot be encrypted, and
 * looks once more when everything has run.
 *
 * @returns what was warned about
 */
export function enforce(subject: Subject, ensureStageDefault: boolean): readonly Finding[] {
  const plan = once(({ source }) => droppingEqualEntries(source, remediate(source, {
    ensureStageDefault,
    isAcknowledged: (key) => isAcknowledged(subject.construct, 'CacheDataEncrypted', key),
  })));
  const before = subject.read();
  if (before.stage === NO_STAGE) {
    guard(subject, before, NOTHING, []);
    return [];
  }
  const edits = plan(before.stage);
  const after = edits.length > 0 ? write(subject, before, plan, edits) : before;
  const { judgement, source } = after.stage;
  madeInstead(edits, source).forEach((edit) => announceReplaced(subject.construct, subject.name, edit));
  dropped(edits, source).forEach((edit) => announceDropped(subject.construct, subject.name, edit));
  const left = beyondEnforcement(judgement, subject);
  const warned = [...left, ...editedDuplicates(judgement, edits, subject)];
  warned.forEach((finding) => warn(subject.construct, finding));
  guard(subject, after, judgement, left);
  return warned;
}

function write({ construct }: Subject, before: Reading, plan: Parameters<Reading['write']>[0], edits: readonly Edit[]): Reading {
  changing(construct, before.stage, edits);
  return untraced(construct, () => before.write(plan));
}

/** What is to be said where there is no stage: it may become one. */
const NOTHING: Judgement = { verdict: 'NOT_CACHED', keys: [] };

/** The edits that every stage calls for, found out once for each. */
function once(plan: (stage: DeployableStage) => readonly Edit[]): typeof plan {
  const planned = new Map<DeployableStage, readonly Edit[]>();
  return (stage) => {
    const edits = planned.get(stage) ?? plan(stage);
    planned.set(stage, edits);
    return edits;
  };
}
