import { readFileSync } from 'fs';
import { canHaveApiEvents } from '../core/implicit-api';
import { isObject } from '../core/place';
import { canConfigureStage } from '../core/stage-cache';

export type Template = Readonly<Record<string, unknown>>;

/** Most templates have no API at all, and need not be parsed. */
const MENTIONS_API = /"AWS::(?:ApiGateway::(?:Stage|Deployment)|Serverless::\w+)"/;

/** A template that is written; nothing if it has no stage. */
export function readTemplate(file: string): Template | undefined {
  const text = readFileSync(file, 'utf8');
  return MENTIONS_API.test(text) ? JSON.parse(text) as Template : undefined;
}

/** What decides on caches in a template, as text: while it is the same, its stages are the same. */
export function cacheText(template: Template): string {
  const { Parameters: parameters, Conditions: conditions, Mappings: mappings, Globals: globals, Resources: resources } = template;
  const stages = Object.entries(isObject(resources) ? resources : {}).filter(([name, resource]) => name.startsWith('Fn::') || mayBringStage(resource));
  return JSON.stringify([parameters, conditions, mappings, globals, stages]);
}

function mayBringStage(resource: unknown): boolean {
  const type = isObject(resource) ? resource.Type : undefined;
  return typeof type === 'string' && (canConfigureStage(type) || canHaveApiEvents(type));
}
