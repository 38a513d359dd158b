import { FeatureFlags, IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { recordOf } from '../construct-record';
import { stackAround } from '../construct-tree';
import { failClosed } from './fail-closed';
import { LocatedViolation, validationReport } from './report';
import { PACK } from '../../catalog/rules';
import { VERSION } from '../../package-files';
import { summaryOf } from '../../wording/cdk-stage-summary';
import { fails } from '../../wording/violation';

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
    return failClosed(context.appConstruct, () => validationReport(this.summarise(context)));
  }
}

/**
 * One violation for each CDK stage that has findings which CDK's command line leaves out: it prints what
 * concerns the stacks that are selected, and by itself selects none in CDK stages. One that fails is fatal,
 * which nobody can acknowledge, unlike the findings. What another reporter has summed up is not said again.
 */
export function summarizeCdkStages(root: IConstruct, reporter: object, judged: readonly LocatedViolation[]): readonly PolicyViolation[] {
  const summarised = recordOf(root).summarised ??= new Map<object, readonly PolicyViolation[]>();
  if (summarised.has(reporter)) {
    summarised.clear(); // The app is synthesised again.
  }
  const earlier = [...summarised.values()].flat();
  const isSaid = (summary: PolicyViolation) =>
    earlier.some((each) => each.ruleName === summary.ruleName && (fails(each) || !fails(summary)));
  const all = [...byCdkStage(judged)].map(([cdkStage, hidden]) => summaryViolation(cdkStage, hidden)).filter((summary) => !isSaid(summary));
  summarised.set(reporter, all);
  return all;
}

/** By the path of the CDK stage right below the app. */
function byCdkStage(judged: readonly LocatedViolation[]): ReadonlyMap<string, readonly LocatedViolation[]> {
  const found = new Map<string, LocatedViolation[]>();
  for (const each of judged.filter(isLeftOut)) {
    const { path } = outermostCdkStage(each.construct)!.node;
    const inStage = found.get(path) ?? [];
    inStage.push(each);
    found.set(path, inStage);
  }
  return found;
}

/** What is below a stack, as the CDK stages of a pipeline are, is printed with it: annotations only where CDK reports them. */
export function isLeftOut({ construct, isAnnotated }: LocatedViolation): boolean {
  const cdkStage = outermostCdkStage(construct);
  const isPrinted = () => isAnnotated !== true || FeatureFlags.of(construct.node.root).isEnabled(ANNOTATIONS_IN_VALIDATION_REPORT) === true;
  return cdkStage !== undefined && !(stackAround(cdkStage) !== undefined && isPrinted());
}

function outermostCdkStage({ node: { scopes, root } }: IConstruct): IConstruct | undefined {
  return scopes.find((scope) => scope !== root && Stage.isStage(scope));
}

function summaryViolation(cdkStage: string, hidden: readonly LocatedViolation[]): PolicyViolation {
  return { ...summaryOf(cdkStage, hidden), violatingResources: [{ constructPath: '', locations: [] }] };
}
