import type { PolicyViolation } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ReportId } from './violation-name';
import { ComplianceFramework, requirementsOf } from '../../catalog/frameworks';
import { PACK, RuleName, RULES, Severity } from '../../catalog/rules';
import { isEmbedded } from '../../core/stage/embedded-template';
import { FLAG } from '../../core/stage/method-setting';
import type { GapWording } from '../../wording/coverage-gap';
import { rulePage } from '../../wording/documentation';
import { Finding } from '../../wording/finding';
import { stageOptionsOf } from '../resource/stage-options';

/** How findings are to be reported. */
export interface Presentation {
  readonly severity: Severity;
  readonly frameworks: ReadonlySet<ComplianceFramework>;
  readonly verbose: boolean;
}

/** A finding at a construct as CDK's report has it. */
export function violationOf(finding: Finding, construct: IConstruct, reportId: ReportId, presentation: Presentation): PolicyViolation {
  const locations = finding.locations.map((path) => path.join('.'));
  return {
    ruleName: reportId.ruleName,
    description: presentation.verbose ? explained(finding, presentation) : finding.description,
    severity: reportId.isMistakable ? 'fatal' : presentation.severity,
    fix: fixesOf(finding, construct, reportId).join('\nor '),
    ruleMetadata: { ...metadataOf(finding, presentation), methodKey: finding.key, property: locations.join(', ') },
    violatingResources: [{ constructPath: construct.node.path, locations }],
  };
}

function fixesOf(finding: Finding, construct: IConstruct, { ruleName, isMistakable }: ReportId): readonly string[] {
  return [
    ownFix(finding, construct),
    ...isEnforceable(finding) ? ['call EncryptApiCache.everywhere(app), which sets it during synthesis'] : [],
    ...isMistakable ? [`remove the \`where\` filter from the acknowledgment of ${ruleName}, which does not match`] : [],
  ];
}

/** What to do in the user's own code: in the options of an L2 where it has made the stage, and in the template. */
function ownFix(finding: Finding, construct: IConstruct): string {
  const options = isEnforceable(finding) ? stageOptionsOf(construct, finding.key) : undefined;
  return options === undefined ? finding.fix : `set \`cacheDataEncrypted: true\` in ${options} (in the template: ${finding.fix})`;
}

/** Whether a violation makes synthesis fail. */
export function fails({ severity }: PolicyViolation): boolean {
  return severity !== 'warning' && severity !== 'info';
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

/** Anything can be thrown, and even to look at it can throw. */
export function described(error: unknown): { readonly message: string; readonly stack?: string } {
  try {
    return error instanceof Error ? { message: String(error.message), stack: String(error.stack) } : { message: String(error) };
  } catch {
    return { message: 'the error cannot be displayed' };
  }
}

/** The one thing that `ApiCacheEvidence` reports. */
export const EVIDENCE_NOT_WRITTEN = `${PACK}-EvidenceNotWritten`;

/** Evidence that could not be written. Synthesis succeeds all the same: it is no finding. */
export function unwrittenViolation(because: string, fix: string): PolicyViolation {
  return {
    ruleName: EVIDENCE_NOT_WRITTEN,
    description: `API cache evidence was not written: ${because}`,
    severity: 'warning',
    fix,
    violatingResources: [{ constructPath: '', locations: [] }],
  };
}

const EVERY_FRAMEWORK: ReadonlySet<ComplianceFramework> = new Set(Object.values(ComplianceFramework));

/** A finding that EncryptApiCache answers for: of no use is the advice to call it. */
export function leftViolation(finding: Finding, construct: IConstruct, reportId: ReportId, isEnforced: boolean): PolicyViolation {
  const severity = isEnforced && finding.rule === 'CacheDataEncrypted' ? 'error' : 'warning';
  const violation = violationOf(finding, construct, reportId, { severity, frameworks: EVERY_FRAMEWORK, verbose: false });
  return { ...violation, fix: ownFix(finding, construct) };
}

/** The same with the reason why it is there all the same. */
export function missedViolation(violation: PolicyViolation, { because, fix }: GapWording): PolicyViolation {
  return { ...violation, description: `${violation.description}; ${because}`, fix: `${fix}\nor ${violation.fix}` };
}

/**
 * A flag can be set; a key or a list that cannot be read, a key without effect, or what stands in a template in another one, is for
 * people.
 */
function isEnforceable({ locations }: Finding): boolean {
  return locations.some((path) => path[path.length - 1] === FLAG && !isEmbedded(path));
}

type Metadata = Readonly<Record<string, string>>;

const METADATA = new WeakMap<Presentation['frameworks'], Map<string, Metadata>>();

/** What is the same for all findings of a rule with a verdict; there may be thousands. */
function metadataOf({ rule, verdict }: Finding, { frameworks }: Presentation): Metadata {
  const known = METADATA.get(frameworks) ?? new Map<string, Metadata>();
  METADATA.set(frameworks, known);
  const metadata = known.get(`${rule} ${verdict}`) ?? {
    ...verdict && { verdict },
    methodKey: '',
    property: '',
    ...metadataOfRule(rule, frameworks),
    documentation: rulePage(rule),
  };
  known.set(`${rule} ${verdict}`, metadata);
  return metadata;
}

function metadataOfRule(rule: RuleName, frameworks: Presentation['frameworks']): Metadata {
  const { controls, frameworks: mappings } = RULES[rule];
  const requirements = requirementsOf(mappings.filter(({ framework }) => frameworks.has(framework)));
  return {
    ...controls.length > 0 && { controls: controls.map(({ id }) => id).join(', ') },
    ...Object.fromEntries([...requirements].map(([framework, ids]) => [framework, ids.join(', ')])),
  };
}

function explained({ rule, description }: Finding, { frameworks }: Presentation): string {
  const requirements = requirementsOf(RULES[rule].frameworks.filter(({ framework }) => frameworks.has(framework)));
  const named = [...requirements].map(([framework, ids]) => `${framework} ${ids.join(', ')}`).join('; ');
  return [`${description}.`, RULES[rule].reason, ...named === '' ? [] : [`Related requirements: ${named}.`]].join(' ');
}
