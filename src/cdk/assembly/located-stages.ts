import { CfnElement, CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { elementsOf, isInTree } from '../construct-tree';
import { stagesEmbeddedIn } from './embedded-stages';
import { stagesOf, TemplateStage } from '../../core/judgement/template-stages';
import { IMPLICIT_API_ID } from '../../core/stage/implicit-api';
import { canConfigureStage } from '../../core/stage/stage-cache';
import { PseudoParameters } from '../../core/template-language/parameters';
import { isObject } from '../../core/template-language/place';
import { Finding, listFindings, mergeById } from '../../wording/finding';
import { fragmentOf, LogicalIds, logicalIdOf } from '../internals';
import { withDroppedNames } from '../resource/dropped-names';
import { templateType } from '../resource/stage-resource';

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

export function findingsAt({ construct, name, stage }: LocatedStage): readonly LocatedFinding[] {
  return mergeById(listFindings(stage.judgement, name)).map((finding) => ({ construct, finding }));
}

/** The stages of a template of a stack. @param logicalIds as far as they are known */
export function stagesIn(stack: Stack, template: unknown, logicalIds?: LogicalIds): readonly LocatedStage[] {
  return locateStages(stack, stagesOf(template, environmentOf(stack)), logicalIds);
}

/** The same with those of templates within it. @param file where it is written, or will be */
export function everyStageIn(stack: Stack, template: unknown, file?: string): readonly LocatedStage[] {
  return [...stagesIn(stack, template), ...embeddedStagesIn(stack, template, file)];
}

/** Those of templates within it alone. */
export function embeddedStagesIn(stack: Stack, template: unknown, file?: string): readonly LocatedStage[] {
  return locateStages(stack, stagesEmbeddedIn(template, stack, environmentOf(stack), file));
}

/** Where a stack goes, as far as the app says so (rule 14). */
export function environmentOf({ region, account }: Stack): PseudoParameters {
  return {
    ...!Token.isUnresolved(region) && { 'AWS::Region': region },
    ...!Token.isUnresolved(account) && { 'AWS::AccountId': account },
  };
}

function locateStages(stack: Stack, stages: readonly TemplateStage[], logicalIds?: LogicalIds): readonly LocatedStage[] {
  if (stages.length === 0) {
    return [];
  }
  const rendered = byId([...logicalIds?.keys() ?? []], (element) => logicalIds!.get(element)!);
  const isRendered = (element?: CfnElement) => element !== undefined && isInTree(element);
  // A removed construct that something still refers to has the logical id of what was created in its place.
  const known = stages.every((stage) => isRendered(rendered.get(resourceOf(stage)))) ? rendered : byId(elementsOf(stack), logicalIdOf);
  // Anything may bring a stage: a resource whose type is a token, one that renders two, an element that is no resource.
  const others = stages.some((stage) => !known.has(resourceOf(stage))) ? broughtBy(elementsOf(stack)) : undefined;
  return stages.map((stage) => {
    const resource = resourceOf(stage);
    const { at: [place] = [resource] } = stage;
    const construct = known.get(resource) ?? others?.get(resource) ?? others?.get(String(place)) ?? stack;
    const isItself = known.has(resource) || (CfnResource.isCfnResource(construct) && logicalIdOf(construct) === resource);
    const within = isItself ? stage.logicalId.slice(resource.length) : `/${stage.logicalId}`;
    const named = isItself ? withDroppedNames(construct, stage.stage) : stage.stage;
    return { ...stage, stage: named, construct, name: `${construct.node.path}${within}` };
  });
}

/** The resources that configure a stage. */
function byId(elements: readonly CfnElement[], idOf: (element: CfnElement) => string): ReadonlyMap<string, CfnElement> {
  return new Map(elements.filter((element) => CfnResource.isCfnResource(element) && canConfigureStage(templateType(element)))
    .map((element) => [idOf(element), element]));
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
