/** What may be said of a method-setting key, a stage or everything that was looked at; the worst first. */
export enum ApiCacheVerdict {
  /** In some deployable configuration it caches in clear. */
  UNENCRYPTED = 'UNENCRYPTED',

  /** What decides cannot be read at synthesis. */
  UNRESOLVED = 'UNRESOLVED',

  /** An override leaves encryption to whatever its record was created with, or its duplicates disagree. */
  UNPROVEN = 'UNPROVEN',

  /** Set to cache in clear, but nothing is cached today. */
  DORMANT = 'DORMANT',

  /** Every cached entry states encryption. */
  ENCRYPTED = 'ENCRYPTED',

  /** Nothing is configured to cache. */
  NOT_CACHED = 'NOT_CACHED',
}

/** What a row means for an auditor; the worst first. */
export enum ApiCacheAuditStatus {
  /** Responses are cached in clear, and nobody has accepted that. */
  NON_COMPLIANT = 'NON_COMPLIANT',

  /** The template alone does not show whether they are encrypted (verdict `UNRESOLVED` or `UNPROVEN`). */
  UNKNOWN = 'UNKNOWN',

  /** In order today; a dormant cache in clear, or a key without effect, may change that. */
  AT_RISK = 'AT_RISK',

  /** A finding that somebody has acknowledged, with a reason. */
  ACKNOWLEDGED = 'ACKNOWLEDGED',

  /** In order because `EncryptApiCache` made it so. */
  FIXED = 'FIXED',

  /** In order as it was written. */
  COMPLIANT = 'COMPLIANT',
}

/** Who has accepted a finding, and why. */
export interface ApiCacheAuditAcknowledgment {
  /** The id that was acknowledged, such as `ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]`, or a whole rule. */
  readonly id: string;

  /** The reason that was given. */
  readonly reason: string;

  /** The path of the construct on which it was acknowledged; empty for the app. */
  readonly constructPath: string;

  /**
   * The file in which it was acknowledged, for the command line.
   *
   * @default - none, it was acknowledged in an app
   */
  readonly file?: string;

  /**
   * The last day on which it counts, such as `2027-01-31`.
   *
   * @default - it does not end
   */
  readonly until?: string;
}

/** One method-setting key of one stage, with what may be said of it. */
export interface ApiCacheAuditRow {
  /** What the row means for an auditor. */
  readonly status: ApiCacheAuditStatus;

  /** The verdict, the worst of every deployable configuration. */
  readonly verdict: ApiCacheVerdict;

  /**
   * The verdict on what the app said before `EncryptApiCache` changed it.
   *
   * @default - nothing was changed
   */
  readonly verdictBefore?: ApiCacheVerdict;

  /**
   * The rule that is violated, such as `ApiCache-CacheDataEncrypted`.
   *
   * @default - none, the key is in order
   */
  readonly ruleId?: string;

  /**
   * The name of the stack, or the path of a nested stack, whose name is decided at deployment.
   *
   * @default - none, for a template or a listing that was given
   */
  readonly stackName?: string;

  /**
   * The path of the construct.
   *
   * @default - none, for a template or a listing that was given
   */
  readonly constructPath?: string;

  /**
   * The logical id of the resource in its template; `ServerlessRestApi` for the API that AWS SAM makes implicitly. For a
   * deployed stage it is the stage's name, and for one in a template within a resource both ids, such as `StackSet/Stage`.
   */
  readonly logicalId: string;

  /** The CloudFormation type of the resource, such as `AWS::ApiGateway::Stage`. */
  readonly resourceType: string;

  /**
   * The template in the cloud assembly, such as `Shop.template.json`, or the template or listing that was given.
   *
   * @default - none, for a template that was given without it
   */
  readonly templateFile?: string;

  /**
   * The ARN of a deployed stage.
   *
   * @default - none, for a stage of a template, and in a listing of API Gateway, which does not name its API
   */
  readonly stageArn?: string;

  /** API Gateway's own key (such as `~1orders~1{id}/GET`), or `MethodSettings` where none can be named. */
  readonly methodKey: string;

  /** Where that is decided, such as `Properties.MethodSettings.1.CacheDataEncrypted`, or `methodSettings.~1orders/GET.cacheDataEncrypted`. */
  readonly propertyPath: string;

  /** What the template states for `CacheDataEncrypted`: `true`, `false`, `not stated`, or what cannot be read, as the template has it. */
  readonly stated: string;

  /**
   * The same before `EncryptApiCache` changed it.
   *
   * @default - nothing was changed
   */
  readonly statedBefore?: string;

  /**
   * The configuration that shows it, such as `condition IsProd is true`.
   *
   * @default - every configuration does
   */
  readonly when?: string;

  /** What was seen, in one sentence. */
  readonly message: string;

  /**
   * What to do about it.
   *
   * @default - nothing
   */
  readonly fix?: string;

  /**
   * Who has accepted the finding.
   *
   * @default - nobody
   */
  readonly acknowledgment?: ApiCacheAuditAcknowledgment;

  /**
   * The source file in which the property was set, or else the construct created; relative to the project, with `/`.
   *
   * The project is the folder with the `.git` that the app is run in, or the
   * working directory if there is none. Where a property was set is known if the
   * app is run with `CDK_DEBUG=true`, as `cdk synth --debug` does.
   *
   * @default - none, for a template that was given, and where CDK keeps no traces of the project's own code
   */
  readonly sourceFile?: string;

  /**
   * The line in the source file, from 1.
   *
   * @default - none, as for the file
   */
  readonly sourceLine?: number;

  /** The controls that ask for it, such as `APIGateway.5`. None ask for keys that have an effect. Shared by many rows, and frozen. */
  readonly controls: string[];

  /** The requirements that are related to it, by framework, such as `SC-28(1)` for `NIST SP 800-53 r5`. Shared by many rows, and frozen. */
  readonly frameworks: { readonly [framework: string]: string[] };
}
