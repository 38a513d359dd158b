import type { Stack } from 'aws-cdk-lib';
import type { JudgedKey } from '../../core/judgement/judge';
import { stagesOf } from '../../core/judgement/template-stages';
import type { Verdict } from '../../core/judgement/verdict';
import { UNNAMED_KEY } from '../../core/stage/method-setting-key';
import type { Path } from '../../core/template-language/place';
import { describeStated, NOT_STATED } from '../../wording/stated';
import { environmentOf, LocatedStage } from '../assembly/located-stages';
import { knownRecordOf, recordOf } from '../construct-record';
import { stackAround } from '../construct-tree';

/** What a template said of a method-setting key before it was edited. */
export interface Before {
  readonly verdict: Verdict;
  readonly stated: string;
}

/** What an entry that was added stood for. */
const NOT_CONFIGURED: Before = { verdict: 'NOT_CACHED', stated: NOT_STATED };

/** Records what the template of a stack said before it was edited: as text, which is small, and judged when that is asked for. */
export function recordBefore(stack: Stack, template: object, isEdited: boolean): void {
  const text = isEdited ? JSON.stringify(template) : undefined;
  let keys: ReadonlyMap<string, readonly JudgedKey[]> | undefined;
  recordOf(stack).before = text === undefined ? undefined : (logicalId) => {
    keys ??= new Map(stagesOf(JSON.parse(text), environmentOf(stack)).map((stage) => [stage.logicalId, stage.stage.judgement.keys]));
    return keys.get(logicalId);
  };
}

/** What was said of the key at a place of a stage, if its template was edited. */
export function beforeAt({ construct, logicalId }: Pick<LocatedStage, 'construct' | 'logicalId'>, key: string, path: Path): Before | undefined {
  const stack = stackAround(construct);
  const keys = stack && knownRecordOf(stack)?.before?.(logicalId);
  // Entries whose key cannot be named are told apart by their places.
  const before = keys?.find((judged) => judged.key === key && (key !== UNNAMED_KEY || judged.path.join() === path.join()));
  if (before === undefined) {
    return keys && NOT_CONFIGURED;
  }
  return before.verdict && { verdict: before.verdict, stated: describeStated(before) };
}
