import { deployedCache, field, inCapitals, Json, ownProperty } from './deployed-stage';
import { Listed } from './listed';
import { DEPLOYED_NAMES, TEMPLATE_NAMES } from './setting-names';
import { isObject } from '../template-language/place';

const TYPICAL_FIELDS = ['stageName', 'deploymentId', DEPLOYED_NAMES.cluster, DEPLOYED_NAMES.list];
/** A stage of an HTTP API has a name and a deployment in capitals as well. */
const OF_REST_APIS = [TEMPLATE_NAMES.cluster, TEMPLATE_NAMES.list];

/** Two of its marks are enough: a listing that was cut down is still one. */
export function isGatewayStage(raw: Json): boolean {
  const has = (name: string) => ownProperty(raw, name) !== undefined;
  return TYPICAL_FIELDS.filter(has).length > 1 || (OF_REST_APIS.some(has) && TYPICAL_FIELDS.map(inCapitals).filter(has).length > 1);
}

/** A stage as API Gateway lists it, with the stack that its tags name. */
export function readGatewayStage(raw: Json): Listed {
  const name = field(raw, 'stageName');
  return typeof name === 'string' ? { is: 'stage', stage: { name, ...stackOf(raw), stage: deployedCache(raw) } } : { is: 'problem', because: 'does not identify its stage' };
}

const STACK_TAG = 'aws:cloudformation:stack-name';

function stackOf(raw: Json): { readonly stackName?: string } {
  const tags = field(raw, 'tags');
  const stackName = isObject(tags) ? ownProperty(tags, STACK_TAG) : undefined;
  return typeof stackName === 'string' ? { stackName } : {};
}
