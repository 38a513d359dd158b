import { relative, sep } from 'path';
import type { ApiCacheAuditRow } from '../../audit/api-cache-audit-row';
import type { ReportInput } from '../../audit/report';
import { rowOf } from '../../audit/row';
import { rowsOfListing, unreadable } from '../../audit/rows';
import { rowsOfTemplate } from '../../audit/template-rows';
import { EmbeddedReader } from '../../core/judgement/embedded-stages';
import { DeployedStage } from '../../core/stage/deployed-stage';
import { UnreadPlace } from '../../core/stage/listed';
import { TemplateFile } from '../../template-text/template-file';
import { Input, TemplateInput } from '../input/input';
import { Source, InputProblem } from '../input/source';

/** An input with its rows. What cannot be read has one too: a report without it would look complete. */
export interface JudgedInput {
  readonly source: Source;
  readonly rows: readonly ApiCacheAuditRow[];
  readonly trouble?: InputProblem;
  /** The hash of the content of the source, as a report names it. */
  readonly content?: ReportInput;
  /** The number of stages, where rows do not tell them apart. */
  readonly stages?: number;
  /** What its reader should know, and what does not make it fail. */
  readonly warnings?: readonly string[];
  /** Places that whoever made the listing could not read. */
  readonly unread?: readonly UnreadPlace[];
}

/** Tells a deployed stage from all others. */
export function placeOf({ accountId, region, restApiId, name }: Omit<DeployedStage, 'stage'>): string {
  return [accountId, region, restApiId, name].join('/');
}

export function judgeInput(input: Input, project: string, reader: EmbeddedReader): JudgedInput {
  switch (input.is) {
    case 'template':
      return { source: input.source, rows: input.file === undefined ? [] : templateRows(input, input.file, project, reader) };
    case 'listing': {
      const { source, stages, caveats, before = [], unread } = input;
      const was = new Map(before.map((stage) => [placeOf(stage), stage]));
      const rows = rowsOfListing(input, fileIn(project, source), (stage) => was.get(placeOf(stage)));
      const warnings = caveats.map((caveat) => `${source.name}: ${caveat}`);
      return { source, rows, stages: stages.length, warnings, unread };
    }
    case 'trouble':
      return { source: input.source, rows: [rowOfTrouble(input.trouble, fileIn(project, input.source))], trouble: input.trouble };
  }
}

/** What is wrong with something that is no file, such as a glob that matches nothing. */
export function judgedTrouble(trouble: InputProblem): JudgedInput {
  return { source: { name: trouble.name, isFound: false }, rows: [rowOfTrouble(trouble, trouble.name)], trouble };
}

function templateRows(
  { source, within }: TemplateInput, file: TemplateFile, project: string, reader: EmbeddedReader,
): readonly ApiCacheAuditRow[] {
  const { path, stack } = source;
  const hasLines = within !== 'is an answer of AWS CloudFormation';
  return rowsOfTemplate(file, { templateFile: fileIn(project, source), path, stack, project, hasLines }, reader);
}

function rowOfTrouble({ because, line }: InputProblem, file: string | undefined): ApiCacheAuditRow {
  return rowOf(unreadable(because, 'pass an input that can be read'), {
    logicalId: '',
    resourceType: '',
    ...file !== undefined && { templateFile: file },
    ...file !== undefined && line !== undefined && { sourceFile: file, sourceLine: line },
  });
}

/** Relative to the project, with `/`: as code scanners want it. */
export function fileIn(project: string, { path }: Source): string | undefined {
  return path === undefined ? undefined : relative(project, path).split(sep).join('/');
}
