import type { ApplyOptions, DeployedQuery } from './deployed/query';
import type { OutputFormat } from './output/output-format';
import type { SarifSuppressed } from '../audit/sarif';
import type { Whereabouts } from '../core/stage/deployed-stage';

/** The command and its options. */
export type Request = AuditRequest | FixRequest | UsageHandled;

export interface Common {
  readonly inputs: readonly string[];
  /** Globs of what is left out. */
  readonly exclude: readonly string[];
  readonly failOn: FailOn;
  /** The acknowledgment file. */
  readonly acknowledge: string | undefined;
  /** Where the stages of listings are that do not say it. */
  readonly deployed: Whereabouts;
  /** Whether files that are named and are neither a template nor a listing are passed over, like those in a folder. */
  readonly ignoreUnknown: boolean;
  /** Which stages to read from AWS, in place of inputs. */
  readonly query: DeployedQuery | undefined;
}

/** Where the report goes, and how it looks. */
export interface ReportRequest {
  readonly format: OutputFormat;
  readonly output: string | undefined;
  readonly all: boolean;
  /** Whether the report says when and in which build it was made. */
  readonly timestamp: boolean;
  readonly sarifSuppressed: SarifSuppressed;
}

export interface Baseline {
  readonly file: string;
  readonly reason: string | undefined;
  readonly until: string | undefined;
}

export interface AuditRequest extends Common, ReportRequest {
  readonly is: 'audit';
  /** Acknowledgments to write of all that is found; the file, and what its entries say. */
  readonly baseline: Baseline | undefined;
}

export interface FixRequest extends Common, ReportRequest {
  readonly is: 'fix';
  readonly dryRun: boolean;
  readonly restApiId: string | undefined;
  /** How to change what is deployed; nothing is changed without it. */
  readonly apply: ApplyOptions | undefined;
}

/** Help, the version or a usage error: already printed. */
export interface UsageHandled {
  readonly is: 'said';
  readonly isTrouble: boolean;
}

export const FAIL_ON = ['error', 'warning', 'never'] as const;
export type FailOn = typeof FAIL_ON[number];
