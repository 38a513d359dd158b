import { CfnResource, Stack } from 'aws-cdk-lib';
import { announceDropped, announceReplaced, warn } from './announce';
import { recordEdits } from './before';
import { recordOf } from './construct-record';
import { Coverage, coveragesOf } from './coverage';
import { aroundRendering, isHashed } from './internals';
import { LocatedStage, stagesIn } from './located-stages';
import { planEdits } from './planned-edits';
import { hideFlags, showEdits } from './shown-settings';
import { describeGap } from '../catalog/coverage-gap';
import { beyondEnforcement, editedDuplicates, Finding, findings } from '../catalog/finding';
import { applyEdits } from '../core/edit';
import { isDrop } from '../core/equal-entries';
import { Path } from '../core/place';
import { Edit } from '../core/remediate';
import { STAGE_TYPE } from '../core/stage-cache';
import { pathInTemplate } from '../core/template';

/** A stage that something answers for. */
interface CoveredStage {
  readonly located: LocatedStage;
  readonly coverages: readonly Coverage[];
  /** None where it is only reported. */
  readonly edits: readonly Edit[];
}

/**
 * Makes every template of a stack pass through here, whoever asks for it. What comes
 * out of CDK has all overrides applied and all tokens resolved, so nothing that runs
 * before can undo what is done to it (ADR 18).
 */
export function coverRendering(stack: Stack): void {
  const record = recordOf(stack);
  if (record.isHooked) {
    return;
  }
  record.isHooked = true;
  const isTooLate = isHashed(stack);
  aroundRendering(stack, (render) => {
    record.showing.forEach((resource) => hideFlags(resource as CfnResource));
    const template = render();
    const edited = processTemplate(stack, template);
    if (isTooLate && edited !== template) {
      const { because, fix } = describeGap({ by: 'early-synthesis', stack: stack.node.path });
      throw new Error(`${because}: ${fix}`);
    }
    return edited;
  });
}

/** The template with every stage encrypted that is to be. What is left, or only reported, is said at the constructs. */
function processTemplate(stack: Stack, template: object): object {
  const record = recordOf(stack);
  record.before.clear();
  const stages = stagesIn(stack, template).map((located) => coveredStage(located, coveragesOf(located.construct)));
  record.renderedFor = new Set([...coveragesOf(stack), ...stages.flatMap(({ coverages }) => coverages)]);
  const edits = new Map(stages.flatMap(({ located, edits: planned }) =>
    planned.map(({ path, value }) => [pathInTemplate(located, path).join('\0'), { path: pathInTemplate(located, path), value }] as const)));
  const edited = edits.size === 0 ? template : applyEdits(template, [...edits.values()]);
  const after = edits.size === 0 ? stages.map(({ located }) => located) : stagesIn(stack, edited);
  stages.forEach((covered, index) => finish(covered, after[index]));
  return edited;
}

function coveredStage(located: LocatedStage, coverages: readonly Coverage[]): CoveredStage {
  const enforcing = coverages.filter(({ isEnforced }) => isEnforced);
  return { located, coverages, edits: enforcing.length === 0 ? [] : planEdits(located, enforcing.some(({ ensureStageDefault }) => ensureStageDefault)) };
}

function finish({ located, coverages, edits }: CoveredStage, after: LocatedStage): void {
  const { construct, name, type, stage } = located;
  if (coverages.length === 0) {
    return;
  }
  recordEdits(located, edits);
  if (!coverages.some(({ isEnforced }) => isEnforced)) {
    return say(located, findings(stage.judgement, name));
  }
  edits.forEach((edit) => once(located, edit.path, () => isDrop(edit) ? announceDropped(construct, name, edit) : announceReplaced(construct, name, edit)));
  const { judgement } = after.stage;
  say(located, [...beyondEnforcement(judgement, { name }), ...editedDuplicates(judgement, edits, { name })]);
  if (type === STAGE_TYPE && CfnResource.isCfnResource(construct)) {
    showEdits(construct, edits);
  }
}

function say(located: LocatedStage, found: readonly Finding[]): void {
  for (const finding of found) {
    recordOf(located.construct).said.add(finding.id);
    once(located, [finding.id, ...finding.path], () => warn(located.construct, finding));
  }
}

/** A stack may be rendered several times: for its hash, for its file. A construct may bring several stages. */
function once({ construct, logicalId }: LocatedStage, what: Path, announce: () => void): void {
  const { announced } = recordOf(construct);
  const id = [logicalId, ...what].join('\0');
  if (!announced.has(id)) {
    announced.add(id);
    announce();
  }
}
