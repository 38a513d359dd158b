import { readFileSync } from 'fs';
import { Source, InputProblem } from './source';
import { reasonOf } from './sources';
import { DeployedStage } from '../../core/stage/deployed-stage';
import { mayEmbed } from '../../core/stage/embedded-template';
import { stageListing } from '../../core/stage/stage-listing';
import { isObject } from '../../core/template-language/place';
import { Document, readDocument } from '../../template-text/read-document';
import { TemplateFile, templateFile } from '../../template-text/template-file';

/** What a source turned out to be. */
export type Input = TemplateInput | ListingInput | TroubleInput | SomethingElse;

export interface TemplateInput {
  readonly is: 'template';
  readonly source: Source;
  /** None where no word of it is about a stage; what is piped through always has one. */
  readonly file: TemplateFile | undefined;
}

/** What `aws apigateway get-stages` prints, or AWS Config knows. */
export interface ListingInput {
  readonly is: 'listing';
  readonly source: Source;
  readonly stages: readonly DeployedStage[];
}

export interface TroubleInput {
  readonly is: 'trouble';
  readonly source: Source;
  readonly trouble: InputProblem;
}

/** A file of a folder that is none of our business. */
export interface SomethingElse {
  readonly is: 'something-else';
}

const SOMETHING_ELSE: SomethingElse = { is: 'something-else' };

/** Reads a source, and tells by its content what it is. */
export function readInput(source: Source, stdin: () => Uint8Array): Input {
  const raw = bytesOf(source, stdin);
  return raw instanceof Uint8Array ? inputOf(source, raw) : inTrouble(source, raw.because);
}

/** The bytes of a source, or why there are none. */
export function bytesOf({ path }: Source, stdin: () => Uint8Array): Uint8Array | { readonly because: string } {
  try {
    return path === undefined ? stdin() : readFileSync(path);
  } catch (error) {
    return { because: reasonOf(error) };
  }
}

function inputOf(source: Source, raw: Uint8Array): Input {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8');
  if (source.isFound && !mayBeOurs(text)) {
    return SOMETHING_ELSE;
  }
  const json = parseIfJson(text);
  // Reading a text character by character, for lines and edits, takes a while that most files of a cloud assembly are not worth.
  const read = json === undefined || source.path === undefined || (isTemplate(json) && mayMention(text)) ? readDocument(raw) : undefined;
  if (read?.is === 'unreadable') {
    return inTrouble(source, read.because, read.line);
  }
  return isTemplate(read?.value ?? json) ? templateInput(source, read) : otherInput(source, read?.value ?? json);
}

function templateInput(source: Source, read: Document | undefined): Input {
  const file = read && templateFile(read);
  return file?.is === 'unreadable' ? inTrouble(source, file.because, file.line) : { is: 'template', source, file };
}

function otherInput(source: Source, value: unknown): Input {
  const listing = stageListing(value);
  switch (listing.is) {
    case 'listing':
      return { is: 'listing', source, stages: listing.stages };
    case 'unreadable':
      return inTrouble(source, listing.because);
    case 'something-else':
      return source.isFound ? SOMETHING_ELSE
        : inTrouble(source, 'not a CloudFormation or AWS SAM template, a stage listing (aws apigateway get-stages) or an AWS Config item of a stage');
  }
}

function inTrouble(source: Source, because: string, line?: number): TroubleInput {
  return { is: 'trouble', source, trouble: { name: source.name, because, ...line !== undefined && { line } } };
}

function isTemplate(value: unknown): boolean {
  return isObject(value) && (isObject(value.Resources) || 'AWSTemplateFormatVersion' in value || (isObject(value.Globals) && 'Transform' in value));
}

/** Undefined for what is no JSON. */
function parseIfJson(text: string): unknown {
  if (!/^\uFEFF?\s*[{[]/.test(text)) {
    return undefined;
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether a text in JSON may name a type of ours, or one that holds templates; an escape may hide one. */
function mayMention(text: string): boolean {
  return /AWS::(?:ApiGateway|Serverless)::/.test(text) || mayEmbed(text) || text.includes('\\u');
}

/** Words without which a text is no template and no listing; in double quotes, an escape may hide one. */
const WORDS = /Resources|AWSTemplateFormatVersion|Globals|stageName|item|onfigurationItem|\\[ux]|\0/;

/** Whether a file of a folder is worth reading, or complaining about. */
function mayBeOurs(text: string): boolean {
  return WORDS.test(text);
}
