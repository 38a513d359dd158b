import { CfnElement, CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { canEmbed } from '../../core/stage/embedded-template';
import { canHaveApiEvents } from '../../core/stage/implicit-api';
import { L1_NAMES } from '../../core/stage/setting-names';
import { canConfigureStage } from '../../core/stage/stage-cache';
import { fragmentOf, rawOverrides, rendersItself } from '../internals';

/** The type that goes into the template: it may be overridden like anything else. */
export function templateType(resource: CfnResource): string {
  const { Type: type } = rawOverrides(resource);
  return typeof type === 'string' ? type : resource.cfnResourceType;
}

/** The list in the typed property of an L1, where the template has it as it is there. */
export function typedSettings(construct: IConstruct): readonly unknown[] | undefined {
  const { [L1_NAMES.list]: list } = construct as { readonly [L1_NAMES.list]?: unknown };
  const isRendered = CfnResource.isCfnResource(construct) && Array.isArray(list) && Object.keys(rawOverrides(construct)).length === 0;
  return isRendered ? list : undefined;
}

/** Whether a resource may configure a stage, make SAM create the implicit API, or hold a template. */
export function resourceMayBringStage(resource: CfnResource): boolean {
  const type = templateType(resource);
  return canConfigureStage(type) || canHaveApiEvents(type) || canEmbed(type) || Token.isUnresolved(type) || rendersItself(resource);
}

/** Whether stages may lie in a construct itself: a stack, a resource that configures one, an element that brings resources. */
export function holdsStages(construct: IConstruct): boolean {
  if (Stack.isStack(construct)) {
    return true;
  }
  return CfnElement.isCfnElement(construct) && (CfnResource.isCfnResource(construct)
    ? canConfigureStage(templateType(construct)) || Token.isUnresolved(templateType(construct))
    : bringsResources(construct));
}

function bringsResources(element: CfnElement): boolean {
  try {
    const { Resources: resources, Globals: globals } = fragmentOf(element);
    return resources !== undefined || globals !== undefined;
  } catch {
    // It cannot be rendered yet, so its resources are unknown.
    return true;
  }
}
