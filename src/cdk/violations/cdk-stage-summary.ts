import { FeatureFlags, IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { recordOf } from '../construct-record';
import { stackAround } from '../construct-tree';
import { failClosed } from './fail-closed';
import { Judged, reportOf } from './report';
import { fails } from './violation';
import { PACK } from '../../catalog/rules';
import { VERSION } from '../../version';
import { idPart } from '../../wording/finding-id';

/** CDK's feature flag. Its module is not loaded for that: bundles would need it. */
const ANNOTATIONS_IN_VALIDATION_REPORT = '@aws-cdk/core:annotationsInValidationReport';

/**
 * A report of summaries alone. CDK's command line fails for a whole report if any of it is
 * printed, and a summary always is: so what should not fail must not be beside what fails.
 */
export class CdkStageSummaries implements IPolicyValidationPlugin {
  public readonly name = PACK;
  public readonly version = VERSION;

  /** @param summarise what is to be reported, asked for when CDK validates */
  public constructor(private readonly summarise: (context: IPolicyValidationContext) => readonly PolicyViolation[]) {
  }

  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return failClosed(context.appConstruct, () => reportOf(this.summarise(context)));
  }
}

/**
 * One violation for each CDK stage that has findings which CDK's command line leaves out: it prints what
 * concerns the stacks that are selected, and by itself selects none in CDK stages. One that fails is fatal,
 * which nobody can acknowledge, unlike the findings. What another reporter has summed up is not said again.
 */
export function summaries(root: IConstruct, reporter: object, judged: readonly Judged[]): readonly PolicyViolation[] {
  const summarised = recordOf(root).summarised ??= new Map<object, readonly PolicyViolation[]>();
  if (summarised.has(reporter)) {
    summarised.clear(); // The app is synthesised again.
  }
  const earlier = [...summarised.values()].flat();
  const isSaid = (summary: PolicyViolation) =>
    earlier.some((each) => each.ruleName === summary.ruleName && (fails(each) || !fails(summary)));
  const all = [...byCdkStage(judged)].map(([cdkStage, hidden]) => summaryOf(cdkStage, hidden)).filter((summary) => !isSaid(summary));
  summarised.set(reporter, all);
  return all;
}

/** By the path of the CDK stage right below the app. */
function byCdkStage(judged: readonly Judged[]): ReadonlyMap<string, readonly Judged[]> {
  const found = new Map<string, Judged[]>();
  for (const each of judged.filter(isLeftOut)) {
    const { path } = outermostCdkStage(each.construct)!.node;
    const inStage = found.get(path) ?? [];
    inStage.push(each);
    found.set(path, inStage);
  }
  return found;
}

/** What is below a stack, as the CDK stages of a pipeline are, is printed with it: annotations only where CDK reports them. */
export function isLeftOut({ construct, isAnnotated }: Judged): boolean {
  const cdkStage = outermostCdkStage(construct);
  const isPrinted = () => isAnnotated !== true || FeatureFlags.of(construct.node.root).isEnabled(ANNOTATIONS_IN_VALIDATION_REPORT) === true;
  return cdkStage !== undefined && !(stackAround(cdkStage) !== undefined && isPrinted());
}

function outermostCdkStage({ node: { scopes, root } }: IConstruct): IConstruct | undefined {
  return scopes.find((scope) => scope !== root && Stage.isStage(scope));
}

const MOST_NAMED = 3;

function summaryOf(cdkStage: string, hidden: readonly Judged[]): PolicyViolation {
  const failing = hidden.filter(({ violation }) => fails(violation));
  const [warnings, notes] = ['warning', 'info'].map((severity) => hidden.filter(({ violation }) => violation.severity === severity));
  const causes = new Set(hidden.map(({ gap }) => gap?.because));
  const [cause] = causes.size === 1 ? causes : [];
  const lines = [...failing, ...warnings, ...notes].map(({ construct, violation, gap }) =>
    [`${construct.node.path}: ${violation.description}`, ...gap === undefined || gap.because === cause ? [] : [gap.because]].join('; '));
  const milder = warnings.length > 0 || failing.length > 0 ? 'warning' : 'info';
  const count = [counted(failing, 'finding'), counted(warnings, 'warning'), counted(notes, 'note')].filter((text) => text !== '').join(' and ');
  const fixes = new Set(hidden.flatMap(({ gap }) => gap === undefined ? [] : [gap.fix]));
  return {
    ruleName: `${PACK}-FindingsInCdkStage[${idPart(cdkStage)}]`,
    description: [
      `CDK stage ${cdkStage} ${failing.length > 0 ? 'fails with' : 'has'} ${count}${cause === undefined ? '' : `: ${cause}`}`,
      ...lines.slice(0, MOST_NAMED),
      ...lines.length > MOST_NAMED ? [`and ${lines.length - MOST_NAMED} more`] : [],
    ].join('\n'),
    severity: failing.some(({ isSeparate }) => isSeparate !== true) ? 'fatal' : milder,
    fix: [...fixes, `select the stacks of the CDK stage to see how to fix or acknowledge each finding, as in cdk synth "${cdkStage}/**"`].join('\nor '),
    violatingResources: [{ constructPath: '', locations: [] }],
  };
}

function counted({ length }: readonly Judged[], what: string): string {
  return length === 0 ? '' : `${length} ${what}${length === 1 ? '' : 's'}`;
}
