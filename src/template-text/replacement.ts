import { Change } from './change';
import { Written, WrittenEntry } from './written';

/** Puts a text of one line in the place of a property's value, whatever its style; a comment beside the key stays. */
export function valueReplaced(text: string, { keyEnd, colon, value }: WrittenEntry, put: string): Change {
  if (colon === undefined) {
    return { start: keyEnd, end: keyEnd, text: `: ${put}` };
  }
  const between = text.slice(colon, value.from);
  const lineBreak = between.search(/\r?\n/);
  const isBelow = lineBreak !== -1;
  const isEmpty = value.from === value.end;
  return isBelow || isEmpty
    ? { start: colon, end: isEmpty ? colon : trimmedEnd(text, value), text: ` ${put}${isBelow && !isEmpty ? between.slice(0, lineBreak) : ''}` }
    : { start: value.from, end: trimmedEnd(text, value), text: put };
}

/** Puts a text of one line in the place of an item of a list. */
export function itemReplaced(text: string, item: Written, put: string): Change {
  return item.from === item.end ? { start: item.from, end: item.from, text: ` ${put}` }
    : { start: item.from, end: trimmedEnd(text, item), text: put };
}

/** Without the line break that ends a block scalar: it ends the line of the flag as well. */
function trimmedEnd(text: string, { from, end }: Written): number {
  return from + text.slice(from, end).trimEnd().length;
}
