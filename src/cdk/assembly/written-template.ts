import { readFileSync } from 'fs';
import { embedsTemplates, mayBringStage } from '../../core/judgement/template-stages';
import { EMBEDDING_TYPES } from '../../core/stage/embedded-template';
import { TYPES_WITH_EVENTS } from '../../core/stage/implicit-api';
import { STAGE_TYPES } from '../../core/stage/stage-cache';
import { DECIDING_SECTIONS } from '../../core/template-language/declarations';
import { isObject } from '../../core/template-language/place';

type Template = Readonly<Record<string, unknown>>;

/** The types of resources that configure a stage, make SAM create one, or hold templates. */
const STAGE_SOURCE_TYPE = new RegExp(`"(?:${[...STAGE_TYPES, ...TYPES_WITH_EVENTS, ...EMBEDDING_TYPES].join('|')})"`);

/** Those resources, and what SAM merges into them. */
const STAGE_SOURCE = new RegExp(`"Type"\\s*:\\s*${STAGE_SOURCE_TYPE.source}|"Globals"\\s*:`, 'g');

/** The sections that decide on caches. */
const SECTIONS: ReadonlySet<string> = new Set(DECIDING_SECTIONS);

/** A template that is written; nothing if it has no stage, and no template within it. Most have none, and need not be parsed. */
export function readTemplate(file: string): Template | undefined {
  const text = readFileSync(file, 'utf8');
  return STAGE_SOURCE_TYPE.test(text) ? JSON.parse(text) as Template : undefined;
}

/** Whether a template may have stages, itself or in a template that it deploys. */
export function mayHoldStages(file: string): boolean {
  return STAGE_SOURCE_TYPE.test(readFileSync(file, 'utf8'));
}

/** What decides on caches in a template, in its order; nothing if it has no stage. Shares what is in it. */
export function cacheTemplate(template: object): Template | undefined {
  const sections = template as Template;
  const resources = isObject(sections.Resources) ? sections.Resources : {};
  const ids = Object.keys(resources).filter((id) => id.startsWith('Fn::') || mayBringStage(resources[id]) || embedsTemplates(resources[id]));
  const part = Object.keys(sections).filter((name) => SECTIONS.has(name)).map((name) => [name, sections[name]] as const);
  return ids.length === 0 ? undefined : Object.fromEntries(part.map(([name, section]) =>
    [name, name === 'Resources' ? Object.fromEntries(ids.map((id) => [id, resources[id]])) : section]));
}

/** The same as CDK writes it, in pieces. While they are the same, the stages are. */
export function cacheTexts(template: object): readonly string[] {
  return Object.entries(cacheTemplate(template) ?? {}).flatMap(([name, section]) => name === 'Resources'
    ? Object.entries(section as Template).map(([id, resource]) => propertyText(id, resource, '  '))
    : [propertyText(name, section, ' ')]);
}

/**
 * Whether a written template has these texts, and nothing else that decides on caches. A template with another indentation is
 * parsed for that.
 */
export function isWrittenWith(texts: readonly string[], written: string): boolean {
  const count = sourcesIn(written);
  return hasInOrder(written, texts) ? count === texts.reduce((sum, text) => sum + sourcesIn(text), 0)
    : count > 0 && cacheTexts(JSON.parse(written) as Template).join() === texts.join();
}

function hasInOrder(written: string, texts: readonly string[]): boolean {
  let from = 0;
  return texts.every((text) => {
    const at = written.indexOf(text, from);
    from = at + text.length;
    return at !== -1;
  });
}

/** A property as CDK writes it, with one space for each level. */
function propertyText(name: string, value: unknown, margin: string): string {
  return `\n${margin}${JSON.stringify(name)}: ${JSON.stringify(value, undefined, 1)?.replace(/\n/g, `\n${margin}`)}`;
}

function sourcesIn(text: string): number {
  return text.match(STAGE_SOURCE)?.length ?? 0;
}
