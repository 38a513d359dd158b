import { isObject, JsonObject, objectAt } from './oracle/json';
import { Configuration, judgeNamed, judgeUnnamed, ReadRecord, UnreadableItem } from './oracle/judge';
import { DEFAULT_KEY, mayEqual, NamedKey } from './oracle/keys';
import { Entry, StageState, stageState } from './oracle/records';
import { StageSource, stagesOf } from './oracle/stages';
import { followValue, holdsByName, LookupFailed, World } from './oracle/values';
import { Verdict, VERDICTS, worstVerdict } from './oracle/verdicts';
import { choiceText, countWorlds, everyWorld } from './oracle/worlds';

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

/**
 * Which lookups that find nothing take a configuration out.
 * READING: `key`, as rule 17 has it: only those that the key's own entries, the stage default, the cluster and the resource's
 * condition ask for. `template` is CloudFormation's own view: any lookup of any condition or of anything that gets created.
 */
export type LookupScope = 'key' | 'template';

const UNNAMED = 'MethodSettings';

/**
 * The standard, read literally and slowly: every assignment of the parameters and every choice of the unknown bits is evaluated.
 * READING: the limit of 4096 configurations (rule 17) is not applied; skip such a template with `hasTooMany`.
 * READING: a resource or a key that exists in no configuration has no row.
 */
export function judgeByBruteForce(template: unknown, scope: LookupScope = 'key'): readonly OracleRow[] {
  if (!isObject(template)) {
    return [];
  }
  const worlds = [...everyWorld(template)].filter((world) => scope === 'key' || canDeploy(world));
  return stagesOf(template).flatMap((source) => judgeStage(source, worlds));
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

/** What is judged: a named key, or the place of an entry without a name. */
type Subject = { readonly key: NamedKey } | { readonly place: string };
interface Moment {
  readonly choice: string;
  readonly state: StageState;
}

function judgeStage(source: StageSource, worlds: readonly World[]): readonly OracleRow[] {
  const moments = worlds.map((world) => ({ choice: choiceText(world), state: stageState(source, world) }));
  const items = moments.flatMap(({ state }) => state.is === 'present' ? [...state.items] : []);
  const entries = items.flatMap(([, item]) => item.taken ?? []);
  return subjectsOf(entries).flatMap((subject) => {
    const asked = new Set(items.filter(([, item]) => item.branches.some((entry) => bearsOn(entry, subject))).map(([place]) => place));
    const verdict = combineMoments(subject, moments, asked);
    const methodKey = 'key' in subject ? subject.key.name : UNNAMED;
    return verdict === 'missing' ? [] : [{ logicalId: source.logicalId, methodKey, verdict }];
  });
}

function subjectsOf(entries: readonly Entry[]): readonly Subject[] {
  const subjects = new Map<string, Subject>();
  for (const entry of entries) {
    if (entry.is === 'failed') {
      continue;
    }
    const isNamed = entry.is === 'record' && 'name' in entry.key;
    subjects.set(isNamed ? `key ${entry.key.name}` : `place ${entry.place}`, isNamed ? { key: entry.key } : { place: entry.place });
  }
  return [...subjects.values()];
}

/**
 * Whether the verdict on a subject asks for an entry (rule 17): its own, the stage default's, and those that may be one of them.
 * READING: an entry without a name asks for the whole list, since it may equal any of its keys.
 */
function bearsOn(entry: Entry, subject: Subject): boolean {
  if (entry.is === 'failed') {
    return false;
  }
  if ('place' in subject || entry.is === 'unreadable') {
    return true;
  }
  return entry.key.is === 'default' || mayEqual(entry.key, DEFAULT_KEY) || ('name' in entry.key && entry.key.name === subject.key.name);
}

/** Rule 16: the worst over the deployable configurations of each choice of bits, and then over the choices. */
function combineMoments(subject: Subject, moments: readonly Moment[], asked: ReadonlySet<string>): Verdict | undefined | 'missing' {
  const choices = new Map<string, (Verdict | undefined | 'missing')[]>();
  for (const { choice, state } of moments) {
    const configuration = configurationOf(state, subject, asked);
    if (configuration === undefined) {
      continue;
    }
    choices.set(choice, [...choices.get(choice) ?? [], judgeSubject(subject, configuration)]);
  }
  const everything = [...choices.values()].flat();
  if (everything.every((verdict) => verdict === 'missing')) {
    return 'missing';
  }
  const worstOfChoices = [...choices.values()].map(worstPresent);
  if (worstOfChoices.every((verdict) => verdict === 'UNENCRYPTED')) {
    return 'UNENCRYPTED';
  }
  // UNENCRYPTED for only a part of the choices.
  if (worstOfChoices.includes('UNENCRYPTED')) {
    return 'UNRESOLVED';
  }
  return worstPresent(everything);
}

function worstPresent(verdicts: readonly (Verdict | undefined | 'missing')[]): Verdict | undefined {
  return worstVerdict(verdicts.filter((verdict) => verdict !== 'missing'));
}

/** Undefined where the stage does not exist, or where a lookup that the subject asks for finds nothing. */
function configurationOf(state: StageState, subject: Subject, asked: ReadonlySet<string>): Configuration | undefined {
  if (state.is !== 'present') {
    return undefined;
  }
  const records: ReadRecord[] = [];
  const unreadable: UnreadableItem[] = [];
  for (const [place, { taken: entry }] of state.items) {
    if (entry === undefined) {
      continue;
    }
    if (entry.is === 'failed') {
      if (asked.has(place)) {
        return undefined;
      }
    } else if (entry.is === 'unreadable') {
      unreadable.push(entry);
    } else if (entry.switches !== 'failed') {
      records.push({ ...entry, switches: entry.switches });
    } else if (bearsOn(entry, subject)) {
      return undefined;
    }
  }
  return { cluster: state.cluster, records, unreadable };
}

function judgeSubject(subject: Subject, configuration: Configuration): Verdict | undefined | 'missing' {
  if ('key' in subject) {
    return judgeNamed(subject.key, configuration);
  }
  const entry = [...configuration.records, ...configuration.unreadable].find(({ place }) => place === subject.place);
  return entry === undefined || (entry.is === 'record' && 'name' in entry.key) ? 'missing' : judgeUnnamed(entry, configuration);
}

/** Whether CloudFormation could deploy the whole template in a world. */
function canDeploy(world: World): boolean {
  try {
    Object.keys(objectAt(world.template, 'Conditions')).forEach((name) => holdsByName(name, world));
    for (const source of stagesOf(world.template)) {
      followStage(source, world);
    }
    for (const resource of Object.values(objectAt(world.template, 'Resources'))) {
      followResource(resource, world);
    }
    return true;
  } catch (error) {
    if (error instanceof LookupFailed) {
      return false;
    }
    throw error;
  }
}

/** A stage's own view has the globals merged in. */
function followStage(source: StageSource, world: World): void {
  if (source.condition !== undefined && !holdsByName(source.condition, world)) {
    return;
  }
  const text = source.inWorld(world);
  [text.cluster, text.settings, text.virtualDefault].forEach((value) => followValue(value, world));
}

function followResource(resource: JsonObject[string], world: World): void {
  if (!isObject(resource)) {
    return;
  }
  if (typeof resource.Condition === 'string' && !holdsByName(resource.Condition, world)) {
    return;
  }
  followValue(resource.Properties, world);
}
