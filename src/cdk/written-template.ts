import { readFileSync } from 'fs';
import { isObject } from '../core/place';
import { embedsTemplates, mayBringStage } from '../core/template';

type Template = Readonly<Record<string, unknown>>;

/** Resources that configure a stage, make SAM create one, or hold templates. */
const TYPES = /"Type"\s*:\s*"AWS::(?:ApiGateway::(?:Stage|Deployment)|Serverless::(?:Api|Function|StateMachine|Application)|CloudFormation::Stack(?:Set)?|ServiceCatalog::CloudFormationProduct)"/g;

/** The other sections that decide on caches. */
const SECTIONS: ReadonlySet<string> = new Set(['Parameters', 'Conditions', 'Mappings', 'Globals']);

/** A template that is written; nothing if it has no stage, and no template within it. Most have none, and need not be parsed. */
export function readTemplate(file: string): Template | undefined {
  const text = readFileSync(file, 'utf8');
  return typesIn(text) > 0 ? JSON.parse(text) as Template : undefined;
}

/** Whether a template may have stages, itself or in a template that it deploys. */
export function mayHoldStages(file: string): boolean {
  return typesIn(readFileSync(file, 'utf8')) > 0;
}

/**
 * What decides on caches in a template, in the texts and the order in which CDK
 * writes it: nothing if it has no stage. While they are the same, its stages are.
 */
export function cacheTexts(template: object): readonly string[] {
  const sections = template as Template;
  const resources = isObject(sections.Resources) ? sections.Resources : {};
  const wanted = Object.keys(resources).filter((name) => name.startsWith('Fn::') || mayBringStage(resources[name]) || embedsTemplates(resources[name]));
  return wanted.length === 0 ? [] : Object.keys(sections).flatMap((name) => {
    if (name === 'Resources') {
      return wanted.map((id) => textOf(id, resources[id], '  '));
    }
    return SECTIONS.has(name) ? [textOf(name, sections[name], ' ')] : [];
  });
}

/** Whether a template that is written has these texts, and nothing else that decides on caches. */
export function isWrittenWith(texts: readonly string[], written: string): boolean {
  let from = 0;
  return texts.every((text) => {
    const at = written.indexOf(text, from);
    from = at + text.length;
    return at !== -1;
  }) && typesIn(written) === texts.reduce((sum, text) => sum + typesIn(text), 0);
}

/** A property as CDK writes it, with one space for each level. */
function textOf(name: string, value: unknown, margin: string): string {
  return `\n${margin}${JSON.stringify(name)}: ${JSON.stringify(value, undefined, 1)?.replace(/\n/g, `\n${margin}`)}`;
}

function typesIn(text: string): number {
  return text.match(TYPES)?.length ?? 0;
}
