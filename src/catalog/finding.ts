import { findingId } from './finding-id';
import { describeFault, describeVerdict } from './messages';
import { PACK, RuleName, ruleFor } from './rules';
import { JudgedKey, Judgement } from '../core/judge';
import { Path } from '../core/place';
import { Edit } from '../core/remediate';

/** One acknowledgeable item: a rule, at one method-setting key of one stage. */
export interface Finding {
  readonly rule: RuleName;
  /** `ApiCache-CacheDataEncrypted[~1orders/GET]` */
  readonly id: string;
  /** API Gateway's own key. */
  readonly key: string;
  readonly path: Path;
  readonly message: string;
}

/** What a judgement has to say aloud about the stage that is called `stage`. */
export function findings(judgement: Judgement, stage: string): readonly Finding[] {
  return judgement.keys.flatMap((one) => [...verdictFinding(one, stage), ...keyFinding(one, stage)]);
}

/** The findings that enforcement has to answer for. A key without effect is none of them: its flag is set like any other. */
export function beyondEnforcement(judgement: Judgement, stage: string): readonly Finding[] {
  return judgement.verdict === 'ENCRYPTED' || judgement.verdict === 'NOT_CACHED' ? []
    : judgement.keys.flatMap((one) => verdictFinding(one, stage));
}

/**
 * The duplicates among the keys that enforcement edited. Entries that differed in
 * the flag alone are equal now, and CloudFormation refuses a list with equal entries.
 */
export function editedDuplicates(judgement: Judgement, edits: readonly Edit[], stage: string): readonly Finding[] {
  return judgement.keys
    .filter(({ key, keyFault }) => keyFault === 'duplicate' && edits.some((edit) => edit.key === key))
    .flatMap((one) => keyFinding(one, stage));
}

function verdictFinding(one: JudgedKey, stage: string): readonly Finding[] {
  const verdict = one.verdict;
  const rule = verdict && ruleFor(verdict);
  return rule === undefined ? [] : [finding(rule, one, (id) => describeVerdict(one, verdict!, stage, id))];
}

function keyFinding(one: JudgedKey, stage: string): readonly Finding[] {
  const fault = one.keyFault;
  return fault === undefined ? [] : [finding('MethodSettingKeyEffective', one, () => describeFault(one, fault, stage))];
}

function finding(rule: RuleName, { key, path }: JudgedKey, message: (acknowledgeableId: string) => string): Finding {
  const id = findingId(rule, key);
  return { rule, id, key, path, message: message(`${PACK}::${id}`) };
}
