import { byFormat, concerns, Content, isJson, mayConcern, unknownBecause } from './input-formats';
import type { TextContent } from './text-content';
import { MAX_BYTES } from '../../template-text/decoded-text';
import { Document, readDocument } from '../../template-text/read-document';
import { readDocuments } from '../../template-text/read-documents';
import { Unreadable, unreadable } from '../../template-text/unreadable';
import { isDeep } from '../../template-text/written-json';

/** How a text is read. */
export interface ContentOptions {
  /** It was found in a folder, where other files are as well; what is named has to be something to audit. */
  readonly isFound: boolean;
  /** Whether a template is read character by character even where no word of it is about a stage. */
  readonly isWhole: boolean;
}

/** Tells by its content what a text is, document by document. Nothing for one that was found, and is none of our business. */
export function readContents(raw: string | Uint8Array, options: ContentOptions): readonly TextContent[] {
  const text = typeof raw === 'string' ? raw : Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8');
  if (options.isFound && !mayBeOurs(text)) {
    return [];
  }
  const json = parseIfJson(text);
  const documents = json === undefined ? readDocuments(raw) : [];
  const read = json === undefined ? documents.flatMap((document) => document.is === 'read' ? contentOf(document, documents.length) : [])
    : [{ value: json.value, text, read: () => readDocument(raw) }];
  const formats = byFormat(read);
  return [
    ...[...formats].flatMap(([format, contents]) => format?.reads(contents, options.isWhole) ?? []),
    ...[...unreadableIn(documents, text, options), ...unknown(formats.get(undefined) ?? [], options)].slice(0, 1),
  ];
}

function contentOf(document: Document, count: number): Content {
  return { value: document.value, text: document.text, read: () => document, ...count > 1 && { start: document.positionOf([]) } };
}

/** What is named has to be read; of what is found, only what may be about stages. */
function unreadableIn(documents: readonly (Document | Unreadable)[], text: string, { isFound }: ContentOptions): readonly Unreadable[] {
  return isFound && !mayConcern(text) ? [] : documents.flatMap((document) => document.is === 'unreadable' ? document : []);
}

function unknown(contents: readonly Content[], { isFound }: ContentOptions): readonly Unreadable[] {
  return contents.filter(({ value }) => !isFound || concerns(value)).map(({ value, start }) => unreadable(unknownBecause(value), start));
}

/** Undefined for what is no JSON, nested too deeply, or too long for anything but a listing. */
function parseIfJson(text: string): { readonly value: unknown } | undefined {
  if (!isJson(text) || isDeep(text) || (text.length > MAX_BYTES && !mayBeOurs(text))) {
    return undefined;
  }
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown };
  } catch {
    return undefined;
  }
}

/** Words without which a text is no template, no listing and nothing that is about stages; in double quotes, an escape may hide one. */
const WORDS =
  /Resources|AWSTemplateFormatVersion|Globals|[sS]tageName|"[iI]tem"|^(?:- )?item:|onfigurationItem|ethodSettings|acheClusterEnabled|piGatewayCaching|TemplateBody|"Results"|"ResourceDescription|"TypeName"|AwsApiGatewayStage|AWS::(?:ApiGateway|Serverless)::|\\[ux]|\0/m;

/** Whether a file of a folder, or a text that is very long, is worth reading. */
function mayBeOurs(text: string): boolean {
  return WORDS.test(text);
}
