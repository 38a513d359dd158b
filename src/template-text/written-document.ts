import { CST, isAlias, isMap, isScalar, isSeq, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Position } from './line';
import { parsedDocuments } from './parsed-documents';
import { plainScalar, ScalarValue } from './plain-scalar';
import { longName } from './short-form';
import { Unreadable, unreadable } from './unreadable';
import { Written, WrittenEntry } from './written';

export interface WrittenDocument {
  readonly is: 'document';
  readonly root: Written;
}

/** More than any template needs, and far less than what the call stack bears. Aliases count as what they stand for. */
export const MAX_DEPTH = 256;

/** The one document of a text, as it is written. JSON is YAML as well. */
export function writtenDocument(text: string, at: (offset: number) => Position): WrittenDocument | Unreadable {
  const { documents, error } = parsedDocuments(text);
  if (documents.length > 1) {
    return unreadable('contains more than one document', at(documents[1].range[0]));
  }
  if (error !== undefined) {
    return error.code === 'RESOURCE_EXHAUSTION' ? tooDeep(at(error.pos[0]))
      : unreadable(`${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`, at(error.pos[0]));
  }
  const contents = documents.length === 0 ? null : documents[0].contents;
  if (contents === null || (isScalar(contents) && contents.source === '' && contents.type === 'PLAIN')) {
    return unreadable('the document is empty');
  }
  const reader = new Reader(at);
  const root = reader.read(contents, [], 0);
  if (reader.fault !== undefined) {
    return reader.fault;
  }
  return { is: 'document', root };
}

function tooDeep(at: Position): Unreadable {
  return unreadable(`nested more than ${MAX_DEPTH} levels deep`, at);
}

type Properties = readonly CST.SourceToken[];

/** Makes what the parser found plain, in the order of the text, and remembers the first thing that is wrong with it. */
class Reader {
  public fault: Unreadable | undefined;
  private readonly anchors = new Map<string, Written & { readonly anchor: string }>();
  private readonly open = new Set<string>();
  private readonly depths = new Map<Written, number>();

  public constructor(private readonly at: (offset: number) => Position) {
  }

  /** @param before what stands before it: its anchor and its tag are among that */
  public read(node: unknown, before: Properties, depth: number): Written {
    const { range, tag: rawTag, anchor } = node as Scalar.Parsed;
    const own = before.filter(({ type }) => type === 'anchor' || type === 'tag');
    const named = { ...anchor !== undefined && { anchor }, ...this.tagOf(rawTag, range[0]) };
    const span = { from: own[0]?.offset ?? range[0], start: range[0], end: range[1], ...named };
    if (depth > MAX_DEPTH) {
      this.fault ??= tooDeep(this.at(range[0]));
      return { ...span, is: 'scalar', value: null, isBlock: false };
    }
    if (anchor !== undefined) {
      this.open.add(anchor);
    }
    const written = this.untagged(node, span, depth);
    if (anchor !== undefined) {
      this.open.delete(anchor);
      this.anchors.set(anchor, { ...written, anchor });
    }
    return this.measured(anchor === undefined ? written : this.anchors.get(anchor)!);
  }

  private untagged(node: unknown, span: { readonly from: number; readonly start: number; readonly end: number }, depth: number): Written {
    if (isMap(node)) {
      const entries = (node as YAMLMap.Parsed).items.map((pair) => this.entry(pair, depth + 1));
      this.refuseMerges(entries);
      const end = node.flow === true ? span.end : entries[entries.length - 1]?.value.end ?? span.end;
      return { ...span, end, is: 'map', isFlow: node.flow === true, entries };
    }
    if (isSeq(node)) {
      return this.list(node as YAMLSeq.Parsed, span, depth);
    }
    if (isAlias(node)) {
      const of = this.anchors.get(node.source);
      if (of === undefined || this.open.has(node.source)) {
        this.fault ??= unreadable(this.open.has(node.source) ? `alias *${node.source} refers to itself`
          : `alias *${node.source} has no preceding anchor`, this.at(span.start));
        return { ...span, is: 'scalar', value: null, isBlock: false };
      }
      return { ...span, is: 'alias', of };
    }
    const scalar = node as Scalar.Parsed;
    return { ...span, is: 'scalar', value: this.scalarValue(scalar), isBlock: isBlockScalar(scalar) };
  }

  private list(
    node: YAMLSeq.Parsed, span: { readonly from: number; readonly start: number; readonly end: number }, depth: number,
  ): Written {
    const isFlow = node.flow === true;
    const tokens = (node.srcToken?.items ?? []).filter(({ start, sep, value }: CST.CollectionItem) =>
      sep !== undefined || value !== undefined || start.some(({ type }) => ITEM_MARKS.has(type)));
    const items = node.items.map((item, index) => this.read(item, tokens[index]?.start ?? [], depth + 1));
    const dashes = isFlow ? [] : tokens.flatMap(({ start }) => start.find(({ type }) => type === 'seq-item-ind')?.offset ?? []);
    const end = isFlow ? span.end : items[items.length - 1]?.end ?? span.end;
    return { ...span, end, is: 'list', isFlow, items, dashes };
  }

  private entry({ key, value, srcToken }: Pair<unknown, unknown>, depth: number): WrittenEntry {
    const { start = [], sep = [] } = srcToken ?? {};
    const written = this.read(key, start, depth);
    const indicator = start.find(({ type }) => type === 'explicit-key-ind');
    const colon = sep.find(({ type }) => type === 'map-value-ind');
    const end = colon === undefined ? written.end : colon.offset + 1;
    return {
      key: this.keyText(written),
      isMerge: isScalar(key) && key.type === 'PLAIN' && key.source === '<<' && written.tag === undefined,
      start: indicator?.offset ?? written.from,
      keyEnd: written.end,
      colon: colon && end,
      value: value === null ? { is: 'scalar', value: null, isBlock: false, from: end, start: end, end } : this.read(value, sep, depth),
    };
  }

  private keyText(key: Written): string {
    const isText = key.is === 'scalar' && key.tag === undefined && key.value !== null;
    if (!isText) {
      this.fault ??= unreadable('a key is not a string', this.at(key.start));
    }
    return isText ? String(key.value) : '';
  }

  private scalarValue(scalar: Scalar.Parsed): ScalarValue {
    const { tag, type, range } = scalar;
    const source = isBlockScalar(scalar) ? blockText(scalar) : scalar.source;
    const kind = tag?.startsWith(CORE) ? tag.slice(CORE.length) : undefined;
    const value = tag === undefined && type === 'PLAIN' || kind !== undefined && kind !== 'str' ? plainScalar(source) : source;
    if (kind !== undefined && KINDS[kind]?.(value) !== true) {
      this.fault ??= unreadable(`${JSON.stringify(source)} is not a valid value for tag !!${kind}`, this.at(range[0]));
    }
    return value;
  }

  /** Tags of YAML itself say nothing more once a value is read. */
  private tagOf(tag: string | undefined, start: number): { readonly tag?: string } {
    if (tag === undefined || tag === '!' || CORE_TAGS.has(tag)) {
      return {};
    }
    if (longName(tag) === undefined) {
      this.fault ??= unreadable(`CloudFormation does not support tag ${tag.replace(CORE, '!!')}`, this.at(start));
    }
    return { tag };
  }

  private refuseMerges(entries: readonly WrittenEntry[]): void {
    const [, second] = entries.filter(({ isMerge }) => isMerge);
    if (second !== undefined) {
      this.fault ??= unreadable('a mapping has more than one merge key (<<), and YAML parsers disagree on which one wins', this.at(second.start));
    }
  }

  private measured(written: Written): Written {
    const parts = childrenOf(written);
    const own = written.tag === undefined ? 1 : 2;
    const depth = parts.reduce((deepest, part) => Math.max(deepest, this.depths.get(part) ?? 0), 0) + own;
    this.depths.set(written, depth);
    if (depth > MAX_DEPTH) {
      this.fault ??= tooDeep(this.at(written.start));
    }
    return written;
  }
}

const CORE = 'tag:yaml.org,2002:';
const CORE_TAGS: ReadonlySet<string> = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `${CORE}${name}`));
const ITEM_MARKS: ReadonlySet<string> = new Set(['seq-item-ind', 'anchor', 'tag', 'explicit-key-ind']);
const KINDS: Readonly<Record<string, (value: ScalarValue) => boolean>> = {
  str: (value) => typeof value === 'string',
  int: (value) => Number.isInteger(value),
  float: (value) => typeof value === 'number',
  bool: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

function isBlockScalar({ type }: Scalar.Parsed): boolean {
  return type === 'BLOCK_FOLDED' || type === 'BLOCK_LITERAL';
}

/** The parser adds a line break to a text that ends without. */
function blockText({ source, srcToken }: Scalar.Parsed): string {
  return (srcToken as CST.BlockScalar).source.endsWith('\n') ? source : source.replace(/\n$/, '');
}

function childrenOf(written: Written): readonly Written[] {
  switch (written.is) {
    case 'map':
      return written.entries.map(({ value }) => value);
    case 'list':
      return written.items;
    case 'alias':
      return [written.of];
    case 'scalar':
      return [];
  }
}
