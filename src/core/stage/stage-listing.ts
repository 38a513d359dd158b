import { isConfigurationItem, itemContent, latestStates, parseJson } from './configuration-item';
import { DeployedStage, deployedCache, Json, ownProperty } from './deployed-stage';
import { DEPLOYED_NAMES } from './setting-names';
import { isObject } from '../template-language/place';

/** What a parsed document has to say of deployed stages. */
export type Listing = StageListing | UnreadableListing | NoListing;

export interface StageListing {
  readonly is: 'listing';
  readonly stages: readonly DeployedStage[];
}

/** It is a listing, but what it leaves out may decide. */
export interface UnreadableListing {
  readonly is: 'unreadable';
  readonly because: string;
}

export interface NoListing {
  readonly is: 'something-else';
}

/**
 * The stages in what `aws apigateway get-stages` (or `get-stage`) prints, or in
 * configuration items of AWS Config: those of its commands, of its files and of
 * the event that a rule is invoked with. Told apart by content.
 */
export function stageListing(value: unknown): Listing {
  if (isObject(value) && isAdvancedQuery(value)) {
    return unreadableListing('results of AWS Config advanced queries omit the method settings; list the items with aws configservice batch-get-resource-config');
  }
  if (isObject(value) && UNPROCESSED.some((name) => hasSome(ownProperty(value, name)))) {
    return unreadableListing('AWS Config did not process all requested items; request the unprocessed items again and add them');
  }
  const entries = entriesOf(value);
  return entries === undefined ? { is: 'something-else' } : listingOf(latestStates(entries));
}

function listingOf(entries: readonly unknown[]): Listing {
  const contents = entries.map(contentOf);
  const lost = contents.findIndex((content) => content === 'unknown' || content === 'nameless');
  return lost === -1 ? { is: 'listing', stages: contents.flatMap((content) => typeof content === 'string' ? [] : [content]) }
    : unreadableListing(`${shownEntry(entries, lost)} of the listing ${contents[lost] === 'nameless' ? 'does not identify its stage' : 'is neither an API Gateway stage nor an AWS Config item'}`);
}

function unreadableListing(because: string): UnreadableListing {
  return { is: 'unreadable', because };
}

function shownEntry({ length }: readonly unknown[], index: number): string {
  return length === 1 ? 'the only entry' : `entry ${index + 1}`;
}

/** What `aws configservice` prints of several accounts starts with capitals. */
const LISTS = ['item', 'configurationItems', 'baseConfigurationItems', 'BaseConfigurationItems'];
/** The summary stands for an item that is too large for an event: without its configuration. */
const SINGLES = ['configurationItem', 'ConfigurationItem', 'configurationItemSummary'];
const UNPROCESSED = ['unprocessedResourceKeys', 'UnprocessedResourceIdentifiers'];

function entriesOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) {
    return value.some(isEntry) ? value : undefined;
  }
  if (!isObject(value)) {
    return undefined;
  }
  const invoking = ownProperty(value, 'invokingEvent');
  if (typeof invoking === 'string') {
    return entriesOf(parseJson(invoking));
  }
  const list = LISTS.map((name) => ownProperty(value, name)).find((candidate): candidate is readonly unknown[] => Array.isArray(candidate));
  if (list !== undefined) {
    // What others list as `item` is none of our business.
    return list.length === 0 || list.some(isEntry) ? list : undefined;
  }
  const single = [...SINGLES.map((name) => ownProperty(value, name)), value].find(isEntry);
  return single === undefined ? undefined : [single];
}

/** Its results are texts, whatever was asked for. */
function isAdvancedQuery(value: Json): boolean {
  const results = ownProperty(value, 'Results');
  return Array.isArray(results) && (isObject(ownProperty(value, 'QueryInfo')) || (results.length > 0 && results.every((result) => typeof result === 'string')));
}

function hasSome(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}

function isEntry(raw: unknown): boolean {
  return isObject(raw) && (isConfigurationItem(raw) || isStage(raw));
}

const MARKS = ['stageName', 'deploymentId', DEPLOYED_NAMES.cluster, DEPLOYED_NAMES.list];

/** Two of its marks are enough: a listing that was cut down is still one. A stage of an HTTP API has capitals. */
function isStage(raw: Json): boolean {
  return MARKS.filter((name) => ownProperty(raw, name) !== undefined).length > 1;
}

function contentOf(raw: unknown): ReturnType<typeof itemContent> | 'unknown' {
  if (!isObject(raw)) {
    return 'unknown';
  }
  if (isConfigurationItem(raw)) {
    return itemContent(raw);
  }
  return isStage(raw) ? listedStage(raw) : 'unknown';
}

function listedStage(raw: Json): DeployedStage | 'nameless' {
  const name = ownProperty(raw, 'stageName');
  return typeof name === 'string' ? { name, stage: deployedCache(raw) } : 'nameless';
}
