import { isAcknowledged } from './acknowledgments';
import type { LocatedStage } from './located-stages';
import { droppingEqualEntries } from '../core/equal-entries';
import { IMPLICIT_API_ID } from '../core/implicit-api';
import { Edit, encryptsAll, remediate } from '../core/remediate';

/** What is to be done to a stage. */
export interface PlannedEdits {
  readonly edits: readonly Edit[];
  /** Whether nothing is left to say about the stage once they are made. */
  readonly isComplete: boolean;
}

/** The edits that encrypt a stage, but for what is acknowledged. An entry more in Globals would be one in every API of the template. */
export function planEdits(
  { construct, logicalId, stage: { source } }: Pick<LocatedStage, 'construct' | 'logicalId' | 'stage'>, ensureStageDefault: boolean,
): PlannedEdits {
  let isComplete = encryptsAll(source);
  const edits = remediate(source, {
    ensureStageDefault: ensureStageDefault && logicalId !== IMPLICIT_API_ID,
    isAcknowledged: (key) => {
      const isLeft = isAcknowledged(construct, 'CacheDataEncrypted', key);
      isComplete &&= !isLeft;
      return isLeft;
    },
  });
  return { edits: droppingEqualEntries(source, edits), isComplete };
}
