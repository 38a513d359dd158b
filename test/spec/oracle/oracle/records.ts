import { argumentOf, canonicalText, isList, isObject, Json, JsonObject } from './json';
import { DEFAULT_KEY, Key, readKey } from './keys';
import { StageSource } from './stages';
import { endsOf, readValue, takenEnd, unlessLookupFails, World } from './values';

/**
 * `T`, `F`, `–` and `?` of section 2; `changed` is the `?` of a parameter that has a default and is something that the template does
 * not name (rule 15).
 */
export type Switch = 'true' | 'false' | 'absent' | 'unknown' | 'changed';

export interface Switches {
  readonly caching: Switch;
  readonly encryption: Switch;
  /** A literal TTL of 0 (rule 3). */
  readonly neverKeeps: boolean;
}

/** Method settings at the end of some branch: an item of a list, or the virtual W of rule 12. */
export interface Leaf {
  readonly place: string;
  /** The ends of the branches that lead to it: of what owns the settings, and of the list. */
  readonly owner: string;
  readonly list?: string;
  /** The item that it is an end of. */
  readonly item?: Branching;
  readonly fields: JsonObject;
  readonly method?: Json;
  readonly path?: Json;
  /** Every key that it can have. */
  readonly keys: readonly Key[];
}

/** A value that may stand in branches, and where it stands. */
interface Branching {
  readonly value: Json | undefined;
  readonly place: string;
}

/** A list or an item that cannot be read in some branch. */
export interface Part {
  readonly place: string;
  readonly owner: string;
  readonly list?: string;
  readonly item?: Branching;
}

/** A record with a key in one world. */
export interface ReadRecord extends Switches {
  readonly place: string;
  readonly key: Key;
}

const CACHE_FIELDS = ['CachingEnabled', 'CacheDataEncrypted', 'CacheTtlInSeconds'] as const;

/** Every record that a stage can have. READING: a record that sets nothing in any branch is not there at all (rule 11). */
export function leavesOf(source: StageSource, worlds: readonly World[]): readonly Leaf[] {
  return endsOf(source.owner, 'Settings').flatMap((owner): readonly Leaf[] => {
    if (!isSettings(owner.value)) {
      return [];
    }
    // READING: only the three fields that section 1 names make the virtual W; throttling and logging beside them do not.
    const fields = Object.fromEntries(CACHE_FIELDS.map((name) => [name, (owner.value as JsonObject)[name]]));
    const virtualDefault: readonly Leaf[] = source.hasVirtualDefault
      ? [{ place: owner.place, owner: owner.place, fields, keys: [DEFAULT_KEY] }]
      : [];
    const listed = endsOf(owner.value.MethodSettings, `${owner.place}.MethodSettings`).flatMap((list) => itemsOf(list).flatMap((item) =>
      endsOf(item.value, item.place).flatMap(({ value, place }): readonly Leaf[] => {
        if (!isSettings(value)) {
          return [];
        }
        const { HttpMethod: method, ResourcePath: path, ...rest } = value;
        return [{ place, owner: owner.place, list: list.place, item, fields: rest, method, path, keys: keysOf(method, path, worlds) }];
      })));
    return [...virtualDefault, ...listed].filter((leaf) => Object.values(leaf.fields).some(canBePresent));
  });
}

/** Everything that may be unreadable: the list of each owner, and each item. */
export function partsOf(source: StageSource): readonly Part[] {
  return endsOf(source.owner, 'Settings').flatMap((owner): readonly Part[] => {
    const part: Part = { place: `${owner.place}.MethodSettings`, owner: owner.place };
    const settings = isSettings(owner.value) ? owner.value.MethodSettings : undefined;
    const items = endsOf(settings, part.place).flatMap((list) => itemsOf(list).map((item): Part =>
      ({ place: item.place, owner: owner.place, list: list.place, item })));
    return [part, ...items];
  });
}

/** A stage in one world. What is not asked for is not evaluated, so that a lookup there takes nothing out (rule 17). */
export class StageView {
  public constructor(private readonly source: StageSource, private readonly world: World, private readonly leaves: readonly Leaf[]) {
  }

  public get exists(): boolean {
    return this.source.exists(this.world);
  }

  public get cluster(): Switch {
    const { value } = this.owner;
    return readSwitch(isSettings(value) ? value.CacheClusterEnabled : value, this.world);
  }

  /** The records of the leaves that can have a wanted key, where they have it. */
  public records(isWanted: (key: Key, leaf: Leaf) => boolean): readonly ReadRecord[] {
    return this.leaves.filter((leaf) => leaf.keys.some((key) => isWanted(key, leaf))).flatMap((leaf) => {
      if (!this.isTaken(leaf)) {
        return [];
      }
      const [first, ...others] = leaf.keys;
      const key = first !== undefined && others.length === 0 ? first
        : readKey(readValue(leaf.method, this.world), readValue(leaf.path, this.world));
      const switches = isWanted(key, leaf) ? readSwitches(leaf.fields, this.world) : undefined;
      return switches === undefined ? [] : [{ place: leaf.place, key, ...switches }];
    });
  }

  /** Rule 5: an unreadable list, or an unreadable item. READING: an item that is no object, and a list that is none, cannot be read. */
  public isUnreadable({ owner, list, item }: Part): boolean {
    if (this.owner.place !== owner) {
      return false;
    }
    const { value, place } = this.list;
    if (item === undefined) {
      const reading = readValue(value, this.world);
      return reading.is !== 'absent' && !(reading.is === 'known' && isList(reading.value));
    }
    if (place !== list) {
      return false;
    }
    const reading = readValue(takenEnd(item.value, item.place, this.world).value, this.world);
    return reading.is !== 'absent' && !(reading.is === 'known' && isObject(reading.value));
  }

  private isTaken({ owner, list, item, place }: Leaf): boolean {
    return this.owner.place === owner && (item === undefined
      || (this.list.place === list && takenEnd(item.value, item.place, this.world).place === place));
  }

  private get owner(): Branching {
    return takenEnd(this.source.owner, 'Settings', this.world);
  }

  /** READING: what hangs on something that cannot be read, such as a StageDescription, cannot be read. */
  private get list(): Branching {
    const { value, place } = this.owner;
    return isSettings(value) ? takenEnd(value.MethodSettings, `${place}.MethodSettings`, this.world) : { value, place };
  }
}

function itemsOf({ value, place }: Branching): readonly Branching[] {
  return isList(value) ? value.map((item, index) => ({ value: item, place: `${place}[${index}]` })) : [];
}

/** An object that is no intrinsic function. */
function isSettings(value: Json | undefined): value is JsonObject {
  return isObject(value) && !Object.keys(value).some((name) => name === 'Ref' || name.startsWith('Fn::'));
}

function canBePresent(field: Json | undefined): boolean {
  return endsOf(field, '').some(({ value }) => value !== undefined && value !== null && argumentOf(value, 'Ref') !== 'AWS::NoValue');
}

/** The keys under every world, whatever the conditions in them are. */
function keysOf(method: Json | undefined, path: Json | undefined, worlds: readonly World[]): readonly Key[] {
  const keys = new Map<string, Key>();
  const isLiteral = typeof method === 'string' && typeof path === 'string';
  for (const world of isLiteral ? worlds.slice(0, 1) : worlds) {
    for (const { value: verb } of endsOf(method, '')) {
      for (const { value: route } of endsOf(path, '')) {
        for (const key of unlessLookupFails(() => [readKey(readValue(verb, world), readValue(route, world))])) {
          keys.set(canonicalText({ ...key }), key);
        }
      }
    }
  }
  return [...keys.values()];
}

/**
 * Undefined where nothing is set (rule 11).
 * READING: any field beside the method and the path counts as setting something, also when its value cannot be read; it is asked for
 * only where no field of the cache is stated.
 */
function readSwitches(fields: JsonObject, world: World): Switches | undefined {
  const isPresent = (name: string): boolean => readValue(fields[name], world).is !== 'absent';
  const isStated = CACHE_FIELDS.map(isPresent).some(Boolean);
  if (!isStated && !Object.keys(fields).some(isPresent)) {
    return undefined;
  }
  return {
    caching: readSwitch(fields.CachingEnabled, world),
    encryption: readSwitch(fields.CacheDataEncrypted, world),
    neverKeeps: isZero(fields.CacheTtlInSeconds, world),
  };
}

/** READING: a literal that is neither true nor false, such as "yes" or "True", is `?`; so is a parameter's unseen value (rule 15). */
function readSwitch(value: Json | undefined, world: World): Switch {
  const reading = readValue(value, world);
  switch (reading.is) {
    case 'absent':
    case 'unknown':
      return reading.is;
    case 'unseen':
      return reading.hasDefault ? 'changed' : 'unknown';
    case 'known': {
      const text = typeof reading.value === 'object' ? '' : String(reading.value);
      return text === 'true' || text === 'false' ? text : 'unknown';
    }
  }
}

/** READING: "0" is a literal TTL of 0, also when a lookup or a parameter with AllowedValues gives it. */
function isZero(value: Json | undefined, world: World): boolean {
  const reading = readValue(value, world);
  return reading.is === 'known' && (reading.value === 0 || reading.value === '0');
}
