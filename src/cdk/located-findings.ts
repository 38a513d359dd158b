import { readFileSync } from 'fs';
import { CfnElement, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { everyConstruct } from './every-construct';
import { globalsElementOf } from './globals';
import { environmentOf, ParameterSource } from './stack-parameters';
import { logicalIdOf, subjectOf } from './subject';
import { WrittenStack } from './written-stacks';
import { Finding, findings, together } from '../catalog/finding';
import { NO_STAGE } from '../core/deployable-stage';
import { IMPLICIT_API_ID } from '../core/implicit-api';
import { stagesOf, TemplateStage } from '../core/template';

/** A stage at the construct that configures it. */
export interface LocatedStage extends TemplateStage {
  readonly construct: IConstruct;
}

/** A finding at the construct that it is about. */
export interface LocatedFinding {
  readonly construct: IConstruct;
  readonly finding: Finding;
}

/** What a template that is written has to say: it is what will be deployed, whatever the constructs say by now. */
export function findingsOfStack({ stack, file }: WrittenStack): readonly LocatedFinding[] {
  if (file === undefined) {
    return constructsOf(stack).flatMap((one) => findingsAt(one));
  }
  return atConstructs(stack, writtenStages(stack, file).flatMap(({ logicalId, stage }) =>
    together(findings(stage.judgement, logicalId)).map((finding) => ({ logicalId, finding }))));
}

/** What a construct has to say as it would be rendered now. */
export function findingsAt(construct: IConstruct, parameters?: ParameterSource): readonly LocatedFinding[] {
  const subject = subjectOf(construct, parameters);
  return subject === undefined ? [] : together(findings(subject.read().stage.judgement, subject.name)).map((finding) => ({ construct, finding }));
}

/** Every stage of a template that is written, or of the constructs where nobody has written it, at its construct. */
export function stagesOfStack({ stack, file }: WrittenStack): readonly LocatedStage[] {
  return file === undefined ? constructsOf(stack).flatMap((one) => stagesAt(one)) : atConstructs(stack, writtenStages(stack, file));
}

/** The stage that a construct configures as it would be rendered now. */
export function stagesAt(construct: IConstruct, parameters?: ParameterSource): readonly LocatedStage[] {
  const subject = subjectOf(construct, parameters);
  const stage = subject?.read().stage;
  return subject === undefined || stage === undefined || stage === NO_STAGE ? []
    : [{ construct, logicalId: logicalIdOf(construct), type: subject.type, stage }];
}

const MENTIONS_API = /AWS::ApiGateway::|AWS::Serverless::/;

function writtenStages(stack: IConstruct, file: string): readonly TemplateStage[] {
  const text = readFileSync(file, 'utf8');
  // Most templates have no API at all, and need not be parsed.
  return MENTIONS_API.test(text) ? stagesOf(JSON.parse(text), Stack.isStack(stack) ? environmentOf(stack) : {}) : [];
}

function constructsOf(stack: IConstruct): readonly IConstruct[] {
  return everyConstruct(stack, (child) => !Stage.isStage(child) && Stack.of(child) === stack);
}

interface Identified {
  readonly logicalId: string;
}

/** @param stack the app, where the construct tree has lost the stack: what is in it stays there */
function atConstructs<T extends Identified>(stack: IConstruct, located: readonly T[]): readonly (T & { readonly construct: IConstruct })[] {
  if (located.length === 0 || !Stack.isStack(stack)) {
    return located.map((one) => ({ ...one, construct: stack }));
  }
  const resources = everyConstruct(stack).filter((node): node is CfnResource => CfnResource.isCfnResource(node) && Stack.of(node) === stack);
  const byLogicalId = new Map<string, IConstruct>(resources.map((one) => [stack.resolve(one.logicalId) as string, one]));
  // What no resource stands for is at the element that brings it, or at least in the stack.
  const implicit: CfnElement | undefined = located.some(({ logicalId }) => logicalId === IMPLICIT_API_ID) ? globalsElementOf(stack) : undefined;
  const constructOf = (id: string) => byLogicalId.get(id) ?? (id === IMPLICIT_API_ID ? implicit : undefined) ?? stack;
  return located.map((one) => ({ ...one, construct: constructOf(one.logicalId) }));
}
