import { SERVERLESS_API_TYPE } from './stage-cache';
import type { TemplateResource } from './stage-layout';
import { isObject } from '../template-language/place';

/** Which stage of which API it is, as far as a template says so literally. */
export interface StageIdentity {
  readonly stageName?: string;
  readonly restApiId?: string;
  readonly apiName?: string;
}

const API_TYPE = 'AWS::ApiGateway::RestApi';

/** @param resources the section of the template that may have the API */
export function stageIdentity({ type, properties }: TemplateResource, resources: unknown): StageIdentity {
  const stated = isObject(properties) ? properties : {};
  const { StageName: stageName, RestApiId: api, Name: ownName } = stated;
  const apiName = type === SERVERLESS_API_TYPE ? ownName : nameOfApi(api, resources);
  return {
    ...typeof stageName === 'string' && { stageName },
    ...typeof api === 'string' && { restApiId: api },
    ...typeof apiName === 'string' && { apiName },
  };
}

function nameOfApi(reference: unknown, resources: unknown): unknown {
  const id = isObject(reference) ? reference.Ref : undefined;
  const isKnown = typeof id === 'string' && isObject(resources) && Object.prototype.hasOwnProperty.call(resources, id);
  const api = isKnown ? resources[id] : undefined;
  return isObject(api) && api.Type === API_TYPE && isObject(api.Properties) ? api.Properties.Name : undefined;
}
