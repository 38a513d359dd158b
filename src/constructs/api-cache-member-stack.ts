import { Aws, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib';
import { CfnRole, IPrincipal, IRole, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ApiCacheEncryptionRunbook, IApiCacheEncryptionRunbook } from './api-cache-encryption-runbook';
import { nameOption, ROLE_NAME, RUNBOOK_NAME } from './names';

/** Options of `ApiCacheMemberStack`. */
export interface ApiCacheMemberStackProps {
  /**
   * The name of the Automation document, and the prefix of the name of its role. The Region follows the prefix, because
   * role names are global in an account. It must have 3 to 40 letters, digits, underscores or hyphens,
   * and must not start with `aws`, `amazon`, `amzn`, `AWSEC2`, `AWSConfigRemediation` or `AWSSupport`.
   *
   * @default 'EncryptApiCache'
   */
  readonly runbookName?: string;

  /**
   * Whether to flush the cache of a stage after it is encrypted.
   *
   * @default false
   */
  readonly flushCache?: boolean;

  /**
   * Who can assume a role that lists REST APIs and stages in every Region, and nothing else: for an audit of all accounts from
   * one of them. For example `new AccountPrincipal('111111111111')`.
   *
   * @default - none, without such a role
   */
  readonly auditPrincipal?: IPrincipal;

  /**
   * The prefix of the name of the audit role. The Region follows the prefix, because role names are global in an account. It must
   * have 1 to 48 letters, digits or characters of `_+=,.@-`.
   *
   * @default 'ApiCacheAudit'
   */
  readonly auditRoleName?: string;

  /**
   * The name of the stack, if it is deployed directly.
   *
   * @default - derived from the construct ID
   */
  readonly stackName?: string;
}

/**
 * The stack that member accounts of an organization need for the remediation of an `ApiCacheConformancePack`: the runbook and its role.
 *
 * The template needs no bootstrapping, assets or parameters. Deploy it as a StackSet with the capability
 * `CAPABILITY_NAMED_IAM`, in each Region of the pack.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/what-is-cfnstacksets.html
 *
 * @example
 * import { App } from 'aws-cdk-lib';
 * import { ApiCacheMemberStack } from 'cdk-encrypt-api-cache';
 *
 * const app = new App();
 * new ApiCacheMemberStack(app, 'ApiCacheMembers'); // cdk.out/ApiCacheMembers.template.json
 */
export class ApiCacheMemberStack extends Stack {
  /** The runbook. */
  public readonly runbook: IApiCacheEncryptionRunbook;

  /** The name of the runbook, and the prefix of the name of its role. */
  public readonly runbookName: string;

  /** The role for audits; none without `auditPrincipal`. */
  public readonly auditRole?: IRole;

  /**
   * @param scope the parent, usually the app
   * @param id the id of the stack
   * @param props options, by default the name of the runbook is `EncryptApiCache`
   */
  constructor(scope: Construct, id: string, props: ApiCacheMemberStackProps = {}) {
    super(scope, id, {
      stackName: props.stackName,
      description: 'Runbook that encrypts API Gateway caches, for AWS Config (cdk-encrypt-api-cache)',
      synthesizer: new BootstraplessSynthesizer(),
      analyticsReporting: false,
    });
    this.runbookName = nameOption('runbookName', props.runbookName, RUNBOOK_NAME) ?? 'EncryptApiCache';
    this.runbook = new ApiCacheEncryptionRunbook(this, 'Runbook', { documentName: this.runbookName, flushCache: props.flushCache });
    (this.runbook.role.node.defaultChild as CfnRole).roleName = `${this.runbookName}-${Aws.REGION}`;
    const auditRoleName = nameOption('auditRoleName', props.auditRoleName, ROLE_NAME);
    if (props.auditPrincipal !== undefined) {
      this.auditRole = this.newAuditRole(props.auditPrincipal, auditRoleName ?? 'ApiCacheAudit');
    } else if (auditRoleName !== undefined) {
      throw new Error('auditRoleName requires auditPrincipal: otherwise there is no audit role');
    }
  }

  private newAuditRole(auditor: IPrincipal, name: string): IRole {
    const restApis = `arn:${this.partition}:apigateway:*::/restapis`;
    return new Role(this, 'AuditRole', {
      roleName: `${name}-${Aws.REGION}`,
      description: 'Lists REST APIs and stages, to audit API Gateway caches',
      assumedBy: auditor,
      inlinePolicies: {
        ListStages: new PolicyDocument({ statements: [new PolicyStatement({ actions: ['apigateway:GET'], resources: [restApis, `${restApis}/*/stages`] })] }),
      },
    });
  }
}
