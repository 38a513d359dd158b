import { CfnResource, Stage } from 'aws-cdk-lib';
import type { IPolicyValidationContext, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import type { IApplyRule, NagPackProps } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { ComplianceFramework } from './catalog/frameworks';
import { PACK, RULE_NAMES, ruleId, RuleName, RULES, Severity } from './catalog/rules';
import { everyConstruct } from './cdk/every-construct';
import { failClosed, fails } from './cdk/fail-closed';
import { findingsAt, findingsOfStack, LocatedFinding } from './cdk/located-findings';
import { ReportIds } from './cdk/report-id';
import { crashViolation, unprintedViolation, violationOf } from './cdk/violation';
import { writtenStacks } from './cdk/written-stacks';
import { show } from './core/reading';
import { NagPack } from './nag';
import { VERSION } from './version';

const ALL_FRAMEWORKS = Object.values(ComplianceFramework);

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
}

/**
 * A cdk-nag rule pack that fails synthesis where an Amazon API Gateway REST API
 * caches responses in clear, and changes nothing.
 *
 * It judges every stage as it goes into the template, after all aspects: property
 * overrides, `Lazy` values, raw resources, `StageDescription`, AWS SAM, included
 * templates, nested stacks, and the stacks of CDK stages below the one it is
 * registered on. An API that does not cache is in order.
 *
 * A finding is acknowledged like that of any pack, by
 * `Validations.of(scope).acknowledge({ id: 'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]', reason })`
 * or for a whole rule without the brackets, and then listed as acknowledged in
 * CDK's validation report. If judging itself goes wrong, synthesis fails.
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
export class ApiCacheEncryptionChecks extends NagPack {
  /** The name of the pack, which is the prefix of its acknowledgments. */
  public readonly name = PACK;

  /** The version of this library. */
  public readonly version?: string = VERSION;

  /** The rules that are not turned off. */
  public readonly ruleIds?: string[];

  private readonly severities: ReadonlyMap<RuleName, Severity>;
  private readonly frameworks: ReadonlySet<ComplianceFramework>;
  private readonly isVerbose: boolean;
  private readonly asked = new Set<string>();
  private judged: Judged[] = [];
  private reportIds = new ReportIds();

  /**
   * @param scope the app or CDK stage, needed for `writeSuppressionsToCloudFormation` alone
   * @param props options, by default all rules with all frameworks
   * @throws if an option names a rule, a severity or a framework that there is not
   */
  constructor(scope?: IConstruct, props?: ApiCacheEncryptionChecksProps) {
    super(scope, props);
    this.packName = PACK;
    this.severities = severitiesOf(props?.severities ?? {});
    this.frameworks = new Set(frameworksOf(props?.frameworks ?? ALL_FRAMEWORKS));
    requireBoolean('verbose', props?.verbose);
    requireBoolean('writeSuppressionsToCloudFormation', props?.writeSuppressionsToCloudFormation);
    this.isVerbose = props?.verbose ?? false;
    this.ruleIds = [...this.severities.keys()].map(ruleId);
  }

  /**
   * Called by CDK when everything is synthesised. Judges the templates as they were written.
   *
   * @param context the stacks to judge
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return failClosed(context.appConstruct, () => {
      this.requireUnchanged();
      this.startOrContinue(context);
      const judged = writtenStacks(context).flatMap((one) => this.judgedAt(one.stack, () => findingsOfStack(one)));
      return reportOf([...judged.map(({ violation }) => violation), ...unprinted(judged, context.appConstruct)]);
    });
  }

  /**
   * Judges everything below a scope as it would be rendered now, as a test may want to. What is acknowledged is left out.
   *
   * @param scope any construct
   */
  public validateScope(scope: IConstruct): PolicyValidationPluginReport {
    this.reportIds = new ReportIds();
    this.judged = [];
    for (const one of everyConstruct(scope)) {
      if (CfnResource.isCfnResource(one)) {
        this.checkResource(one);
      } else {
        this.judged.push(...this.judgedAt(one, () => findingsAt(one)));
      }
    }
    return reportOf(this.judged.filter(({ isAcknowledged }) => !isAcknowledged).map(({ violation }) => violation));
  }

  /**
   * Judges one resource, for `validateScope`.
   *
   * @param node any resource, of which those that configure no cache are in order
   */
  protected checkResource(node: CfnResource): void {
    this.judged.push(...this.judgedAt(node, () => findingsAt(node)));
  }

  /**
   * Not available: a rule of yours needs a pack of yours, and so does its name.
   *
   * @param _params a rule
   * @throws always
   */
  protected applyRule(_params: IApplyRule): void {
    throw new Error(NO_FURTHER_RULES);
  }

  /** What a subclass or a guest language adds would get lost without a word. */
  private requireUnchanged(): void {
    if (this.checkResource !== ApiCacheEncryptionChecks.prototype.checkResource) {
      throw new Error(NO_FURTHER_RULES);
    }
    if (this.name !== PACK) {
      throw new Error(`the name of ApiCacheEncryptionChecks is part of its acknowledgments and has to be ${PACK}, got ${show(this.name)}`);
    }
  }

  /** CDK asks about each stack once in a synthesis, in several calls perhaps. */
  private startOrContinue({ stackTemplates }: IPolicyValidationContext): void {
    const paths = stackTemplates.map(({ stackConstructPath }) => stackConstructPath);
    if (paths.some((path) => this.asked.has(path))) {
      this.asked.clear();
      this.reportIds = new ReportIds();
    }
    paths.forEach((path) => this.asked.add(path));
  }

  /** Where judging goes wrong, that must not hide what is found elsewhere. */
  private judgedAt(construct: IConstruct, find: () => readonly LocatedFinding[]): readonly Judged[] {
    try {
      return find().flatMap((one) => this.present(one));
    } catch (error) {
      return [{ construct, violation: crashViolation(error, construct.node.path), isAcknowledged: false }];
    }
  }

  private present({ construct, finding }: LocatedFinding): readonly Judged[] {
    const severity = this.severities.get(finding.rule);
    if (severity === undefined) {
      return [];
    }
    const { ruleName, isAcknowledged } = this.reportIds.idOf(construct, finding);
    const presentation = { severity, frameworks: this.frameworks, verbose: this.isVerbose };
    return [{ construct, violation: violationOf(finding, construct.node.path, ruleName, presentation), isAcknowledged }];
  }
}

const NO_FURTHER_RULES = 'ApiCacheEncryptionChecks takes no further rules: apply ApiCacheRules and yours in a NagPack of your own';

/** A violation, and whether somebody accepted it. */
interface Judged {
  readonly construct: IConstruct;
  readonly violation: PolicyViolation;
  readonly isAcknowledged: boolean;
}

function reportOf(violations: readonly PolicyViolation[]): PolicyValidationPluginReport {
  return { success: !violations.some(fails), violations: [...violations] };
}

/** One violation for each CDK stage whose findings the command line may leave out. */
function unprinted(judged: readonly Judged[], app: IConstruct): readonly PolicyViolation[] {
  const failing = judged.filter(({ violation, isAcknowledged }) => !isAcknowledged && fails(violation));
  const stageOf = ({ construct }: Judged) => construct.node.scopes.find((one) => one !== app && Stage.isStage(one))?.node.path;
  const stages = new Set(failing.flatMap((one) => stageOf(one) ?? []));
  return [...stages].map((stage) => unprintedViolation(stage, failing.filter((one) => stageOf(one) === stage).map(({ violation }) => violation)));
}

/** The rules that are on. */
function severitiesOf(chosen: Readonly<Record<string, ApiCacheRuleSeverity>>): ReadonlyMap<RuleName, Severity> {
  if (Object.prototype.toString.call(chosen) !== '[object Object]') {
    throw new Error(`severities must map names of rules to ApiCacheRuleSeverity, got ${show(chosen)}`);
  }
  for (const [rule, severity] of Object.entries(chosen)) {
    requireOneOf('severities: the name of a rule', rule, RULE_NAMES);
    requireOneOf(`severities: the severity of ${rule}`, severity, Object.values(ApiCacheRuleSeverity));
  }
  const own = new Map(Object.entries(chosen));
  return new Map(RULE_NAMES.flatMap((rule) => {
    const severity = own.get(rule) ?? RULES[rule].severity;
    return severity === ApiCacheRuleSeverity.OFF ? [] : [[rule, severity] as const];
  }));
}

function frameworksOf(chosen: readonly ComplianceFramework[]): readonly ComplianceFramework[] {
  if (!Array.isArray(chosen)) {
    throw new Error(`frameworks must be a list of ComplianceFramework, got ${show(chosen)}`);
  }
  chosen.forEach((one) => requireOneOf('frameworks: each', one, ALL_FRAMEWORKS));
  return chosen;
}

function requireBoolean(option: string, value: unknown): void {
  if (value !== undefined && value !== null && typeof value !== 'boolean') {
    throw new Error(`${option} must be true or false, got ${show(value)}`);
  }
}

function requireOneOf(what: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) {
    throw new Error(`${what} must be one of ${allowed.join(', ')}, got ${show(value)}`);
  }
}
