import type { Json } from '../../core/stage/deployed-stage';

/** What is asked of AWS, as plain functions: what `aws.ts` makes of the SDK. Every function throws only an `AwsError`. */
export interface Aws {
  readonly identity: () => Promise<Caller>;
  /** The regions that are enabled for the account. */
  readonly enabledRegions: () => Promise<readonly string[]>;
  readonly apiGateway: (region: string) => ApiGateway;
  /** The same with a role, whose credentials are fetched when they are first needed. */
  readonly assume: (role: Role) => Aws;
  /** The active accounts of the organization. @param units only accounts in these organizational units; in any where none is named */
  readonly activeAccounts: (units: readonly string[]) => Promise<readonly string[]>;
  /** What an aggregator of AWS Config has. */
  readonly recordedStages: (aggregator: string) => Promise<RecordedStages>;
}

/** How to connect. */
export interface Access {
  readonly profile: string | undefined;
  /** The region to ask where neither the environment nor the profile has one. */
  readonly fallback: string;
  readonly signal: AbortSignal;
  /** What to throw where the SDK throws something. It is given: the SDK's bundle would have a class of its own. */
  readonly errorOf: (raw: unknown) => Error;
  /** The code that a device for multi-factor authentication shows. */
  readonly mfaCode: (device: string) => Promise<string>;
}

export interface Caller {
  readonly accountId: string;
  readonly arn: string;
}

export interface Role {
  readonly arn: string;
  readonly externalId: string | undefined;
}

/** API Gateway in one region of one account. */
export interface ApiGateway {
  readonly restApis: (position: string | undefined) => Promise<RestApiPage>;
  readonly stages: (restApiId: string) => Promise<readonly Json[]>;
  readonly stage: (restApiId: string, stageName: string) => Promise<Json>;
  readonly updateStage: (restApiId: string, stageName: string, operations: readonly PatchOperation[]) => Promise<Json>;
  readonly flushCache: (restApiId: string, stageName: string) => Promise<void>;
}

export interface RestApiPage {
  readonly apis: readonly RestApi[];
  readonly position: string | undefined;
}

export interface RestApi {
  readonly id: string;
  readonly name: string | undefined;
}

export interface PatchOperation {
  readonly op: 'replace';
  readonly path: string;
  readonly value: string;
}

/** What an aggregator of AWS Config has. */
export interface RecordedStages {
  readonly items: readonly Json[];
  /** Identifiers that AWS Config did not process. */
  readonly unprocessed: readonly { readonly accountId: string; readonly region: string; readonly resourceId: string }[];
}

/** Why a call did not succeed. */
export class AwsError extends Error {
  /**
   * @param code the name of the error, such as `AccessDeniedException`
   * @param kind what can be done about it
   * @param retryAfter the seconds that AWS asks to wait
   */
  public constructor(
    public readonly code: string,
    message: string,
    public readonly kind: ErrorKind,
    public readonly requestId?: string,
    public readonly retryAfter?: number,
  ) {
    super(message);
  }

  /** `AccessDeniedException: User is not authorized (request 1a2b)` */
  public get described(): string {
    return `${this.code}: ${this.message}${this.requestId === undefined ? '' : ` (request ${this.requestId})`}`;
  }
}

/**
 * - `throttled`: too many requests
 * - `conflict`: a change of the stage is still in progress
 * - `unavailable`: the service failed, or nobody answered
 * - `credentials`: there are none, or they have expired
 * - `interrupted`: the user has stopped the command
 * - `refused`: anything else, which is not worth another attempt
 */
export type ErrorKind = 'throttled' | 'conflict' | 'unavailable' | 'credentials' | 'interrupted' | 'refused';
