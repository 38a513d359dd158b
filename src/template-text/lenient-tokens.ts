import { CST, Lexer } from 'yaml';

/**
 * The tokens of a text in YAML, as CloudFormation reads it: the lines of `[…]`, `{…}` and quotes may be indented less than YAML asks
 * for (ADR 23). They are the text, piece by piece.
 */
export function* lenientTokens(text: string): Generator<string, void> {
  let from: number | undefined = 0;
  while (from !== undefined) {
    from = yield* tokensFrom(text, from);
  }
}

/**
 * The tokens from an offset on, up to a collection or a quote that is not indented enough. YAML asks for no indentation of what a
 * document begins with, so a lexer that begins there takes it, and what follows it.
 *
 * @returns where that collection or quote begins; nothing at the end of the text
 */
function* tokensFrom(text: string, from: number): Generator<string, number | undefined> {
  let offset = from;
  let depth = 0;
  /** Where the outermost collection begins, or a token outside of any. */
  let start = from;
  let held: string[] = [];
  let isContent = false;
  for (const token of new Lexer().lex(text.slice(from))) {
    start = depth === 0 ? offset : start;
    if (!isContent && start > from && (token === CST.FLOW_END || isOpenQuote(token))) {
      return start;
    }
    depth = isContent ? depth : depthAfter(token, depth);
    offset += isMark(token) ? 0 : token.length;
    // Where it goes on in the middle of a document, none begins.
    if (from === 0 || start > from || token !== CST.DOCUMENT) {
      held.push(token);
    }
    if (depth === 0) {
      yield* held;
      held = [];
    }
    isContent = token === CST.SCALAR;
  }
  yield* held;
  return undefined;
}

/** What the lexer says between the pieces of the text. */
function isMark(token: string): boolean {
  return token === CST.DOCUMENT || token === CST.FLOW_END || token === CST.SCALAR;
}

function depthAfter(token: string, depth: number): number {
  switch (token) {
    case '{':
    case '[':
      return depth + 1;
    case '}':
    case ']':
      return Math.max(depth - 1, 0);
    case CST.FLOW_END:
      return 0;
    default:
      return depth;
  }
}

/** Whether a quote ends before its closing one, which an escaped one is not. */
function isOpenQuote(token: string): boolean {
  switch (token[0]) {
    case '\'':
      return token.split('\'').length % 2 === 0;
    case '"':
      return token.replace(/\\[^]/g, '').split('"').length % 2 === 0;
    default:
      return false;
  }
}
