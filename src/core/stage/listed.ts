import { DeployedStage, Whereabouts } from './deployed-stage';

/**
 * What an entry of a listing says: a stage, nothing of ours (another resource, or a stage
 * that is deleted), a place that could not be read, or something that is wrong with it.
 */
export type Listed = ListedStage | NoStage | UnreadPlace | ListingProblem;

export interface ListedStage {
  readonly is: 'stage';
  readonly stage: DeployedStage;
  readonly state?: State;
  /** What is to be known of what it says. */
  readonly caveat?: string;
}

export interface NoStage {
  readonly is: 'no-stage';
  readonly state?: State;
}

/** An account, a region or an API whose stages could not be read when the listing was made, or a stage that could not be repaired. */
export interface UnreadPlace {
  readonly is: 'unread';
  readonly place: Whereabouts & Partial<Pick<DeployedStage, 'name' | 'arn' | 'stackName'>>;
  readonly because: string;
  /** What to do, where that is not the same for all. */
  readonly fix?: string;
}

/** What an entry may leave out would decide. */
export interface ListingProblem {
  readonly is: 'problem';
  /** `does not identify its stage` */
  readonly because: string;
  /** Which entry; the listing as a whole where it is not said. */
  readonly at?: string;
}

/** Which resource, and which of its states. */
export interface State {
  readonly resource: string;
  readonly order: number;
}

/**
 * The last state of each resource. A history has them all, and a stage that was
 * unencrypted earlier may be encrypted now. Entries without an order all stay.
 */
export function latestStates(entries: readonly Listed[]): readonly Listed[] {
  const last = new Map<string, number>();
  const stateOf = (entry: Listed) => entry.is === 'problem' || entry.is === 'unread' ? undefined : entry.state;
  for (const { resource, order } of entries.flatMap((entry) => stateOf(entry) ?? [])) {
    last.set(resource, Math.max(last.get(resource) ?? 0, order));
  }
  return entries.filter((entry) => {
    const state = stateOf(entry);
    return state === undefined || state.order === last.get(state.resource);
  });
}
