import { DeployedStage, withArn } from './deployed-stage';
import { latestStates, UnreadPlace } from './listed';
import { listedIn } from './listing-formats';

/** What a parsed document has to say of deployed stages. */
export type Listing = StageListing | UnreadableListing | NoListing;

export interface StageListing {
  readonly is: 'listing';
  readonly stages: readonly DeployedStage[];
  /** What is to be known of what it says. */
  readonly caveats: readonly string[];
  /** What its maker could not read. */
  readonly unread: readonly UnreadPlace[];
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
 * The stages in what AWS and its tools say of them, in any format of `listing-formats.ts`.
 * Told apart by content.
 */
export function stageListing(value: unknown): Listing {
  const entries = listedIn(value);
  if (entries === undefined) {
    return { is: 'something-else' };
  }
  const [problem] = entries.flatMap((entry) => entry.is === 'problem' ? [entry] : []);
  if (problem !== undefined) {
    return { is: 'unreadable', because: `${problem.at ?? 'the only entry of the listing'} ${problem.because}` };
  }
  const stages = latestStates(entries).flatMap((entry) => entry.is === 'stage' ? [entry] : []);
  return {
    is: 'listing',
    stages: stages.map(({ stage }) => withArn(stage)),
    caveats: [...new Set(stages.flatMap(({ caveat }) => caveat ?? []))],
    unread: entries.flatMap((entry) => entry.is === 'unread' ? [entry] : []),
  };
}
