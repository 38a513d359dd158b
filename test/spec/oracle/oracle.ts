import { isObject, JsonObject } from './oracle/json';
import { Judged, judgeSubject, mayBeSame, Subject } from './oracle/judge';
import { Key } from './oracle/keys';
import { canBeDeployed, certainLookups } from './oracle/lookups';
import { Leaf, leavesOf, partsOf, StageView } from './oracle/records';
import { StageSource, stagesOf } from './oracle/stages';
import { unlessLookupFails } from './oracle/values';
import { Verdict, VERDICTS, worstVerdict } from './oracle/verdicts';
import { choiceText, countWorlds, everyWorld, hasCircle } from './oracle/worlds';

export type { Verdict } from './oracle/verdicts';

/**
 * What the standard says of one key.
 * READING: each entry without a name is a key of its own, known by the place where it is written: two branches of an Fn::If that
 * violate in one choice of bits each are two rows that are UNRESOLVED. Such rows are called MethodSettings; `byName` takes the worst.
 */
export interface OracleRow {
  readonly logicalId: string;
  readonly methodKey: string;
  /** Undefined where rule 8 gives no verdict. */
  readonly verdict: Verdict | undefined;
}

const UNNAMED = 'MethodSettings';

/**
 * The standard, read literally and slowly: every assignment of the parameters and every choice of the unknown bits is evaluated.
 * READING: the limit of 4096 configurations (rule 17) is not applied; skip such a template with `hasTooMany`.
 * READING: a resource or a key that exists in no configuration has no row.
 * READING: which lookups that find nothing take a configuration out. Those that every deployment evaluates (of any condition, and of
 * the resource outside the branches of Fn::If) tell what their parameters can be, for all of its keys. Any other one counts only for
 * a key whose verdict asks for it there (rule 17): whether CloudFormation evaluates the branch that is not taken is not documented.
 */
export function judgeByBruteForce(template: unknown): readonly OracleRow[] {
  return canBeJudged(template) ? stagesOf(template).flatMap((source) => judgeStage(source, template)) : [];
}

/** READING: CloudFormation refuses conditions that need themselves, so the standard says nothing of such a template. */
export function canBeJudged(template: unknown): template is JsonObject {
  return isObject(template) && !hasCircle(template);
}

/** Whether a naive enumeration would look at more than `limit` configurations. */
export function hasTooMany(template: unknown, limit: number): boolean {
  return isObject(template) && countWorlds(template) > limit;
}

/** The worst verdict of equal names, under `LogicalId key`. */
export function byName(rows: readonly OracleRow[]): Readonly<Record<string, Verdict | 'none'>> {
  const order = [...VERDICTS, 'none'] as const;
  const worst: Record<string, Verdict | 'none'> = {};
  for (const row of rows) {
    const name = `${row.logicalId} ${row.methodKey}`;
    const verdicts = [worst[name], row.verdict ?? 'none'];
    worst[name] = order.find((verdict) => verdicts.includes(verdict)) ?? 'none';
  }
  return worst;
}

function judgeStage(source: StageSource, template: JsonObject): readonly OracleRow[] {
  const lookups = certainLookups([template.Conditions ?? null, source.evaluated ?? null]);
  const worlds = [...everyWorld(template)].filter((world) => canBeDeployed(lookups, world));
  const leaves = leavesOf(source, worlds);
  const subjects = subjectsOf(source, leaves);
  const parts = partsOf(source);
  const moments = worlds.map((world) => ({ choice: choiceText(world), stage: new StageView(source, world, leaves) }));
  return subjects.flatMap((subject) => {
    // Each meeting by itself, since what it asks for takes out other configurations.
    const verdicts = [undefined, ...meetingsOf(subject, subjects, leaves)].map((met) =>
      combineWorlds(moments.flatMap(({ choice, stage }) => unlessLookupFails(() =>
        stage.exists ? [{ choice, verdict: judgeSubject(subject, met, stage, parts) }] : []))));
    const present = verdicts.flatMap((verdict) => verdict === 'missing' ? [] : [verdict]);
    const methodKey = subject.is === 'key' ? subject.key.name : UNNAMED;
    return present.length === 0 ? [] : [{ logicalId: source.logicalId, methodKey, verdict: worstVerdict(present) }];
  });
}

function subjectsOf(source: StageSource, leaves: readonly Leaf[]): readonly Subject[] {
  const subjects = new Map<string, Subject>();
  for (const { keys, place } of leaves) {
    for (const key of keys) {
      subjects.set('name' in key ? `key ${key.name}` : `entry ${place}`, 'name' in key ? { is: 'key', key } : { is: 'entry', place });
    }
  }
  return [...subjects.values(), ...partsOf(source).map((part): Subject => ({ is: 'part', part }))];
}

/** What an entry may turn out to be, since its key cannot be read. */
function meetingsOf(subject: Subject, subjects: readonly Subject[], leaves: readonly Leaf[]): readonly Subject[] {
  const keysOf = (met: Subject): readonly Key[] => {
    switch (met.is) {
      case 'key':
        return [met.key];
      case 'entry':
        return leaves.filter(({ place }) => place === met.place).flatMap(({ keys }) => keys);
      case 'part':
        return [];
    }
  };
  return subject.is !== 'entry' ? [] : subjects.filter((met) => met !== subject
    && keysOf(subject).some((own) => keysOf(met).some((key) => mayBeSame(own, key))));
}

/** Rule 16: the worst over the deployable configurations of each choice of bits, and then over the choices. */
function combineWorlds(outcomes: readonly { readonly choice: string; readonly verdict: Judged }[]): Judged {
  const choices = new Map<string, (Verdict | undefined)[]>();
  for (const { choice, verdict } of outcomes) {
    choices.set(choice, [...choices.get(choice) ?? [], ...verdict === 'missing' ? [] : [verdict]]);
  }
  const everything = [...choices.values()].flat();
  const worstOfChoices = [...choices.values()].map(worstVerdict);
  if (everything.length === 0) {
    return 'missing';
  }
  // UNENCRYPTED for only a part of the choices is not known.
  return worstOfChoices.includes('UNENCRYPTED') && !worstOfChoices.every((verdict) => verdict === 'UNENCRYPTED')
    ? 'UNRESOLVED' : worstVerdict(everything);
}
