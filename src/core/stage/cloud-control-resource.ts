import { parseJson } from './configuration-item';
import { deployedCache, field, firstText, Json, ownProperty, unreadableCache } from './deployed-stage';
import { Listed } from './listed';
import { isObject } from '../template-language/place';

/** A description of a resource as the Cloud Control API returns it. */
export function isResourceDescription(raw: unknown): raw is Json {
  return isObject(raw) && typeof ownProperty(raw, 'Identifier') === 'string' && typeof ownProperty(raw, 'Properties') === 'string';
}

/** The stage that `aws cloudcontrol get-resource` describes; `list-resources` may leave out all but its identifier, `abc123|prod`. */
export function describedResource(description: Json): Listed {
  const [idApi, idStage] = String(ownProperty(description, 'Identifier')).split('|');
  const properties = parseJson(String(ownProperty(description, 'Properties')));
  const stated = isObject(properties) ? properties : {};
  const name = firstText([field(stated, 'stageName'), idStage]);
  const restApiId = firstText([field(stated, 'restApiId'), idApi]);
  const stage = isObject(properties) ? deployedCache(properties, false) : unreadableCache(properties ?? ownProperty(description, 'Properties'));
  return name === undefined ? { is: 'problem', because: 'does not identify its stage' }
    : { is: 'stage', stage: { name, ...restApiId !== undefined && { restApiId }, stage } };
}
