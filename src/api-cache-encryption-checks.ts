import { CfnResource } from 'aws-cdk-lib';
import type { IPolicyValidationContext, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import type { IApplyRule, NagPackProps } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { findings } from './catalog/finding';
import { ComplianceFramework } from './catalog/frameworks';
import { PACK, RULE_NAMES, ruleId, RuleName, RULES, Severity } from './catalog/rules';
import { everyConstruct } from './cdk/every-construct';
import { failClosed, fails } from './cdk/fail-closed';
import { ReportIds } from './cdk/report-id';
import { subjectOf } from './cdk/subject';
import { validatedConstructs } from './cdk/validated-stacks';
import { crashViolation, violationOf } from './cdk/violation';
import { judge } from './core/judge';
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
   * Called by CDK when everything is synthesised.
   *
   * @param context the stacks to judge
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return failClosed(context.appConstruct, () => reportOf(this.judgeAll(validatedConstructs(context)).map(({ violation }) => violation)));
  }

  /**
   * Judges everything below a scope, as a test may want to. What is acknowledged is left out.
   *
   * @param scope any construct
   */
  public validateScope(scope: IConstruct): PolicyValidationPluginReport {
    return reportOf(this.judgeAll(everyConstruct(scope)).filter(({ isAcknowledged }) => !isAcknowledged).map(({ violation }) => violation));
  }

  /**
   * Called for every resource.
   *
   * @param node any resource, of which those that configure no cache are in order
   */
  protected checkResource(node: CfnResource): void {
    this.check(node);
  }

  /**
   * Not available: a rule of yours needs a pack of yours, and so does its name.
   *
   * @param _params a rule
   * @throws always
   */
  protected applyRule(_params: IApplyRule): void {
    throw new Error('ApiCacheEncryptionChecks takes no further rules: apply ApiCacheRules and yours in a NagPack of your own');
  }

  private judgeAll(constructs: readonly IConstruct[]): readonly Judged[] {
    this.judged = [];
    this.reportIds = new ReportIds();
    for (const one of constructs) {
      if (CfnResource.isCfnResource(one)) {
        this.checkResource(one);
      } else {
        this.check(one);
      }
    }
    return this.judged;
  }

  /** One stage whose judging goes wrong must not hide the others. */
  private check(construct: IConstruct): void {
    try {
      this.judged.push(...this.judgedAt(construct));
    } catch (error) {
      this.judged.push({ violation: crashViolation(error, construct.node.path), isAcknowledged: false });
    }
  }

  private judgedAt(construct: IConstruct): readonly Judged[] {
    const subject = subjectOf(construct);
    const found = subject === undefined ? [] : findings(judge(subject.read()), subject.name);
    return found.flatMap((finding) => {
      const severity = this.severities.get(finding.rule);
      if (severity === undefined) {
        return [];
      }
      const { ruleName, isAcknowledged } = this.reportIds.idOf(construct, finding);
      const presentation = { severity, frameworks: this.frameworks, verbose: this.isVerbose };
      return [{ violation: violationOf(finding, construct.node.path, ruleName, presentation), isAcknowledged }];
    });
  }
}

/** A violation, and whether somebody accepted it. */
interface Judged {
  readonly violation: PolicyViolation;
  readonly isAcknowledged: boolean;
}

function reportOf(violations: readonly PolicyViolation[]): PolicyValidationPluginReport {
  return { success: !violations.some(fails), violations: [...violations] };
}

/** The rules that are on. */
function severitiesOf(chosen: Readonly<Record<string, ApiCacheRuleSeverity>>): ReadonlyMap<RuleName, Severity> {
  for (const [rule, severity] of Object.entries(chosen)) {
    requireOneOf('severities: the name of a rule', rule, RULE_NAMES);
    requireOneOf(`severities: the severity of ${rule}`, severity, Object.values(ApiCacheRuleSeverity));
  }
  return new Map(RULE_NAMES.flatMap((rule) => {
    const severity = chosen[rule] ?? RULES[rule].severity;
    return severity === ApiCacheRuleSeverity.OFF ? [] : [[rule, severity] as const];
  }));
}

function frameworksOf(chosen: readonly ComplianceFramework[]): readonly ComplianceFramework[] {
  if (!Array.isArray(chosen)) {
    throw new Error(`frameworks must be a list of ComplianceFramework, got ${JSON.stringify(chosen)}`);
  }
  chosen.forEach((one) => requireOneOf('frameworks: each', one, ALL_FRAMEWORKS));
  return chosen;
}

function requireBoolean(option: string, value: unknown): void {
  if (value !== undefined && value !== null && typeof value !== 'boolean') {
    throw new Error(`${option} must be true or false, got ${JSON.stringify(value)}`);
  }
}

function requireOneOf(what: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) {
    throw new Error(`${what} must be one of ${allowed.join(', ')}, got ${JSON.stringify(value)}`);
  }
}
