import { readFileSync } from 'fs';
import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { knownRecordOf } from '../construct-record';
import { everyConstruct } from '../construct-tree';
import { stagesEmbeddedIn } from './embedded-stages';
import { everyStageIn, findingsAt, LocatedFinding, LocatedStage } from './located-stages';
import type { WrittenStack } from './written-stacks';
import { isWrittenWith, readTemplate } from './written-template';
import { stagesOf } from '../../core/judgement/template-stages';
import { coveragesOf } from '../coverage/coverage';
import { expectedStages } from '../rendering/expected-stages';

/** Every stage of a written template or, if none was written, of what the stack would render. */
export function stagesOfStack({ stack, file }: WrittenStack): readonly LocatedStage[] {
  const template = file === undefined ? undefined : readTemplate(file);
  if (Stack.isStack(stack)) {
    if (file === undefined) {
      return expectedStages(stack);
    }
    return template === undefined ? [] : everyStageIn(stack, template, file);
  }
  const stages = template === undefined ? [] : [...stagesOf(template), ...stagesEmbeddedIn(template, stack, {}, file)];
  return stages.map((stage) => ({ ...stage, construct: stack, name: stage.logicalId }));
}

export function findingsOfStack(written: WrittenStack): readonly LocatedFinding[] {
  return stagesOfStack(written).flatMap(findingsAt);
}

/** Whether a stack is written as it was rendered for everything that answers for it, with nothing left to say. */
export function isAsRendered({ stack, file }: WrittenStack): boolean {
  const rendered = knownRecordOf(stack)?.rendered;
  if (rendered?.texts === undefined || file === undefined || coveragesOf(stack).some((coverage) => !rendered.coverages.has(coverage))) {
    return false;
  }
  return isWrittenWith(rendered.texts, readFileSync(file, 'utf8')) && (!rendered.embedsTemplates || isAlone({ stack, file }));
}

/** Whether nothing is in templates within a template: they were not rendered with it, unless they are those of covered stacks. */
function isAlone(written: WrittenStack): boolean {
  const isCovered = (construct: IConstruct) => !Stack.isStack(construct) || knownRecordOf(construct)?.isHooked === true;
  return everyConstruct(written.stack).every(isCovered) && stagesOfStack(written).every(({ embedded }) => embedded === undefined);
}
