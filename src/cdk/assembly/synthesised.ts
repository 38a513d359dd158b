import { Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isSynthesised } from '../internals';
import { stagesOfStack } from './stack-stages';
import { writtenTemplateOf } from './written-stacks';

/** Whether a construct lies in a CDK stage or an app whose templates are written. */
export function wasSynthesised(construct: IConstruct): boolean {
  return synthesisedAround(construct) !== undefined;
}

/**
 * @param scope what must not be synthesised, nor anything around it
 * @param what was done too late
 * @param construct where it was done: a stack without stages has nothing to be late for
 * @throws if it was: nobody looks at the templates again
 */
export function requireUnsynthesised(scope: IConstruct, what: string, construct = scope): void {
  const cdkStage = synthesisedAround(scope);
  if (cdkStage !== undefined && !isWithoutStages(construct)) {
    const name = cdkStage === cdkStage.node.root ? 'the app' : `CDK stage ${cdkStage.node.path}`;
    throw new Error(`${name} was synthesized before ${what}, and its templates are already written\ndo this before app.synth(), Template.fromStack(...) and pipeline.addStage(...)`);
  }
}

function synthesisedAround({ node }: IConstruct): IConstruct | undefined {
  return [...node.scopes].reverse().find((enclosingScope) => Stage.isStage(enclosingScope) && isSynthesised(enclosingScope));
}

function isWithoutStages(construct: IConstruct): boolean {
  const file = Stack.isStack(construct) ? writtenTemplateOf(construct) : undefined;
  return file !== undefined && stagesOfStack({ stack: construct, file }).length === 0;
}
