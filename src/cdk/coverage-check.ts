import { App, IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { recordOf } from './construct-record';
import { coverageGap, isAsRendered, isConcerned } from './coverage';
import { failClosed } from './fail-closed';
import { findingsOfStack, LocatedFinding } from './located-stages';
import { byCdkStage, Judged, reportOf } from './report';
import { reportIdOf } from './report-id';
import { missedInCdkStage, missedViolation } from './violation';
import { writtenStacks } from './written-stacks';
import { PACK } from '../catalog/rules';
import { VERSION } from '../version';

/**
 * Looks at the templates of an app once they are written, for what EncryptApiCache
 * answers for and did not reach. CDK asks it last of all, whatever was skipped.
 */
export class CoverageCheck implements IPolicyValidationPlugin {
  /** Makes sure that CDK knows the one of an app. */
  public static addTo({ node: { root } }: IConstruct): void {
    const record = recordOf(root);
    if (App.isApp(root) && !record.isChecked) {
      record.isChecked = true;
      Validations.of(root).addPlugins(new CoverageCheck());
    }
  }

  /** That of the rule pack: both have the same findings, and one acknowledgment is for both. */
  public readonly name = PACK;
  public readonly version = VERSION;

  private constructor() {
  }

  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return failClosed(context.appConstruct, () => {
      const judged = writtenStacks(context, isConcerned)
        .filter((written) => written.file !== undefined && !isAsRendered(written))
        .flatMap(findingsOfStack)
        .flatMap((located) => judge(located));
      const unprinted = [...byCdkStage(judged)].map(([cdkStage, violations]) => missedInCdkStage(cdkStage, violations));
      return reportOf([...judged.map(({ violation }) => violation), ...unprinted]);
    });
  }
}

function judge({ construct, finding }: LocatedFinding): readonly Judged[] {
  const found = coverageGap(construct, finding);
  return found === undefined ? [] : [{
    construct,
    violation: missedViolation(finding, construct, reportIdOf(construct, finding), found.gap, found.coverage.isEnforced),
  }];
}
