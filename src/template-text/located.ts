import { longName } from './short-form';
import { allEntries } from './template-value';
import { resolved, Written, WrittenAlias, WrittenEntry, WrittenList, WrittenMap } from './written';
import { Path } from '../core/template-language/place';

/** What a path leads to: a property or an item, there or to be added. */
export type Located = EntrySlot | ItemSlot | Nowhere;

export interface EntrySlot extends ReachedPlace {
  readonly is: 'entry';
  readonly map: WrittenMap;
  /** None where the mapping itself does not have it; a merge key may still bring it. */
  readonly entry: WrittenEntry | undefined;
}

export interface ItemSlot extends ReachedPlace {
  readonly is: 'item';
  readonly list: WrittenList;
  readonly item: Written | undefined;
}

export interface Nowhere extends ReachedPlace {
  readonly is: 'nowhere';
  readonly because: string;
}

interface ReachedPlace {
  /** Where it is, or where the way to it ends. */
  readonly offset: number;
  /** `&name`: it is part of what an anchor names, which may be used elsewhere too. */
  readonly shared: string | undefined;
}

/** Follows a path of the template through the text: aliases, merge keys and short forms too. */
export function located(root: Written, path: Path): Located {
  let written: Written = root;
  let isWithinTag = false;
  let offset = root.start;
  let shared: string | undefined;
  for (const [index, step] of path.entries()) {
    const at = resolved(written);
    const isLast = index === path.length - 1;
    shared = anchorOf(written) ?? shared;
    if (at.tag !== undefined && !isWithinTag) {
      if (longName(at.tag) !== step || isLast) {
        return { is: 'nowhere', because: `${at.tag} cannot contain ${showStep(step)}`, offset, shared };
      }
      isWithinTag = true;
      continue;
    }
    isWithinTag = false;
    const slot = slotIn(at, step, { offset, shared });
    if (isLast || slot.is === 'nowhere') {
      return slot;
    }
    const own: Written | undefined = slot.is === 'entry' ? slot.entry?.value : slot.item;
    const next: Written | undefined = own ?? (slot.is === 'entry' ? inherited(slot.map, String(step)) : undefined);
    if (next === undefined) {
      return { is: 'nowhere', because: `${showStep(step)} does not exist in the text`, offset, shared };
    }
    shared = own === undefined ? '<<' : shared;
    offset = own === undefined ? next.from : slot.offset;
    written = next;
  }
  return { is: 'nowhere', because: 'refers to the whole template', offset, shared };
}

function slotIn(at: Exclude<Written, WrittenAlias>, step: string | number, found: ReachedPlace): Located {
  switch (at.is) {
    case 'map': {
      // Of a key that is written twice, the last counts.
      const entry = at.entries.filter(({ key, isMerge }) => key === String(step) && !isMerge).pop();
      return { is: 'entry', map: at, entry, offset: entry?.start ?? found.offset, shared: namedBy(entry?.value) ?? found.shared };
    }
    case 'list': {
      const item = at.items[Number(step)];
      return item === undefined && step !== at.items.length
        ? { ...found, is: 'nowhere', because: `the list has ${at.items.length} items and no ${showStep(step)}` }
        : { is: 'item', list: at, item, offset: item?.from ?? found.offset, shared: namedBy(item) ?? found.shared };
    }
    case 'scalar':
      return { ...found, is: 'nowhere', because: `${showStep(step)} does not exist in the value ${JSON.stringify(at.value)}` };
  }
}

function inherited(map: WrittenMap, key: string): Written | undefined {
  return allEntries(map).get(key)?.value;
}

/** What an alias stands for changes with it. */
function anchorOf(written: Written): string | undefined {
  return namedBy(written.is === 'alias' ? written.of : written);
}

/** Replacing an alias itself affects no other place. */
function namedBy(written: Written | undefined): string | undefined {
  return written?.anchor === undefined ? undefined : `&${written.anchor}`;
}

function showStep(step: string | number): string {
  return typeof step === 'number' ? `item ${step}` : step;
}
