import { describedResource, isResourceDescription } from './cloud-control-resource';
import { configurationItem, isConfigurationItem, parseJson } from './configuration-item';
import { field, firstText, Json, ownProperty } from './deployed-stage';
import { isGatewayStage, readGatewayStage } from './gateway-stage';
import { Listed, ListingProblem } from './listed';
import { placeListed, whereaboutsOf } from './listing-place';
import { isSavedListing, readSavedListing } from './saved-listing';
import { findingResource, findingResources, isFinding, isFindingResource } from './security-hub-finding';
import { STAGE_TYPE } from './stage-cache';
import { isObject } from '../template-language/place';

/** A form in which AWS, its tools and scripts around them tell of stages. */
interface ListingFormat {
  /** What it is, to somebody who has a file of it. */
  readonly name: string;
  /** @param isKnown whether what is within it is of one of these formats */
  readonly recognizes: (value: Json, isKnown: (inner: unknown) => boolean) => boolean;
  /** @param read reads what is within it */
  readonly reads: (value: Json, read: (inner: unknown) => readonly Listed[]) => readonly Listed[];
}

const CONFIGURATION_LISTS = ['configurationItems', 'baseConfigurationItems', 'BaseConfigurationItems'];
/** The summary stands for an item that is too large for an event: without its configuration. */
const CONFIGURATION_SINGLES = ['configurationItem', 'ConfigurationItem', 'configurationItemSummary'];
const UNPROCESSED = ['unprocessedResourceKeys', 'UnprocessedResourceIdentifiers'];
const RECORDED_AGAIN = 'list the items with aws configservice batch-get-resource-config';

/** In this order: the first that recognizes a value reads it. */
const FORMATS: readonly ListingFormat[] = [
  {
    name: 'what audit --deployed has saved',
    recognizes: isSavedListing,
    reads: (saved, read) => readSavedListing(saved, read),
  },
  {
    name: 'an item of AWS Config',
    recognizes: isConfigurationItem,
    reads: (item) => [configurationItem(item)],
  },
  {
    name: 'the event of an AWS Config rule',
    recognizes: (event, isKnown) => typeof ownProperty(event, 'invokingEvent') === 'string'
      && isKnown(parseJson(String(ownProperty(event, 'invokingEvent')))),
    reads: (event, read) => read(parseJson(String(ownProperty(event, 'invokingEvent')))),
  },
  {
    name: 'items of AWS Config',
    recognizes: (answer, isKnown) => UNPROCESSED.some((name) => hasSome(ownProperty(answer, name)))
      || isListOf(firstField(answer, CONFIGURATION_LISTS), isKnown),
    reads: (answer, read) => UNPROCESSED.some((name) => hasSome(ownProperty(answer, name)))
      ? [incomplete('AWS Config did not process all requested items; request the unprocessed items again and add them')]
      : read(firstField(answer, CONFIGURATION_LISTS)),
  },
  {
    name: 'an answer, or an event, with one item of AWS Config',
    recognizes: (answer, isKnown) => isKnown(firstObject(answer, CONFIGURATION_SINGLES)),
    reads: (answer, read) => read(firstObject(answer, CONFIGURATION_SINGLES)),
  },
  {
    name: 'results of an advanced query of AWS Config',
    recognizes: isAdvancedQuery,
    reads: readQuery,
  },
  {
    name: 'a finding of Security Hub',
    recognizes: isFinding,
    reads: findingResources,
  },
  {
    name: 'findings of Security Hub',
    recognizes: (answer) => isListOf(ownProperty(answer, 'Findings'), isFinding)
      || (hasSome(ownProperty(answer, 'findings')) && isListOf(ownProperty(answer, 'findings'), isFinding)),
    reads: (answer, read) => inPages(answer, read(field(answer, 'findings'))),
  },
  {
    name: 'a resource of a Security Hub finding',
    recognizes: isFindingResource,
    reads: (resource) => [findingResource(resource)],
  },
  {
    name: 'an event of Amazon EventBridge',
    recognizes: (event, isKnown) => typeof ownProperty(event, 'detail-type') === 'string' && isKnown(ownProperty(event, 'detail')),
    reads: (event, read) => read(ownProperty(event, 'detail')),
  },
  {
    name: 'an answer of the Cloud Control API',
    recognizes: (answer) => typeof ownProperty(answer, 'TypeName') === 'string'
      && isListOf(describedResources(answer), isResourceDescription),
    reads: (answer) => inPages(answer, ownProperty(answer, 'TypeName') === STAGE_TYPE ? describedResources(answer).map((raw, index, { length }) =>
      isResourceDescription(raw) ? describedResource(raw) : unknownEntry(index, length)) : []),
  },
  {
    name: 'a stage of API Gateway',
    recognizes: isGatewayStage,
    reads: (stage) => [readGatewayStage(stage)],
  },
  {
    name: 'the stages of an API',
    // What others list as `item` is none of our business.
    recognizes: (answer, isKnown) => isListOf(field(answer, 'item'), isKnown),
    reads: (answer, read) => ofOneApi(read(field(answer, 'item'))),
  },
  {
    name: 'listings by API, region or account',
    recognizes: (map, isKnown) => Object.keys(map).length > 0 && Object.values(map).every(isKnown),
    reads: (map, read) => Object.entries(map).flatMap(([name, inner]) =>
      read(inner).map((listed) => placeListed(listed, whereaboutsOf(name)))),
  },
];

/** Listings are never nested deeper, and a text may be nested deeper than the call stack allows. */
const MOST_NESTED = 8;

/** Everything that a parsed document says of stages; nothing if it is none of our business. */
export function listedIn(value: unknown): readonly Listed[] | undefined {
  return isListed(value, 0) ? entriesIn(value, 0) : undefined;
}

function isListed(value: unknown, depth: number): boolean {
  if (depth > MOST_NESTED) {
    return false;
  }
  // `jq -s` makes an array of what came one after the other.
  return Array.isArray(value) ? value.some((entry) => isListed(entry, depth + 1)) : isObject(value) && formatOf(value, depth) !== undefined;
}

function formatOf(value: Json, depth: number): ListingFormat | undefined {
  return FORMATS.find(({ recognizes }) => recognizes(value, (inner) => isListed(inner, depth + 1)));
}

/** @param value something that is listed, or a list without entries */
function entriesIn(value: unknown, depth: number): readonly Listed[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry, index): readonly Listed[] => isListed(entry, depth + 1)
      ? entriesIn(entry, depth + 1).map((listed) => listed.is === 'problem' ? { at: entryName(index, value.length), ...listed } : listed)
      : [unknownEntry(index, value.length)]);
  }
  return formatOf(value as Json, depth)!.reads(value as Json, (inner) => entriesIn(inner, depth + 1));
}

/** Stages of one API whose id is not known. */
function ofOneApi(entries: readonly Listed[]): readonly Listed[] {
  const listing = {};
  return entries.map((listed) => listed.is === 'stage' ? { ...listed, stage: { ...listed.stage, listing } } : listed);
}

function unknownEntry(index: number, length: number): ListingProblem {
  return { is: 'problem', because: 'is not recognized as a stage', at: entryName(index, length) };
}

function entryName(index: number, length: number): string {
  return length === 1 ? 'the only entry of the listing' : `entry ${index + 1} of the listing`;
}

function incomplete(what: string): ListingProblem {
  return { is: 'problem', because: `is incomplete: ${what}`, at: 'the listing' };
}

/** An answer that names what comes next is not all there is. */
function inPages(answer: Json, entries: readonly Listed[]): readonly Listed[] {
  return firstText([ownProperty(answer, 'NextToken')]) === undefined ? entries : [incomplete('more results follow (NextToken); request all of them')];
}

/** A list without entries is one, too. */
function isListOf(list: unknown, isEntry: (entry: unknown) => boolean): boolean {
  return Array.isArray(list) && (list.length === 0 || list.some(isEntry));
}

function hasSome(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}

function firstField(value: Json, names: readonly string[]): unknown {
  return names.map((name) => ownProperty(value, name)).find(Array.isArray);
}

function firstObject(value: Json, names: readonly string[]): unknown {
  return names.map((name) => ownProperty(value, name)).find(isObject);
}

/** Its results are texts, whatever was asked for. */
function isAdvancedQuery(value: Json): boolean {
  const results = ownProperty(value, 'Results');
  return Array.isArray(results) && (isObject(ownProperty(value, 'QueryInfo')) || (results.length > 0 && results.every((result) => typeof result === 'string')));
}

/** A query names what it selects; what it does not select, it does not say. */
function readQuery(answer: Json): readonly Listed[] {
  const info = ownProperty(answer, 'QueryInfo');
  const selected = isObject(info) ? ownProperty(info, 'SelectFields') : [{ Name: 'configuration' }];
  const isSelected = Array.isArray(selected) && selected.some((name: unknown) => isObject(name) && String(ownProperty(name, 'Name')).startsWith('configuration'));
  if (!isSelected) {
    return [incomplete(`results of an AWS Config advanced query have method settings only if it selects configuration; select it, or ${RECORDED_AGAIN}`)];
  }
  return inPages(answer, (ownProperty(answer, 'Results') as readonly unknown[]).map(queried));
}

/** A result has no type unless the query selects it. */
function queried(result: unknown, index: number, { length }: readonly unknown[]): Listed {
  const item = typeof result === 'string' ? parseJson(result) : result;
  const listed: Listed = isObject(item) ? configurationItem({ resourceType: STAGE_TYPE, ...item }, false) : { is: 'problem', because: 'does not identify its stage' };
  switch (listed.is) {
    case 'stage':
      return { ...listed, caveat: `results of an AWS Config advanced query may leave out fields that are false; to see every field, ${RECORDED_AGAIN}` };
    case 'problem':
      return { ...listed, because: `${listed.because}: select resourceId and configuration, or ${RECORDED_AGAIN}`, at: entryName(index, length) };
    case 'no-stage':
    case 'unread':
      return listed;
  }
}

function describedResources(answer: Json): readonly unknown[] {
  const all = ownProperty(answer, 'ResourceDescriptions');
  return Array.isArray(all) ? all : [ownProperty(answer, 'ResourceDescription')];
}
