import { PropertyNames, TEMPLATE } from '../catalog/property-names';
import { RuleName } from '../catalog/rules';
import { JudgedKey, Judgement } from '../core/judgement/judge';
import { isReported, Verdict } from '../core/judgement/verdict';
import { UNNAMED_KEY } from '../core/stage/method-setting-key';
import { Path } from '../core/template-language/place';
import { listFindings } from '../wording/finding';
import { describeVerdict, describeWhen } from '../wording/messages';
import { describeStated, NOT_STATED } from '../wording/stated';

/** The evidence about a method-setting key of a stage, compliant or not. */
export interface Evidence {
  readonly key: string;
  readonly verdict: Verdict;
  /** The violated rule; none for a compliant key. */
  readonly rule: RuleName | undefined;
  readonly path: Path;
  /** The entry that it is about. */
  readonly place: Path;
  /** What the template states for the flag. */
  readonly stated: string;
  /** `condition IsProd is true`; none if it always holds. */
  readonly when: string | undefined;
  readonly message: string;
  readonly fix: string | undefined;
}

/** One entry for each key, another one for each faulty key, and one for a stage without method settings. */
export function collectEvidence(judgement: Judgement, stage: string, names: PropertyNames = TEMPLATE): readonly Evidence[] {
  return judgement.keys.length === 0 ? [nothingStated(names)] : judgement.keys.flatMap((judged) => {
    const found = listFindings({ ...judgement, keys: [judged] }, stage, names).map((finding): Evidence => ({
      key: judged.key,
      verdict: judged.verdict ?? judgement.keys.find(({ key, verdict }) => key === judged.key && verdict !== undefined)?.verdict ?? 'NOT_CACHED',
      rule: finding.rule,
      path: finding.locations[0] ?? finding.path,
      place: judged.path,
      stated: describeStated(judged),
      when: whenOf(judged),
      message: finding.description,
      fix: finding.fix,
    }));
    return judged.verdict !== undefined && !isReported(judged.verdict)
      ? [compliantEvidence(judged, judged.verdict, names), ...found] : found;
  });
}

function nothingStated({ list }: PropertyNames): Evidence {
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

function compliantEvidence(judged: JudgedKey, verdict: Verdict, names: PropertyNames): Evidence {
  return {
    key: judged.key,
    verdict,
    rule: undefined,
    path: judged.path,
    place: judged.path,
    stated: describeStated(judged),
    when: undefined,
    message: describeVerdict(judged, verdict, undefined, names),
    fix: undefined,
  };
}

function whenOf({ when }: JudgedKey): string | undefined {
  return when.length === 0 ? undefined : describeWhen(when).replace(/^ when /, '');
}
