import type { ApiCacheAuditRow } from './api-cache-audit-row';
import { EMBEDDED_TEXT_READER } from './embedded-reader';
import { readContents } from './input/read-contents';
import type { TemplateContent, TextContent } from './input/text-content';
import { rowsOfListing } from './rows';
import { rowsOfTemplate } from './template-rows';
import { isObject } from '../core/template-language/place';
import { MAX_BYTES, TOO_LONG } from '../template-text/decoded-text';
import { Unreadable, unreadable } from '../template-text/unreadable';

const EXPECTED = {
  template: 'a CloudFormation or AWS SAM template in JSON or YAML',
  listing: 'the output of aws apigateway get-stages or another listing of deployed stages, in JSON or YAML',
} as const;

/** What a text has to be. */
export type TextKind = keyof typeof EXPECTED;

/**
 * The rows of a text, as the command line has them for a file with that text. A part that cannot be judged refuses the whole.
 *
 * @param file its name; without it, rows have no lines
 * @throws if it is not what it has to be
 */
export function rowsOfText(text: string, kind: TextKind, file: string | undefined): readonly ApiCacheAuditRow[] {
  return contentsOf(text, kind).flatMap((content) => {
    const read = rowsOfContent(content, kind, file);
    if ('is' in read) {
      const { because, line = 1, column = 1 } = read;
      throw new Error(`${file ?? 'text'} must be ${EXPECTED[kind]}; line ${line}, column ${column}: ${because}`);
    }
    return read;
  });
}

/** A listing in JSON may be longer. */
function contentsOf(text: string, kind: TextKind): readonly TextContent[] {
  return kind === 'template' && text.length > MAX_BYTES ? [TOO_LONG] : readContents(text, { isFound: false, isWhole: true });
}

function rowsOfContent(content: TextContent, kind: TextKind, file: string | undefined): readonly ApiCacheAuditRow[] | Unreadable {
  switch (content.is) {
    case 'template':
      return kind === 'template' ? rowsOfTemplateContent(content, file) : unreadable('it is a template', content.start);
    case 'listing':
      return kind === 'listing' ? rowsOfListing(content, file) : unreadable('it is a listing of deployed stages', content.start);
    case 'unreadable':
      return content;
  }
}

function rowsOfTemplateContent(
  { file, start, within }: TemplateContent, templateFile: string | undefined,
): readonly ApiCacheAuditRow[] | Unreadable {
  const isAnswer = within === 'is an answer of AWS CloudFormation';
  if (!isObject(file?.template.Resources)) {
    return unreadable('it has no Resources', isAnswer ? start : file?.positionOf(['Resources']));
  }
  return rowsOfTemplate(file, { templateFile, project: '', hasLines: templateFile !== undefined && !isAnswer }, EMBEDDED_TEXT_READER);
}
