import type { PolicyViolation } from 'aws-cdk-lib';
import { Finding } from '../catalog/finding';
import { ComplianceFramework, requirementsOf } from '../catalog/frameworks';
import { PACK, rulePage, RULES, Severity } from '../catalog/rules';
import { FLAG } from '../core/method-setting';

/** How findings are to be reported. */
export interface Presentation {
  readonly severity: Severity;
  readonly frameworks: ReadonlySet<ComplianceFramework>;
  readonly verbose: boolean;
}

/** A finding at a construct as CDK's report has it. */
export function violationOf(finding: Finding, constructPath: string, ruleName: string, presentation: Presentation): PolicyViolation {
  const locations = finding.locations.map((path) => path.join('.'));
  return {
    ruleName,
    description: presentation.verbose ? explained(finding, presentation) : finding.description,
    severity: presentation.severity,
    fix: isEnforceable(finding) ? `${finding.fix}\nor add the aspect EncryptApiCache, which does so during synthesis` : finding.fix,
    ruleMetadata: {
      ...finding.verdict && { verdict: finding.verdict },
      method: finding.key,
      property: locations.join(', '),
      ...metadataOf(finding, presentation),
      documentation: rulePage(finding.rule),
    },
    violatingResources: [{ constructPath, locations }],
  };
}

/** A crash of our own, which CDK's command line would pass over in silence: nothing acknowledges it, and it has to be printed. */
export function crashViolation(error: unknown, constructPath: string): PolicyViolation {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const where = constructPath === '' ? 'the app' : constructPath;
  return {
    ruleName: `${PACK}-ChecksFailed`,
    description: `cannot judge the API caches of ${where}: ${message}`,
    severity: 'fatal',
    fix: 'mend what throws, if it is yours; otherwise report it at https://github.com/cdkencryptapicache/cdk-encrypt-api-cache/issues',
    ruleMetadata: stack === undefined ? {} : { stack },
    violatingResources: [{ constructPath, locations: [] }],
  };
}

/** A flag can be set; a key or a list that cannot be read, or a key without effect, is for people. */
function isEnforceable({ locations }: Finding): boolean {
  return locations.some((path) => path[path.length - 1] === FLAG);
}

function metadataOf({ rule }: Finding, { frameworks }: Presentation): Readonly<Record<string, string>> {
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
