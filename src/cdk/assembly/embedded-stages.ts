import { join, resolve } from 'path';
import { Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { EMBEDDED_READER } from '../../audit/embedded-reader';
import { EmbeddedReader, embeddedStages } from '../../core/judgement/embedded-stages';
import { TemplateStage } from '../../core/judgement/template-stages';
import { PseudoParameters } from '../../core/template-language/parameters';
import { everyConstruct } from '../construct-tree';

/**
 * The stages of templates within a template of a stack.
 *
 * @param stack the app, where the construct tree has lost the stack
 * @param file where the template is written, or will be
 */
export function stagesEmbeddedIn(
  template: unknown, stack: IConstruct, environment: PseudoParameters, file = fileOf(stack as Stack),
): readonly TemplateStage[] {
  return embeddedStages(template, environment, readerBesideStacks(stack), file);
}

/** The template of a nested stack or of a product is that of a stack of the app, which speaks for itself. */
function readerBesideStacks(stack: IConstruct): EmbeddedReader {
  let templates: ReadonlySet<string> | undefined;
  const isOfStack = (file: string) => {
    templates ??= new Set(everyConstruct(stack).filter((construct): construct is Stack => Stack.isStack(construct)).map(fileOf));
    return templates.has(resolve(file));
  };
  const { parse, open } = EMBEDDED_READER;
  return {
    parse,
    open: (location, from) => {
      const opened = open(location, from);
      return opened === undefined || isOfStack(opened.file) ? undefined : opened;
    },
  };
}

function fileOf(stack: Stack): string {
  return resolve(join(Stage.of(stack)?.outdir ?? '', stack.templateFile));
}
