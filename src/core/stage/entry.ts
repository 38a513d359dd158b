import { CACHE_FIELDS } from './method-setting';
import { MethodSettingKey, methodSettingKey, STAGE_DEFAULT_KEY } from './method-setting-key';
import { TEMPLATE_NAMES } from './setting-names';
import { SettingsList, StageLayout } from './stage-layout';
import { asString, branchesOf, Evaluate, evaluateLiteral, Evaluated, itemsOf } from '../template-language/intrinsics';
import { Parameters } from '../template-language/parameters';
import { child, Place } from '../template-language/place';
import { possibleValues } from '../template-language/possible-values';

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
  /** The branches that cannot be read; none where it hangs on something else that cannot. */
  readonly unreadable: readonly Place[];
}

/** Everything that a stage may say, in any branch. */
export interface StageEntries {
  readonly entries: readonly Entry[];
  readonly parts: readonly Part[];
}

export const KEY_FIELDS: readonly string[] = [TEMPLATE_NAMES.method, TEMPLATE_NAMES.path];

export function stageEntries({ lists, description }: StageLayout, parameters: Parameters): StageEntries {
  const described = description?.branches.filter(isStructure).map((place): Entry =>
    ({ place, fields: CACHE_FIELDS, keys: [STAGE_DEFAULT_KEY], item: undefined })) ?? [];
  const items = lists.flatMap((list) => list.value.branches.flatMap((branch) =>
    itemsOf(branch).map((place): Item => ({ list, branch, place }))));
  const branches = items.map((item) => ({ item, places: branchesOf(item.place) }));
  return {
    entries: [
      ...described,
      ...branches.flatMap(({ item, places }) => places.filter(isStructure).map((place) => entryOf(place, item, parameters))),
    ].filter((entry) => maySet(entry, parameters)),
    parts: [
      ...lists.map((list): Part => ({ list, item: undefined, unreadable: list.value.branches.filter(isUnreadableAs('list')) })),
      ...branches.map(({ item, places }): Part => ({ list: item.list, item, unreadable: places.filter(isUnreadableAs('structure')) })),
    ].filter(({ unreadable, list, item }) => unreadable.length > 0 || (item === undefined && list.value.hangsOnUnreadable)),
  };
}

function formOf(place: Place): Evaluated['is'] {
  return evaluateLiteral(place).is;
}

/** Whether something is written there, and something else than it should be. */
function isUnreadableAs(form: 'list' | 'structure'): (place: Place) => boolean {
  return (place) => !['absent', form].includes(formOf(place));
}

function isStructure(place: Place): boolean {
  return formOf(place) === 'structure';
}

/** Rule 11: an entry that sets nothing is ignored. One with a value that comes to nothing at all fails the deployment where it stands. */
function maySet({ place, fields }: Entry, parameters: Parameters): boolean {
  return fields.some((name) => {
    const values = possibleValues(child(place, name), parameters);
    return values.length === 0 || values.some(({ is }) => is !== 'absent');
  });
}

function entryOf(place: Place, item: Item, parameters: Parameters): Entry {
  const [methods, paths] = KEY_FIELDS.map((name) => possibleValues(child(place, name), parameters).map(asString));
  const keys = methods.flatMap((method) => paths.map((path) => methodSettingKey(method, path)));
  const fields = Object.keys(place.raw as object).filter((name) => !KEY_FIELDS.includes(name));
  return { place, fields, keys: distinctKeys(keys), item };
}

function distinctKeys(keys: readonly MethodSettingKey[]): readonly MethodSettingKey[] {
  return [...new Map(keys.map((key) => [JSON.stringify([key.kind, key.method, key.path]), key])).values()];
}

/** The key of an entry under a configuration. */
export function keyUnder({ keys, place }: Entry, evaluate: Evaluate): MethodSettingKey {
  if (keys.length === 1) {
    return keys[0];
  }
  const [method, path] = KEY_FIELDS.map((name) => asString(evaluate(child(place, name))));
  return methodSettingKey(method, path);
}
