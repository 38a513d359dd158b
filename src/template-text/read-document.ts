import { decodedText } from './decoded-text';
import { Lines, Position } from './line';
import { located } from './located';
import { ReadValue, templateValue } from './template-value';
import { Unreadable } from './unreadable';
import { Written } from './written';
import { writtenDocument } from './written-document';
import { writtenJson } from './written-json';
import { Path } from '../core/template-language/place';

/** What a text in JSON or YAML says, and how it says it. */
export interface Document {
  readonly is: 'read';
  /** Plain data, with every short form of CloudFormation in its long form. */
  readonly value: unknown;
  readonly text: string;
  readonly root: Written;
  /** Where a value is written, or the nearest one around it. */
  readonly positionOf: (path: Path) => Position;
}

/** Reads a text in JSON or YAML. What cannot be read says why; nothing throws. */
export function readDocument(raw: string | Uint8Array): Document | Unreadable {
  const decoded = decodedText(raw);
  if (decoded.is === 'unreadable') {
    return decoded;
  }
  const { text } = decoded;
  const lines = new Lines(text);
  const at = (offset: number) => lines.at(offset);
  const json = writtenJson(text);
  const read = json === undefined ? readYaml(text, at) : { is: 'value' as const, ...json };
  return read.is === 'unreadable' ? read : { is: 'read', value: read.value, text, root: read.root, positionOf: (path) => at(located(read.root, path).offset) };
}

function readYaml(text: string, at: (offset: number) => Position): ReadValue & Pick<Document, 'root'> | Unreadable {
  const document = writtenDocument(text, at);
  if (document.is === 'unreadable') {
    return document;
  }
  const read = templateValue(document.root, at);
  return read.is === 'unreadable' ? read : { ...read, root: document.root };
}
