import { Node, parseTree } from 'jsonc-parser';
import { ScalarValue } from './plain-scalar';
import { Written, WrittenEntry } from './written';

/** More than that is for the reader of YAML to refuse: this one calls itself for each level. */
const MAX_JSON_DEPTH = 200;

/** What a text in JSON says, and how it is written. */
export interface WrittenJson {
  readonly value: unknown;
  readonly root: Written;
}

/**
 * Reads a text in JSON, in a fraction of the time that the reader of YAML takes
 * for it. Nothing if not valid JSON: that reader says what is wrong.
 */
export function writtenJson(text: string): WrittenJson | undefined {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  if (!/^\s*[{[]/.test(text.slice(start)) || isDeep(text)) {
    return undefined;
  }
  // A mark at the beginning would be an error, a space is none and as long.
  const plain = start === 0 ? text : ` ${text.slice(start)}`;
  const parsed = parseOnce(plain);
  // What this parser allows in addition to JSON, the reader of YAML does not, or reads otherwise.
  return parsed && { value: parsed.value, root: writtenOf(parseTree(plain)!) };
}

function parseOnce(text: string): Pick<WrittenJson, 'value'> | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Whether a text may be nested deeper than a parser should be asked to follow. */
export function isDeep(text: string): boolean {
  let depth = 0;
  // Brackets within strings are not told apart: that can only send a text to the other reader.
  for (let index = 0; index < text.length && depth <= MAX_JSON_DEPTH; index++) {
    const character = text.charCodeAt(index);
    if (character === OPEN_BRACE || character === OPEN_BRACKET) {
      depth++;
    } else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) {
      depth--;
    }
  }
  return depth > MAX_JSON_DEPTH;
}

const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = Array.from('{}[]', (bracket) => bracket.charCodeAt(0));

function writtenOf({ type, offset: start, length, children = [], value }: Node): Written {
  const end = start + length;
  switch (type) {
    case 'object':
      return { from: start, start, end, is: 'map', isFlow: true, entries: children.map(writtenEntry) };
    case 'array':
      return { from: start, start, end, is: 'list', isFlow: true, items: children.map(writtenOf), dashes: [] };
    default:
      return { from: start, start, end, is: 'scalar', value: value as ScalarValue, isBlock: false };
  }
}

function writtenEntry({ colonOffset, children: [key, value] = [] }: Node): WrittenEntry {
  return {
    key: String(key.value),
    isMerge: false,
    start: key.offset,
    keyEnd: key.offset + key.length,
    colon: colonOffset! + 1,
    value: writtenOf(value),
  };
}
