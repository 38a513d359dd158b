import { editTemplateText, inTemplate, Refusal, TemplateEdit } from './template-file/edit-template-text';
import { TemplateFile } from './template-file/template-file';
import { Edit, remediateAll } from '../core/remediate';
import { stagesOf } from '../core/template';

/** A template with every flag set that can be set soundly. */
export interface FixedTemplate {
  readonly text: string;
  readonly flags: readonly Flag[];
  /** Flags that the text does not let anybody set without changing something else. */
  readonly refused: readonly RefusedFlag[];
}

/** A flag that was set. */
export interface Flag {
  readonly logicalId: string;
  readonly key: string;
  readonly was: Edit['was'];
  readonly edit: TemplateEdit;
}

export interface RefusedFlag extends Flag {
  readonly refusal: Refusal;
}

/** @param isAccepted whether somebody has accepted what is found at a key of a stage: it is left alone */
export function fixedTemplate(file: TemplateFile, isAccepted: (logicalId: string, key: string) => boolean): FixedTemplate {
  return edited(file, distinct(stagesOf(file.template).flatMap(({ logicalId, at, stage }) =>
    remediateAll(stage, { ensureStageDefault: false, isAcknowledged: (key) => isAccepted(logicalId, key) })
      .map(({ key, was, ...edit }): Flag => ({ logicalId, key, was, edit: inTemplate({ logicalId, at }, edit) })))), []);
}

/** What the text refuses is left out, and the rest tried again: each time it is fewer. */
function edited(file: TemplateFile, flags: readonly Flag[], refused: readonly RefusedFlag[]): FixedTemplate {
  const result = editTemplateText(file, flags.map(({ edit }) => edit));
  if (result.is === 'edited') {
    return { text: result.text, flags, refused };
  }
  const refusalOf = ({ edit }: Flag) => result.refusals.find(({ path }) => path.join('\0') === edit.path.join('\0'));
  const more = flags.flatMap((flag) => {
    const refusal = refusalOf(flag);
    return refusal === undefined ? [] : [{ ...flag, refusal }];
  });
  return edited(file, flags.filter((flag) => refusalOf(flag) === undefined), [...refused, ...more]);
}

/** An entry of SAM's Globals belongs to several APIs. */
function distinct(flags: readonly Flag[]): readonly Flag[] {
  return [...new Map(flags.map((flag) => [flag.edit.path.join('\0'), flag])).values()];
}
