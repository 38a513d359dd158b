import { isDeepStrictEqual } from 'util';
import { blockEntry, blockItem } from './block-insertion';
import { applyChanges, Change } from './change';
import { DocumentStyle, documentStyle } from './document-style';
import { flowEntry, flowItem } from './flow-insertion';
import { EntrySlot, ItemSlot, located, Located } from './located';
import { onOneLine } from './rendered';
import { itemReplaced, valueReplaced } from './replacement';
import { readTemplateFile, TemplateFile } from './template-file';
import { applyEdits, TemplateEdit } from '../core/template-language/edit';
import { Path } from '../core/template-language/place';

export type Edited = EditedText | RefusedEdits;

export interface EditedText {
  readonly is: 'edited';
  readonly text: string;
}

export interface RefusedEdits {
  readonly is: 'refused';
  /** At least one. Without these edits the others may be made. */
  readonly refusals: readonly Refusal[];
}

/** Why an edit cannot be made in the text. */
export interface Refusal {
  readonly path: Path;
  readonly because: string;
  readonly line: number;
}

/**
 * The text with the edits made, and every other character as it was. Either all of
 * them are made or none: the new text is read again, and has to say the template
 * with the edits, nothing else.
 */
export function editTemplateText(file: TemplateFile, edits: readonly TemplateEdit[]): Edited {
  const style = documentStyle(file.text, file.root);
  // Where two add at the same place, the inner one comes first.
  const innermostFirst = [...edits].sort((a, b) => b.path.length - a.path.length);
  const placed = innermostFirst.map((edit) => ({ edit, at: located(file.root, edit.path) }));
  const lost = placed.flatMap(({ edit, at }) => at.is === 'nowhere' ? [refusal(file, edit, at.because)] : []);
  if (lost.length > 0) {
    return { is: 'refused', refusals: lost };
  }
  const text = applyChanges(file.text, placed.flatMap(({ edit, at }) => change(file.text, at, edit, style)));
  if (text !== undefined && says(text, applyEdits(file.template, edits))) {
    return { is: 'edited', text };
  }
  const shared = placed.filter(({ at }) => at.shared !== undefined);
  return { is: 'refused', refusals: (shared.length > 0 ? shared : placed).map(({ edit, at }) => refusal(file, edit, whyNot(at))) };
}

function says(text: string, template: unknown): boolean {
  const read = readTemplateFile(text);
  return read.is === 'read' && isDeepStrictEqual(read.template, template);
}

function whyNot({ shared }: Located): string {
  switch (shared) {
    case undefined:
      return 'cannot be changed without also changing other values';
    case '<<':
      return 'inherited through a merge key (<<) and would change elsewhere too';
    default:
      return `${shared} is used elsewhere and would change there too`;
  }
}

function refusal({ positionOf }: TemplateFile, { path }: TemplateEdit, because: string): Refusal {
  return { path, because, line: positionOf(path).line };
}

function change(text: string, at: Located, edit: TemplateEdit, style: DocumentStyle): readonly Change[] {
  switch (at.is) {
    case 'entry':
      return [entryChange(text, at, edit, style)];
    case 'item':
      return [itemChange(text, at, edit, style)];
    case 'nowhere':
      return [];
  }
}

function entryChange(text: string, { map, entry }: EntrySlot, { path, value }: TemplateEdit, style: DocumentStyle): Change {
  const key = String(path[path.length - 1]);
  if (entry !== undefined) {
    return valueReplaced(text, entry, onOneLine(value, style.flow));
  }
  return map.isFlow ? flowEntry(text, map, key, value, style.flow, style.unit) : blockEntry(text, map, key, value, style.block);
}

function itemChange(text: string, { list, item }: ItemSlot, { value }: TemplateEdit, style: DocumentStyle): Change {
  if (item !== undefined) {
    return itemReplaced(text, item, onOneLine(value, style.flow));
  }
  return list.isFlow ? flowItem(text, list, value, style.flow, style.unit) : blockItem(text, list, value, style.block);
}
