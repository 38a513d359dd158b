import type { PolicyViolation } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ViolationName } from './violation-name';
import { ComplianceFramework } from '../../catalog/frameworks';
import { PACK } from '../../catalog/rules';
import type { GapWording } from '../../wording/coverage-gap';
import { described } from '../../wording/error';
import { Finding } from '../../wording/finding';
import { isEnforceable, OptionsOf, ownFix, Presentation, violationDescription, violationMetadata } from '../../wording/violation';
import { stageOptionsOf } from '../resource/stage-options';

/** A finding at a construct as CDK's report has it. */
export function violationOf(
  finding: Finding, construct: IConstruct, violationName: ViolationName, presentation: Presentation,
): PolicyViolation {
  const locations = finding.locations.map((path) => path.join('.'));
  return {
    ruleName: violationName.ruleName,
    description: violationDescription(finding, presentation),
    severity: violationName.isMistakable ? 'fatal' : presentation.severity,
    fix: fixesOf(finding, construct, violationName).join('\nor '),
    ruleMetadata: { ...violationMetadata(finding, presentation), methodKey: finding.key, property: locations.join(', ') },
    violatingResources: [{ constructPath: construct.node.path, locations }],
  };
}

function fixesOf(finding: Finding, construct: IConstruct, { ruleName, isMistakable }: ViolationName): readonly string[] {
  return [
    ownFix(finding, optionsAt(construct)),
    ...isEnforceable(finding) ? ['call EncryptApiCache.everywhere(app), which sets it during synthesis'] : [],
    ...isMistakable ? [`remove the \`where\` filter from the acknowledgment of ${ruleName}, which does not match`] : [],
  ];
}

/** A crash of our own, which CDK's command line would pass over in silence: nothing acknowledges it, and it has to be printed. */
export function crashViolation(error: unknown, constructPath: string): PolicyViolation {
  const { message, stack } = described(error);
  const where = constructPath === '' ? 'the app' : constructPath;
  return {
    ruleName: CHECKS_FAILED,
    description: `cannot check the API caches of ${where}: ${message}`,
    severity: 'fatal',
    fix: 'fix the error if it comes from your code; otherwise report it at https://github.com/cdkencryptapicache/cdk-encrypt-api-cache/issues',
    ruleMetadata: { ...stack !== undefined && { stack } },
    violatingResources: [{ constructPath, locations: [] }],
  };
}

export function isCrash({ ruleName }: PolicyViolation): boolean {
  return ruleName === CHECKS_FAILED;
}

const CHECKS_FAILED = `${PACK}-ChecksFailed`;

/** The one thing that `ApiCacheEvidence` reports. */
export const EVIDENCE_NOT_WRITTEN = `${PACK}-EvidenceNotWritten`;

/** Evidence that could not be written. This is not a finding, and synthesis succeeds. */
export function unwrittenViolation(because: string, fix: string): PolicyViolation {
  return {
    ruleName: EVIDENCE_NOT_WRITTEN,
    description: `API cache evidence was not written: ${because}`,
    severity: 'warning',
    fix,
    violatingResources: [{ constructPath: '', locations: [] }],
  };
}

/** How CDK's options call what a method-setting key says, where they have made the stage. */
function optionsAt(construct: IConstruct): OptionsOf {
  return (key) => stageOptionsOf(construct, key);
}

const EVERY_FRAMEWORK: ReadonlySet<ComplianceFramework> = new Set(Object.values(ComplianceFramework));

/** A finding that EncryptApiCache covers, without the advice to call it. */
export function leftViolation(finding: Finding, construct: IConstruct, violationName: ViolationName, isEnforced: boolean): PolicyViolation {
  const severity = isEnforced && finding.rule === 'CacheDataEncrypted' ? 'error' : 'warning';
  const violation = violationOf(finding, construct, violationName, { severity, frameworks: EVERY_FRAMEWORK, verbose: false });
  return { ...violation, fix: ownFix(finding, optionsAt(construct)) };
}

/** The same with the reason why EncryptApiCache did not encrypt it. */
export function missedViolation(violation: PolicyViolation, { because, fix }: GapWording): PolicyViolation {
  return { ...violation, description: `${violation.description}; ${because}`, fix: `${fix}\nor ${violation.fix}` };
}
