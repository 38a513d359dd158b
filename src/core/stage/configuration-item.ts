import { DeployedStage, deployedCache, Json, ownProperty, unreadableCache } from './deployed-stage';
import { STAGE_ARN } from './stage-arn';
import { STAGE_TYPE } from './stage-cache';
import { isObject } from '../template-language/place';

/**
 * What an item of AWS Config is about: a stage, nothing of ours (another type of
 * resource, or a stage that is deleted), or a stage of which nobody knows the name.
 */
export type ItemContent = DeployedStage | 'no-stage' | 'nameless';

/** Others have a `resourceType` as well, but not of this form. */
const TYPE = /^\w+::\w+/;

export function isConfigurationItem(raw: Json): boolean {
  const type = ownProperty(raw, 'resourceType');
  return typeof type === 'string' && TYPE.test(type);
}

/** Statuses of items of resources that are no more. Nothing else says that: one that is not recorded may well be there. */
export const GONE: ReadonlySet<unknown> = new Set(['ResourceDeleted', 'ResourceDeletedNotRecorded']);

/** Neither a stage without its configuration nor one whose configuration cannot be read is passed over. */
export function itemContent(item: Json): ItemContent {
  if (ownProperty(item, 'resourceType') !== STAGE_TYPE || GONE.has(ownProperty(item, 'configurationItemStatus'))) {
    return 'no-stage';
  }
  const configuration = parsedConfiguration(ownProperty(item, 'configuration'));
  const arn = firstText([ownProperty(item, 'resourceId'), ownProperty(item, 'arn'), ownProperty(item, 'ARN')], STAGE_ARN);
  const [,, regionInArn, restApiId, nameInArn] = arn?.match(STAGE_ARN) ?? [];
  const name = firstText([isObject(configuration) ? ownProperty(configuration, 'stageName') : undefined, nameInArn, ownProperty(item, 'resourceName')]);
  const region = firstText([regionInArn, ownProperty(item, 'awsRegion')]);
  const accountId = accountOf(item);
  return name === undefined ? 'nameless' : {
    name,
    ...arn !== undefined && { arn, restApiId },
    ...region !== undefined && { region },
    ...accountId !== undefined && { accountId },
    stage: isObject(configuration) ? deployedCache(configuration) : unreadableCache(configuration),
  };
}

/**
 * The last state of each resource. A history has them all, and a stage that was
 * unencrypted earlier may be encrypted now. Items without an order all stay.
 */
export function latestStates(entries: readonly unknown[]): readonly unknown[] {
  const states = entries.map((entry) => ({ entry, state: stateOf(entry) }));
  const last = new Map<string, number>();
  for (const { state } of states) {
    if (state !== undefined) {
      last.set(state.resource, Math.max(last.get(state.resource) ?? 0, state.order));
    }
  }
  return states.filter(({ state }) => state === undefined || state.order === last.get(state.resource)).map(({ entry }) => entry);
}

/** Which resource, and which of its states. An ARN of API Gateway has no account. */
interface State {
  readonly resource: string;
  readonly order: number;
}

function stateOf(entry: unknown): State | undefined {
  const item = isObject(entry) && isConfigurationItem(entry) ? entry : {};
  const resourceId = ownProperty(item, 'resourceId');
  const order = ownProperty(item, 'configurationStateId');
  return typeof resourceId === 'string' && (typeof order === 'number' || typeof order === 'string') && /^\d+$/.test(String(order))
    ? { resource: [ownProperty(item, 'resourceType'), resourceId, accountOf(item)].join('\0'), order: Number(order) } : undefined;
}

/** The files of AWS Config call it otherwise than its commands. */
function accountOf(item: Json): string | undefined {
  return firstText([ownProperty(item, 'accountId'), ownProperty(item, 'awsAccountId')]);
}

function firstText(values: readonly unknown[], form = /./s): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && form.test(value));
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
