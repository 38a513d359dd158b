import { Composer, CST, Document, Lexer, Parser, YAMLParseError } from 'yaml';
import { lenientTokens } from './lenient-tokens';

export interface ParsedDocuments {
  readonly documents: readonly Document.Parsed[];
  /** The first thing that CloudFormation cannot read either. */
  readonly error: YAMLParseError | undefined;
}

/** The schema has strings alone: what a plain scalar stands for is up to CloudFormation. A key may be there twice. */
const SYNTAX_ALONE = {
  schema: 'failsafe', version: '1.1', merge: false, resolveKnownTags: false, uniqueKeys: false, keepSourceTokens: true, prettyErrors: false, logLevel: 'silent',
} as const;

/** What the parser calls an error, and CloudFormation does not. The comment is one all the same. */
const TOLERATED = 'Comments must be separated from other tokens by white space characters';

/** Parses YAML, as leniently as CloudFormation. */
export function parsedDocuments(text: string): ParsedDocuments {
  const lenient = composed(lenientTokens(text));
  // The tokens differ only where YAML has an error, and that error says better what is wrong.
  return lenient.error === undefined ? lenient : composed(new Lexer().lex(text));
}

function composed(tokens: Iterable<string>): ParsedDocuments {
  const documents = [...new Composer(SYNTAX_ALONE).compose(parsed(tokens))];
  return { documents, error: documents.flatMap(({ errors }) => errors).find(({ message }) => message !== TOLERATED) };
}

function* parsed(tokens: Iterable<string>): Generator<CST.Token, void> {
  const parser = new Parser();
  for (const token of tokens) {
    yield* parser.next(token);
  }
  yield* parser.end();
}
