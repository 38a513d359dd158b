import { PolicyValidationPluginReport, PolicyViolation, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { fails } from './violation';

/** A violation at its construct. */
export interface Judged {
  readonly construct: IConstruct;
  readonly violation: PolicyViolation;
}

export function reportOf(violations: readonly PolicyViolation[]): PolicyValidationPluginReport {
  return { success: !violations.some(fails), violations: [...violations] };
}

/** The violations in CDK stages, of which the command line may leave out each one, by the path of the CDK stage right below the app. */
export function byCdkStage(judged: readonly Judged[]): ReadonlyMap<string, readonly PolicyViolation[]> {
  const found = new Map<string, readonly PolicyViolation[]>();
  for (const { construct, violation } of judged) {
    const stage = construct.node.scopes.find((one) => one !== construct.node.root && Stage.isStage(one))?.node.path;
    if (stage !== undefined) {
      found.set(stage, [...found.get(stage) ?? [], violation]);
    }
  }
  return found;
}
