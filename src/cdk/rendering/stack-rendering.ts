import { CfnResource, Stack } from 'aws-cdk-lib';
import { recordBefore } from './before';
import { Judgement } from '../../core/judgement/judge';
import { embedsTemplates, stagesOf } from '../../core/judgement/template-stages';
import { STAGE_TYPE } from '../../core/stage/stage-cache';
import { isObject, Path } from '../../core/template-language/place';
import { CoverageGap, describeGap } from '../../wording/coverage-gap';
import { describeEdit } from '../../wording/edit';
import { beyondEnforcement, editedDuplicates, Finding, listFindings } from '../../wording/finding';
import { environmentOf, LocatedStage } from '../assembly/located-stages';
import { cacheTemplate, cacheTexts } from '../assembly/written-template';
import { recordOf } from '../construct-record';
import { coveragesOf } from '../coverage/coverage';
import { aroundRendering, isHashed, LogicalIds } from '../internals';
import { CoveredStage, editInPlace, MutableTemplate, planTemplate } from './planned-template';
import { showFlags } from '../resource/shown-settings';
import { inform, warn } from '../violations/annotations';

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
    const { template, logicalIds } = render();
    const isEdited = processTemplate(stack, template as MutableTemplate, logicalIds);
    if (stack.nestedStackParent !== undefined) {
      requireSameAsHashed(stack, wasHashed, template, isEdited);
    }
    return template;
  });
}

/** CDK takes the hash of a nested stack before validations run, and never again: its file is uploaded once for each hash. */
function requireSameAsHashed(stack: Stack, wasHashed: boolean, template: MutableTemplate, isEdited: boolean): void {
  const record = recordOf(stack);
  if (!wasHashed) {
    const parameters = Object.keys(template.Parameters ?? {});
    record.hashed = { text: hashedText(template, parameters), parameters };
  } else if (record.hashed === undefined ? isEdited : record.hashed.text !== hashedText(template, record.hashed.parameters)) {
    const gap: CoverageGap = { by: record.hashed === undefined ? 'early-synthesis' : 'change-after-hash', stack: stack.node.path };
    const { because, fix } = describeGap(gap);
    throw new Error(`${because}: ${fix}`);
  }
}

/**
 * What decides on caches, without nested stacks and without more parameters than these: the legacy synthesizer hands
 * the locations of their templates down once it has the hash of the stack around them.
 */
function hashedText({ Resources: resources, Parameters: declared, ...sections }: MutableTemplate, parameters: readonly string[]): string {
  const kept = Object.entries(resources ?? {}).filter(([, raw]) => !isObject(raw) || raw.Type !== NESTED_STACK_TYPE);
  return cacheTexts({
    ...sections,
    Parameters: Object.fromEntries(parameters.map((name) => [name, declared?.[name]])),
    Resources: Object.fromEntries(kept),
  }).join();
}

const NESTED_STACK_TYPE = 'AWS::CloudFormation::Stack';

/**
 * Encrypts every stage that is to be. What is left, or only reported, is said at the constructs.
 *
 * @returns whether anything was edited
 */
function processTemplate(stack: Stack, template: MutableTemplate, logicalIds: LogicalIds): boolean {
  const record = recordOf(stack);
  const before = cacheTemplate(template) ?? {};
  const { stages, edits } = planTemplate(stack, before, logicalIds);
  editInPlace(template, edits);
  const after = once(() => edits.length === 0 ? stages.map(({ located }) => located) : stagesOf(template, environmentOf(stack)));
  recordBefore(stack, before, edits.length > 0);
  const leftFindings = stages.flatMap((covered, index) => finish(covered, () => after()[index].stage.judgement));
  record.rendered = {
    coverages: new Set([...coveragesOf(stack), ...stages.flatMap(({ coverages }) => coverages)]),
    ...leftFindings.length === 0 && { texts: cacheTexts(template) },
    embedsTemplates: Object.values(before.Resources ?? {}).some(embedsTemplates),
  };
  return edits.length > 0;
}

/** @returns what is said about it */
function finish({ located, coverages, planned }: CoveredStage, judgeAfter: () => Judgement): readonly Finding[] {
  const { construct, name, type, stage } = located;
  if (planned === undefined) {
    return coverages.length === 0 ? [] : reportFindings(located, listFindings(stage.judgement, name));
  }
  const { edits, isComplete } = planned;
  for (const edit of edits) {
    const message = describeEdit(edit, name);
    if (message !== undefined) {
      sayOnce(located, edit.path, () => inform(construct, edit.key, message));
    }
  }
  if (type === STAGE_TYPE && CfnResource.isCfnResource(construct)) {
    recordOf(construct).edits = edits;
    showFlags(construct);
  }
  return isComplete ? [] : reportFindings(located, [
    ...beyondEnforcement(judgeAfter(), { name }),
    ...editedDuplicates(judgeAfter(), edits, { name }),
  ]);
}

function reportFindings(located: LocatedStage, found: readonly Finding[]): readonly Finding[] {
  for (const finding of found) {
    const record = recordOf(located.construct);
    record.reportedIds = (record.reportedIds ?? new Set()).add(finding.id);
    sayOnce(located, [finding.id, ...finding.path], () => warn(located.construct, finding));
  }
  return found;
}

/** A stack may be rendered several times: for its hash, for its file. A construct may bring several stages. */
function sayOnce({ construct, logicalId }: LocatedStage, what: Path, announce: () => void): void {
  const announced = recordOf(construct).announced ??= new Set();
  const id = [logicalId, ...what].join('\0');
  if (!announced.has(id)) {
    announced.add(id);
    announce();
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => made ??= make();
}
