import { dropEqualEntries } from '../../core/judgement/equal-entries';
import { literalEdits, literalList } from '../../core/judgement/literal-edits';
import { Edit, encryptsAll, remediate } from '../../core/judgement/remediate';
import { IMPLICIT_API_ID } from '../../core/stage/implicit-api';
import { STAGE_TYPE } from '../../core/stage/stage-cache';
import type { LocatedStage } from '../assembly/located-stages';
import { isAcknowledged } from '../violations/acknowledgments';

/** What is to be done to a stage. */
export interface PlannedEdits {
  readonly edits: readonly Edit[];
  /** Whether nothing is left to say about the stage once they are made. */
  readonly isComplete: boolean;
}

/**
 * The edits that encrypt a stage, but for what is acknowledged.
 *
 * @param resource what stands at its logical id in the template
 */
export function planEdits(
  { construct, logicalId, type, stage: { source } }: LocatedStage, ensureStageDefault: boolean, resource?: unknown,
): PlannedEdits {
  let isAnyLeft = false;
  const isLeft = (key: string) => {
    const isThisLeft = isAcknowledged(construct, 'CacheDataEncrypted', key);
    isAnyLeft ||= isThisLeft;
    return isThisLeft;
  };
  const simple = type === STAGE_TYPE && !ensureStageDefault ? literalEdits(literalList(resource), isLeft) : undefined;
  if (simple !== undefined) {
    return { edits: simple, isComplete: !isAnyLeft };
  }
  // An entry more in Globals would be one in every API of the template.
  const edits = remediate(source, { ensureStageDefault: ensureStageDefault && logicalId !== IMPLICIT_API_ID, isAcknowledged: isLeft });
  return { edits: dropEqualEntries(source, edits), isComplete: encryptsAll(source) && !isAnyLeft };
}
