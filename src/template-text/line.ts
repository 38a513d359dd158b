const BYTE_ORDER_MARK = '\uFEFF';

/** A place in a text. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in code units of UTF-16. */
  readonly column: number;
}

/** The lines of a text, found by offset. Counted once, since every finding asks for one. */
export class Lines {
  private readonly starts: readonly number[];

  public constructor(text: string) {
    this.starts = [text.startsWith(BYTE_ORDER_MARK) ? 1 : 0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  }

  public at(offset: number): Position {
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      [low, high] = this.starts[middle] <= offset ? [middle, high] : [low, middle];
    }
    return { line: low + 1, column: Math.max(offset - this.starts[low], 0) + 1 };
  }
}

/** Where the line ends that the offset is in: before its line break, or at the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  const end = feed === -1 ? text.length : feed;
  return end > offset && text[end - 1] === '\r' && feed !== -1 ? end - 1 : end;
}

export function lineStart(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith(BYTE_ORDER_MARK) ? Math.min(1, offset) : start;
}

/** The line break that the text uses where it was first asked to. */
export function lineBreak(text: string): '\n' | '\r\n' {
  const feed = text.indexOf('\n');
  return feed > 0 && text[feed - 1] === '\r' ? '\r\n' : '\n';
}

/** What stands before an offset in its line, as white space of the same width: what is written there begins in the same column. */
export function indentationAt(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset).replace(/[^\t]/g, ' ');
}
