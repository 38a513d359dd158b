import { existsSync } from 'fs';
import { dirname, join, relative, resolve, sep } from 'path';
import { IPolicyValidationContext, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { constructAt, everyConstruct } from '../construct-tree';

/** A template with its place in the cloud assembly. */
export interface WrittenStack {
  /** The stack that it is of; the app, if the construct tree has lost the stack. */
  readonly stack: IConstruct;
  /** The template as it will be deployed; none if it was not written. */
  readonly file: string | undefined;
}

/**
 * The stacks that a validation is about, with those whose templates are assets of
 * theirs: nested stacks, products of AWS Service Catalog. A stack that merely has
 * its place below another one, and CDK stages, are not: CDK asks about each once.
 *
 * @param isWanted whether to look at a stack and those that are part of it
 */
export function writtenStacks(
  { stackTemplates, appConstruct }: IPolicyValidationContext, isWanted: (stack: IConstruct) => boolean = () => true,
): readonly WrittenStack[] {
  const deployed = new Set(stackTemplates.map(({ templatePath }) => resolve(templatePath)));
  return stackTemplates.flatMap(({ stackConstructPath, templatePath }): readonly WrittenStack[] => {
    const stack = findStack(appConstruct, stackConstructPath, templatePath);
    if (!isWanted(stack ?? appConstruct)) {
      return [];
    }
    if (stack === undefined) {
      return [{ stack: appConstruct, file: templatePath }];
    }
    const fileOf = (part: Stack) => join(dirname(templatePath), part.templateFile);
    const isPartOf = (child: IConstruct) => !Stage.isStage(child) && !(Stack.isStack(child) && deployed.has(resolve(fileOf(child))));
    const [, ...parts] = everyConstruct(stack, isPartOf).filter((construct): construct is Stack => Stack.isStack(construct));
    return [{ stack, file: templatePath }, ...parts.map((part) => ({ stack: part, file: fileIfWritten(fileOf(part)) }))];
  });
}

/** Where the template of a stack is written, or will be. */
export function templatePathOf(stack: Stack): string {
  return resolve(Stage.of(stack)?.outdir ?? '', stack.templateFile);
}

/** The file of the template of a stack, if it is written. */
export function writtenTemplateOf(stack: Stack): string | undefined {
  return fileIfWritten(templatePathOf(stack));
}

/** Where a file is in the cloud assembly of an app, with `/`. */
export function relativeToAssembly({ node: { root } }: IConstruct, file: string): string {
  return relative(Stage.isStage(root) ? root.outdir : '', file).split(sep).join('/');
}

/** By its path, or by the template that it writes: a synthesizer may call its artifact as it likes. */
function findStack(app: IConstruct, path: string, template: string): Stack | undefined {
  const named = constructAt(app, path);
  const writes = (construct: IConstruct | undefined): construct is Stack =>
    Stack.isStack(construct) && templatePathOf(construct) === resolve(template);
  return writes(named) ? named : everyConstruct(app).find(writes) ?? (Stack.isStack(named) ? named : undefined);
}

function fileIfWritten(file: string): string | undefined {
  return existsSync(file) ? file : undefined;
}
