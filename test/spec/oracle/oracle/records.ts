import { argumentOf, isList, isObject, Json, JsonObject } from './json';
import { DEFAULT_KEY, Key, readKey } from './keys';
import { StageSource, StageText } from './stages';
import { chosenBranch, holdsByName, LookupFailed, readValue, World } from './values';

/** `T`, `F`, `–` and `?` of section 2. */
export type Switch = 'true' | 'false' | 'absent' | 'unknown';

export interface Switches {
  readonly caching: Switch;
  readonly encryption: Switch;
  /** A literal TTL of 0 (rule 3). */
  readonly neverKeeps: boolean;
}

/** What stands at one place of a list in one world. `failed` means that a lookup found nothing. */
export type Entry =
  | { readonly is: 'failed'; readonly place: string }
  | { readonly is: 'unreadable'; readonly place: string }
  | { readonly is: 'record'; readonly place: string; readonly key: Key; readonly switches: Switches | 'failed' };

/** A stage in one world. An entry that is absent or sets nothing is not among the entries (rule 11). */
export type StageState =
  | { readonly is: 'missing' | 'failed' }
  | { readonly is: 'present'; readonly cluster: Switch; readonly items: Items };

/** Items by their place; a whole list that cannot be read is an item too. */
export type Items = ReadonlyMap<string, Item>;

/** A list item: the entry that this world takes, and what its branches could hold whatever its conditions are. */
export interface Item {
  readonly taken: Entry | undefined;
  readonly branches: readonly Entry[];
}

export function stageState(source: StageSource, world: World): StageState {
  const state = attempt((): StageState => {
    if (source.condition !== undefined && !holdsByName(source.condition, world)) {
      return { is: 'missing' };
    }
    const text = source.inWorld(world);
    if (!text.counts) {
      return { is: 'missing' };
    }
    // Rule 2: a cluster that is absent is off.
    return { is: 'present', cluster: readSwitch(text.cluster, world), items: itemsOf(text, world) };
  });
  return state === 'failed' ? { is: 'failed' } : state;
}

function attempt<T>(evaluate: () => T): T | 'failed' {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof LookupFailed) {
      return 'failed';
    }
    throw error;
  }
}

function itemsOf(text: StageText, world: World): Items {
  const items = new Map<string, Item>();
  if (text.virtualDefault !== undefined) {
    const place = 'StageDescription';
    const record = readRecord(place, DEFAULT_KEY, text.virtualDefault, world);
    if (record !== undefined) {
      items.set(place, { taken: record, branches: [record] });
    }
  }
  readList(text.settings, 'MethodSettings', world, items);
  return items;
}

function readList(settings: Json | undefined, place: string, world: World, items: Map<string, Item>): void {
  const taken = takeBranches(settings, place, world);
  if (isList(taken.value)) {
    taken.value.forEach((item, index) => {
      const itemPlace = `${taken.place}[${index}]`;
      const branches = branchesOf(item).map((branch) => readItem(branch, itemPlace, world)).filter((entry) => entry !== undefined);
      items.set(itemPlace, { taken: readItem(item, itemPlace, world), branches });
    });
  } else if (readValue(taken.value, world).is !== 'absent') {
    // Rule 5: an unreadable list; one object in place of a list is unreadable too (cases/templates/settings-as-map.yaml).
    const list: Entry = { is: 'unreadable', place: taken.place };
    items.set(taken.place, { taken: list, branches: [list] });
  }
}

interface Taken {
  readonly value: Json | undefined;
  readonly place: string;
}

function takeBranches(value: Json | undefined, place: string, world: World): Taken {
  const branches = argumentOf(value, 'Fn::If');
  if (!isList(branches)) {
    return { value, place };
  }
  const branch = chosenBranch(branches, world);
  return takeBranches(branch, `${place}.If${branches.indexOf(branch)}`, world);
}

/** The values at the ends of all branches of an Fn::If. */
function branchesOf(value: Json): readonly Json[] {
  const branches = argumentOf(value, 'Fn::If');
  return isList(branches) ? branches.slice(1).flatMap(branchesOf) : [value];
}

function readItem(item: Json, place: string, world: World): Entry | undefined {
  const entry = attempt((): Entry | undefined => {
    const taken = takeBranches(item, place, world);
    const reading = readValue(taken.value, world);
    if (reading.is === 'absent') {
      return undefined;
    }
    // READING: an item that is no object (a text, a list) cannot be read.
    if (reading.is !== 'known' || !isObject(reading.value)) {
      return { is: 'unreadable', place: taken.place };
    }
    const { HttpMethod, ResourcePath, ...settings } = reading.value;
    const key = readKey(readValue(HttpMethod, world), readValue(ResourcePath, world));
    return readRecord(taken.place, key, settings, world);
  });
  return entry === 'failed' ? { is: 'failed', place } : entry;
}

/** READING: any field beside the method and the path counts as setting something, also when its value cannot be read. */
function readRecord(place: string, key: Key, settings: JsonObject, world: World): Entry | undefined {
  const switches = attempt((): Switches | undefined => {
    const isEmpty = Object.values(settings).map((value) => readValue(value, world)).every((reading) => reading.is === 'absent');
    if (isEmpty) {
      return undefined;
    }
    return {
      caching: readSwitch(settings.CachingEnabled, world),
      encryption: readSwitch(settings.CacheDataEncrypted, world),
      neverKeeps: isZero(settings.CacheTtlInSeconds, world),
    };
  });
  return switches === undefined ? undefined : { is: 'record', place, key, switches };
}

/** READING: a literal that is neither true nor false, such as "yes" or "True", is `?`; so is a parameter's unseen value (rule 15). */
function readSwitch(value: Json | undefined, world: World): Switch {
  const reading = readValue(value, world);
  if (reading.is === 'absent') {
    return 'absent';
  }
  if (reading.is !== 'known') {
    return 'unknown';
  }
  const text = typeof reading.value === 'object' ? '' : String(reading.value);
  return text === 'true' || text === 'false' ? text : 'unknown';
}

/** READING: "0" is a literal TTL of 0, also when a lookup or a parameter with AllowedValues gives it. */
function isZero(value: Json | undefined, world: World): boolean {
  const reading = readValue(value, world);
  return reading.is === 'known' && (reading.value === 0 || reading.value === '0');
}
