import type { PolicyViolation } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledgmentOf, isTakenForAcknowledged } from './acknowledgments';
import { ComplianceFramework } from '../../catalog/frameworks';
import { PACK } from '../../catalog/rules';
import type { GapWording } from '../../wording/coverage-gap';
import { Finding } from '../../wording/finding';
import { isEnforceable, ownFix, Presentation, violationDescription, violationMetadata } from '../../wording/violation';
import type { LocatedFinding } from '../assembly/located-stages';
import { stageOptionsOf } from '../resource/stage-options';

/** A violation at its construct. */
export interface LocatedViolation {
  readonly construct: IConstruct;
  readonly violation: PolicyViolation;
  readonly isAcknowledged?: boolean;
  /** Why EncryptApiCache has left it. */
  readonly gap?: GapWording;
  /** Whether CDK has it as an annotation already. */
  readonly isAnnotated?: boolean;
  /** Whether it fails only where its CDK stage is selected. */
  readonly isSeparate?: boolean;
}

/**
 * A finding at a construct as CDK's report has it. CDK matches acknowledgments by the name of a violation and
 * leaves their `where` out, so a finding that is acknowledged takes the name under
 * which that is on record (ADR 0007).
 */
export function violationOf({ construct, finding }: LocatedFinding, presentation: Presentation): LocatedViolation {
  const acknowledgment = acknowledgmentOf(construct, finding.rule, finding.key);
  const ruleName = acknowledgment === undefined ? finding.id : withoutPack(acknowledgment.id);
  // It is open, and CDK would file it as acknowledged: only what is fatal is not.
  const isMistakable = acknowledgment === undefined && isTakenForAcknowledged(construct, ruleName);
  const locations = finding.locations.map((path) => path.join('.'));
  const fixes = [
    ownFixAt(construct, finding),
    ...isEnforceable(finding) ? ['call EncryptApiCache.everywhere(app), which sets it during synthesis'] : [],
    ...isMistakable ? [`remove the \`where\` filter from the acknowledgment of ${ruleName}, which does not match`] : [],
  ];
  const violation: PolicyViolation = {
    ruleName,
    description: violationDescription(finding, presentation),
    severity: isMistakable ? 'fatal' : presentation.severity,
    fix: fixes.join('\nor '),
    ruleMetadata: { ...violationMetadata(finding, presentation), methodKey: finding.key, property: locations.join(', ') },
    violatingResources: [{ constructPath: construct.node.path, locations }],
  };
  return { construct, violation, isAcknowledged: acknowledgment !== undefined };
}

/** The id of a rule or a finding without the prefix that CDK adds for our reports. */
function withoutPack(id: string): string {
  return id.startsWith(`${PACK}::`) ? id.slice(PACK.length + 2) : id;
}

/** In the words of CDK's options, where they have made the stage. */
function ownFixAt(construct: IConstruct, finding: Finding): string {
  return ownFix(finding, (key) => stageOptionsOf(construct, key));
}

const EVERY_FRAMEWORK: ReadonlySet<ComplianceFramework> = new Set(Object.values(ComplianceFramework));

/** A finding that EncryptApiCache covers, without the advice to call it. */
export function leftViolation(located: LocatedFinding, isEnforced: boolean): LocatedViolation {
  const { construct, finding } = located;
  const severity = isEnforced && finding.rule === 'CacheDataEncrypted' ? 'error' : 'warning';
  const left = violationOf(located, { severity, frameworks: EVERY_FRAMEWORK, verbose: false });
  return { ...left, violation: { ...left.violation, fix: ownFixAt(construct, finding) } };
}

/** The same with the reason why EncryptApiCache did not encrypt it. */
export function missedViolation(violation: PolicyViolation, { because, fix }: GapWording): PolicyViolation {
  return { ...violation, description: `${violation.description}; ${because}`, fix: `${fix}\nor ${violation.fix}` };
}
