import { dropEqualEntries } from './equal-entries';
import { literalEdits, literalList } from './literal-edits';
import { Edit, encryptsAll, remediate, RemediationOptions } from './remediate';
import { pathInTemplate, TemplateStage } from './template-stages';
import { IMPLICIT_API_ID } from '../stage/implicit-api';
import { STAGE_TYPE } from '../stage/stage-cache';
import { applyEdits } from '../template-language/edit';

/** A parsed template, or what decides on caches in it. */
export interface StageTemplate {
  readonly Resources?: Readonly<Record<string, unknown>>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Globals?: unknown;
}

/** What is to be done to a stage. */
export interface StageEdits {
  /** With paths in its resource, or in `Globals`. */
  readonly edits: readonly Edit[];
  /** Whether nothing is left to say about the stage once they are made. */
  readonly isComplete: boolean;
}

/** The edits that encrypt a stage of a template, but for what is acknowledged. */
export function planEdits(
  { logicalId, at, type, stage: { source } }: TemplateStage,
  template: StageTemplate,
  { ensureStageDefault, isAcknowledged }: RemediationOptions,
): StageEdits {
  let isAnyLeft = false;
  const isLeft = (key: string) => {
    const isThisLeft = isAcknowledged(key);
    isAnyLeft ||= isThisLeft;
    return isThisLeft;
  };
  const resource = at?.length === 1 ? template.Resources?.[logicalId] : undefined;
  const simple = type === STAGE_TYPE && !ensureStageDefault ? literalEdits(literalList(resource), isLeft) : undefined;
  if (simple !== undefined) {
    return { edits: simple, isComplete: !isAnyLeft };
  }
  // An entry more in Globals would be one in every API of the template.
  const edits = remediate(source, { ensureStageDefault: ensureStageDefault && logicalId !== IMPLICIT_API_ID, isAcknowledged: isLeft });
  return { edits: dropEqualEntries(source, edits), isComplete: encryptsAll(source) && !isAnyLeft };
}

/**
 * The template with the edits of its stages made: itself if there are none. Several APIs share what is in Globals: the same edits are
 * made twice then.
 */
export function editTemplate<T extends StageTemplate>(
  template: T, stages: readonly (TemplateStage & { readonly planned?: StageEdits })[],
): T {
  return applyEdits(template, stages.flatMap((stage) =>
    (stage.planned?.edits ?? []).map(({ path, value }) => ({ path: pathInTemplate(stage, path), value }))));
}
