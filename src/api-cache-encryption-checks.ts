import { CfnResource, IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation, Validations } from 'aws-cdk-lib';
import type { NagPackProps } from 'cdk-nag';
import { Construct, IConstruct } from 'constructs';
import { ComplianceFramework } from './catalog/frameworks';
import { PACK, ruleId, RuleName, Severity } from './catalog/rules';
import { isTakenForAcknowledged } from './cdk/acknowledgments';
import { CdkStageSummaries, isLeftOut, summaries } from './cdk/cdk-stage-summary';
import { stagesBelow } from './cdk/expected-stages';
import { failClosed } from './cdk/fail-closed';
import { findingsAt, LocatedFinding } from './cdk/located-stages';
import { Judged, reportOf } from './cdk/report';
import { reportIdOf } from './cdk/report-id';
import { requireUnsynthesised } from './cdk/synthesised';
import { unusedAcknowledgments } from './cdk/unused-acknowledgments';
import { crashViolation, fails, isCrash, violationOf } from './cdk/violation';
import { writtenStacks } from './cdk/written-stacks';
import { findingsOfStack, stagesOfStack } from './cdk/written-stages';
import { show } from './core/reading';
import { NagPack } from './nag';
import { switchOf } from './options';
import { frameworksOf, severitiesOf } from './pack-options';
import { VERSION } from './version';

/** How severe a finding of a rule is. */
export enum ApiCacheRuleSeverity {
  /** Printed, and synthesis fails. */
  ERROR = 'error',

  /** Printed; synthesis succeeds. */
  WARNING = 'warning',

  /** Printed as information; synthesis succeeds. */
  INFO = 'info',

  /** The rule is turned off: neither judged nor listed. */
  OFF = 'off',
}

/** Options of `ApiCacheEncryptionChecks`, beside those of every cdk-nag pack. */
export interface ApiCacheEncryptionChecksProps extends NagPackProps {
  /**
   * Raises or lowers the severity of rules, or turns them off.
   *
   * The keys are names of rules: `CacheDataEncrypted`, `CacheEncryptionReadable`,
   * `CacheEncryptionExplicit`, `DormantCacheEncrypted`, `MethodSettingKeyEffective`.
   *
   * @default - `CacheDataEncrypted` is an error, every other rule a warning
   */
  readonly severities?: { readonly [rule: string]: ApiCacheRuleSeverity };

  /**
   * The compliance frameworks whose requirements the report names with a finding.
   * What is found does not depend on it.
   *
   * @default - all of them
   */
  readonly frameworks?: ComplianceFramework[];

  /**
   * Whether each CDK stage right below the app answers for itself.
   *
   * By default, findings in any CDK stage make every synthesis fail, which suits
   * a CI job that runs `cdk synth` once for all. Set it to `true` to deploy CDK stages
   * apart, as by `cdk deploy "Staging/**"`: then findings fail only where
   * their CDK stage is selected, and `cdk synth` by itself names the others in a
   * warning and exits with code 0. It needs the scope as first argument of the
   * pack. Where an `EncryptApiCache` says otherwise, failing wins.
   *
   * @default false
   */
  readonly separateCdkStages?: boolean;
}

/**
 * A cdk-nag rule pack that fails synthesis where an Amazon API Gateway REST API
 * caches responses in clear, and changes nothing.
 *
 * Register it on the app or on a CDK stage. It judges the templates as they were
 * written, of every stack there: property overrides, `Lazy` values, raw resources,
 * `StageDescription`, AWS SAM, included templates, nested stacks, Service Catalog
 * products, and CDK stages below. An API that does not cache is in order.
 *
 * A finding is acknowledged like that of any pack, by
 * `Validations.of(scope).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]', reason })`
 * or for a whole rule without the brackets, and then listed as acknowledged in
 * CDK's validation report. An acknowledgment that silences nothing is a warning.
 * If judging itself goes wrong, synthesis fails.
 *
 * It takes no further rules: `ApiCacheRules` are there for a pack of your own.
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
  /** The name of the pack, which is the prefix of its acknowledgments. */
  public readonly name = PACK;

  /** The version of this library. */
  public readonly version?: string = VERSION;

  /** The rules that are not turned off. */
  public readonly ruleIds?: string[];

  private readonly severities: ReadonlyMap<RuleName, Severity>;
  private readonly frameworks: ReadonlySet<ComplianceFramework>;
  private readonly isVerbose: boolean;
  private readonly isSeparate: boolean;

  /**
   * @param scope the app or the CDK stage that it is registered on; `writeSuppressionsToCloudFormation` needs it
   * @param props options, by default all rules with all frameworks
   * @throws if an option names a rule, a severity or a framework that there is not, or lacks the scope it needs;
   *   if the scope is no construct, or was synthesised before
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
    this.isVerbose = switchOf('verbose', props?.verbose ?? undefined);
    this.ruleIds = [...this.severities.keys()].map(ruleId);
    this.isSeparate = switchOf('separateCdkStages', props?.separateCdkStages ?? undefined);
    for (const option of ['writeSuppressionsToCloudFormation', 'separateCdkStages'] as const) {
      if (switchOf(option, props?.[option] ?? undefined) && scope === undefined) {
        throw new Error(`${option} needs a scope: pass the app or the CDK stage as first argument`);
      }
    }
    if (this.isSeparate) {
      Validations.of(scope!).addPlugins(new CdkStageSummaries((context) => this.summaries(context.appConstruct, this.answer(context))));
    }
  }

  /**
   * Called by CDK when everything is synthesised. Judges the templates as they were written.
   *
   * @param context the stacks to judge
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return failClosed(context.appConstruct, () => {
      this.requireUnchanged();
      const answered = this.answer(context);
      return reportOf([...answered.map(({ violation }) => violation), ...this.isSeparate ? [] : this.summaries(context.appConstruct, answered)]);
    });
  }

  /**
   * Judges everything below a scope as it would be rendered now, as a test may want to. What is acknowledged is left out.
   *
   * @param scope any construct
   */
  public validateScope(scope: IConstruct): PolicyValidationPluginReport {
    const judged = this.judge(scope, () => stagesBelow(scope).flatMap(findingsAt));
    return reportOf(judged.filter(({ isAcknowledged }) => !isAcknowledged).map(({ violation }) => violation));
  }

  /**
   * Not used: this pack judges templates, and takes no further rules.
   *
   * @param _node any resource
   */
  protected checkResource(_node: CfnResource): void {
  }

  /** What a subclass or a guest language adds would get lost without a word. */
  private requireUnchanged(): void {
    if (this.checkResource !== ApiCacheEncryptionChecks.prototype.checkResource) {
      throw new Error('ApiCacheEncryptionChecks takes no further rules: apply ApiCacheRules and yours in a NagPack of your own');
    }
    if (this.name !== PACK) {
      throw new Error(`the name of ApiCacheEncryptionChecks is part of its acknowledgments and has to be ${PACK}, got ${show(this.name)}`);
    }
  }

  private answer(context: IPolicyValidationContext): readonly Answered[] {
    const written = writtenStacks(context);
    const judged = written.flatMap((one) => this.judge(one.stack, () => findingsOfStack(one)));
    // What cannot be judged may be what is acknowledged.
    const unused = judged.some(({ violation }) => isCrash(violation)) ? []
      : unusedAcknowledgments(this, context.appConstruct, written.map(({ stack }) => stack), () => written.flatMap(stagesOfStack));
    const answered = unused.map((each) => ({ ...each, isAcknowledged: isTakenForAcknowledged(each.construct, each.violation.ruleName) }));
    return [...judged, ...answered];
  }

  /** A summary of warnings waits while something fails elsewhere: printed beside it, it alone would fail what else is selected. */
  private summaries(app: IConstruct, answered: readonly Answered[]): readonly PolicyViolation[] {
    const open = answered.filter(({ isAcknowledged }) => !isAcknowledged)
      .map((each) => ({ ...each, isSeparate: this.isSeparate && !isCrash(each.violation) }));
    const failing = open.filter(({ violation }) => fails(violation));
    return summaries(app, this, this.isSeparate || failing.every(isLeftOut) ? open : failing);
  }

  /** Where judging goes wrong, that must not hide what is found elsewhere. */
  private judge(construct: IConstruct, find: () => readonly LocatedFinding[]): readonly Answered[] {
    try {
      return find().flatMap((located) => this.present(located));
    } catch (error) {
      return [{ construct, violation: crashViolation(error, construct.node.path), isAcknowledged: false }];
    }
  }

  private present({ construct, finding }: LocatedFinding): readonly Answered[] {
    const severity = this.severities.get(finding.rule);
    if (severity === undefined) {
      return [];
    }
    const reportId = reportIdOf(construct, finding);
    const presentation = { severity, frameworks: this.frameworks, verbose: this.isVerbose };
    return [{ construct, violation: violationOf(finding, construct, reportId, presentation), isAcknowledged: reportId.isAcknowledged }];
  }
}

/** Whether somebody accepted it, too. */
interface Answered extends Judged {
  readonly isAcknowledged: boolean;
}
