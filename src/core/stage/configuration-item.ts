import { DeployedStage, deployedCache, firstText, Json, ownProperty, stageInArn, unreadableCache } from './deployed-stage';
import { Listed, State } from './listed';
import { STAGE_TYPE } from './stage-cache';
import { isObject } from '../template-language/place';

/** Others have a `resourceType` as well, but not of this form. */
const TYPE_NAME = /^\w+::\w+/;

export function isConfigurationItem(raw: Json): boolean {
  const type = ownProperty(raw, 'resourceType');
  return typeof type === 'string' && TYPE_NAME.test(type);
}

/** Statuses of items of resources that are no more. Nothing else says that: one that is not recorded may well be there. */
export const GONE: ReadonlySet<unknown> = new Set(['ResourceDeleted', 'ResourceDeletedNotRecorded']);

/**
 * What an item of AWS Config says. Neither a stage without its configuration nor one
 * whose configuration cannot be read is passed over.
 *
 * @param isComplete whether a configuration without method settings has none
 */
export function configurationItem(item: Json, isComplete = true): Listed {
  const state = stateOf(item);
  if (ownProperty(item, 'resourceType') !== STAGE_TYPE || GONE.has(ownProperty(item, 'configurationItemStatus'))) {
    return { is: 'no-stage', state };
  }
  const stage = recordedStage(item, isComplete);
  return stage === undefined ? { is: 'problem', because: 'does not identify its stage' } : { is: 'stage', stage, state };
}

function recordedStage(item: Json, isComplete: boolean): DeployedStage | undefined {
  const configuration = parsedConfiguration(ownProperty(item, 'configuration'));
  const { name: nameInArn, region: regionInArn, ...identity } = stageInArn([ownProperty(item, 'resourceId'), ownProperty(item, 'arn'), ownProperty(item, 'ARN')]) ?? {};
  const name = firstText([isObject(configuration) ? ownProperty(configuration, 'stageName') : undefined, nameInArn, ownProperty(item, 'resourceName')]);
  const region = firstText([regionInArn, ownProperty(item, 'awsRegion')]);
  const accountId = accountOf(item);
  return name === undefined ? undefined : {
    name,
    ...identity,
    ...region !== undefined && { region },
    ...accountId !== undefined && { accountId },
    stage: isObject(configuration) ? deployedCache(configuration, isComplete) : unreadableCache(configuration),
  };
}

/** The order of items: the last one of a resource counts. An ARN of API Gateway has no account. */
function stateOf(item: Json): State | undefined {
  const resourceId = ownProperty(item, 'resourceId');
  const order = ownProperty(item, 'configurationStateId');
  return typeof resourceId === 'string' && (typeof order === 'number' || typeof order === 'string') && /^\d+$/.test(String(order))
    ? { resource: [ownProperty(item, 'resourceType'), resourceId, accountOf(item)].join('\0'), order: Number(order) } : undefined;
}

/** The files of AWS Config call it otherwise than its commands. */
function accountOf(item: Json): string | undefined {
  return firstText([ownProperty(item, 'accountId'), ownProperty(item, 'awsAccountId')]);
}

/** The commands of AWS Config print a configuration as a text. */
function parsedConfiguration(configuration: unknown): unknown {
  return typeof configuration === 'string' ? parseJson(configuration) ?? configuration : configuration;
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
