import { readFileSync } from 'fs';
import { Input, inTrouble } from './input';
import { byFormat, concerns, Content, isJson, mayConcern, unknownBecause } from './input-formats';
import { Source } from './source';
import { reasonOf } from './sources';
import { Document, readDocument } from '../../template-text/read-document';
import { readDocuments } from '../../template-text/read-documents';
import { Unreadable } from '../../template-text/unreadable';

/** Reads the content of a source, and tells by it what it is. Nothing for a file of a folder that is none of our business. */
export function readInputs(source: Source, raw: ReturnType<typeof bytesOf>): readonly Input[] {
  return raw instanceof Uint8Array ? inputsIn(source, raw) : [inTrouble(source, raw.because)];
}

/** The bytes of a source, or why there are none. */
export function bytesOf({ path }: Source, stdin: () => Uint8Array): Uint8Array | { readonly because: string } {
  try {
    return path === undefined ? stdin() : readFileSync(path);
  } catch (error) {
    return { because: reasonOf(error) };
  }
}

function inputsIn(source: Source, raw: Uint8Array): readonly Input[] {
  const wide = utf16(raw);
  const text = wide ?? Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8');
  if (source.isFound && !mayBeOurs(text)) {
    return [];
  }
  const json = parseIfJson(text);
  const documents = json === undefined ? readDocuments(wide ?? raw) : [];
  const read = json === undefined ? documents.flatMap((document) => document.is === 'read' ? contentOf(document, documents.length) : [])
    : [{ value: json.value, text, read: () => readDocument(wide ?? raw), isAlone: true }];
  const formats = byFormat(read);
  const inputs = [...formats].flatMap(([format, contents]) => format?.reads(contents, source) ?? []);
  return [
    // CloudFormation takes no template in UTF-16, but Windows PowerShell writes listings so.
    ...inputs.map((input) => wide !== undefined && input.is === 'template' ? inTrouble(source, 'encoded in UTF-16 instead of UTF-8') : input),
    ...[...unreadable(source, documents, text), ...unknown(source, formats.get(undefined) ?? [])].slice(0, 1),
  ];
}

function contentOf(document: Document, count: number): Content {
  return { value: document.value, text: document.text, read: () => document, isAlone: count === 1 };
}

/** What is named has to be read; of what is found, only what may be about stages. */
function unreadable(source: Source, documents: readonly (Document | Unreadable)[], text: string): readonly Input[] {
  return source.isFound && !mayConcern(text) ? [] : documents.flatMap((document) =>
    document.is === 'unreadable' ? inTrouble(source, document.because, document.line) : []);
}

function unknown(source: Source, contents: readonly Content[]): readonly Input[] {
  return contents.filter(({ value }) => !source.isFound || concerns(value)).map(({ value }) => inTrouble(source, unknownBecause(value)));
}

/** The text of a file in UTF-16 that says so by its mark. */
function utf16(raw: Uint8Array): string | undefined {
  const isMarked = (raw[0] === 0xFF && raw[1] === 0xFE) || (raw[0] === 0xFE && raw[1] === 0xFF);
  return isMarked ? new TextDecoder(raw[0] === 0xFF ? 'utf-16le' : 'utf-16be').decode(raw) : undefined;
}

/** Undefined for what is no JSON. */
function parseIfJson(text: string): { readonly value: unknown } | undefined {
  if (!isJson(text)) {
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

/** Whether a file of a folder is worth reading. */
function mayBeOurs(text: string): boolean {
  return WORDS.test(text);
}
