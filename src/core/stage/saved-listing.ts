import { Json, ownProperty, Whereabouts } from './deployed-stage';
import { Listed } from './listed';
import { isObject } from '../template-language/place';

/** What AWS said of the stages of an account, or of several, with what could not be read: `--save-listing` writes it. */
export interface SavedListing {
  readonly schemaVersion: typeof SAVED_LISTING_VERSION;
  /** ISO 8601. */
  readonly takenAt: string;
  /** The ARN of the caller. */
  readonly caller: string;
  readonly regions: readonly SavedRegion[];
  /** What an aggregator of AWS Config has recorded, in place of regions. */
  readonly configurationItems?: readonly Json[];
}

export const SAVED_LISTING_VERSION = 1;

export interface SavedRegion {
  readonly accountId: string;
  /** None where the account as a whole could not be read. */
  readonly region?: string;
  readonly apis: readonly SavedApi[];
  /** Why it could not be read, or not to its end. */
  readonly error?: string;
}

export interface SavedApi {
  readonly id: string;
  readonly name?: string;
  /** As API Gateway has described them. */
  readonly stages: readonly Json[];
  readonly error?: string;
}

export function isSavedListing(value: Json): boolean {
  return ['schemaVersion', 'takenAt', 'regions'].every((name) => ownProperty(value, name) !== undefined);
}

/** @param read reads a list of stages, or of items of AWS Config */
export function readSavedListing(saved: Json, read: (inner: unknown) => readonly Listed[]): readonly Listed[] {
  const regions = ownProperty(saved, 'regions');
  const items = ownProperty(saved, 'configurationItems') ?? [];
  if (ownProperty(saved, 'schemaVersion') !== SAVED_LISTING_VERSION) {
    return [{ is: 'problem', at: 'the saved listing', because: 'is of another version of this tool: save it again' }];
  }
  if (!isListOf(regions, isRegion) || !isListOf(items, isObject)) {
    return [{ is: 'problem', at: 'the saved listing', because: 'is not as it was saved: save it again' }];
  }
  return [...items.length === 0 ? [] : read(items), ...regions.flatMap((region) => readRegion(region, read))];
}

type Api = Json & Pick<SavedApi, 'stages'>;
type Region = Json & { readonly apis: readonly Api[] };

function isRegion(value: unknown): value is Region {
  return isObject(value) && isListOf(ownProperty(value, 'apis'), isApi);
}

function isApi(value: unknown): value is Api {
  return isObject(value) && isListOf(ownProperty(value, 'stages'), isObject);
}

function isListOf<T>(list: unknown, isEntry: (entry: unknown) => entry is T): list is readonly T[] {
  return Array.isArray(list) && list.every(isEntry);
}

function readRegion(region: Region, read: (inner: unknown) => readonly Listed[]): readonly Listed[] {
  const around = { ...textIn(region, 'accountId', 'accountId'), ...textIn(region, 'region', 'region') };
  const apis = region.apis.flatMap((api) => {
    const place = { ...around, ...textIn(api, 'id', 'restApiId'), ...textIn(api, 'name', 'apiName') };
    const listed = api.stages.length === 0 ? [] : read(api.stages);
    return [...listed.map((entry) => entry.is === 'stage' ? { ...entry, stage: { ...place, ...entry.stage } } : entry), ...unreadIn(api, place)];
  });
  return [...apis, ...unreadIn(region, around)];
}

function unreadIn(value: Json, place: Whereabouts): readonly Listed[] {
  const because = ownProperty(value, 'error');
  return because === undefined ? [] : [{ is: 'unread', place, because: String(because) }];
}

function textIn(value: Json, from: string, name: keyof Whereabouts): Whereabouts {
  const text = ownProperty(value, from);
  return typeof text === 'string' ? { [name]: text } : {};
}
