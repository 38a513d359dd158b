import { readFileSync } from 'fs';
import { CfnElement, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { everyConstruct } from './every-construct';
import { globalsElementOf } from './globals';
import { ParameterSource } from './stack-parameters';
import { subjectOf } from './subject';
import { WrittenStack } from './written-stacks';
import { Finding, findings, together } from '../catalog/finding';
import { IMPLICIT_API_ID } from '../core/implicit-api';
import { prove } from '../core/prove';
import { stagesOf } from '../core/template';

/** A finding at the construct that it is about. */
export interface LocatedFinding {
  readonly construct: IConstruct;
  readonly finding: Finding;
}

/** What a template that is written has to say: it is what will be deployed, whatever the constructs say by now. */
export function findingsOfStack({ stack, file }: WrittenStack): readonly LocatedFinding[] {
  if (file === undefined) {
    return everyConstruct(stack, (child) => !Stage.isStage(child) && Stack.of(child) === stack).flatMap((one) => findingsAt(one));
  }
  const text = readFileSync(file, 'utf8');
  // Most templates have no API at all, and need not be parsed.
  const stages = MENTIONS_API.test(text) ? stagesOf(JSON.parse(text)) : [];
  const located = stages.flatMap(({ logicalId, stage }) => together(findings(prove(stage), logicalId)).map((finding) => ({ logicalId, finding })));
  if (!Stack.isStack(stack)) {
    return located.map(({ finding }) => ({ construct: stack, finding }));
  }
  return located.length === 0 ? [] : atConstructs(stack, located);
}

/** What a construct has to say as it would be rendered now. */
export function findingsAt(construct: IConstruct, parameters?: ParameterSource): readonly LocatedFinding[] {
  const subject = subjectOf(construct, parameters);
  return subject === undefined ? [] : together(findings(prove(subject.read().stage), subject.name)).map((finding) => ({ construct, finding }));
}

const MENTIONS_API = /AWS::ApiGateway::|AWS::Serverless::/;

function atConstructs(stack: Stack, located: readonly { readonly logicalId: string; readonly finding: Finding }[]): readonly LocatedFinding[] {
  const resources = everyConstruct(stack).filter((node): node is CfnResource => CfnResource.isCfnResource(node) && Stack.of(node) === stack);
  const byLogicalId = new Map<string, IConstruct>(resources.map((one) => [stack.resolve(one.logicalId) as string, one]));
  // What no resource stands for is at the element that brings it, or at least in the stack.
  const implicit: CfnElement | undefined = located.some(({ logicalId }) => logicalId === IMPLICIT_API_ID) ? globalsElementOf(stack) : undefined;
  const constructOf = (id: string) => byLogicalId.get(id) ?? (id === IMPLICIT_API_ID ? implicit : undefined) ?? stack;
  return located.map(({ logicalId, finding }) => ({ construct: constructOf(logicalId), finding }));
}
