import type { IConstruct } from 'constructs';
import { acknowledgmentOf, isTakenForAcknowledged } from './acknowledgments';
import { PACK } from '../../catalog/rules';
import { Finding } from '../../wording/finding';

/** How a finding stands in CDK's report. */
export interface ViolationName {
  readonly ruleName: string;
  readonly isAcknowledged: boolean;
  /** It is open, and CDK would file it as acknowledged: only what is fatal is not. */
  readonly isMistakable: boolean;
}

/**
 * Names a finding. CDK matches acknowledgments by the name of a violation and
 * leaves their `where` out, so a finding that is acknowledged takes the name under
 * which that is on record (ADR 0007).
 */
export function violationNameOf(construct: IConstruct, { rule, key, id }: Finding): ViolationName {
  const acknowledged = acknowledgmentOf(construct, rule, key)?.id;
  if (acknowledged === undefined) {
    return { ruleName: id, isAcknowledged: false, isMistakable: isTakenForAcknowledged(construct, id) };
  }
  const isOurs = acknowledged.startsWith(`${PACK}::`);
  return { ruleName: isOurs ? acknowledged.slice(PACK.length + 2) : acknowledged, isAcknowledged: true, isMistakable: false };
}
