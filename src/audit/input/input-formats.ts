import type { TextContent } from './text-content';
import { groupBy } from '../../core/group-by';
import { mayEmbed } from '../../core/stage/embedded-template';
import { DEPLOYED_NAMES, TEMPLATE_NAMES } from '../../core/stage/setting-names';
import { STAGE_TYPES } from '../../core/stage/stage-cache';
import { stageListing } from '../../core/stage/stage-listing';
import { isObject } from '../../core/template-language/place';
import type { Position } from '../../template-text/line';
import { Document } from '../../template-text/read-document';
import { readTemplateFile, templateFile } from '../../template-text/template-file';
import { Unreadable, unreadable } from '../../template-text/unreadable';

/** A document of a text. */
export interface Content {
  readonly value: unknown;
  readonly text: string;
  /** Where it begins, if there is something else in the text. */
  readonly start?: Position;
  /** Reads the text character by character, for lines and edits. */
  readonly read: () => Document | Unreadable;
}

/** A form of what can be audited. */
interface InputFormat {
  readonly name: string;
  readonly recognizes: (value: unknown) => boolean;
  /**
   * @param contents the documents of the text that are of this format, at least one
   * @param isWhole whether a template is read character by character even where no word of it is about a stage
   */
  readonly reads: (contents: readonly Content[], isWhole: boolean) => readonly TextContent[];
}

/** In this order: the first that recognizes a document reads it. */
const FORMATS: readonly InputFormat[] = [
  {
    name: 'a CloudFormation or AWS SAM template',
    recognizes: isTemplate,
    reads: (contents, isWhole) => contents.map((content) => template(content, isWhole)),
  },
  {
    name: 'an answer of AWS CloudFormation with a template in it',
    recognizes: (value) => bodyOf(value) !== undefined,
    reads: (contents) => contents.map(answered),
  },
  {
    name: 'what AWS says of deployed stages',
    recognizes: (value) => stageListing(value).is !== 'something-else',
    // A history may go on in the next document.
    reads: (contents) => [listing(contents)],
  },
];

/** The formats that documents are of, each with its documents; those of none are under `undefined`. */
export function byFormat(contents: readonly Content[]): ReadonlyMap<InputFormat | undefined, readonly Content[]> {
  return groupBy(contents, ({ value }) => FORMATS.find(({ recognizes }) => recognizes(value)));
}

function isTemplate(value: unknown): boolean {
  return isObject(value) && (isObject(value.Resources) || 'AWSTemplateFormatVersion' in value || (isObject(value.Globals) && 'Transform' in value));
}

function template({ text, start, read }: Content, isWhole: boolean): TextContent {
  // Most files of a cloud assembly are not worth being read character by character.
  const document = isWhole || !isJson(text) || mayMention(text) ? read() : undefined;
  const file = document?.is === 'read' ? templateFile(document) : document;
  return file?.is === 'unreadable' ? file : { is: 'template', file, ...start && { start, within: 'holds several documents' } };
}

/** What `get-template` and the like answer: the template as an object or as a text; or that text alone. */
function bodyOf(value: unknown): unknown {
  if (typeof value === 'string') {
    const file = value.includes('Resources') ? readTemplateFile(value) : undefined;
    return file?.is === 'read' && isTemplate(file.template) ? value : undefined;
  }
  const { TemplateBody: body, StackSet: stackSet } = isObject(value) ? value : {} as Readonly<Record<string, unknown>>;
  const stated = body ?? (isObject(stackSet) ? stackSet.TemplateBody : undefined);
  return typeof stated === 'string' || isTemplate(stated) ? stated : undefined;
}

/** The lines of its template are not those of the text. */
function answered({ value, start }: Content): TextContent {
  const body = bodyOf(value);
  const file = readTemplateFile(typeof body === 'string' ? body : `${JSON.stringify(body, undefined, 2)}\n`);
  return file.is === 'unreadable' ? unreadable(`${file.because}${file.line === undefined ? '' : `, in line ${file.line} of its template`}`, start)
    : { is: 'template', file, within: 'is an answer of AWS CloudFormation', ...start && { start } };
}

/** A problem of a listing says which entry has it. */
function listing(contents: readonly Content[]): TextContent {
  const [{ value, start }] = contents;
  const read = { because: '', ...stageListing(contents.length === 1 ? value : contents.map((content) => content.value)) };
  return read.is === 'listing' ? { ...read, ...start && { start } } : unreadable(read.because);
}

export function isJson(text: string): boolean {
  return /^\uFEFF?\s*[{[]/.test(text);
}

/** Whether a text in JSON may name a type of ours, or one that holds templates; an escape may hide one. */
function mayMention(text: string): boolean {
  return /AWS::(?:ApiGateway|Serverless)::/.test(text) || mayEmbed(text) || text.includes('\\u');
}

/** What a file may be instead. */
interface Stranger {
  readonly recognizes: (value: Readonly<Record<string, unknown>>) => boolean;
  readonly because: string;
  /** Whether it may configure stages. */
  readonly isOurs: boolean;
}

const STRANGERS: readonly Stranger[] = [
  {
    recognizes: ({ service, provider }) => service !== undefined && provider !== undefined,
    because: 'a configuration of the Serverless Framework, not a template: package it (serverless package) and audit .serverless',
    isOurs: true,
  },
  {
    recognizes: ({ tool }) => isObject(tool) && tool.name === 'cdk-encrypt-api-cache',
    because: 'a report of this command, not a template or a listing',
    isOurs: false,
  },
];

const UNKNOWN = 'not a CloudFormation or AWS SAM template, and not a listing of stages in a known format';

/** Why a document of no known format cannot be judged. */
export function unknownBecause(value: unknown): string {
  return strangerOf(value)?.because ?? UNKNOWN;
}

/** Properties of templates, of listings, and of a plugin of the Serverless Framework. */
const WORDS = [...[DEPLOYED_NAMES, TEMPLATE_NAMES].flatMap(({ list, cluster }) => [list, cluster]), 'apiGatewayCaching'];
const TYPE = new RegExp(`(?:${[...STAGE_TYPES].join('|')})(?![\\w:])`);

/** Whether a text that nobody can read names a type or a property of ours. */
export function mayConcern(text: string): boolean {
  return TYPE.test(text) || WORDS.some((word) => text.includes(word));
}

/** Whether a document of no known format configures stages: by a resource of one of our types, or a property. */
export function concerns(value: unknown): boolean {
  if (strangerOf(value)?.isOurs === false) {
    return false;
  }
  const left: unknown[] = [value];
  for (let next = left.pop(); left.length > 0 || next !== undefined; next = left.pop()) {
    if (isObject(next) && (STAGE_TYPES.has(String(next.Type)) || WORDS.some((word) => word in (next as object)))) {
      return true;
    }
    left.push(...typeof next === 'object' && next !== null ? Object.values(next).filter((inner) => typeof inner === 'object' && inner !== null) : []);
  }
  return false;
}

function strangerOf(value: unknown): Stranger | undefined {
  return isObject(value) ? STRANGERS.find(({ recognizes }) => recognizes(value)) : undefined;
}
