import { embedsTemplates, mayBringStage } from './template-stages';
import { EMBEDDING_TYPES, NESTED_STACK_TYPE } from '../stage/embedded-template';
import { TYPES_WITH_EVENTS } from '../stage/implicit-api';
import { STAGE_TYPES } from '../stage/stage-cache';
import { DECIDING_SECTIONS } from '../template-language/declarations';
import { isObject } from '../template-language/place';

type Template = Readonly<Record<string, unknown>>;

/** The types of resources that configure a stage, make SAM create one, or hold templates. */
const STAGE_SOURCE_TYPE = new RegExp(`"(?:${[...STAGE_TYPES, ...TYPES_WITH_EVENTS, ...EMBEDDING_TYPES].join('|')})"`);

/** Those resources, and what SAM merges into them. */
const STAGE_SOURCE = new RegExp(`"Type"\\s*:\\s*${STAGE_SOURCE_TYPE.source}|"Globals"\\s*:`, 'g');

/** The sections that decide on caches. */
const SECTIONS: ReadonlySet<string> = new Set(DECIDING_SECTIONS);

/** Whether the text of a template may have stages, itself or in a template that it deploys. Most have none, and need not be parsed. */
export function mayHoldStages(text: string): boolean {
  return STAGE_SOURCE_TYPE.test(text);
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

/** What decides on caches in a template as CDK writes it, in pieces. While they are the same, the stages are. */
export function cacheTexts(template: object): readonly string[] {
  return textsOf(cacheTemplate(template) ?? {});
}

/** The same of what is known to decide on them. */
export function textsOf(part: object): readonly string[] {
  return Object.entries(part as Template).flatMap(([name, section]) => name === 'Resources'
    ? Object.entries(section as Template).map(([id, resource]) => textOf([{ [id]: resource }]).slice('[\n {'.length, -'\n }\n]'.length))
    : [textOf({ [name]: section }).slice('{'.length, -'\n}'.length)]);
}

/**
 * The same without nested stacks and without more parameters than these: the legacy synthesizer of CDK hands the locations of their
 * templates down once it has the hash of the stack around them.
 */
export function cacheTextBesideNested(template: object, parameters: readonly string[]): string {
  const { Resources: resources, Parameters: declared } = template as Readonly<Record<string, Template | undefined>>;
  const kept = Object.entries(resources ?? {}).filter(([, raw]) => !isObject(raw) || raw.Type !== NESTED_STACK_TYPE);
  return cacheTexts({
    ...template,
    Parameters: Object.fromEntries(parameters.map((name) => [name, declared?.[name]])),
    Resources: Object.fromEntries(kept),
  }).join();
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

/** As CDK writes it, with one space for each level. */
function textOf(value: unknown): string {
  return JSON.stringify(value, undefined, 1);
}

function sourcesIn(text: string): number {
  return text.match(STAGE_SOURCE)?.length ?? 0;
}
