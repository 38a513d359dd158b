import { DeployedStage, deployedCache, own, unreadableCache } from './deployed-stage';
import { isObject } from './place';
import { STAGE_TYPE } from './stage-cache';

/** What a parsed document has to say of deployed stages. */
export type Listing = StageListing | UnreadableListing | NoListing;

export interface StageListing {
  readonly is: 'listing';
  readonly stages: readonly DeployedStage[];
}

export interface UnreadableListing {
  readonly is: 'unreadable';
  readonly because: string;
}

export interface NoListing {
  readonly is: 'something-else';
}

/** An entry of a listing: a stage, something else that may be listed beside one, or nothing that can be made out. */
type Entry = DeployedStage | 'none' | undefined;

type Json = Readonly<Record<string, unknown>>;

/**
 * The stages in what `aws apigateway get-stages` (or `get-stage`) prints, or in
 * configuration items of AWS Config: those of its commands, of its files and of
 * the event that a rule is invoked with. Told apart by content.
 */
export function stageListing(value: unknown): Listing {
  const entries = entriesOf(value);
  if (entries === undefined) {
    return { is: 'something-else' };
  }
  if (entries === 'advanced-query') {
    return {
      is: 'unreadable',
      because: 'it is the result of an advanced query of AWS Config, which leaves out the method settings: list the items with aws configservice batch-get-resource-config',
    };
  }
  const stages = entries.map(entryOf);
  const lost = stages.indexOf(undefined);
  return lost > -1 ? { is: 'unreadable', because: `entry ${lost + 1} of the listing is neither a stage of API Gateway nor an item of AWS Config` }
    : { is: 'listing', stages: stages.flatMap((one) => one === undefined || one === 'none' ? [] : [one]) };
}

const LISTS = ['item', 'configurationItems', 'baseConfigurationItems'];

function entriesOf(value: unknown): readonly unknown[] | 'advanced-query' | undefined {
  if (Array.isArray(value)) {
    return value.length > 0 && value.some(isEntry) ? value : undefined;
  }
  if (!isObject(value)) {
    return undefined;
  }
  const [list] = LISTS.map((name) => own(value, name)).filter((one) => one !== undefined);
  if (Array.isArray(list)) {
    // Other services list their items as `item`, too.
    return list.length === 0 || list.some(isEntry) || own(value, 'item') === undefined ? list : undefined;
  }
  if (Array.isArray(own(value, 'Results')) && isObject(own(value, 'QueryInfo'))) {
    return 'advanced-query';
  }
  const invoking = own(value, 'configurationItem');
  return isEntry(invoking) ? [invoking] : isEntry(value) ? [value] : undefined;
}

function isEntry(raw: unknown): boolean {
  return isObject(raw) && (isItem(raw) || isStage(raw));
}

function isItem(raw: Json): boolean {
  return typeof own(raw, 'resourceType') === 'string';
}

/** Of an HTTP API it would be `StageName`. */
function isStage(raw: Json): boolean {
  return typeof own(raw, 'stageName') === 'string';
}

function entryOf(raw: unknown): Entry {
  if (!isObject(raw)) {
    return undefined;
  }
  return isItem(raw) ? itemOf(raw) : isStage(raw) ? { name: String(own(raw, 'stageName')), stage: deployedCache(raw) } : undefined;
}

/** Statuses of items of resources that are no more. */
const GONE: ReadonlySet<unknown> = new Set(['ResourceDeleted', 'ResourceDeletedNotRecorded']);

function itemOf(item: Json): Entry {
  const status = own(item, 'configurationItemStatus');
  if (own(item, 'resourceType') !== STAGE_TYPE || GONE.has(status)) {
    return 'none';
  }
  const configuration = parsed(own(item, 'configuration'));
  if (configuration === null) {
    return 'none';
  }
  const stated = [own(item, 'resourceId'), own(item, 'arn'), own(item, 'ARN')].find((one) => typeof one === 'string' && ARN.test(one));
  const arn = stated === undefined ? undefined : String(stated);
  const [, region, restApiId, nameInArn] = ARN.exec(arn ?? '') ?? [];
  const name = [isObject(configuration) ? own(configuration, 'stageName') : undefined, nameInArn, own(item, 'resourceName')].find((one) => typeof one === 'string');
  return {
    name: String(name ?? '?'),
    ...arn !== undefined && { arn, restApiId, region },
    stage: isObject(configuration) ? deployedCache(configuration) : unreadableCache(configuration),
  };
}

const ARN = /^arn:[\w-]+:apigateway:([\w-]+)::\/restapis\/([^/]+)\/stages\/(.+)$/;

/** The commands of AWS Config print a configuration as a text. */
function parsed(configuration: unknown): unknown {
  if (typeof configuration !== 'string') {
    return configuration;
  }
  try {
    return JSON.parse(configuration) as unknown;
  } catch {
    return configuration;
  }
}
