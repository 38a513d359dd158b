import { EqualEntry, equalEntries } from '../../core/judgement/equal-entries';
import { Edit, remediate } from '../../core/judgement/remediate';
import { pathInTemplate, stagesOf, TemplateStage } from '../../core/judgement/template-stages';
import { TemplateEdit } from '../../core/template-language/edit';
import { Path } from '../../core/template-language/place';
import { editTemplateText, Refusal } from '../../template-text/edit-template-text';
import { TemplateFile } from '../../template-text/template-file';

/** A template with every flag set that can be set soundly. */
export interface FixedTemplate {
  readonly text: string;
  readonly flags: readonly Flag[];
  /** Flags that cannot be set without also changing something else. */
  readonly refused: readonly RefusedFlag[];
  /** Entries that the flags make equal to others: CloudFormation refuses those. */
  readonly equal: readonly PlacedEntry[];
}

/** An entry of a stage, where the template has it. */
export interface PlacedEntry extends EqualEntry {
  readonly logicalId: string;
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

/**
 * @param isAcknowledged whether the finding at a key of a stage is acknowledged and must not be fixed
 * @param embedded the stages of templates within this one, whose texts are not edited
 */
export function fixTemplate(
  file: TemplateFile, isAcknowledged: (logicalId: string, key: string) => boolean, embedded: readonly TemplateStage[],
): FixedTemplate {
  const planned = stagesOf(file.template).map(({ logicalId, at, stage: { source } }) => {
    const edits = remediate(source, { ensureStageDefault: false, isAcknowledged: (key) => isAcknowledged(logicalId, key) });
    const pathOf = (path: Path) => pathInTemplate({ logicalId, at }, path);
    return {
      flags: edits.map(({ key, was, path, value }): Flag => ({ logicalId, key, was, edit: { path: pathOf(path), value } })),
      equal: equalEntries(source, edits).map(({ key, path }): PlacedEntry => ({ logicalId, key, path: pathOf(path) })),
    };
  });
  const fixed = editFlags(file, distinctFlags(planned.flatMap(({ flags }) => flags)), []);
  const isRefused = (path: Path) => fixed.refused.some(({ edit }) => edit.path.slice(0, -1).join('\0') === path.join('\0'));
  const beyond = embedded.flatMap((stage) => refusalsWithin(stage, file, isAcknowledged));
  return {
    ...fixed,
    refused: [...fixed.refused, ...beyond],
    equal: planned.flatMap(({ equal }) => equal).filter(({ path }) => !isRefused(path)),
  };
}

function refusalsWithin(
  { logicalId, at, stage: { source }, embedded }: TemplateStage,
  { lineOf }: TemplateFile,
  isAcknowledged: (logicalId: string, key: string) => boolean,
): readonly RefusedFlag[] {
  const place = embedded!.path;
  const path = pathInTemplate({ logicalId, at }, place);
  const because = `it is in the template embedded in ${place.join('.')}, set it there by hand`;
  return remediate(source, { ensureStageDefault: false, isAcknowledged: (key) => isAcknowledged(logicalId, key) })
    .map(({ key, was, value }) =>
      ({ logicalId, key, was, edit: { path, value }, refusal: { path, because, line: lineOf(path) } }));
}

/** What the text refuses is left out, and the rest tried again: each time it is fewer. */
function editFlags(file: TemplateFile, flags: readonly Flag[], refused: readonly RefusedFlag[]): Omit<FixedTemplate, 'equal'> {
  const result = editTemplateText(file, flags.map(({ edit }) => edit));
  if (result.is === 'edited') {
    return { text: result.text, flags, refused };
  }
  const refusalOf = ({ edit }: Flag) => result.refusals.find(({ path }) => path.join('\0') === edit.path.join('\0'));
  const more = flags.flatMap((flag) => {
    const refusal = refusalOf(flag);
    return refusal === undefined ? [] : [{ ...flag, refusal }];
  });
  return editFlags(file, flags.filter((flag) => refusalOf(flag) === undefined), [...refused, ...more]);
}

/** An entry of SAM's Globals belongs to several APIs. */
function distinctFlags(flags: readonly Flag[]): readonly Flag[] {
  return [...new Map(flags.map((flag) => [flag.edit.path.join('\0'), flag])).values()];
}
