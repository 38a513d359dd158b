import { Document, readDocument } from './read-document';
import { Unreadable, unreadable } from './unreadable';
import { WrittenMap } from './written';
import { isObject } from '../core/template-language/place';

/** A template and the text that says it. */
export interface TemplateFile extends Pick<Document, 'is' | 'text' | 'positionOf'> {
  readonly template: Readonly<Record<string, unknown>>;
  readonly root: WrittenMap;
}

/** Reads a CloudFormation or AWS SAM template, in JSON or YAML. What cannot be read says why; nothing throws. */
export function readTemplateFile(raw: string | Uint8Array): TemplateFile | Unreadable {
  const document = readDocument(raw);
  return document.is === 'unreadable' ? document : templateFile(document);
}

/** A document as a template: a mapping of sections. */
export function templateFile({ value, root, text, positionOf }: Document): TemplateFile | Unreadable {
  if (root.is !== 'map' || root.tag !== undefined || !isObject(value)) {
    return unreadable('not a mapping of sections such as Resources', positionOf([]));
  }
  if (value.Resources !== undefined && value.Resources !== null && !isObject(value.Resources)) {
    return unreadable('Resources is not a mapping', positionOf(['Resources']));
  }
  return { is: 'read', template: value, text, root, positionOf };
}
