import { CfnResource, IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation, Validations } from 'aws-cdk-lib';
import type { NagPackProps } from 'cdk-nag';
import { Construct, IConstruct } from 'constructs';
import { NagPack } from './nag';
import { frameworksOf, severitiesOf } from './pack-options';
import { ComplianceFramework } from '../catalog/frameworks';
import { PACK, ruleId, RuleName } from '../catalog/rules';
import type { ApiCacheRuleSeverity, Severity } from '../catalog/severity';
import { findingsAt, LocatedFinding, LocatedStage } from '../cdk/assembly/located-stages';
import { stagesBelow, stagesOfStack } from '../cdk/assembly/stack-stages';
import { requireUnsynthesised } from '../cdk/assembly/synthesised';
import { writtenStacks } from '../cdk/assembly/written-stacks';
import { isTakenForAcknowledged } from '../cdk/violations/acknowledgments';
import { CdkStageSummaries, isLeftOut, summarizeCdkStages } from '../cdk/violations/cdk-stage-summary';
import { crashViolation, isCrash, unsaid, validationReport } from '../cdk/violations/report';
import { unusedAcknowledgments } from '../cdk/violations/unused-acknowledgments';
import { LocatedViolation, violationOf } from '../cdk/violations/violation';
import { show } from '../core/template-language/reading';
import { booleanOption } from '../options';
import { VERSION } from '../package-files';
import { fails } from '../wording/violation';

/** Options of `ApiCacheEncryptionChecks`, in addition to those of every cdk-nag pack. */
export interface ApiCacheEncryptionChecksProps extends NagPackProps {
  /**
   * Changes the severity of rules, or turns rules off.
   *
   * The keys are rule names: `CacheDataEncrypted`, `CacheEncryptionReadable`,
   * `CacheEncryptionExplicit`, `DormantCacheEncrypted`, `MethodSettingKeyEffective`.
   *
   * @default - `CacheDataEncrypted` is an error, every other rule a warning
   */
  readonly severities?: { readonly [rule: string]: ApiCacheRuleSeverity };

  /**
   * The compliance frameworks whose requirements the report lists with each finding.
   * This option does not affect which findings are reported.
   *
   * @default - all frameworks
   */
  readonly frameworks?: ComplianceFramework[];

  /**
   * Whether findings in a CDK stage fail synthesis only when that CDK stage is selected.
   *
   * By default, findings in any CDK stage make every synthesis fail, which suits
   * a CI job that runs `cdk synth` for the whole app. Set this option to `true` to deploy
   * CDK stages separately, as with `cdk deploy "Staging/**"`. Then `cdk synth` without a
   * selection reports findings in CDK stages as a warning and exits with code 0.
   * This applies to CDK stages directly below the app. The option requires the scope as
   * the first argument of the pack. If an `EncryptApiCache` has a different setting,
   * synthesis fails.
   *
   * @default false
   */
  readonly separateCdkStages?: boolean;
}

/**
 * A cdk-nag rule pack that fails synthesis if an Amazon API Gateway REST API caches
 * responses unencrypted. It changes nothing.
 *
 * Register the pack on the app or on a CDK stage. It checks the synthesized templates of
 * every stack in that scope, including property overrides, `Lazy` values, raw resources,
 * `StageDescription`, AWS SAM, included templates, nested stacks, Service Catalog
 * products, and nested CDK stages. An API that does not cache is compliant.
 *
 * Acknowledge a finding as in any pack, with
 * `Validations.of(scope).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]', reason })`,
 * or a whole rule by omitting the brackets. CDK's validation report then lists the finding
 * as acknowledged. An acknowledgment that matches no finding causes a warning. If the
 * check itself fails, synthesis fails.
 *
 * The pack does not support additional rules. Use `ApiCacheRules` in a custom pack instead.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-5
 * @example
 * import { App, Validations } from 'aws-cdk-lib';
 * import { ApiCacheEncryptionChecks } from 'cdk-encrypt-api-cache';
 *
 * const app = new App();
 * Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
 */
export class ApiCacheEncryptionChecks extends NagPack implements IPolicyValidationPlugin {
  /** The name of the pack, which is the prefix of the IDs in acknowledgments. */
  public readonly name = PACK;

  /** The version of this library. */
  public readonly version?: string = VERSION;

  /** The IDs of the rules that are turned on. */
  public readonly ruleIds?: string[];

  private readonly severities: ReadonlyMap<RuleName, Severity>;
  private readonly frameworks: ReadonlySet<ComplianceFramework>;
  private readonly isVerbose: boolean;
  private readonly isSeparate: boolean;

  /**
   * @param scope the app or CDK stage that the pack is registered on; required by `writeSuppressionsToCloudFormation` and
   *   `separateCdkStages`
   * @param props options, by default all rules with all frameworks
   * @throws if an option names an unknown rule, severity or framework, or requires a scope that is missing;
   *   if the scope is not a construct, or is already synthesized
   */
  constructor(scope?: IConstruct, props?: ApiCacheEncryptionChecksProps) {
    super(scope, props);
    if (scope !== undefined && scope !== null) {
      if (!Construct.isConstruct(scope)) {
        throw new Error(`scope must be the app or a CDK stage, got ${show(scope)}; options are the second argument`);
      }
      requireUnsynthesised(scope, 'ApiCacheEncryptionChecks was created');
    }
    this.packName = PACK;
    this.severities = severitiesOf(props?.severities ?? undefined);
    this.frameworks = frameworksOf(props?.frameworks ?? undefined);
    this.isVerbose = booleanOption('verbose', props?.verbose);
    this.ruleIds = [...this.severities.keys()].map(ruleId);
    this.isSeparate = booleanOption('separateCdkStages', props?.separateCdkStages);
    for (const option of ['writeSuppressionsToCloudFormation', 'separateCdkStages'] as const) {
      if (booleanOption(option, props?.[option]) && scope === undefined) {
        throw new Error(`${option} requires a scope: pass the app or the CDK stage as the first argument`);
      }
    }
    if (this.isSeparate) {
      Validations.of(scope!).addPlugins(new CdkStageSummaries((context) => this.summaries(Object.values(this.judge(context)).flat())));
    }
  }

  /**
   * Called by CDK after synthesis. Checks the synthesized templates.
   *
   * @param context the stacks to check
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return validationReport(() => {
      this.requireUnchanged();
      const { found, unused } = this.judge(context);
      const summed = this.isSeparate ? [] : this.summaries([...found, ...unused]);
      const beside = unsaid(context.appConstruct, this, [...unused.map(({ violation }) => violation), ...summed]);
      return [...found.map(({ violation }) => violation), ...beside];
    });
  }

  /**
   * Checks everything below a scope as it would be rendered now, for use in tests. Acknowledged findings are omitted.
   *
   * @param scope any construct
   */
  public validateScope(scope: IConstruct): PolicyValidationPluginReport {
    return validationReport(() => this.judgeStages(scope, () => stagesBelow(scope))
      .filter(({ isAcknowledged }) => isAcknowledged !== true).map(({ violation }) => violation));
  }

  /**
   * Not used: this pack checks templates and does not support additional rules.
   *
   * @param _node any resource
   */
  protected checkResource(_node: CfnResource): void {
  }

  /** Rules that a subclass or another language adds would be ignored silently. */
  private requireUnchanged(): void {
    if (this.checkResource !== ApiCacheEncryptionChecks.prototype.checkResource) {
      throw new Error('ApiCacheEncryptionChecks does not support additional rules: use ApiCacheRules and your own rules in a custom NagPack');
    }
    if (this.name !== PACK) {
      throw new Error(`the name of ApiCacheEncryptionChecks is part of its acknowledgments and must be ${PACK}, got ${show(this.name)}`);
    }
  }

  /** The findings, and the acknowledgments that silence none. */
  private judge(context: IPolicyValidationContext): Readonly<Record<'found' | 'unused', readonly LocatedViolation[]>> {
    const written = writtenStacks(context);
    const found = written.flatMap((writtenStack) => this.judgeStages(writtenStack.stack, () => stagesOfStack(writtenStack)));
    // After a crash, the acknowledged findings may be missing.
    const unused = found.some(({ violation }) => isCrash(violation)) ? []
      : unusedAcknowledgments(context.appConstruct, written.map(({ stack }) => stack), () => written.flatMap(stagesOfStack));
    const isAcknowledged = ({ construct, violation: { ruleName } }: LocatedViolation) => isTakenForAcknowledged(construct, ruleName);
    return { found, unused: unused.map((each) => ({ ...each, isAcknowledged: isAcknowledged(each) })) };
  }

  /** A summary of warnings waits while something fails elsewhere: printed beside it, it alone would fail what else is selected. */
  private summaries(judged: readonly LocatedViolation[]): readonly PolicyViolation[] {
    const open = judged.filter(({ isAcknowledged }) => isAcknowledged !== true)
      .map((each) => ({ ...each, isSeparate: this.isSeparate && !isCrash(each.violation) }));
    const failing = open.filter(({ violation }) => fails(violation));
    return summarizeCdkStages(this.isSeparate || failing.every(isLeftOut) ? open : failing);
  }

  /** A crash at one construct must not hide the findings at others. */
  private judgeStages(construct: IConstruct, find: () => readonly LocatedStage[]): readonly LocatedViolation[] {
    try {
      return find().flatMap(findingsAt).flatMap((located) => this.present(located));
    } catch (error) {
      return [{ construct, violation: crashViolation(error, construct.node.path) }];
    }
  }

  private present(located: LocatedFinding): readonly LocatedViolation[] {
    const severity = this.severities.get(located.finding.rule);
    return severity === undefined ? [] : [violationOf(located, { severity, frameworks: this.frameworks, verbose: this.isVerbose })];
  }
}
