import { readFileSync } from 'fs';
import { canEmbed, mayEmbed } from '../core/embedded-template';
import { isObject } from '../core/place';
import { mayBringStage, resourcesOf } from '../core/template';

type Template = Readonly<Partial<Record<'Parameters' | 'Conditions' | 'Mappings' | 'Globals' | 'Resources', unknown>>>;

/** Most templates have no API at all, and need not be parsed. */
const MENTIONS_API = /"AWS::(?:ApiGateway::(?:Stage|Deployment)|Serverless::\w+)"/;

/** A template that is written; nothing if it has no stage, and no template within it. */
export function readTemplate(file: string): Template | undefined {
  const text = readFileSync(file, 'utf8');
  return MENTIONS_API.test(text) || mayEmbed(text) ? JSON.parse(text) as Template : undefined;
}

/** Whether resources of a template hold others, which are not rendered with it. */
export function embedsTemplates(template: Template): boolean {
  return resourcesOf(template).some(({ type }) => canEmbed(type));
}

/** Whether a template may have stages, itself or in a template that it deploys. */
export function mayHoldStages(file: string): boolean {
  return /"AWS::(?:ApiGateway::(?:Stage|Deployment)|Serverless::|CloudFormation::Stack|ServiceCatalog::)/.test(readFileSync(file, 'utf8'));
}

/** What decides on caches in a template, as text: while it is the same, its stages are the same. */
export function cacheText(template: Template): string {
  const { Parameters: parameters, Conditions: conditions, Mappings: mappings, Globals: globals, Resources: resources } = template;
  const stages = Object.entries(isObject(resources) ? resources : {}).filter(([name, resource]) => name.startsWith('Fn::') || mayBringStage(resource));
  return JSON.stringify([parameters, conditions, mappings, globals, stages]);
}
