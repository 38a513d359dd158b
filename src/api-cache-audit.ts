import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { evidence } from './catalog/evidence';
import { ruleId } from './catalog/rules';
import { everyConstruct } from './cdk/every-construct';
import { KnownParameters } from './cdk/stack-parameters';
import { logicalIdOf, Subject, subjectOf } from './cdk/subject';
import { isNoStage } from './core/deployable-stage';
import { prove } from './core/prove';
import { show } from './core/reading';
import { stagesOf } from './core/template';
import { worst } from './core/verdict';

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

/** One method-setting key of one stage, with what may be said of it. */
export interface ApiCacheAuditRow {
  /** The logical id of the resource in its template; `ServerlessRestApi` for the API that AWS SAM makes implicitly. */
  readonly logicalId: string;

  /** The CloudFormation type of the resource, such as `AWS::ApiGateway::Stage`. */
  readonly resourceType: string;

  /**
   * The path of the construct.
   *
   * @default - none, for a template that was given
   */
  readonly constructPath?: string;

  /**
   * The name of the stack, or the path of a nested stack, whose name is decided at deployment.
   *
   * @default - none, for a template that was given
   */
  readonly stackName?: string;

  /** API Gateway's own key (such as `~1orders~1{id}/GET`), or `MethodSettings` where none can be named. */
  readonly methodKey: string;

  /** The verdict, the worst of every deployable configuration. */
  readonly verdict: ApiCacheVerdict;

  /**
   * The rule that is violated, such as `ApiCache-CacheDataEncrypted`.
   *
   * @default - none, the key is in order
   */
  readonly ruleId?: string;

  /** Where that is decided, such as `Properties.MethodSettings.1.CacheDataEncrypted`. */
  readonly propertyPath: string;

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
}

/**
 * Every API cache of a template or of a construct tree, with its verdict: those in
 * order too, as evidence.
 *
 * The verdict covers every configuration that a template can deploy: its
 * conditions and parameters are evaluated, and a row names the configuration that
 * shows what it says. Nothing is changed, and nothing is acknowledged away.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-5
 * @example
 * import { ApiCacheAudit, ApiCacheVerdict } from 'cdk-encrypt-api-cache';
 *
 * const template = {
 *   Resources: {
 *     Prod: {
 *       Type: 'AWS::ApiGateway::Stage',
 *       Properties: {
 *         CacheClusterEnabled: true,
 *         MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }],
 *       },
 *     },
 *   },
 * };
 * const audit = ApiCacheAudit.ofTemplate(template);
 * const isInClear = audit.verdict === ApiCacheVerdict.UNENCRYPTED;
 * const firstMessage = audit.rows[0].message;
 */
export class ApiCacheAudit {
  /**
   * Audits a parsed CloudFormation or AWS SAM template. What is no template has no rows.
   *
   * @param template what a JSON or YAML parser makes of it; short forms such as `!If` have to be in their long form
   * @throws if it is no object at all
   */
  public static ofTemplate(template: any): ApiCacheAudit {
    if (typeof template !== 'object' || template === null) {
      throw new Error(`template must be a parsed CloudFormation or AWS SAM template, got ${show(template)}`);
    }
    return new ApiCacheAudit(stagesOf(template).flatMap(({ logicalId, type, stage }) =>
      evidence(prove(stage), logicalId).map((one) => rowOf(one, { logicalId, resourceType: type }))));
  }

  /**
   * Audits every stage below a scope as it would be rendered now, those of nested stacks and CDK stages included.
   *
   * @param scope any construct
   */
  public static ofScope(scope: IConstruct): ApiCacheAudit {
    const parameters = new KnownParameters();
    const subjects = everyConstruct(scope).flatMap((construct) => subjectOf(construct, parameters) ?? []);
    return new ApiCacheAudit(subjects.flatMap((subject) => {
      const { stage } = subject.read();
      return isNoStage(stage) ? [] : evidence(prove(stage), subject.name).map((one) => rowOf(one, identityOf(subject)));
    }));
  }

  /** The worst of all rows; `NOT_CACHED` if there are none. */
  public readonly verdict: ApiCacheVerdict;

  /** One for each stage and method-setting key, and one more where the key itself is at fault. */
  public readonly rows: ApiCacheAuditRow[];

  private constructor(rows: readonly ApiCacheAuditRow[]) {
    this.rows = [...rows];
    this.verdict = ApiCacheVerdict[worst(rows.map(({ verdict }) => verdict))];
  }
}

type Identity = Pick<ApiCacheAuditRow, 'logicalId' | 'resourceType' | 'constructPath' | 'stackName'>;

function identityOf({ construct, type }: Subject): Identity {
  const stack = Stack.of(construct);
  return {
    logicalId: logicalIdOf(construct),
    resourceType: type,
    constructPath: construct.node.path,
    stackName: stack.nestedStackParent === undefined ? stack.stackName : stack.node.path,
  };
}

function rowOf({ key, verdict, rule, path, when, message, fix }: ReturnType<typeof evidence>[number], identity: Identity): ApiCacheAuditRow {
  return {
    ...identity,
    methodKey: key,
    verdict: ApiCacheVerdict[verdict],
    ...rule !== undefined && { ruleId: ruleId(rule) },
    propertyPath: path.join('.'),
    ...when !== undefined && { when },
    message,
    ...fix !== undefined && { fix },
  };
}
