import { describeFault, describeFaultFix, describeFaultFixAt } from './fault-messages';
import { findingId } from './finding-id';
import { faultLocations, verdictLocations } from './locations';
import { describeFix, describeFixAt, describeVerdict } from './messages';
import { PropertyNames, TEMPLATE } from '../catalog/property-names';
import { PACK, RuleName, ruleFor } from '../catalog/rules';
import { groupBy } from '../core/group-by';
import { JudgedKey, Judgement } from '../core/judgement/judge';
import { Edit } from '../core/judgement/remediate';
import { Verdict } from '../core/judgement/verdict';
import { Path } from '../core/template-language/place';

/** One acknowledgeable item: a rule, at one method-setting key of one stage. */
export interface Finding {
  readonly rule: RuleName;
  /** `ApiCache-CacheDataEncrypted[~1orders/GET]` */
  readonly id: string;
  /** API Gateway's own key. */
  readonly key: string;
  readonly verdict: Verdict | undefined;
  readonly path: Path;
  /** The properties that decide. */
  readonly locations: readonly Path[];
  /** What we saw, for those who see beside it which stage it is. */
  readonly description: string;
  /** What to do at the locations. */
  readonly fix: string;
  /** What we saw, at which stage, what to do: all in one sentence. */
  readonly message: string;
}

/** What a judgement has to say aloud about the stage that is called `stage`. */
export function listFindings(judgement: Judgement, stage: string, names: PropertyNames = TEMPLATE): readonly Finding[] {
  return judgement.keys.flatMap((judged) => [...verdictFinding(judged, stage, names), ...keyFinding(judged, stage, names)]);
}

/** Findings of one stage, those with the same id put together: several entries may have no key that can be named. */
export function mergeById(all: readonly Finding[]): readonly Finding[] {
  if (new Set(all.map(({ id }) => id)).size === all.length) {
    return all;
  }
  const joined = (texts: readonly string[]) => [...new Set(texts)].join('; ');
  return [...groupBy(all, ({ id }) => id).values()].map((sameId) => ({
    ...sameId[0],
    locations: sameId.flatMap(({ locations }) => locations),
    description: joined(sameId.map(({ description }) => description)),
    fix: joined(sameId.map(({ fix }) => fix)),
  }));
}

/** The findings that enforcement has to answer for. A key without effect is none of them: its flag is set like any other. */
export function beyondEnforcement(judgement: Judgement, nameOfStage: () => string): readonly Finding[] {
  return judgement.verdict === 'ENCRYPTED' || judgement.verdict === 'NOT_CACHED' ? []
    : judgement.keys.flatMap((judged) => verdictFinding(judged, nameOfStage(), TEMPLATE));
}

/**
 * The duplicates among the keys that enforcement edited. Entries that differed in
 * the flag alone are equal now, and CloudFormation refuses a list with equal entries.
 */
export function editedDuplicates(judgement: Judgement, edits: readonly Edit[], nameOfStage: () => string): readonly Finding[] {
  return judgement.keys
    .filter(({ key, keyFault }) => keyFault === 'duplicate' && edits.some((edit) => edit.key === key))
    .flatMap((judged) => keyFinding(judged, nameOfStage(), TEMPLATE));
}

function verdictFinding(judged: JudgedKey, stage: string, names: PropertyNames): readonly Finding[] {
  const { key, path, verdict } = judged;
  const rule = verdict && ruleFor(verdict);
  if (rule === undefined) {
    return [];
  }
  const id = findingId(rule, key);
  const locations = verdictLocations(judged, names);
  const description = describeVerdict(judged, verdict!, undefined, names);
  const acknowledge = verdict === 'UNRESOLVED' ? ` or acknowledge ${PACK}::${id}` : '';
  const message = `${describeVerdict(judged, verdict!, stage, names)}; ${describeFix(judged, names)}${acknowledge}`;
  return [{ rule, id, key, verdict, path, locations, description, fix: describeFixAt(judged, locations, names), message }];
}

function keyFinding(judged: JudgedKey, stage: string, names: PropertyNames): readonly Finding[] {
  const { key, path, keyFault: fault } = judged;
  if (fault === undefined) {
    return [];
  }
  const rule = 'MethodSettingKeyEffective';
  const locations = faultLocations(judged, fault, names);
  const description = describeFault(judged, fault, undefined, names);
  const message = `${describeFault(judged, fault, stage, names)}; ${describeFaultFix(judged, fault, names)}`;
  const fix = describeFaultFixAt(judged, fault, locations, names);
  return [{ rule, id: findingId(rule, key), key, verdict: undefined, path, locations, description, fix, message }];
}
