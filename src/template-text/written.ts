import { ScalarValue } from './plain-scalar';

/** A value as the text has it: what it is, and between which offsets. */
export type Written = WrittenMap | WrittenList | WrittenScalar | WrittenAlias;

interface Spanned {
  /** Where its tag or anchor begins, or itself if it has none. */
  readonly from: number;
  readonly start: number;
  /** After its last character. A block scalar ends with its last line break. */
  readonly end: number;
  readonly anchor?: string;
  /** `!If`, or none. */
  readonly tag?: string;
}

export interface WrittenMap extends Spanned {
  readonly is: 'map';
  /** `{ … }` rather than one line for each property. */
  readonly isFlow: boolean;
  readonly entries: readonly WrittenEntry[];
}

export interface WrittenEntry {
  readonly key: string;
  /** `<<`. */
  readonly isMerge: boolean;
  /** Where the key begins, with its indicator and its anchor. */
  readonly start: number;
  readonly keyEnd: number;
  /** After the colon; none where there is none (`{ a, b }`). */
  readonly colon: number | undefined;
  readonly value: Written;
}

export interface WrittenList extends Spanned {
  readonly is: 'list';
  readonly isFlow: boolean;
  readonly items: readonly Written[];
  /** Where the dash of each item is; none in `[ … ]`. */
  readonly dashes: readonly number[];
}

export interface WrittenScalar extends Spanned {
  readonly is: 'scalar';
  readonly value: ScalarValue;
  /** `|` or `>`. */
  readonly isBlock: boolean;
}

export interface WrittenAlias extends Spanned {
  readonly is: 'alias';
  readonly of: Written & { readonly anchor: string };
}

/** Whether it takes lines of its own, so that what follows begins a new one. */
export function isBlock(written: Written): boolean {
  switch (written.is) {
    case 'map':
    case 'list':
      return !written.isFlow;
    case 'scalar':
      return written.isBlock;
    case 'alias':
      return false;
  }
}

/** What an alias stands for, or what it is. */
export function resolved(written: Written): Exclude<Written, WrittenAlias> {
  return written.is === 'alias' ? resolved(written.of) : written;
}
