/** What somebody has set for one method. */
export interface EmulatedRecord {
  readonly caching: boolean;
  readonly encrypted: boolean;
}

export type Settings = Readonly<Record<string, EmulatedRecord>>;

/** An answer of API Gateway that is an error. */
export interface Fault {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Calls of a method, from the first to the last of these numbers (counted from 1), or those that change a key. */
export interface Calls {
  readonly method: 'GET' | 'PATCH' | 'DELETE';
  readonly first?: number;
  readonly last?: number;
  readonly key?: string;
}

/** What goes wrong, or what somebody else does, while a stage is repaired. */
export type Incident =
  | { readonly is: 'refused'; readonly calls: Calls; readonly with: Fault }
  | { readonly is: 'unanswered'; readonly calls: Calls }
  /** The call has its effect, and its answer is lost. */
  | { readonly is: 'cut off'; readonly calls: Calls }
  | { readonly is: 'lost'; readonly key: string }
  | { readonly is: 'added'; readonly calls: Calls; readonly settings: Settings }
  | { readonly is: 'removed'; readonly calls: Calls; readonly key: string };

export interface Repaired {
  readonly outcome: 'Encrypted' | 'NothingToChange' | 'Incomplete' | 'WouldEncrypt';
  readonly changed: readonly string[];
  /** What is left. */
  readonly unencrypted: readonly string[];
  readonly isFlushed: boolean;
  /** Whether the run as a whole is a success. */
  readonly isSuccess: boolean;
  /** How many settings each accepted or refused call was to change. */
  readonly patches: readonly number[];
  /** Some of what is said. */
  readonly says: readonly string[];
}

export interface RepairCase {
  readonly name: string;
  readonly settings: Settings;
  readonly hasCluster: boolean;
  readonly isDryRun: boolean;
  /** Whether the cache is flushed: never, after a change, or always. */
  readonly flush: 'false' | 'true' | 'always';
  readonly incidents: readonly Incident[];
  readonly repaired: Repaired;
}
