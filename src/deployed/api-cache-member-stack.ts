import { Aws, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ApiCacheEncryptionRunbook, IApiCacheEncryptionRunbook } from './api-cache-encryption-runbook';
import { textOf } from '../options';

/** Options of `ApiCacheMemberStack`. */
export interface ApiCacheMemberStackProps {
  /**
   * The name of the Automation document, and what the name of its role starts with: a region follows, since roles have none.
   * At most 40 letters, digits, `_` and `-`.
   *
   * @default 'EncryptApiCache'
   */
  readonly runbookName?: string;

  /**
   * Whether to flush the cache of a stage after it was encrypted.
   *
   * @default false
   */
  readonly flushCache?: boolean;

  /**
   * The name of the stack, where it is deployed by itself.
   *
   * @default - made from the id
   */
  readonly stackName?: string;
}

const NAME = /^[A-Za-z0-9_-]{3,40}$/;

/**
 * What the accounts of an organization need so that an `ApiCacheConformancePack` can remediate: the runbook, and the role it runs as.
 *
 * Its template needs no bootstrapping, no assets and no parameters, so it goes into a StackSet as it is, with the
 * capability `CAPABILITY_NAMED_IAM`, for each region that the pack is in.
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

  /** The name of the runbook, and what the name of its role starts with. */
  public readonly runbookName: string;

  /**
   * @param scope the parent, usually the app
   * @param id the id of the stack
   * @param props options, by default the runbook is called `EncryptApiCache`
   */
  constructor(scope: Construct, id: string, props: ApiCacheMemberStackProps = {}) {
    super(scope, id, {
      stackName: props.stackName,
      description: 'Runbook that encrypts API Gateway caches, for AWS Config (cdk-encrypt-api-cache)',
      synthesizer: new BootstraplessSynthesizer(),
      analyticsReporting: false,
    });
    this.runbookName = textOf('runbookName', props.runbookName) ?? 'EncryptApiCache';
    if (!NAME.test(this.runbookName)) {
      throw new Error(`runbookName must be 3 to 40 letters, digits, underscores or hyphens, got ${JSON.stringify(this.runbookName)}`);
    }
    this.runbook = new ApiCacheEncryptionRunbook(this, 'Runbook', { documentName: this.runbookName, flushCache: props.flushCache });
    (this.runbook.role.node.defaultChild as CfnRole).roleName = `${this.runbookName}-${Aws.REGION}`;
  }
}
