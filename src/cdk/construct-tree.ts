import { CfnElement, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The stack that a construct is or lies in; none for an app, or what lies between it and its stacks. */
export function stackAround({ node }: IConstruct): Stack | undefined {
  return node.scopes.filter((scope): scope is Stack => Stack.isStack(scope)).pop();
}

/** The construct at a path; nothing if there is none. */
export function constructAt(root: IConstruct, path: string): IConstruct | undefined {
  return path === '' ? root : path.split('/').reduce<IConstruct | undefined>((scope, id) => scope?.node.tryFindChild(id), root);
}

/** The scope and all below it. */
export function everyConstruct(scope: IConstruct, enters: (child: IConstruct) => boolean = () => true): readonly IConstruct[] {
  const found: IConstruct[] = [scope];
  for (const construct of found) {
    found.push(...construct.node.children.filter(enters));
  }
  return found;
}

/** The scope and all that CDK synthesises together with it: each CDK stage below is an assembly of its own. */
export function synthesisedWith(scope: IConstruct): readonly IConstruct[] {
  return everyConstruct(scope, (child) => !Stage.isStage(child));
}

/** The elements that make the template of a stack, in the order in which CDK renders them. */
export function elementsOf(stack: Stack): readonly CfnElement[] {
  const elements: CfnElement[] = [];
  const collect = ({ node }: IConstruct) => {
    for (const child of node.children) {
      if (CfnElement.isCfnElement(child)) {
        elements.push(child);
        collect(child);
      } else if (!Stack.isStack(child) && !Stage.isStage(child)) {
        collect(child);
      }
    }
  };
  collect(stack);
  return elements;
}
