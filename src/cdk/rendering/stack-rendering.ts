import { CfnResource, Stack } from 'aws-cdk-lib';
import { cacheTemplate, cacheTextBesideNested, textsOf } from '../../core/judgement/cache-template';
import { JudgedKey, Judgement } from '../../core/judgement/judge';
import { editTemplate, planEdits, StageEdits, StageTemplate } from '../../core/judgement/template-edits';
import { embedsTemplates, stagesOf } from '../../core/judgement/template-stages';
import { STAGE_TYPE } from '../../core/stage/stage-cache';
import { CoverageGap, describeGap } from '../../wording/coverage-gap';
import { beyondEnforcement, editedDuplicates, Finding, listFindings } from '../../wording/finding';
import { environmentOf, LocatedStage, nameOf, stagesIn } from '../assembly/located-stages';
import { Coverage, recordOf } from '../construct-record';
import { coveragesOf } from '../coverage/coverage';
import { aroundRendering, isHashed } from '../internals';
import { showFlags } from '../resource/shown-settings';
import { isAcknowledged } from '../violations/acknowledgments';
import { announceEdits, reportFindings } from '../violations/annotations';

/**
 * Makes every template of a stack pass through here, whoever asks for it. What comes
 * out of CDK has all overrides applied and all tokens resolved, so nothing that runs
 * before can undo what is done to it (ADR 19).
 */
export function coverRendering(stack: Stack): void {
  const record = recordOf(stack);
  if (record.isHooked) {
    return;
  }
  record.isHooked = true;
  const app = recordOf(stack.node.root);
  app.hookedStacks = (app.hookedStacks ?? new Set()).add(stack);
  aroundRendering(stack, (render) => {
    const wasHashed = isHashed(stack);
    const template: StageTemplate = render();
    const isEdited = processTemplate(stack, template);
    if (stack.nestedStackParent !== undefined) {
      requireSameAsHashed(stack, wasHashed, template, isEdited);
    }
    return template;
  });
}

/** CDK takes the hash of a nested stack before validations run, and never again: its file is uploaded once for each hash. */
function requireSameAsHashed(stack: Stack, wasHashed: boolean, template: StageTemplate, isEdited: boolean): void {
  const record = recordOf(stack);
  if (!wasHashed) {
    const parameters = Object.keys(template.Parameters ?? {});
    record.hashed = { text: cacheTextBesideNested(template, parameters), parameters };
  } else if (record.hashed === undefined ? isEdited : record.hashed.text !== cacheTextBesideNested(template, record.hashed.parameters)) {
    const gap: CoverageGap = { by: record.hashed === undefined ? 'early-synthesis' : 'change-after-hash', stack: stack.node.path };
    const { because, fix } = describeGap(gap);
    throw new Error(`${because}: ${fix}`);
  }
}

/** A stage with what answers for it, and what is to be done to it. */
export interface PlannedStage extends LocatedStage {
  readonly coverages: readonly Coverage[];
  /** Nothing where it is only reported. */
  readonly planned?: StageEdits;
}

export function planStages(stack: Stack, template: StageTemplate): readonly PlannedStage[] {
  return stagesIn(stack, template).map((stage) => {
    const coverages = coveragesOf(stage.construct);
    const enforcing = coverages.filter(({ isEnforced }) => isEnforced);
    const planned = enforcing.length === 0 ? undefined : planEdits(stage, template, {
      ensureStageDefault: enforcing.some(({ ensureStageDefault }) => ensureStageDefault),
      isAcknowledged: (key) => isAcknowledged(stage.construct, 'CacheDataEncrypted', key),
    });
    return { ...stage, coverages, planned };
  });
}

/**
 * Encrypts every stage that is to be. What is left, or only reported, is said at the constructs.
 *
 * @returns whether anything was edited
 */
function processTemplate(stack: Stack, template: StageTemplate): boolean {
  const before: StageTemplate = cacheTemplate(template) ?? {};
  const stages = planStages(stack, before);
  const after = editTemplate(before, stages);
  const isEdited = after !== before;
  // The template is large: what is edited is a copy, what is around it is not.
  Object.assign(template.Resources ?? {}, after.Resources);
  Object.assign(template, after.Globals !== undefined && { Globals: after.Globals });
  const judged = once(() => isEdited ? stagesOf(after, environmentOf(stack)) : stages);
  const left = stages.flatMap((stage, index) => finish(stage, () => judged()[index].stage.judgement));
  recordOf(stack).rendered = {
    coverages: new Set([...coveragesOf(stack), ...stages.flatMap(({ coverages }) => coverages)]),
    ...isEdited && { before: keysIn(stack, before) },
    ...left.length === 0 && { texts: textsOf(after) },
    embedsTemplates: Object.values(before.Resources ?? {}).some(embedsTemplates),
  };
  return isEdited;
}

/** Keeps the template as text, which is small. */
function keysIn(stack: Stack, template: object): () => ReadonlyMap<string, readonly JudgedKey[]> {
  const text = JSON.stringify(template);
  const stages = () => stagesOf(JSON.parse(text), environmentOf(stack));
  return once(() => new Map(stages().map(({ logicalId, stage }) => [logicalId, stage.judgement.keys])));
}

/** @returns what is said about it */
function finish(located: PlannedStage, judgeAfter: () => Judgement): readonly Finding[] {
  const { construct, type, stage, coverages, planned } = located;
  if (planned === undefined) {
    return coverages.length === 0 ? [] : reportFindings(located, listFindings(stage.judgement, nameOf(located)));
  }
  const { edits, isComplete } = planned;
  announceEdits(located, edits);
  if (type === STAGE_TYPE && CfnResource.isCfnResource(construct)) {
    recordOf(construct).edits = edits;
    showFlags(construct);
  }
  const name = () => nameOf(located);
  return isComplete ? []
    : reportFindings(located, [...beyondEnforcement(judgeAfter(), name), ...editedDuplicates(judgeAfter(), edits, name)]);
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => made ??= make();
}
