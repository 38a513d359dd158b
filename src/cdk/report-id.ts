import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledgmentOf, recordedIds } from './acknowledgments';
import { everyConstruct } from './every-construct';
import { Finding } from '../catalog/finding';
import { findingIdAt } from '../catalog/finding-id';
import { PACK } from '../catalog/rules';

/** What a finding is called in CDK's report. */
export interface ReportId {
  readonly ruleName: string;
  readonly isAcknowledged: boolean;
}

/**
 * Names the findings of one report. CDK matches acknowledgments by the name of a
 * violation, so a finding that is acknowledged takes the name under which that is
 * on record, and one that is not must not have a name that CDK would take for
 * acknowledged (ADR 0006).
 */
export class ReportIds {
  private ofTheApp: ReadonlySet<string> | undefined;

  public idOf(construct: IConstruct, { rule, key, id }: Finding): ReportId {
    const acknowledgment = acknowledgmentOf(construct, rule, key);
    if (acknowledgment !== undefined) {
      const isOurs = acknowledgment.startsWith(`${PACK}::`);
      return { ruleName: isOurs ? acknowledgment.slice(PACK.length + 2) : acknowledgment, isAcknowledged: true };
    }
    const isTaken = this.heardBy(construct).has(`${PACK}::${id}`);
    return { ruleName: isTaken ? findingIdAt(rule, key, construct.node.path) : id, isAcknowledged: false };
  }

  /** The acknowledgments that CDK applies to a violation at the construct. */
  private heardBy(construct: IConstruct): ReadonlySet<string> {
    if (matchesByPlace()) {
      return recordedIds(construct.node.scopes);
    }
    this.ofTheApp ??= recordedIds(everyConstruct(construct.node.root));
    return this.ofTheApp;
  }
}

const RTTI = Symbol.for('jsii.rtti');

/** Before 2.271, CDK let the acknowledgment of one construct silence every violation of that name in the app. */
function matchesByPlace(): boolean {
  const { version } = (Validations as unknown as Record<symbol, { readonly version: string }>)[RTTI];
  const [major, minor] = version.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 271);
}
