import { Lines } from './line';
import { Unreadable, unreadable } from './unreadable';

export interface DecodedText {
  readonly is: 'text';
  readonly text: string;
}

/** CloudFormation takes a megabyte; CDK indents what it writes, and listings have no limit. It bounds the time that a reader needs. */
export const MAX_BYTES = 16 * 1024 * 1024;

export const TOO_LONG: Unreadable = unreadable(`longer than ${MAX_BYTES} bytes`);

/** The text of a file: UTF-8, no control characters, no line breaks that readers of YAML disagree on. */
export function decodedText(raw: string | Uint8Array): DecodedText | Unreadable {
  if (raw.length > MAX_BYTES) {
    return TOO_LONG;
  }
  const decoded = typeof raw === 'string' ? { is: 'text' as const, text: raw } : decoded8(raw);
  return decoded.is === 'text' ? decodingFault(decoded.text) ?? decoded : decoded;
}

function decoded8(bytes: Uint8Array): DecodedText | Unreadable {
  if (isUtf16(bytes)) {
    return unreadable('encoded in UTF-16 instead of UTF-8');
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  // The decoder replaces what is no UTF-8; what it did not replace is the same in both directions.
  const wrong = Buffer.compare(Buffer.from(text, 'utf8'), bytes) === 0 ? -1 : text.indexOf('\uFFFD');
  return wrong === -1 ? { is: 'text', text } : unreadable('not encoded in UTF-8', new Lines(text).at(wrong));
}

/** By its mark, or by the zeros that ASCII has in it. */
function isUtf16([first, second, third, fourth]: Uint8Array): boolean {
  return (first === 0xFF && second === 0xFE) || (first === 0xFE && second === 0xFF)
    || (first === 0 && second !== 0 && third === 0 && fourth !== 0) || (first !== 0 && second === 0 && third !== 0 && fourth === 0);
}

const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/(?![\t\n\r\x80-\x9F])\p{Control}/u, 'contains control characters and might be a binary file'],
  [/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/, 'contains an unpaired surrogate'],
  [/\r(?!\n)/, 'contains a carriage return that does not end a line'],
];

/** YAML 1.1 ends a line here, YAML 1.2 does not: what is a comment to one is a property to the other. JSON does not mind. */
const DISPUTED_BREAK = /[\x85\u2028\u2029]/;

function decodingFault(text: string): Unreadable | undefined {
  const isJson = /^\uFEFF?\s*[{[]/.test(text);
  const faults = isJson ? FAULTS : [...FAULTS, [DISPUTED_BREAK, 'contains a line break that not every YAML parser recognizes'] as const];
  for (const [pattern, because] of faults) {
    const at = text.search(pattern);
    if (at !== -1) {
      return unreadable(because, new Lines(text).at(at));
    }
  }
  return undefined;
}
