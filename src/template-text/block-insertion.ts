import { Change } from './change';
import { indentationAt, lineBreak, lineEnd } from './line';
import { asItem, asProperty, PRECEDING_KEY } from './rendered';
import { isBlock, Written, WrittenEntry, WrittenList, WrittenMap } from './written';

/** How a document indents what it writes line by line. */
export interface BlockStyle {
  readonly unit: string;
  /** Of a list below its key: none, or the unit. */
  readonly listIndentation: string;
}

/** A property more, on lines of its own, beside one that looks like it. */
export function blockEntry(text: string, map: WrittenMap, key: string, value: unknown, { unit, listIndentation }: BlockStyle): Change {
  const indentation = indentationAt(text, map.entries[0].start);
  return linesAfter(text, endOfNeighbour(map.entries), indentation, asProperty(key, value, unit, listIndentation));
}

/** An item more, at the end of the list. */
export function blockItem(text: string, { dashes, items }: WrittenList, item: unknown, { unit }: BlockStyle): Change {
  const gap = text.slice(dashes[0] + 1, items[0].from);
  return linesAfter(text, lastEnd(items[items.length - 1]), indentationAt(text, dashes[0]), asItem(item, unit, /^ +$/.test(gap) ? gap : ' '));
}

/** What ends on a line that it does not share can be followed safely. */
function endOfNeighbour(entries: readonly WrittenEntry[]): number {
  const simple = entries.filter(({ value }) => !isBlock(value));
  const neighbour = simple.find(({ key }) => key === PRECEDING_KEY) ?? simple[simple.length - 1] ?? entries[entries.length - 1];
  return lastEnd(neighbour.value);
}

/** A block ends with the last thing in it; a parser counts the comments and empty lines below to it as well. */
function lastEnd(written: Written): number {
  if (written.is === 'map' && !written.isFlow) {
    return lastEnd(written.entries[written.entries.length - 1].value);
  }
  return written.is === 'list' && !written.isFlow ? lastEnd(written.items[written.items.length - 1]) : written.end;
}

function linesAfter(text: string, end: number, indentation: string, lines: readonly string[]): Change {
  const feed = lineBreak(text);
  const all = lines.map((line) => `${indentation}${line}`);
  if (text[end - 1] === '\n') {
    return { start: end, end, text: all.map((line) => `${line}${feed}`).join('') };
  }
  const at = lineEnd(text, end);
  return { start: at, end: at, text: all.map((line) => `${feed}${line}`).join('') };
}
