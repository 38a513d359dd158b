import { functionCall } from './intrinsics';
import { isObject } from './place';

/** What a reader of JSON or YAML makes of a text. */
export type Parsed = { readonly is: 'read'; readonly value: unknown } | { readonly is: 'unreadable'; readonly because: string };

export type Parse = (text: string) => Parsed;

/** A value within a text that is only known at deployment. */
interface Gap {
  readonly raw: unknown;
}

type Piece = string | Gap;

/** Deeper than any template: CloudFormation takes no such values. */
const MAX_PIECE_DEPTH = 200;

/**
 * A text that a template puts together of literals and of values of its own, by
 * `Fn::Join` or `Fn::Sub`. What it says can be read around those values: each of
 * them becomes a function that cannot be evaluated.
 */
export class PiecedText {
  /** All that is literal in it. */
  public readonly literal: string;
  public readonly hasGaps: boolean;
  private readonly pieces: readonly Piece[];

  public constructor(raw: unknown) {
    this.pieces = piecesOf(raw, 0);
    this.literal = this.pieces.filter((piece) => typeof piece === 'string').join('');
    this.hasGaps = this.pieces.some((piece) => typeof piece !== 'string');
  }

  /** What it says, with the gaps as functions. */
  public read(parse: Parse): Parsed {
    // A word in letters and digits stands in quotes and without them, in JSON read as YAML, in keys and in values.
    const mark = unusedWord(this.literal);
    const parsed = parse(this.pieces.map((piece, index) => typeof piece === 'string' ? piece : `${mark}${index}Z`).join(''));
    if (!this.hasGaps) {
      return parsed;
    }
    return parsed.is === 'unreadable' ? { ...parsed, because: this.named(parsed.because, mark) }
      : { is: 'read', value: this.restored(parsed.value, mark, 0) };
  }

  private restored(value: unknown, mark: string, depth: number): unknown {
    if (typeof value === 'string') {
      return this.partsOf(value, mark).every((part) => typeof part === 'string') ? value : unknowableCall(this.named(value, mark));
    }
    if (depth > MAX_PIECE_DEPTH) {
      return unknowableCall('…');
    }
    if (Array.isArray(value)) {
      return value.map((item) => this.restored(item, mark, depth + 1));
    }
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [this.named(name, mark), this.restored(inner, mark, depth + 1)]))
      : value;
  }

  /** A text in which the gaps are called as in `Fn::Sub`. */
  private named(text: string, mark: string): string {
    return this.partsOf(text, mark).map((part) => typeof part === 'string' ? part : gapName(part)).join('');
  }

  private partsOf(text: string, mark: string): readonly Piece[] {
    return text.split(new RegExp(`${mark}(\\d+)Z`)).map((part, index) => index % 2 === 0 ? part : this.pieces[Number(part)]);
  }
}

/** A value in which no function can be evaluated, since it belongs to another template. */
export function withGaps(raw: unknown, depth = 0): unknown {
  const [name, argument] = functionCall(raw);
  const isFunction = name === 'Ref' ? argument !== 'AWS::NoValue' : name?.startsWith('Fn::') === true;
  if (isFunction || depth > MAX_PIECE_DEPTH) {
    return unknowableCall(depth > MAX_PIECE_DEPTH ? '…' : gapName({ raw }));
  }
  if (Array.isArray(raw)) {
    return raw.map((item) => withGaps(item, depth + 1));
  }
  return isObject(raw) ? Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, withGaps(value, depth + 1)])) : raw;
}

/** Not what the inner template has under such names: nothing evaluates the function, and a message shows where the value comes from. */
function unknowableCall(text: string): unknown {
  return { 'Fn::Sub': text };
}

function unusedWord(literal: string): string {
  let word = 'Gap';
  while (literal.includes(word)) {
    word += 'p';
  }
  return word;
}

/** `${Name}`, `${Resource.Attribute}` */
function gapName({ raw }: Gap): string {
  const [name, argument] = functionCall(raw);
  const known = name === 'Ref' ? [argument] : ['…'];
  const parts = name === 'Fn::GetAtt' && Array.isArray(argument) ? argument as readonly unknown[] : known;
  return `\${${parts.join('.')}}`;
}

function piecesOf(raw: unknown, depth: number): readonly Piece[] {
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') {
    return [String(raw)];
  }
  const [name, argument] = functionCall(raw);
  const [first, second]: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
  if (name === 'Fn::Join' && typeof first === 'string' && Array.isArray(second) && depth < MAX_PIECE_DEPTH) {
    return second.flatMap((item, index) => [...index === 0 ? [] : [first], ...piecesOf(item, depth + 1)]);
  }
  if (name === 'Fn::Sub' && typeof first === 'string' && depth < MAX_PIECE_DEPTH) {
    return substitute(first, isObject(second) ? second : {}, depth);
  }
  return [{ raw }];
}

/** `${Name}`, `${Resource.Attribute}`, and `${!Name}`, which says `${Name}`. */
function substitute(text: string, variables: Readonly<Record<string, unknown>>, depth: number): readonly Piece[] {
  return text.split(/\$\{([^{}]*)\}/).flatMap((part, index): readonly Piece[] => {
    if (index % 2 === 0 || part.startsWith('!')) {
      return [index % 2 === 0 ? part : `\${${part.slice(1)}}`];
    }
    if (Object.prototype.hasOwnProperty.call(variables, part)) {
      return piecesOf(variables[part], depth + 1);
    }
    const [resource, ...attribute] = part.trim().split('.');
    return [{ raw: attribute.length === 0 ? { Ref: resource } : { 'Fn::GetAtt': [resource, attribute.join('.')] } }];
  });
}
