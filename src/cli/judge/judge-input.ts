import { relative, sep } from 'path';
import type { ApiCacheAuditRow } from '../../audit/api-cache-audit-row';
import type { ReportInput } from '../../audit/report';
import { Identity, rowOf } from '../../audit/row';
import { rowOfUnread, rowsOfDeployed, rowsOfStage, unreadable } from '../../audit/rows';
import { lineIn } from '../../audit/source-line';
import { EmbeddedReader, embeddedStages } from '../../core/judgement/embedded-stages';
import { pathInTemplate, stagesOf, TemplateStage } from '../../core/judgement/template-stages';
import { DeployedStage } from '../../core/stage/deployed-stage';
import { UnreadPlace } from '../../core/stage/listed';
import { isObject, Path } from '../../core/template-language/place';
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
      return { source: input.source, rows: input.file === undefined ? [] : rowsOfTemplate(input, input.file, project, reader) };
    case 'listing': {
      const { source, stages, caveats, before = [], unread } = input;
      const file = fileIn(project, source);
      const was = new Map(before.map((stage) => [placeOf(stage), stage]));
      const rows = stages.flatMap((stage) => rowsOfDeployed(stage, file, was.get(placeOf(stage))));
      const warnings = caveats.map((caveat) => `${source.name}: ${caveat}`);
      return { source, rows: [...rows, ...unread.map((place) => rowOfUnread(place, file))], warnings, unread };
    }
    case 'trouble':
      return { source: input.source, rows: [rowOfTrouble(input.trouble, fileIn(project, input.source))], trouble: input.trouble };
  }
}

/** What is wrong with something that is no file, such as a glob that matches nothing. */
export function judgedTrouble(trouble: InputProblem): JudgedInput {
  return { source: { name: trouble.name, isFound: false }, rows: [rowOfTrouble(trouble, trouble.name)], trouble };
}

function rowsOfTemplate(
  { source, within }: TemplateInput, file: TemplateFile, project: string, reader: EmbeddedReader,
): readonly ApiCacheAuditRow[] {
  const templateFile = fileIn(project, source);
  return [...stagesOf(file.template), ...embeddedStages(file.template, {}, reader, source.path)].flatMap((stage) => {
    const resource = stage.embedded?.in ?? stage.logicalId;
    const constructPath = constructPathOf(resource, file) ?? source.stack?.constructPath(resource);
    const traces = constructPath === undefined ? [] : source.stack?.traces(constructPath) ?? [];
    // Of what CDK has written, the line that made it is better than that of a file which will be written again.
    const made = traces.map((trace) => lineIn(trace, project)).find((line) => line !== undefined);
    return rowsOfStage(stage, {
      ...templateFile !== undefined && { templateFile },
      ...source.stack && { stackName: source.stack.name, accountId: source.stack.accountId, region: source.stack.region },
      ...constructPath !== undefined && { constructPath },
      // The lines of a template within an answer are not those of the file.
      ...within !== 'is an answer of AWS CloudFormation' && {
        source: (path) =>
          made !== undefined ? { sourceFile: made.file, sourceLine: made.line } : lineInTemplate(file, stage, path, templateFile),
      },
    });
  });
}

function lineInTemplate(file: TemplateFile, stage: TemplateStage, path: Path, templateFile: string | undefined): Pick<Identity, 'sourceFile' | 'sourceLine'> {
  const sourceLine = file.lineOf(pathInTemplate(stage, path));
  return { ...templateFile !== undefined && { sourceFile: templateFile }, sourceLine };
}

/** CDK writes it beside a resource, unless it is told not to. */
function constructPathOf(logicalId: string, { template }: TemplateFile): string | undefined {
  const resources = isObject(template.Resources) ? template.Resources : {};
  const resource = Object.hasOwn(resources, logicalId) ? resources[logicalId] : undefined;
  const metadata = isObject(resource) && isObject(resource.Metadata) ? resource.Metadata : {};
  const path = metadata['aws:cdk:path'];
  return typeof path === 'string' ? path : undefined;
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
