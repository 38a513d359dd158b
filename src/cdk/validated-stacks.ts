import { IPolicyValidationContext, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { everyConstruct } from './every-construct';

/**
 * Every construct in the stacks that a validation is about, nested stacks
 * included. Those of other CDK stages are not, nor those of a stack that merely
 * has its place below one of them: CDK asks about each stack once.
 *
 * @throws if a stack of the context is not in the construct tree
 */
export function validatedConstructs({ stackTemplates, appConstruct }: IPolicyValidationContext): readonly IConstruct[] {
  return stackTemplates.flatMap(({ stackConstructPath }) => everyConstruct(stackAt(appConstruct, stackConstructPath), isOfTheSameStack));
}

function stackAt(root: IConstruct, path: string): IConstruct {
  const found = path.split('/').reduce<IConstruct | undefined>((scope, id) => scope?.node.tryFindChild(id), root);
  if (found === undefined) {
    throw new Error(`the construct tree has no stack ${path}`);
  }
  return found;
}

function isOfTheSameStack(child: IConstruct): boolean {
  return !Stage.isStage(child) && !(Stack.isStack(child) && child.nestedStackParent === undefined);
}
