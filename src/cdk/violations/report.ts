import { PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { GapWording } from '../../wording/coverage-gap';
import { fails } from '../../wording/violation';

/** A violation at its construct. */
export interface LocatedViolation {
  readonly construct: IConstruct;
  readonly violation: PolicyViolation;
  /** Why EncryptApiCache has left it. */
  readonly gap?: GapWording;
  /** Whether CDK has it as an annotation already. */
  readonly isAnnotated?: boolean;
  /** Whether it fails only where its CDK stage is selected. */
  readonly isSeparate?: boolean;
}

export function validationReport(violations: readonly PolicyViolation[]): PolicyValidationPluginReport {
  return { success: !violations.some(fails), violations: [...violations] };
}
