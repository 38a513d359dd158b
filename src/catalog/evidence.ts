import { Dialect, TEMPLATE } from './dialect';
import { findings } from './finding';
import { describeVerdict, describeWhen } from './messages';
import { RuleName } from './rules';
import { describeStated, NOT_STATED } from './stated';
import { JudgedKey, Judgement } from '../core/judge';
import { UNNAMED_KEY } from '../core/method-setting-key';
import { Path } from '../core/place';
import { isReported, Verdict } from '../core/verdict';

/** What an auditor is shown of one method-setting key of one stage: in order or not. */
export interface Evidence {
  readonly key: string;
  readonly verdict: Verdict;
  /** The rule that it violates; none where it is in order. */
  readonly rule: RuleName | undefined;
  readonly path: Path;
  /** The entry that it is about. */
  readonly place: Path;
  /** What the template states for the flag. */
  readonly stated: string;
  /** `condition IsProd is true`; none where it holds always. */
  readonly when: string | undefined;
  readonly message: string;
  readonly fix: string | undefined;
}

/** One for each key, and one more where the key itself is at fault; a stage that states nothing has one as well. */
export function evidence(judgement: Judgement, stage: string, names: Dialect = TEMPLATE): readonly Evidence[] {
  return judgement.keys.length === 0 ? [nothingStated(names)] : judgement.keys.flatMap((one) => {
    const found = findings({ ...judgement, keys: [one] }, stage, names).map((finding): Evidence => ({
      key: one.key,
      verdict: one.verdict ?? judgement.keys.find(({ key, verdict }) => key === one.key && verdict !== undefined)?.verdict ?? 'NOT_CACHED',
      rule: finding.rule,
      path: finding.locations[0] ?? finding.path,
      place: one.path,
      stated: describeStated(one),
      when: whenOf(one),
      message: finding.description,
      fix: finding.fix,
    }));
    return one.verdict !== undefined && !isReported(one.verdict) ? [inOrder(one, one.verdict, names), ...found] : found;
  });
}

function nothingStated({ list }: Dialect): Evidence {
  return {
    key: UNNAMED_KEY,
    verdict: 'NOT_CACHED',
    rule: undefined,
    path: list,
    place: list,
    stated: NOT_STATED,
    when: undefined,
    message: 'the stage has no method settings',
    fix: undefined,
  };
}

function inOrder(one: JudgedKey, verdict: Verdict, names: Dialect): Evidence {
  return {
    key: one.key,
    verdict,
    rule: undefined,
    path: one.path,
    place: one.path,
    stated: describeStated(one),
    when: undefined,
    message: describeVerdict(one, verdict, undefined, names),
    fix: undefined,
  };
}

function whenOf({ when }: JudgedKey): string | undefined {
  return when.length === 0 ? undefined : describeWhen(when).replace(/^ when /, '');
}
