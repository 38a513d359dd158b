import type { Role } from './aws-api';
import type { RegionFilter } from './regions';

/** Which deployed stages to look for, and as whom. */
export interface DeployedQuery {
  readonly profile: string | undefined;
  /** To assume before anything else. */
  readonly role: Role | undefined;
  readonly regions: RegionFilter;
  /** Calls a second in each region of each account. */
  readonly rate: number;
  readonly organization: OrganizationQuery | undefined;
  /** The aggregator of AWS Config to ask in place of API Gateway. */
  readonly aggregator: string | undefined;
  /** The file to save what AWS said in. */
  readonly saveListing: string | undefined;
}

/** All accounts of an organization, or some of them. */
export interface OrganizationQuery {
  readonly roleName: string;
  readonly externalId: string | undefined;
  readonly accounts: readonly string[];
  readonly units: readonly string[];
}

/** How to change what is deployed. */
export interface ApplyOptions {
  readonly isConfirmed: boolean;
  readonly isFlushWanted: boolean;
}
