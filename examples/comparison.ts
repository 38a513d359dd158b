import type { JudgedKey } from '../src/core/judgement/judge';
import { stagesOf } from '../src/core/judgement/template-stages';
import { Verdict } from '../src/core/judgement/verdict';
import { isKnown } from '../src/core/template-language/reading';
import { describeWhy } from '../src/wording/messages';

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
      const encrypted = enforced.find((candidate) => candidate.logicalId === logicalId);
      const otherKeys = encrypted ? encrypted.stage.judgement.keys : [];
      return stage.judgement.keys.map((judged): Row => ({
        stage: constructPath(template, logicalId) ?? `${stackName}/${logicalId}`,
        methodKey: judged.key,
        cached: cached(judged),
        before: judged.verdict ?? 'NOT_CACHED',
        after: otherKeys.find(({ key }) => key === judged.key)?.verdict ?? 'NOT_CACHED',
        why: describeWhy(judged),
      }));
    });
  });
}

/** CDK's path metadata, as a user knows the construct: without the `Resource` that every L2 ends in. */
function constructPath(template: unknown, logicalId: string): string | undefined {
  const resources = (template as { Resources: Record<string, { Metadata?: Record<string, string> }> }).Resources;
  return resources[logicalId]?.Metadata?.['aws:cdk:path']?.replace(/\/Resource$/, '');
}

function cached(judged: JudgedKey): string {
  if (judged.verdict === undefined || judged.verdict === 'NOT_CACHED') {
    return 'no';
  }
  if (judged.settings.some(({ key }) => key.kind === 'ineffective')) {
    return 'stated';
  }
  if (judged.dormant !== undefined) {
    return 'not today';
  }
  return judged.settings.some(({ caching }) => isKnown(caching, true)) ? 'yes' : 'maybe';
}
