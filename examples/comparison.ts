import { describeWhy } from '../src/catalog/messages';
import type { JudgedKey } from '../src/core/judge';
import { isKnown } from '../src/core/reading';
import { stagesOf } from '../src/core/template';
import { Verdict } from '../src/core/verdict';

export interface StackTemplate {
  readonly stackName: string;
  readonly template: unknown;
}

/** One method-setting key of one stage, without and with the aspect. */
export interface Row {
  readonly stage: string;
  readonly methodKey: string;
  readonly cached: string;
  readonly before: Verdict;
  readonly after: Verdict;
  readonly why: string;
}

export function comparisonOf(before: readonly StackTemplate[], after: readonly StackTemplate[]): readonly Row[] {
  return before.flatMap(({ stackName, template }) => {
    const enforced = stagesOf(after.find((stack) => stack.stackName === stackName)?.template);
    return stagesOf(template).flatMap(({ logicalId, stage }) => {
      const other = enforced.find((one) => one.logicalId === logicalId);
      const otherKeys = other ? other.stage.judgement.keys : [];
      return stage.judgement.keys.map((one): Row => ({
        stage: constructPath(template, logicalId) ?? `${stackName}/${logicalId}`,
        methodKey: one.key,
        cached: cached(one),
        before: one.verdict ?? 'NOT_CACHED',
        after: otherKeys.find(({ key }) => key === one.key)?.verdict ?? 'NOT_CACHED',
        why: describeWhy(one),
      }));
    });
  });
}

/** CDK's path metadata, as a user knows the construct: without the `Resource` that every L2 ends in. */
function constructPath(template: unknown, logicalId: string): string | undefined {
  const resources = (template as { Resources: Record<string, { Metadata?: Record<string, string> }> }).Resources;
  return resources[logicalId]?.Metadata?.['aws:cdk:path']?.replace(/\/Resource$/, '');
}

function cached(one: JudgedKey): string {
  if (one.verdict === undefined || one.verdict === 'NOT_CACHED') {
    return 'no';
  }
  if (one.settings.some(({ key }) => key.kind === 'ineffective')) {
    return 'stated';
  }
  if (one.dormant !== undefined) {
    return 'not today';
  }
  return one.settings.some(({ caching }) => isKnown(caching, true)) ? 'yes' : 'maybe';
}
