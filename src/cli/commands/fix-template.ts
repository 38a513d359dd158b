import { EqualEntry, equalEntries } from '../../core/judgement/equal-entries';
import { Edit, remediate } from '../../core/judgement/remediate';
import { pathInTemplate, stagesOf, TemplateStage } from '../../core/judgement/template-stages';
import { StageSource } from '../../core/stage/stage-source';
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
  /** Entries to delete: the flag would make them equal to others, which CloudFormation refuses. */
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
  const planned = stagesOf(file.template).map(({ logicalId, at, stage: { source } }): StagePlan => ({
    logicalId,
    source,
    edits: remediate(source, { ensureStageDefault: false, isAcknowledged: (key) => isAcknowledged(logicalId, key) }),
    pathOf: (path) => pathInTemplate({ logicalId, at }, path),
  }));
  const fixed = editFlags(file, planned, []);
  return { ...fixed, refused: [...fixed.refused, ...embedded.flatMap((stage) => refusalsWithin(stage, file, isAcknowledged))] };
}

/** The edits of a stage, by their paths in its resource. */
interface StagePlan {
  readonly logicalId: string;
  readonly source: StageSource;
  readonly edits: readonly Edit[];
  readonly pathOf: (path: Path) => Path;
}

function refusalsWithin(
  { logicalId, at, stage: { source }, embedded }: TemplateStage,
  { positionOf }: TemplateFile,
  isAcknowledged: (logicalId: string, key: string) => boolean,
): readonly RefusedFlag[] {
  const place = embedded!.path;
  const path = pathInTemplate({ logicalId, at }, place);
  const because = `it is in the template embedded in ${place.join('.')}, set it there by hand`;
  return remediate(source, { ensureStageDefault: false, isAcknowledged: (key) => isAcknowledged(logicalId, key) })
    .map(({ key, was, value }) =>
      ({ logicalId, key, was, edit: { path, value }, refusal: { path, because, line: positionOf(path).line } }));
}

/** What the text refuses is left out, and the rest tried again: each time it is fewer. */
function editFlags(file: TemplateFile, plans: readonly StagePlan[], refused: readonly RefusedFlag[]): FixedTemplate {
  const { flags, equal } = distinctFlags(plans, refused.map(({ edit: { path } }) => path), []);
  const result = editTemplateText(file, flags.map(({ edit }) => edit));
  if (result.is === 'edited') {
    return { text: result.text, flags, refused, equal };
  }
  const more = flags.flatMap((flag) =>
    result.refusals.filter(({ path }) => isSame(path, flag.edit.path)).slice(0, 1).map((refusal): RefusedFlag => ({ ...flag, refusal })));
  return editFlags(file, plans, [...refused, ...more]);
}

/**
 * The flags that leave no two entries equal. Of two that would be, the flag of the one to delete is not set; if it is set already, that of
 * its twin is not.
 *
 * @param left the paths of flags that are not to be set
 */
function distinctFlags(
  plans: readonly StagePlan[], left: readonly Path[], equal: readonly PlacedEntry[],
): Pick<FixedTemplate, 'flags' | 'equal'> {
  const isLeft = (path: Path) => left.some((flag) => isSame(flag, path));
  const settled = plans.map((plan) => ({ ...plan, edits: plan.edits.filter(({ path }) => !isLeft(plan.pathOf(path))) }));
  const flags = settled.flatMap(({ logicalId, edits, pathOf }) =>
    edits.map(({ key, was, path, value }): Flag => ({ logicalId, key, was, edit: { path: pathOf(path), value } })));
  const more = settled.flatMap(({ logicalId, source, edits, pathOf }) => equalEntries(source, edits, 'encrypted')
    .map((entry): PlacedEntry => ({ ...entry, logicalId, path: pathOf(entry.path), twin: pathOf(entry.twin) })));
  if (more.length === 0) {
    return { flags: distinctByPath(flags, ({ edit }) => edit.path), equal: distinctByPath(equal, ({ path }) => path) };
  }
  const flagOf = (entry: Path) => flags.map(({ edit }) => edit.path).filter((path) => isSame(path.slice(0, -1), entry)).slice(0, 1);
  const unset = more.flatMap(({ path, twin }) => [...flagOf(path), ...flagOf(twin)].slice(0, 1));
  return distinctFlags(plans, [...left, ...unset], [...equal, ...more]);
}

function isSame(a: Path, b: Path): boolean {
  return a.join('\0') === b.join('\0');
}

/** An entry of SAM's Globals belongs to several APIs. */
function distinctByPath<T>(all: readonly T[], pathOf: (item: T) => Path): readonly T[] {
  return [...new Map(all.map((item) => [pathOf(item).join('\0'), item])).values()];
}
