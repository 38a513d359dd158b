import { asString, branchesOf, Evaluate, evaluateLiteral, Evaluated, itemsOf } from './intrinsics';
import { CACHE_FIELDS } from './method-setting';
import { MethodSettingKey, methodSettingKey, STAGE_DEFAULT_KEY } from './method-setting-key';
import { Parameters } from './parameters';
import { child, Place } from './place';
import { possibleValues } from './possible-values';
import { SettingsList, StageLayout } from './stage-layout';

/** Method settings as the template has them in some branch: an entry of a list, or what a description says by itself. */
export interface Entry {
  readonly place: Place;
  /** The names of what it may set. */
  readonly fields: readonly string[];
  /** Every key that it may have. */
  readonly keys: readonly MethodSettingKey[];
  /** The item of a list that it stands for; none for a description. */
  readonly item: Item | undefined;
}

/** An item of a list in some branch. */
export interface Item {
  readonly list: SettingsList;
  /** The branch of the list. */
  readonly branch: Place;
  readonly place: Place;
}

/** A list, or an item of a list, that may be unreadable. */
export interface Part {
  readonly list: SettingsList;
  readonly item: Item | undefined;
}

/** Everything that a stage may say, in any branch. */
export interface StageEntries {
  readonly entries: readonly Entry[];
  readonly parts: readonly Part[];
}

const KEY_FIELDS: readonly string[] = ['HttpMethod', 'ResourcePath'];

export function stageEntries({ lists, description }: StageLayout, parameters: Parameters): StageEntries {
  const described = (description?.branches ?? []).filter(isStructure).map((place): Entry =>
    ({ place, fields: CACHE_FIELDS, keys: [STAGE_DEFAULT_KEY], item: undefined }));
  const unreadable = lists.filter(({ value }) => value.hangsOnUnreadable || value.branches.some((branch) => !['absent', 'list'].includes(formOf(branch))));
  const items = lists.flatMap((list) => list.value.branches.flatMap((branch) => itemsOf(branch).map((place): Item => ({ list, branch, place }))));
  const branches = items.map((item) => ({ item, places: branchesOf(item.place) }));
  return {
    entries: [
      ...described,
      ...branches.flatMap(({ item, places }) => places.filter(isStructure).map((place) => entryOf(place, item, parameters))),
    ],
    parts: [
      ...unreadable.map((list): Part => ({ list, item: undefined })),
      ...branches.filter(({ places }) => places.some((place) => !['absent', 'structure'].includes(formOf(place))))
        .map(({ item }): Part => ({ list: item.list, item })),
    ],
  };
}

function formOf(place: Place): Evaluated['is'] {
  return evaluateLiteral(place).is;
}

function isStructure(place: Place): boolean {
  return formOf(place) === 'structure';
}

function entryOf(place: Place, item: Item, parameters: Parameters): Entry {
  const [methods, paths] = KEY_FIELDS.map((name) => possibleValues(child(place, name), parameters).map(asString));
  const keys = methods.flatMap((method) => paths.map((path) => methodSettingKey(method, path)));
  const fields = Object.keys(place.raw as object).filter((name) => !KEY_FIELDS.includes(name));
  return { place, fields, keys: keys.length === 1 ? keys : distinct(keys), item };
}

function distinct(keys: readonly MethodSettingKey[]): readonly MethodSettingKey[] {
  return [...new Map(keys.map((key) => [JSON.stringify([key.kind, key.method, key.path]), key])).values()];
}

/** The key of an entry under a configuration. */
export function keyUnder({ keys, place, item }: Entry, evaluate: Evaluate): MethodSettingKey {
  if (item === undefined || keys.length === 1) {
    return keys[0];
  }
  const [method, path] = KEY_FIELDS.map((name) => asString(evaluate(child(place, name))));
  return methodSettingKey(method, path);
}
