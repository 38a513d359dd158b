import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { IPolicyValidationContext, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { everyConstruct } from './every-construct';

/** A stack with its place in the cloud assembly. */
export interface WrittenStack {
  readonly stack: Stack;
  /** The template as it will be deployed; none if nobody has written it. */
  readonly file: string | undefined;
}

/**
 * The stacks that a validation is about, with those whose templates are assets of
 * theirs: nested stacks, products of AWS Service Catalog. A stack that merely has
 * its place below another one, and CDK stages, are not: CDK asks about each once.
 *
 * @throws if a stack of the context is not in the construct tree
 */
export function writtenStacks({ stackTemplates, appConstruct }: IPolicyValidationContext): readonly WrittenStack[] {
  return stackTemplates.flatMap(({ stackConstructPath, templatePath }) => {
    const folder = dirname(templatePath);
    const isPartOf = (child: IConstruct) => !Stage.isStage(child) && !(Stack.isStack(child) && isDeployedAlone(child, folder));
    const [stack, ...below] = everyConstruct(stackAt(appConstruct, stackConstructPath), isPartOf).filter((one) => Stack.isStack(one));
    return [{ stack, file: templatePath }, ...below.map((one) => ({ stack: one, file: existing(join(folder, one.templateFile)) }))];
  });
}

/** The construct at a path; nothing if there is none. */
export function constructAt(root: IConstruct, path: string): IConstruct | undefined {
  return path === '' ? root : path.split('/').reduce<IConstruct | undefined>((scope, id) => scope?.node.tryFindChild(id), root);
}

function stackAt(root: IConstruct, path: string): IConstruct {
  const found = constructAt(root, path);
  if (found === undefined) {
    throw new Error(`the construct tree has no stack ${path}`);
  }
  return found;
}

/** Whether the assembly has the stack as one of its own. */
function isDeployedAlone(stack: Stack, folder: string): boolean {
  if (stack.nestedStackParent !== undefined) {
    return false;
  }
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    readonly artifacts: Readonly<Record<string, { readonly properties?: { readonly templateFile?: string } }>>;
  };
  return Object.values(artifacts).some(({ properties }) => properties?.templateFile === stack.templateFile);
}

function existing(file: string): string | undefined {
  return existsSync(file) ? file : undefined;
}
