import { dropEqualEntries } from '../../core/judgement/equal-entries';
import { literalEdits } from '../../core/judgement/literal-edits';
import { Edit, encryptsAll, remediate } from '../../core/judgement/remediate';
import { IMPLICIT_API_ID } from '../../core/stage/implicit-api';
import { STAGE_TYPE } from '../../core/stage/stage-cache';
import { StageLayout } from '../../core/stage/stage-layout';
import type { Place } from '../../core/template-language/place';
import type { LocatedStage } from '../assembly/located-stages';
import { isAcknowledged } from '../violations/acknowledgments';

/** What is to be done to a stage. */
export interface PlannedEdits {
  readonly edits: readonly Edit[];
  /** Whether nothing is left to say about the stage once they are made. */
  readonly isComplete: boolean;
}

/** The edits that encrypt a stage, but for what is acknowledged. */
export function planEdits({ construct, logicalId, type, stage: { source } }: LocatedStage, ensureStageDefault: boolean): PlannedEdits {
  let isAnyLeft = false;
  const isLeft = (key: string) => {
    const isThisLeft = isAcknowledged(construct, 'CacheDataEncrypted', key);
    isAnyLeft ||= isThisLeft;
    return isThisLeft;
  };
  const literal = type === STAGE_TYPE && !ensureStageDefault ? literalListOf(source.layout) : undefined;
  const simple = literal && literalEdits(literal.raw, literal.path, isLeft);
  if (simple !== undefined) {
    return { edits: simple, isComplete: !isAnyLeft };
  }
  // An entry more in Globals would be one in every API of the template.
  const edits = remediate(source, { ensureStageDefault: ensureStageDefault && logicalId !== IMPLICIT_API_ID, isAcknowledged: isLeft });
  return { edits: dropEqualEntries(source, edits), isComplete: encryptsAll(source) && !isAnyLeft };
}

/** The list of a stage, if no condition decides on it. */
function literalListOf({ lists: [{ path, value }] }: StageLayout): Place | undefined {
  const { branches: [list, ...others], hangsOnUnreadable } = value;
  return others.length === 0 && !hangsOnUnreadable && list?.path.length === path.length ? list : undefined;
}
