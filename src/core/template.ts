import { asksForImplicitApi, IMPLICIT_API_ID } from './implicit-api';
import { isObject } from './place';
import { decodeImplicitApi, decodeStage, SERVERLESS_API_TYPE, StageCache, TemplateResource } from './stage-cache';

/** A stage of a CloudFormation or SAM template. */
export interface TemplateStage {
  readonly logicalId: string;
  readonly type: string;
  readonly stage: StageCache;
}

/** Every stage that a parsed template configures, the implicit API of SAM included. Anything else has none. */
export function stagesOf(template: unknown): readonly TemplateStage[] {
  const { Resources: resources, Globals: globals } = isObject(template) ? template : {} as Readonly<Record<string, unknown>>;
  const all = Object.entries(isObject(resources) ? resources : {}).map(([logicalId, raw]) => ({ logicalId, ...asResource(raw) }));
  const stated = all.flatMap(({ logicalId, ...resource }): readonly TemplateStage[] => {
    const stage = decodeStage(resource, globals);
    return stage === undefined ? [] : [{ logicalId, type: resource.type, stage }];
  });
  return all.some((resource) => asksForImplicitApi(resource))
    ? [...stated, { logicalId: IMPLICIT_API_ID, type: SERVERLESS_API_TYPE, stage: decodeImplicitApi(globals) }]
    : stated;
}

function asResource(raw: unknown): TemplateResource {
  const { Type: type, Properties: properties } = isObject(raw) ? raw : {} as Readonly<Record<string, unknown>>;
  return { type: typeof type === 'string' ? type : '', properties };
}
