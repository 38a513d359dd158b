import { readFileSync } from 'fs';
import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { embeddedStagesIn, LocatedStage, stagesIn } from './located-stages';
import type { WrittenStack } from './written-stacks';
import { mayHoldStages } from '../../core/judgement/cache-template';
import { editTemplate } from '../../core/judgement/template-edits';
import { asResource } from '../../core/judgement/template-stages';
import { asksForImplicitApi, canHaveApiEvents, IMPLICIT_API_ID } from '../../core/stage/implicit-api';
import { everyConstruct, stackAround } from '../construct-tree';
import { logicalIdOf } from '../internals';
import { planStages } from '../rendering/stack-rendering';
import { stackTemplate } from '../rendering/stack-template';
import { resourceMayBringStage, templateType } from '../resource/stage-resource';

/** Every stage of a written template or, if none was written, of what the stack would render. */
export function stagesOfStack({ stack, file }: WrittenStack): readonly LocatedStage[] {
  if (file === undefined) {
    return Stack.isStack(stack) ? expectedStages(stack).stages : [];
  }
  const text = readFileSync(file, 'utf8');
  const template = mayHoldStages(text) ? JSON.parse(text) as object : {};
  return [...stagesIn(stack, template), ...embeddedStagesIn(stack, template, file)];
}

/** The stages of every stack below a scope as it would be rendered now, those of nested stacks and CDK stages included. */
export function stagesBelow(scope: IConstruct): readonly LocatedStage[] {
  const stacks = everyConstruct(scope).filter((construct): construct is Stack => Stack.isStack(construct));
  const enclosingStack = Stack.isStack(scope) ? undefined : stackAround(scope);
  return [...enclosingStack === undefined ? [] : [enclosingStack], ...stacks].flatMap((stack) => expectedStages(stack).stages)
    .filter(({ construct }) => construct.node.scopes.includes(scope));
}

/** The stages of a resource as it would be rendered now; the implicit API of SAM with the first resource that asks for it. */
export function stagesOfResource(resource: CfnResource): readonly LocatedStage[] {
  if (!resourceMayBringStage(resource)) {
    return [];
  }
  const isEventSource = canHaveApiEvents(templateType(resource));
  const { resources, stages } = expectedStages(resource.stack, (wanted) =>
    wanted === resource || (isEventSource && canHaveApiEvents(templateType(wanted))));
  const asking = Object.entries(resources).find(([, raw]) => asksForImplicitApi(asResource(raw)));
  const isFirst = asking?.[0] === logicalIdOf(resource);
  return stages.filter(({ construct, logicalId }) => construct === resource || (isFirst && logicalId === IMPLICIT_API_ID));
}

/** Those of a stack as it would be rendered now, with what is enforced on it. */
function expectedStages(
  stack: Stack, isWanted?: (resource: CfnResource) => boolean,
): { readonly resources: object; readonly stages: readonly LocatedStage[] } {
  const template = stackTemplate(stack, isWanted);
  const planned = planStages(stack, template);
  const edited = editTemplate(template, planned);
  const stages = edited === template ? planned : stagesIn(stack, edited);
  return { resources: template.Resources, stages: [...stages, ...embeddedStagesIn(stack, template)] };
}
