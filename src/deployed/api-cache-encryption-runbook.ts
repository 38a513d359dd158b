import { IResource, Resource, Stack } from 'aws-cdk-lib';
import { Effect, Grant, IGrantable, IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { runbookDocument } from './runbook-document';
import { everyStage, stageArnsOf } from './stage-arn';
import { switchOf, textOf } from '../options';

/** A runbook that encrypts the cache of one deployed stage: an Automation document of AWS Systems Manager and the role it runs as. */
export interface IApiCacheEncryptionRunbook extends IResource {
  /**
   * The name of the Automation document.
   * @attribute
   */
  readonly documentName: string;

  /**
   * The ARN of the Automation document.
   * @attribute
   */
  readonly documentArn: string;

  /** The role that the runbook runs as. */
  readonly role: IRole;

  /** Whether it flushes the cache after a change, where AWS Config starts it. */
  readonly flushCache: boolean;

  /**
   * Lets a principal start the runbook, and pass its role to it.
   *
   * @param grantee whom to let start it
   */
  grantStart(grantee: IGrantable): Grant;
}

/** Options of `ApiCacheEncryptionRunbook`. */
export interface ApiCacheEncryptionRunbookProps {
  /**
   * The name of the Automation document: 3 to 128 letters, digits, `_`, `-` and `.`.
   *
   * @default - made by CloudFormation
   */
  readonly documentName?: string;

  /**
   * The stages that the role of the runbook may change, as ARNs such as `restApi.deploymentStage.stageArn`.
   *
   * Without it the role has a wildcard in its policy, which cdk-nag reports as `AwsSolutions-IAM5`: whether the
   * runbook may change every stage is yours to decide, and to acknowledge.
   *
   * @default - every stage of every REST API of the account, in the region of the stack
   */
  readonly stageArns?: string[];

  /**
   * Whether AWS Config flushes the cache where it starts the runbook and something was changed, and the role may do so.
   *
   * What was cached in clear may stay so until it expires, an hour at most. To flush it
   * sends every request to the integration until it is cached again.
   *
   * @default false
   */
  readonly flushCache?: boolean;

  /**
   * The role that the runbook runs as. It needs `apigateway:GET` and `apigateway:PATCH`
   * on the stages, and `apigateway:DELETE` on their `cache/data` to flush the cache.
   *
   * @default - a new one that may do that, and nothing else
   */
  readonly role?: IRole;
}

/** Attributes of a runbook that exists. */
export interface ApiCacheEncryptionRunbookAttributes {
  /** The name of its Automation document. */
  readonly documentName: string;

  /** The role that it runs as. */
  readonly role: IRole;

  /**
   * Whether it flushes the cache after a change, where AWS Config starts it.
   *
   * @default false
   */
  readonly flushCache?: boolean;
}

abstract class RunbookBase extends Resource implements IApiCacheEncryptionRunbook {
  public abstract readonly documentName: string;
  public abstract readonly documentArn: string;
  public abstract readonly role: IRole;
  public abstract readonly flushCache: boolean;

  public grantStart(grantee: IGrantable): Grant {
    const { stack, documentName, documentArn } = this;
    const definition = stack.formatArn({ service: 'ssm', resource: 'automation-definition', resourceName: `${documentName}:$DEFAULT` });
    return Grant.addToPrincipal({ grantee, actions: ['ssm:StartAutomationExecution'], resourceArns: [definition, documentArn] })
      .combine(this.role.grantPassRole(grantee.grantPrincipal));
  }
}

/**
 * A runbook of AWS Systems Manager that sets `cacheDataEncrypted` on every method
 * setting of one stage that caches, reads the stage back, and says what it changed.
 *
 * It does so whether or not the cache cluster is on, and leaves everything else alone. It fails if something that
 * caches is in clear afterwards. Twice does no harm. It waits where API Gateway is busy, 8 minutes at most.
 *
 * Its parameters: `StageArn`; `AutomationAssumeRole`; `DryRun` and `FlushCache`, `'true'` or `'false'`.
 * Its outputs: `Outcome` (`Encrypted`, `NothingToChange` or `WouldEncrypt`), `Message`, `ChangedKeys`,
 * `WouldChangeKeys`, `CacheFlushed`.
 *
 * A stage that belongs to a CloudFormation stack should be encrypted in its template too: the next update of the
 * stack that touches the setting writes back what the template says.
 *
 * It was run against an emulator of API Gateway, never against AWS.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-documents.html
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { RestApi } from 'aws-cdk-lib/aws-apigateway';
 * import { ApiCacheEncryptionRunbook } from 'cdk-encrypt-api-cache';
 *
 * declare const stack: Stack;
 * declare const api: RestApi;
 * new ApiCacheEncryptionRunbook(stack, 'Runbook', { stageArns: [api.deploymentStage.stageArn] });
 */
export class ApiCacheEncryptionRunbook extends RunbookBase {
  /**
   * A runbook that exists already.
   *
   * @param scope the parent, usually a stack
   * @param id the id of the construct
   * @param attributes what it is called, and runs as
   */
  public static fromRunbookAttributes(scope: Construct, id: string, attributes: ApiCacheEncryptionRunbookAttributes): IApiCacheEncryptionRunbook {
    class Import extends RunbookBase {
      public readonly documentName = textOf('documentName', attributes.documentName)!;
      public readonly documentArn = arnOf(Stack.of(this), this.documentName);
      public readonly role = attributes.role;
      public readonly flushCache = switchOf('flushCache', attributes.flushCache);
    }
    return new Import(scope, id);
  }

  /** The name of the Automation document. */
  public readonly documentName: string;

  /** The ARN of the Automation document. */
  public readonly documentArn: string;

  /** The role that the runbook runs as. */
  public readonly role: IRole;

  /** Whether it flushes the cache after a change, where AWS Config starts it. */
  public readonly flushCache: boolean;

  /**
   * @param scope the parent, usually a stack
   * @param id the id of the construct
   * @param props options, by default the runbook may change every stage
   */
  constructor(scope: Construct, id: string, props: ApiCacheEncryptionRunbookProps = {}) {
    super(scope, id, { physicalName: textOf('documentName', props.documentName) });
    this.flushCache = switchOf('flushCache', props.flushCache);
    if (props.role !== undefined && props.stageArns !== undefined) {
      throw new Error('stageArns cannot be combined with role: the policies of the role decide which stages the runbook can change');
    }
    this.role = props.role ?? this.newRole(props.stageArns === undefined ? [everyStage(this.stack)] : stageArnsOf(props.stageArns));
    const document = new CfnDocument(this, 'Resource', {
      name: props.documentName,
      content: runbookDocument(),
      documentType: 'Automation',
      documentFormat: 'JSON',
      // Any other way, CloudFormation has to make a document of another name.
      updateMethod: 'NewVersion',
    });
    this.documentName = document.ref;
    this.documentArn = arnOf(this.stack, document.ref);
  }

  private newRole(stageArns: readonly string[]): IRole {
    const { account, partition, region } = this.stack;
    return new Role(this, 'Role', {
      description: 'Encrypts API Gateway caches',
      // Nobody else's automation.
      assumedBy: new ServicePrincipal('ssm.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:ssm:${region}:${account}:automation-execution/*` },
        },
      }),
      inlinePolicies: {
        EncryptApiCache: new PolicyDocument({
          statements: [
            allow(['apigateway:GET', 'apigateway:PATCH'], stageArns),
            ...this.flushCache ? [allow(['apigateway:DELETE'], stageArns.map((arn) => `${arn}/cache/data`))] : [],
          ],
        }),
      },
    });
  }
}

function allow(actions: string[], resources: readonly string[]): PolicyStatement {
  return new PolicyStatement({ effect: Effect.ALLOW, actions, resources: [...resources] });
}

function arnOf(stack: Stack, documentName: string): string {
  return stack.formatArn({ service: 'ssm', resource: 'document', resourceName: documentName });
}
