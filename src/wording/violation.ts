import { rulePage } from './documentation';
import type { Finding } from './finding';
import { ComplianceFramework, requirementsOf } from '../catalog/frameworks';
import { RuleName, RULES } from '../catalog/rules';
import type { Severity } from '../catalog/severity';
import { isEmbedded } from '../core/stage/embedded-template';
import { FLAG } from '../core/stage/setting-names';

/** How findings are to be reported. */
export interface Presentation {
  readonly severity: Severity;
  readonly frameworks: ReadonlySet<ComplianceFramework>;
  readonly verbose: boolean;
}

/** The finding in a sentence; with `verbose` also why it matters, and to which requirements. */
export function violationDescription(finding: Finding, { verbose, frameworks }: Presentation): string {
  return verbose ? explainFinding(finding, frameworks) : finding.description;
}

/** What CDK's options call the settings of a method-setting key, where they have made the stage. */
export type OptionsOf = (key: string) => string | undefined;

/** What to do in the user's own code: in the options of an L2 where it has made the stage, and in the template. */
export function ownFix(finding: Finding, optionsOf: OptionsOf): string {
  const options = isEnforceable(finding) ? optionsOf(finding.key) : undefined;
  return options === undefined ? finding.fix : `set \`cacheDataEncrypted: true\` in ${options} (in the template: ${finding.fix})`;
}

/**
 * A flag can be set; a key or a list that cannot be read, a key without effect, or what stands in a template in another one, is for
 * people.
 */
export function isEnforceable({ locations }: Finding): boolean {
  return locations.some((path) => path[path.length - 1] === FLAG && !isEmbedded(path));
}

/** Whether a violation makes synthesis fail. */
export function fails({ severity }: { readonly severity?: string }): boolean {
  return severity !== 'warning' && severity !== 'info';
}

type Metadata = Readonly<Record<string, string>>;

const METADATA = new WeakMap<Presentation['frameworks'], Map<string, Metadata>>();

/** The metadata that all findings of a rule with a verdict share; there may be thousands. */
export function violationMetadata({ rule, verdict }: Finding, { frameworks }: Presentation): Metadata {
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

function explainFinding({ rule, description }: Finding, frameworks: Presentation['frameworks']): string {
  const requirements = requirementsOf(RULES[rule].frameworks.filter(({ framework }) => frameworks.has(framework)));
  const named = [...requirements].map(([framework, ids]) => `${framework} ${ids.join(', ')}`).join('; ');
  return [`${description}.`, RULES[rule].reason, ...named === '' ? [] : [`Related requirements: ${named}.`]].join(' ');
}
