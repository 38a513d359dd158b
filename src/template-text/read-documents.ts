import { createScanner } from 'jsonc-parser';
import { decodedText } from './decoded-text';
import { Lines, Position } from './line';
import { Document, readDocument } from './read-document';
import { Unreadable } from './unreadable';

/** A document of a text. */
interface Part {
  readonly text: string;
  /** Where it begins. */
  readonly start: Position;
}

/**
 * Reads every document of a text: values of JSON in a row, documents of YAML between
 * `---`, and answers in YAML that a loop has put one after the other. At least one.
 */
export function readDocuments(raw: string | Uint8Array): readonly (Document | Unreadable)[] {
  const decoded = decodedText(raw);
  const parts = decoded.is === 'unreadable' ? [] : partsOf(decoded.text);
  return parts.length < 2 ? [readDocument(raw)] : parts.map(({ text, start }) => moved(readDocument(text), start));
}

function moved(read: Document | Unreadable, by: Position): Document | Unreadable {
  const within = ({ line, column }: Position): Position =>
    ({ line: line + by.line - 1, column: line === 1 ? column + by.column - 1 : column });
  if (read.is === 'unreadable') {
    const { line = 1, column = 1 } = read;
    return { ...read, ...within({ line, column }) };
  }
  return { ...read, positionOf: (path) => within(read.positionOf(path)) };
}

function partsOf(text: string): readonly Part[] {
  if (/^\uFEFF?\s*[{[]/.test(text)) {
    const values = partsAt(text, startsOfValues(text));
    // A template in the short form of YAML may begin like that, too.
    return values.every((part) => isJson(part.text)) ? values : [];
  }
  return partsAt(text, [...startsOfDocuments(text), ...startsOfAnswers(text)].sort((a, b) => a - b)).filter((part) => !isEmpty(part.text));
}

function partsAt(text: string, starts: readonly number[]): readonly Part[] {
  const lines = new Lines(text);
  return starts.map((start, index) => ({ text: text.slice(start, starts[index + 1]), start: lines.at(start) }));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Of nothing but comments and directives. */
function isEmpty(text: string): boolean {
  return text.split('\n').every((line) => /^(?:\uFEFF?\s*(?:#.*)?|%.*|---\s*(?:#.*)?|\.\.\.\s*)$/.test(line));
}

/** Where values of JSON begin that stand in a row. */
function startsOfValues(text: string): readonly number[] {
  const plain = text.replace(/^\uFEFF/, ' ');
  const scanner = createScanner(plain, true);
  const starts: number[] = [];
  for (let depth = 0; ;) {
    scanner.scan();
    const token = plain.charAt(scanner.getTokenOffset());
    if (token === '') {
      return starts;
    }
    if (depth === 0) {
      starts.push(scanner.getTokenOffset());
    }
    depth += DEPTHS[token] ?? 0;
  }
}

const DEPTHS: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** YAML lets no line begin so anywhere else, not even in a text. */
function startsOfDocuments(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index)];
}

const SECTION = /^(?:Resources|AWSTemplateFormatVersion|Transform|Globals):/m;

/** Where a property is there again: the AWS CLI puts no mark between answers in YAML. In a template the last one wins. */
function startsOfAnswers(text: string): readonly number[] {
  const starts: number[] = [];
  const seen = new Set<string>();
  for (const { 0: line, 1: name, index } of SECTION.test(text) ? [] : text.matchAll(/^(?:([A-Za-z][\w-]*):(?=\s|$)|---(?=\s|$))/gm)) {
    if (seen.has(name) || line === '---') {
      seen.clear();
      starts.push(...line === '---' ? [] : [index]);
    }
    seen.add(name);
  }
  return starts;
}
