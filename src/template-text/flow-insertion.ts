import { Change } from './change';
import { lineBreak, lineEnd, lineStart } from './line';
import { asJson, FlowStyle, onOneLine, PRECEDING_KEY } from './rendered';
import { WrittenEntry, WrittenList, WrittenMap } from './written';

/** A property more within braces: on a line of its own where the others are, so that no other line changes. */
export function flowEntry(text: string, map: WrittenMap, key: string, value: unknown, style: FlowStyle, unit: string): Change {
  const { entries } = map;
  const near = styleIn(text, map, style);
  const property = (indentation?: string) => {
    const name = onOneLine({ [key]: 0 }, { ...near, colon: ':', padding: '' }).slice(1, -':0}'.length);
    const isLong = indentation !== undefined && near.isJson && typeof value === 'object';
    return `${name}${near.colon}${isLong ? asJson(value, unit, indentation).join(lineBreak(text)) : onOneLine(value, near)}`;
  };
  if (entries.length === 0) {
    return { start: map.start + 1, end: map.end - 1, text: `${near.padding}${property()}${near.padding}` };
  }
  const gaps = [map.start + 1, ...entries.map((entry) => afterComma(text, endOf(entry)))];
  const wanted = entries.findIndex((entry) => entry.key === PRECEDING_KEY) + 1;
  const free = gaps.map((gap, index) => gap !== undefined && isRestOfLine(text, gap) ? index : -1).filter((index) => index !== -1);
  const index = wanted > 0 && free.includes(wanted) ? wanted : free[free.length - 1];
  if (index === undefined) {
    const last = endOf(entries[entries.length - 1]);
    return { start: last, end: last, text: `,${near.gap}${property()}` };
  }
  const beside = (entries[index] ?? entries[index - 1]).start;
  const indentation = /^\s*/.exec(text.slice(lineStart(text, beside), beside))![0];
  const at = lineEnd(text, gaps[index]!);
  return { start: at, end: at, text: `${lineBreak(text)}${indentation}${property(indentation)},` };
}

/** An item more, at the end of a list within brackets. */
export function flowItem(text: string, list: WrittenList, item: unknown, style: FlowStyle, unit: string): Change {
  const { items, start, end } = list;
  if (items.length === 0) {
    return { start: start + 1, end: end - 1, text: onOneLine(item, style) };
  }
  const last = items[items.length - 1];
  const first = text.slice(lineStart(text, items[0].from), items[0].from);
  const hasOwnLines = /^\s*$/.test(first);
  const rendered = hasOwnLines && style.isJson ? asJson(item, unit, first).join(lineBreak(text)) : onOneLine(item, style);
  return { start: last.end, end: last.end, text: `,${hasOwnLines ? `${lineBreak(text)}${first}` : style.gap}${rendered}` };
}

function endOf({ value, keyEnd }: WrittenEntry): number {
  return Math.max(value.end, keyEnd);
}

/** After the comma that follows, past white space and comments; none if no comma does. */
function afterComma(text: string, offset: number): number | undefined {
  const before = /(?:\s|(?<=\s)#[^\n]*)*/y;
  before.lastIndex = offset;
  before.exec(text);
  return text[before.lastIndex] === ',' ? before.lastIndex + 1 : undefined;
}

/** Whether nothing but a comment stands in the rest of the line. */
function isRestOfLine(text: string, offset: number): boolean {
  const end = lineEnd(text, offset);
  return end < text.length && /^[ \t]*(?:[ \t]#.*)?$/.test(text.slice(offset, end));
}

/** As the first property there is written. */
function styleIn(text: string, { entries, start }: WrittenMap, style: FlowStyle): FlowStyle {
  const [first, second] = entries;
  if (first === undefined) {
    return style;
  }
  const isJson = text[first.start] === '"';
  const colon = first.colon === undefined ? '' : text.slice(first.keyEnd, first.value.from);
  const isTight = isJson && colon === ':';
  const ownGap = isTight ? '' : style.gap;
  const gap = second === undefined ? ownGap : text.slice(afterComma(text, endOf(first)), second.start);
  const padding = text.slice(start + 1, first.start);
  const isPlainSpace = (space: string) => /^ *$/.test(space);
  return {
    isJson,
    colon: /^ *: *$/.test(colon) && (isJson || colon.endsWith(' ')) ? colon : ': ',
    gap: isPlainSpace(gap) ? gap : style.gap,
    padding: isPlainSpace(padding) ? padding : style.padding,
  };
}
