import type { ApiCacheAuditRow } from './api-cache-audit-row';
import { rowsOfStage, SourcePlace } from './rows';
import { lineIn } from './source-line';
import { EmbeddedReader, embeddedStages } from '../core/judgement/embedded-stages';
import { pathInTemplate, stagesOf, TemplateStage } from '../core/judgement/template-stages';
import type { Whereabouts } from '../core/stage/deployed-stage';
import { isObject, Path } from '../core/template-language/place';
import { TemplateFile } from '../template-text/template-file';

/** The stack that CDK has made a template for. */
export interface TemplateStack extends Pick<Whereabouts, 'accountId' | 'region'> {
  /** The name of the stack; the path of a nested one. */
  readonly name: string;
  /** The path of the construct that has made a resource. */
  readonly constructPath: (logicalId: string) => string | undefined;
  /** The traces that CDK has kept of that construct, the newest first. */
  readonly traces: (constructPath: string) => readonly unknown[];
}

/** What is known of a template beside its text. */
export interface TemplateOrigin {
  /** The file as rows name it. */
  readonly templateFile: string | undefined;
  /** The same as the operating system names it: templates are looked for beside it. */
  readonly path?: string;
  readonly stack?: TemplateStack;
  /** The folder that source files are relative to. */
  readonly project: string;
  /** Whether rows have lines of the template; those of one within an answer are not those of its file. */
  readonly hasLines: boolean;
}

/** The rows of a template that was read from a text, and of those within it. */
export function rowsOfTemplate(
  file: TemplateFile, { templateFile, path: from, stack, project, hasLines }: TemplateOrigin, reader: EmbeddedReader,
): readonly ApiCacheAuditRow[] {
  return [...stagesOf(file.template), ...embeddedStages(file.template, {}, reader, from)].flatMap((stage) => {
    const resource = stage.embedded?.in ?? stage.logicalId;
    const constructPath = constructPathOf(resource, file) ?? stack?.constructPath(resource);
    const traces = constructPath === undefined ? [] : stack?.traces(constructPath) ?? [];
    // Of what CDK has written, the line that made it is better than that of a file which will be written again.
    const made = traces.map((trace) => lineIn(trace, project)).find((line) => line !== undefined);
    return rowsOfStage(stage, {
      ...templateFile !== undefined && { templateFile },
      ...stack && { stackName: stack.name, accountId: stack.accountId, region: stack.region },
      ...constructPath !== undefined && { constructPath },
      ...hasLines && {
        source: (path) =>
          made !== undefined ? { sourceFile: made.file, sourceLine: made.line } : placeInTemplate(file, stage, path, templateFile),
      },
    });
  });
}

function placeInTemplate(file: TemplateFile, stage: TemplateStage, path: Path, templateFile: string | undefined): SourcePlace {
  const { line: sourceLine, column: sourceColumn } = file.positionOf(pathInTemplate(stage, path));
  return templateFile === undefined ? { sourceLine } : { sourceFile: templateFile, sourceLine, sourceColumn };
}

/** CDK writes it beside a resource, unless it is told not to. */
function constructPathOf(logicalId: string, { template }: TemplateFile): string | undefined {
  const resources = isObject(template.Resources) ? template.Resources : {};
  const resource = Object.hasOwn(resources, logicalId) ? resources[logicalId] : undefined;
  const metadata = isObject(resource) && isObject(resource.Metadata) ? resource.Metadata : {};
  const path = metadata['aws:cdk:path'];
  return typeof path === 'string' ? path : undefined;
}
