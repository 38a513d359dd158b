import { CfnElement, CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { elementsOf, everyConstruct, stackAround } from './construct-tree';
import { stagesEmbeddedIn } from './embedded-stages';
import { fragmentOf, logicalIdOf } from './internals';
import { stackTemplate } from './stack-template';
import { mayBringStage, templateType } from './stage-resource';
import type { WrittenStack } from './written-stacks';
import { readTemplate } from './written-template';
import { Finding, findings, together } from '../catalog/finding';
import { asksForImplicitApi, canHaveApiEvents, IMPLICIT_API_ID } from '../core/implicit-api';
import { Environment } from '../core/parameters';
import { isObject } from '../core/place';
import { canConfigureStage } from '../core/stage-cache';
import { asResource, stagesOf, TemplateStage } from '../core/template';

/** A stage of a template at the construct that brings it. */
export interface LocatedStage extends TemplateStage {
  /** The stack, where no construct can be told; the app, where it has lost the stack. */
  readonly construct: IConstruct;
  /** What messages call the stage. */
  readonly name: string;
}

/** A finding at the construct that it is about. */
export interface LocatedFinding {
  readonly construct: IConstruct;
  readonly finding: Finding;
}

/** Every stage of a written template, or of what the stack would render where nobody has written it. */
export function stagesOfStack({ stack, file }: WrittenStack): readonly LocatedStage[] {
  if (!Stack.isStack(stack)) {
    return file === undefined ? [] : writtenStages(stack, file, {}).map((stage) => ({ ...stage, construct: stack, name: stage.logicalId }));
  }
  return file === undefined ? everyStageIn(stack, stackTemplate(stack)) : located(stack, writtenStages(stack, file, environmentOf(stack)));
}

export function findingsOfStack(written: WrittenStack): readonly LocatedFinding[] {
  return stagesOfStack(written).flatMap(findingsAt);
}

export function findingsAt({ construct, name, stage }: LocatedStage): readonly LocatedFinding[] {
  return together(findings(stage.judgement, name)).map((finding) => ({ construct, finding }));
}

/** Every stage below a scope as it would be rendered now, those of nested stacks and CDK stages included. */
export function stagesBelow(scope: IConstruct): readonly LocatedStage[] {
  const stacks = everyConstruct(scope).filter((construct): construct is Stack => Stack.isStack(construct));
  const isWithin = ({ construct }: LocatedStage) => construct.node.scopes.includes(scope);
  const around = Stack.isStack(scope) ? undefined : stackAround(scope);
  return [...around === undefined ? [] : [around], ...stacks].flatMap((stack) => everyStageIn(stack, stackTemplate(stack))).filter(isWithin);
}

/** The stages of a resource as it would be rendered now; the implicit API of SAM with the first resource that asks for it. */
export function stagesOfResource(resource: CfnResource): readonly LocatedStage[] {
  if (!mayBringStage(resource)) {
    return [];
  }
  const isEventSource = canHaveApiEvents(templateType(resource));
  const template = stackTemplate(resource.stack, (wanted) => wanted === resource || (isEventSource && canHaveApiEvents(templateType(wanted))));
  const asking = Object.entries(template.Resources).find(([, raw]) => asksForImplicitApi(asResource(raw)));
  const isFirst = asking?.[0] === logicalIdOf(resource);
  return everyStageIn(resource.stack, template)
    .filter(({ construct, logicalId }) => construct === resource || (isFirst && logicalId === IMPLICIT_API_ID));
}

/** The stages of a template of a stack. */
export function stagesIn(stack: Stack, template: unknown): readonly LocatedStage[] {
  return located(stack, stagesOf(template, environmentOf(stack)));
}

/** The same with those of templates within it. */
function everyStageIn(stack: Stack, template: unknown): readonly LocatedStage[] {
  return [...stagesIn(stack, template), ...located(stack, stagesEmbeddedIn(template, stack, environmentOf(stack)))];
}

/** Where a stack goes, as far as the app says so (rule 14). */
export function environmentOf({ region, account }: Stack): Environment {
  return {
    ...!Token.isUnresolved(region) && { 'AWS::Region': region },
    ...!Token.isUnresolved(account) && { 'AWS::AccountId': account },
  };
}

function writtenStages(stack: IConstruct, file: string, environment: Environment): readonly TemplateStage[] {
  const template = readTemplate(file);
  return template === undefined ? [] : [...stagesOf(template, environment), ...stagesEmbeddedIn(template, stack, environment, file)];
}

function located(stack: Stack, stages: readonly TemplateStage[]): readonly LocatedStage[] {
  if (stages.length === 0) {
    return [];
  }
  const elements = elementsOf(stack);
  const resources = elements.filter((element): element is CfnResource => CfnResource.isCfnResource(element))
    .filter((resource) => canConfigureStage(templateType(resource)));
  const known = new Map<string, CfnElement>(resources.map((resource) => [logicalIdOf(resource), resource]));
  // Anything may bring a stage: a resource whose type is a token, one that renders two, an element that is no resource.
  const others = stages.some((stage) => !known.has(resourceOf(stage))) ? broughtBy(elements) : undefined;
  return stages.map((stage) => {
    const resource = resourceOf(stage);
    const { at: [place] = [resource] } = stage;
    const construct = known.get(resource) ?? others?.get(resource) ?? others?.get(String(place)) ?? stack;
    const isItself = known.has(resource) || (CfnResource.isCfnResource(construct) && logicalIdOf(construct) === resource);
    const within = isItself ? stage.logicalId.slice(resource.length) : `/${stage.logicalId}`;
    return { ...stage, construct, name: `${construct.node.path}${within}` };
  });
}

/** The logical id of the resource that a stage is, or stands in. */
function resourceOf({ logicalId, embedded }: TemplateStage): string {
  return embedded?.in ?? logicalId;
}

/** Every logical id that an element brings. The implicit API is brought by the `Globals` that configure it. */
function broughtBy(elements: readonly CfnElement[]): ReadonlyMap<string, CfnElement> {
  return new Map(elements.flatMap((element) => {
    const { Resources: resources, Globals: globals } = fragmentOf(element);
    const section: unknown = Token.isUnresolved(resources) ? element.stack.resolve(resources) : resources;
    const ids = Object.keys(isObject(section) ? section : {}).map((id) => element.stack.resolve(id) as string);
    return [...ids, ...globals === undefined ? [] : [IMPLICIT_API_ID]].map((id) => [id, element] as const);
  }));
}
