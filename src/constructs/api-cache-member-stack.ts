import { Aws, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ApiCacheEncryptionRunbook, IApiCacheEncryptionRunbook } from './api-cache-encryption-runbook';
import { stringOption } from '../options';

/** Options of `ApiCacheMemberStack`. */
export interface ApiCacheMemberStackProps {
  /**
   * The name of the Automation document, and the prefix of the name of its role. The Region follows the prefix, because
   * role names are global in an account. It must have 3 to 40 letters, digits, underscores or hyphens.
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
   * The name of the stack, if it is deployed directly.
   *
   * @default - derived from the construct ID
   */
  readonly stackName?: string;
}

const RUNBOOK_NAME = /^[A-Za-z0-9_-]{3,40}$/;

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
    this.runbookName = stringOption('runbookName', props.runbookName) ?? 'EncryptApiCache';
    if (!RUNBOOK_NAME.test(this.runbookName)) {
      throw new Error(`runbookName must be 3 to 40 letters, digits, underscores or hyphens, got ${JSON.stringify(this.runbookName)}`);
    }
    this.runbook = new ApiCacheEncryptionRunbook(this, 'Runbook', { documentName: this.runbookName, flushCache: props.flushCache });
    (this.runbook.role.node.defaultChild as CfnRole).roleName = `${this.runbookName}-${Aws.REGION}`;
  }
}
