import type { ApiCacheAuditStatus } from './status';
import type { ApiCacheVerdict } from '../core/judgement/verdict';

/** The acknowledgment of a finding. */
export interface ApiCacheAuditAcknowledgment {
  /** The acknowledged ID, such as `ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]`, or the ID of a whole rule. */
  readonly id: string;

  /** The reason for the acknowledgment. */
  readonly reason: string;

  /** The path of the construct on which the finding was acknowledged; empty for the app. */
  readonly constructPath: string;

  /**
   * The acknowledgment file, or the template that has the acknowledgment in its Metadata, for findings of the command line.
   *
   * @default - none, the finding was acknowledged in an app
   */
  readonly file?: string;

  /**
   * The last day on which the acknowledgment is valid, such as `2027-01-31`.
   *
   * @default - the acknowledgment does not expire
   */
  readonly until?: string;
}

/** The audit result for a method-setting key of a stage. */
export interface ApiCacheAuditRow {
  /** The compliance status. */
  readonly status: ApiCacheAuditStatus;

  /** The verdict: the worst of all deployable configurations. */
  readonly verdict: ApiCacheVerdict;

  /**
   * The verdict before `EncryptApiCache` changed the setting.
   *
   * @default - nothing was changed
   */
  readonly verdictBefore?: ApiCacheVerdict;

  /**
   * The rule that is violated, such as `ApiCache-CacheDataEncrypted`.
   *
   * @default - none, the row is compliant
   */
  readonly ruleId?: string;

  /**
   * The name of the stack, or the path of a nested stack, whose name is only known at deployment.
   *
   * @default - none, for a template or a listing that is not part of an app
   */
  readonly stackName?: string;

  /**
   * The path of the construct.
   *
   * @default - none, for a template or a listing that is not part of an app
   */
  readonly constructPath?: string;

  /**
   * The logical ID of the resource in its template, or `ServerlessRestApi` for the implicit API of AWS SAM. For a deployed
   * stage it is the name of the stage. For a stage in an embedded template it consists of both IDs, such as `StackSet/Stage`.
   */
  readonly logicalId: string;

  /** The CloudFormation type of the resource, such as `AWS::ApiGateway::Stage`. */
  readonly resourceType: string;

  /**
   * The template in the cloud assembly, such as `Shop.template.json`, or the file of the audited template or listing.
   *
   * @default - none, for a template without a file name
   */
  readonly templateFile?: string;

  /**
   * The ARN of a deployed stage.
   *
   * @default - none, for a stage in a template, or in an API Gateway listing, which does not name its API
   */
  readonly stageArn?: string;

  /**
   * The account that the stage is or will be deployed to.
   *
   * @default - none, if it is not known: a stack without a fixed account, a template or an API Gateway listing
   */
  readonly accountId?: string;

  /**
   * The region that the stage is or will be deployed to.
   *
   * @default - none, if it is not known: a stack without a fixed region, a template or an API Gateway listing
   */
  readonly region?: string;

  /**
   * The ID of the REST API.
   *
   * @default - none, if it is not known: it is assigned at deployment, and an API Gateway listing does not contain it
   */
  readonly restApiId?: string;

  /**
   * The name of the REST API.
   *
   * @default - none, if it is not known: the template does not state it literally, or was not written
   */
  readonly apiName?: string;

  /**
   * The name of the stage, such as `prod`.
   *
   * @default - none, if the template does not state it literally
   */
  readonly stageName?: string;

  /** The key that API Gateway uses, such as `~1orders~1{id}/GET`, or `MethodSettings` if the key cannot be determined. */
  readonly methodKey: string;

  /**
   * The property that decides, such as `Properties.MethodSettings.1.CacheDataEncrypted`, or
   * `methodSettings.~1orders/GET.cacheDataEncrypted`.
   */
  readonly propertyPath: string;

  /** The value of `CacheDataEncrypted` in the template: `true`, `false`, `not stated`, or an expression as written in the template. */
  readonly stated: string;

  /**
   * The value of `CacheDataEncrypted` before `EncryptApiCache` changed it.
   *
   * @default - nothing was changed
   */
  readonly statedBefore?: string;

  /**
   * The configuration in which the finding occurs, such as `condition IsProd is true`.
   *
   * @default - every configuration
   */
  readonly when?: string;

  /** The result, in one sentence. */
  readonly message: string;

  /**
   * How to fix the finding.
   *
   * @default - none, there is nothing to fix
   */
  readonly fix?: string;

  /**
   * The acknowledgment of the finding.
   *
   * @default - none, the finding is not acknowledged
   */
  readonly acknowledgment?: ApiCacheAuditAcknowledgment;

  /**
   * The source file that sets the property, or else the one that creates the construct; relative to the project, with `/`.
   * For a template that was read as a text it is the template itself.
   *
   * The project is the nearest folder that contains `.git`, or the working directory if there is none.
   * CDK records where a property is set only if the app runs with `CDK_DEBUG=true`, as with `cdk synth --debug`.
   *
   * @default - none, for a parsed template or a text without a file name, or if CDK has no stack trace into the project's own code
   */
  readonly sourceFile?: string;

  /**
   * The line in the source file, starting at 1.
   *
   * @default - none, if there is no source file
   */
  readonly sourceLine?: number;

  /**
   * The column in that line, starting at 1, in code units of UTF-16. It is where the property, or what is nearest around it, begins.
   *
   * @default - none, unless the source file is the audited template
   */
  readonly sourceColumn?: number;

  /**
   * The controls that require it, such as `APIGateway.5`; none for findings about keys without effect. The list is frozen and shared by
   * many rows.
   */
  readonly controls: string[];

  /** The related requirements by framework, such as `SC-28(1)` for `NIST SP 800-53 r5`. The map is frozen and shared by many rows. */
  readonly frameworks: { readonly [framework: string]: string[] };
}
