import { readFileSync } from 'fs';
import { App, IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, Stack, Validations } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import { coveragesOf, isConcerned, leftBy } from './coverage';
import { PACK } from '../../catalog/rules';
import { isWrittenWith, mayHoldStages } from '../../core/judgement/cache-template';
import { VERSION } from '../../package-files';
import { describeGap } from '../../wording/coverage-gap';
import { findingsAt, LocatedFinding } from '../assembly/located-stages';
import { stagesOfStack } from '../assembly/stack-stages';
import { WrittenStack, writtenStacks, writtenTemplateOf } from '../assembly/written-stacks';
import { knownRecordOf, recordOf } from '../construct-record';
import { everyConstruct } from '../construct-tree';
import { onAssembly } from '../internals';
import { hasAcknowledgment, isTakenForAcknowledged } from '../violations/acknowledgments';
import { CdkStageSummaries, summarizeCdkStages } from '../violations/cdk-stage-summary';
import { unsaid, validationReport } from '../violations/report';
import { unusedAcknowledgments } from '../violations/unused-acknowledgments';
import { leftViolation, LocatedViolation, missedViolation } from '../violations/violation';

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
    let check: CoverageCheck | undefined;
    const add = () => check ??= new CoverageCheck(root);
    if (!onAssembly(root, (assembly) => isWrittenAsRendered(root, assembly) || add())) {
      add();
    }
  }

  /** That of the rule pack: both have the same findings, and one acknowledgment is for both. */
  public readonly name = PACK;
  public readonly version = VERSION;

  private left: readonly LocatedViolation[] = [];

  private constructor(app: App) {
    Validations.of(app).addPlugins(this, new CdkStageSummaries(() => summarizeCdkStages(this.left)));
  }

  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return validationReport(() => {
      this.left = [];
      const written = writtenStacks(context, isConcerned).filter(({ file }) => file !== undefined);
      const judged = written.filter((each) => !isAsRendered(each)).flatMap(stagesOfStack).flatMap(findingsAt).flatMap(locateViolation);
      const unused = unusedAcknowledgments(context.appConstruct, written.map(({ stack }) => stack), () => written.flatMap(stagesOfStack));
      this.left = [...judged, ...unused.filter(({ construct, violation }) => !isTakenForAcknowledged(construct, violation.ruleName))];
      const missed = judged.flatMap(({ violation, gap }) => gap === undefined ? [] : [missedViolation(violation, gap)]);
      return [...missed, ...unsaid(context.appConstruct, this, unused.map(({ violation }) => violation))];
    });
  }
}

function locateViolation(located: LocatedFinding): readonly LocatedViolation[] {
  const left = leftBy(located.construct, located.finding);
  if (left === undefined) {
    return [];
  }
  const { coverage: { isEnforced, separateCdkStages: isSeparate }, gap } = left;
  return [{ ...leftViolation(located, isEnforced), isSeparate, ...gap === undefined ? { isAnnotated: true } : { gap: describeGap(gap) } }];
}

/** Whether every template is as it was rendered, or of no interest. What cannot be read is for the plugin to say. */
function isWrittenAsRendered(app: IConstruct, { stacksRecursively }: CloudAssembly): boolean {
  try {
    const hooked = new Map([...recordOf(app).hookedStacks ?? []].map((stack) => [writtenTemplateOf(stack), stack] as const));
    return !hasAcknowledgment(app)
      && [...hooked].every(([file, stack]) => isAsRendered({ stack, file }))
      && stacksRecursively.every(({ templateFullPath: file }) => hooked.has(file) || !mayHoldStages(readFileSync(file, 'utf8')));
  } catch {
    return false;
  }
}

/** Whether a stack is written as it was rendered for everything that answers for it, with nothing left to say. */
function isAsRendered({ stack, file }: WrittenStack): boolean {
  const rendered = knownRecordOf(stack)?.rendered;
  if (rendered?.texts === undefined || file === undefined || coveragesOf(stack).some((coverage) => !rendered.coverages.has(coverage))) {
    return false;
  }
  return isWrittenWith(rendered.texts, readFileSync(file, 'utf8')) && (!rendered.embedsTemplates || isAlone({ stack, file }));
}

/** Whether nothing is in templates within a template: they were not rendered with it, unless they are those of covered stacks. */
function isAlone(written: WrittenStack): boolean {
  const isCovered = (construct: IConstruct) => !Stack.isStack(construct) || knownRecordOf(construct)?.isHooked === true;
  return everyConstruct(written.stack).every(isCovered) && stagesOfStack(written).every(({ embedded }) => embedded === undefined);
}
