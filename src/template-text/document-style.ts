import { BlockStyle } from './block-insertion';
import { lineStart } from './line';
import { FlowStyle } from './rendered';
import { Written, WrittenMap } from './written';

/** How a document is written, where the neighbours of a new value do not show it. */
export interface DocumentStyle {
  readonly unit: string;
  readonly block: BlockStyle;
  readonly flow: FlowStyle;
}

export function documentStyle(text: string, root: WrittenMap): DocumentStyle {
  const column = (offset: number) => offset - lineStart(text, offset);
  const inner = root.entries.flatMap(({ value }) => value.is === 'map' && value.entries.length > 0 && value.isFlow === root.isFlow ? [value.entries[0].start] : []);
  const isJson = root.isFlow && text[root.entries[0]?.start ?? 0] === '"';
  const width = inner.length === 0 || root.entries.length === 0 ? 0 : column(inner[0]) - column(root.entries[0].start);
  const isOnOneLine = root.isFlow && !text.slice(root.start, root.end).includes('\n');
  const tabs = root.isFlow && /^\t/m.test(text);
  const unit = tabs ? '\t' : ' '.repeat(width > 0 && !isOnOneLine ? width : 2);
  const isTight = isOnOneLine && root.entries.length > 0 && root.entries[0].colon === root.entries[0].value.from;
  const list = firstList(text, root);
  return {
    unit,
    block: { unit, listIndentation: list === false ? '' : unit },
    flow: { isJson, colon: isTight ? ':' : ': ', gap: isTight ? '' : ' ', padding: isJson ? '' : ' ' },
  };
}

/** Whether the first list that stands below a key is indented; nothing if there is none. */
function firstList(text: string, written: Written): boolean | undefined {
  if (written.is !== 'map' || written.isFlow) {
    return undefined;
  }
  for (const { start, value } of written.entries) {
    const dash = value.is === 'list' ? value.dashes[0] : undefined;
    const found = dash === undefined ? firstList(text, value) : dash - lineStart(text, dash) > start - lineStart(text, start);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
