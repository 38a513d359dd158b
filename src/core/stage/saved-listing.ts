import type { Json } from './deployed-stage';

/** What AWS said of the stages of an account, or of several, with what could not be read: `--save-listing` writes it. */
export interface SavedListing {
  readonly schemaVersion: typeof SAVED_LISTING_VERSION;
  /** ISO 8601. */
  readonly takenAt: string;
  /** The ARN of whoever asked. */
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
