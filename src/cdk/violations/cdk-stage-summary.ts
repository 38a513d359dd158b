import { FeatureFlags, IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { stackAround } from '../construct-tree';
import { unsaid, validationReport } from './report';
import type { LocatedViolation } from './violation';
import { PACK } from '../../catalog/rules';
import { VERSION } from '../../package-files';
import { summaryOf } from '../../wording/cdk-stage-summary';

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
    return validationReport(() => unsaid(context.appConstruct, this, this.summarise(context)));
  }
}

/**
 * One violation for each CDK stage that has findings which CDK's command line leaves out: it prints what
 * concerns the stacks that are selected, and by itself selects none in CDK stages. One that fails is fatal,
 * which nobody can acknowledge, unlike the findings.
 */
export function summarizeCdkStages(judged: readonly LocatedViolation[]): readonly PolicyViolation[] {
  const hidden = judged.filter(isLeftOut).map((each) => ({ ...each, cdkStage: outermostCdkStage(each.construct)!.node.path }));
  return [...new Set(hidden.map(({ cdkStage }) => cdkStage))].map((path) => ({
    ...summaryOf(path, hidden.filter(({ cdkStage }) => cdkStage === path)),
    violatingResources: [{ constructPath: '', locations: [] }],
  }));
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
