import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { embeddedStagesIn, LocatedStage, stagesIn } from '../assembly/located-stages';
import { everyConstruct, stackAround } from '../construct-tree';
import { logicalIdOf } from '../internals';
import { editInPlace, MutableTemplate, planTemplate } from './planned-template';
import { stackTemplate } from './stack-template';
import { asResource } from '../../core/judgement/template-stages';
import { asksForImplicitApi, canHaveApiEvents, IMPLICIT_API_ID } from '../../core/stage/implicit-api';
import { resourceMayBringStage, templateType } from '../resource/stage-resource';

/** The stages of a stack as it would be rendered now, with what is enforced on it. */
export function expectedStages(stack: Stack): readonly LocatedStage[] {
  return expectedTemplate(stack).stages;
}

/** The same of every stack below a scope, those of nested stacks and CDK stages included. */
export function stagesBelow(scope: IConstruct): readonly LocatedStage[] {
  const stacks = everyConstruct(scope).filter((construct): construct is Stack => Stack.isStack(construct));
  const enclosingStack = Stack.isStack(scope) ? undefined : stackAround(scope);
  return [...enclosingStack === undefined ? [] : [enclosingStack], ...stacks].flatMap((stack) => expectedStages(stack))
    .filter(({ construct }) => construct.node.scopes.includes(scope));
}

/** The stages of a resource as it would be rendered now; the implicit API of SAM with the first resource that asks for it. */
export function stagesOfResource(resource: CfnResource): readonly LocatedStage[] {
  if (!resourceMayBringStage(resource)) {
    return [];
  }
  const isEventSource = canHaveApiEvents(templateType(resource));
  const { template, stages } = expectedTemplate(resource.stack, (wanted) =>
    wanted === resource || (isEventSource && canHaveApiEvents(templateType(wanted))));
  const asking = Object.entries(template.Resources ?? {}).find(([, raw]) => asksForImplicitApi(asResource(raw)));
  const isFirst = asking?.[0] === logicalIdOf(resource);
  return stages.filter(({ construct, logicalId }) => construct === resource || (isFirst && logicalId === IMPLICIT_API_ID));
}

function expectedTemplate(
  stack: Stack, isWanted?: (resource: CfnResource) => boolean,
): { readonly template: MutableTemplate; readonly stages: readonly LocatedStage[] } {
  const { template, logicalIds } = stackTemplate(stack, isWanted);
  const { stages, edits } = planTemplate(stack, template, logicalIds);
  editInPlace(template, edits);
  const own = edits.length === 0 ? stages.map(({ located }) => located) : stagesIn(stack, template, logicalIds);
  return { template, stages: [...own, ...embeddedStagesIn(stack, template)] };
}
