import { isAcknowledged } from './acknowledgments';
import type { LocatedStage } from './located-stages';
import { droppingEqualEntries } from '../core/equal-entries';
import { IMPLICIT_API_ID } from '../core/implicit-api';
import { Edit, remediate } from '../core/remediate';

/** The edits that encrypt a stage, but for what is acknowledged. An entry more in Globals would be one in every API of the template. */
export function planEdits(
  { construct, logicalId, stage: { source } }: Pick<LocatedStage, 'construct' | 'logicalId' | 'stage'>, ensureStageDefault: boolean,
): readonly Edit[] {
  return droppingEqualEntries(source, remediate(source, {
    ensureStageDefault: ensureStageDefault && logicalId !== IMPLICIT_API_ID,
    isAcknowledged: (key) => isAcknowledged(construct, 'CacheDataEncrypted', key),
  }));
}
