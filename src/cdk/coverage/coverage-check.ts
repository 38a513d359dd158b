import { App, IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, Validations } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import { recordOf } from '../construct-record';
import { isConcerned, leftBy } from './coverage';
import { PACK } from '../../catalog/rules';
import { VERSION } from '../../package-files';
import { describeGap } from '../../wording/coverage-gap';
import { LocatedFinding } from '../assembly/located-stages';
import { writtenStacks, writtenTemplateOf } from '../assembly/written-stacks';
import { findingsOfStack, isAsRendered, stagesOfStack } from '../assembly/written-stages';
import { mayHoldStages } from '../assembly/written-template';
import { onAssembly } from '../internals';
import { hasAcknowledgment, isTakenForAcknowledged } from '../violations/acknowledgments';
import { CdkStageSummaries, summarizeCdkStages } from '../violations/cdk-stage-summary';
import { failClosed } from '../violations/fail-closed';
import { LocatedViolation, validationReport } from '../violations/report';
import { unusedAcknowledgments } from '../violations/unused-acknowledgments';
import { leftViolation, missedViolation } from '../violations/violation';
import { violationNameOf } from '../violations/violation-name';

/**
 * Looks at the templates of an app once they are written, for what EncryptApiCache
 * answers for and did not reach. CDK asks it last of all, whatever was skipped.
 */
export class CoverageCheck implements IPolicyValidationPlugin {
  /**
   * Makes sure that the templates of an app are looked at. What was written as it was
   * rendered needs no plugin: with one, CDK puts the whole construct tree together once more.
   */
  public static addTo({ node: { root } }: IConstruct): void {
    const record = recordOf(root);
    if (!App.isApp(root) || record.isChecked) {
      return;
    }
    record.isChecked = true;
    const add = () => {
      if (!record.hasPlugin) {
        record.hasPlugin = true;
        const check = new CoverageCheck();
        Validations.of(root).addPlugins(check, new CdkStageSummaries(() => summarizeCdkStages(root, check, check.left)));
      }
    };
    if (!onAssembly(root, (assembly) => isWrittenAsRendered(root, assembly) || add())) {
      add();
    }
  }

  /** That of the rule pack: both have the same findings, and one acknowledgment is for both. */
  public readonly name = PACK;
  public readonly version = VERSION;

  private left: readonly LocatedViolation[] = [];

  private constructor() {
  }

  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return failClosed(context.appConstruct, () => {
      this.left = [];
      const written = writtenStacks(context, isConcerned).filter(({ file }) => file !== undefined);
      const judged = written.filter((each) => !isAsRendered(each)).flatMap(findingsOfStack).flatMap((located) => locateViolations(located));
      const unused =
        unusedAcknowledgments(this, context.appConstruct, written.map(({ stack }) => stack), () => written.flatMap(stagesOfStack));
      this.left = [...judged, ...unused.filter(({ construct, violation }) => !isTakenForAcknowledged(construct, violation.ruleName))];
      const missed = judged.flatMap(({ violation, gap }) => gap === undefined ? [] : [missedViolation(violation, gap)]);
      return validationReport([...missed, ...unused.map(({ violation }) => violation)]);
    });
  }
}

function locateViolations({ construct, finding }: LocatedFinding): readonly LocatedViolation[] {
  const left = leftBy(construct, finding);
  if (left === undefined) {
    return [];
  }
  const { coverage: { isEnforced, separateCdkStages: isSeparate }, gap } = left;
  const violation = leftViolation(finding, construct, violationNameOf(construct, finding), isEnforced);
  return [{ construct, violation, isSeparate, ...gap === undefined ? { isAnnotated: true } : { gap: describeGap(gap) } }];
}

/** Whether every template is as it was rendered, or of no interest. What cannot be read is for the plugin to say. */
function isWrittenAsRendered(app: IConstruct, { stacksRecursively }: CloudAssembly): boolean {
  try {
    const hooked = new Map([...recordOf(app).hookedStacks ?? []].map((stack) => [writtenTemplateOf(stack), stack] as const));
    return !hasAcknowledgment(app)
      && [...hooked].every(([file, stack]) => isAsRendered({ stack, file }))
      && stacksRecursively.every(({ templateFullPath }) => hooked.has(templateFullPath) || !mayHoldStages(templateFullPath));
  } catch {
    return false;
  }
}
