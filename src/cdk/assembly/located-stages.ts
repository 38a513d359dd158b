import { CfnElement, CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { elementsOf, everyConstruct } from '../construct-tree';
import { templatePathOf } from './written-stacks';
import { EMBEDDED_READER } from '../../audit/embedded-reader';
import { withDroppedNames } from '../../core/judgement/dropped-names';
import { embeddedStages } from '../../core/judgement/embedded-stages';
import { stagesOf, TemplateStage } from '../../core/judgement/template-stages';
import { IMPLICIT_API_ID } from '../../core/stage/implicit-api';
import { canConfigureStage } from '../../core/stage/stage-cache';
import { PseudoParameters } from '../../core/template-language/parameters';
import { isObject } from '../../core/template-language/place';
import { Finding, listFindings, mergeById } from '../../wording/finding';
import { fragmentOf, logicalIdOf } from '../internals';
import { templateType, typedSettings } from '../resource/stage-resource';

/** A stage of a template at the construct that brings it. */
export interface LocatedStage extends TemplateStage {
  /** The stack, where no construct can be told; the app, where it has lost the stack. */
  readonly construct: IConstruct;
  /** Where it is in what the construct brings: nothing where it is all of that. */
  readonly within: string;
}

/** What messages call a stage. */
export function nameOf({ construct, within }: LocatedStage): string {
  return `${construct.node.path}${within}`;
}

/** A finding at the construct that it is about. */
export interface LocatedFinding {
  readonly construct: IConstruct;
  readonly finding: Finding;
}

export function findingsAt(located: LocatedStage): readonly LocatedFinding[] {
  const { construct, stage } = located;
  return mergeById(listFindings(stage.judgement, nameOf(located))).map((finding) => ({ construct, finding }));
}

/** Where a stack goes, as far as the app says so (rule 14); nothing for an app, which stands for a stack that it has lost. */
export function environmentOf(stack: IConstruct): PseudoParameters {
  const { region, account } = stack as Partial<Stack>;
  const isKnown = (value: unknown) => value !== undefined && !Token.isUnresolved(value);
  return { ...isKnown(region) && { 'AWS::Region': region }, ...isKnown(account) && { 'AWS::AccountId': account } };
}

/** The stages of a template of a stack. */
export function stagesIn(stack: IConstruct, template: unknown): readonly LocatedStage[] {
  return locateStages(stack, stagesOf(template, environmentOf(stack)));
}

/**
 * Those of templates within it. The template of a nested stack or of a product is that of a stack of the app, which speaks for itself.
 *
 * @param file where it is written, or will be
 */
export function embeddedStagesIn(stack: IConstruct, template: unknown, file = templatePathOf(stack as Stack)): readonly LocatedStage[] {
  let ofStacks: ReadonlySet<string> | undefined;
  const { parse, open } = EMBEDDED_READER;
  const stages = embeddedStages(template, environmentOf(stack), {
    parse,
    open: (location, from) => {
      const opened = open(location, from);
      ofStacks ??= new Set(everyConstruct(stack).filter((construct): construct is Stack => Stack.isStack(construct)).map(templatePathOf));
      return opened === undefined || ofStacks.has(opened.file) ? undefined : opened;
    },
  }, file);
  return locateStages(stack, stages);
}

function locateStages(stack: IConstruct, stages: readonly TemplateStage[]): readonly LocatedStage[] {
  if (!Stack.isStack(stack) || stages.length === 0) {
    return stages.map((stage) => ({ ...stage, construct: stack, within: stage.logicalId }));
  }
  const elements = elementsOf(stack);
  const types = new Set(stages.map(({ type }) => type).filter(canConfigureStage));
  const isOfType = (element: CfnElement) => CfnResource.isCfnResource(element) && types.has(templateType(element));
  const known: ReadonlyMap<string, CfnElement> = new Map(elements.filter(isOfType).map((element) => [logicalIdOf(element), element]));
  // Anything may bring a stage: a resource whose type is a token, one that renders two, an element that is no resource.
  const others = stages.some((stage) => !known.has(resourceOf(stage))) ? broughtBy(elements) : undefined;
  return stages.map((stage) => {
    const resource = resourceOf(stage);
    const { at: [place] = [resource] } = stage;
    const construct = known.get(resource) ?? others?.get(resource) ?? others?.get(String(place)) ?? stack;
    const isItself = known.has(resource) || (CfnResource.isCfnResource(construct) && logicalIdOf(construct) === resource);
    const within = isItself ? stage.logicalId.slice(resource.length) : `/${stage.logicalId}`;
    const named = isItself ? withDroppedNames(stage.stage, () => typedSettings(construct)) : stage.stage;
    return { ...stage, stage: named, construct, within };
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
