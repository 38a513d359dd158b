import { CfnGuardHook, Stack } from 'aws-cdk-lib';
import { IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { ApiCacheHookFailureMode } from './api-cache-hook-failure-mode';
import { aliasOf } from './hook-alias';
import { shippedAsset } from '../assets';
import { TEMPLATE_GUARD_FILE } from '../catalog/guard-template';
import { DEPLOYMENT_TYPE, STAGE_TYPE } from '../core/stage-cache';
import { requireOneOf, switchOf, textOf } from '../options';

/** Options of `ApiCacheGuardHook`. */
export interface ApiCacheGuardHookProps {
  /**
   * The name of the hook, which is unique in the account and region: `Name::Name::Name`.
   *
   * @default 'Private::Guard::ApiCacheEncryption'
   */
  readonly alias?: string;

  /**
   * What CloudFormation does where something is cached in clear.
   *
   * @default ApiCacheHookFailureMode.WARN
   */
  readonly failureMode?: ApiCacheHookFailureMode;

  /**
   * Whether the hook is on.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Where the text of the rules lies, if not among the assets of the CDK: a bucket, with `rulesKey` and `rulesVersion`.
   *
   * @default - an asset, whose key is the hash of its content
   */
  readonly rulesBucket?: IBucket;

  /**
   * The key of the object with `ApiCacheGuardRules.forTemplates()`, which ends in `.guard`, `.zip` or `.tar.gz`.
   *
   * @default - none; it is needed with `rulesBucket`
   */
  readonly rulesKey?: string;

  /**
   * The version of that object: CloudFormation fetches it whenever the hook runs, and would take whatever is there.
   *
   * @default - none; it is needed with `rulesBucket`
   */
  readonly rulesVersion?: string;

  /**
   * A bucket for detailed reports. Its name is in the policy of the role with a wildcard for the keys.
   *
   * @default - none
   */
  readonly logBucket?: IBucket;
}

/**
 * A hook of CloudFormation that judges every stage before it is created or updated, in every stack of an account and region, and through the Cloud Control API.
 *
 * CloudFormation hands it each resource with its values resolved, so conditions and parameters are no obstacle.
 * By default it only warns. What does not go through CloudFormation it cannot see.
 *
 * The rules lie in the bucket for assets of the CDK, under a key that is the hash of their content. If that bucket is encrypted with
 * a key of yours, let `role` decrypt with it.
 *
 * The rules were tested with what the documentation says that a hook is given; the hook was never deployed.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/guard-hooks.html
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { ApiCacheGuardHook, ApiCacheHookFailureMode } from 'cdk-encrypt-api-cache';
 *
 * declare const stack: Stack;
 * new ApiCacheGuardHook(stack, 'Hook', { failureMode: ApiCacheHookFailureMode.FAIL });
 */
export class ApiCacheGuardHook extends Construct {
  /** The name of the hook. */
  public readonly alias: string;

  /** The ARN of the hook. */
  public readonly hookArn: string;

  /** The role with which CloudFormation fetches the rules. */
  public readonly role: IRole;

  /**
   * @param scope the parent, usually a stack
   * @param id the id of the construct
   * @param props options, by default it warns
   */
  constructor(scope: Construct, id: string, props: ApiCacheGuardHookProps = {}) {
    super(scope, id);
    this.alias = aliasOf(props.alias, 'Private::Guard::ApiCacheEncryption');
    const failureMode = props.failureMode ?? ApiCacheHookFailureMode.WARN;
    requireOneOf('failureMode', failureMode, Object.values(ApiCacheHookFailureMode));
    const isEnabled = switchOf('enabled', props.enabled ?? true);
    const { bucket, key, version } = rulesIn(props) ?? this.asset();
    this.role = new Role(this, 'Role', {
      description: 'Fetches the rules of a hook of CloudFormation',
      assumedBy: new ServicePrincipal('hooks.cloudformation.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      inlinePolicies: {
        FetchRules: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [bucket.arnForObjects(key)] }),
            new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
            ...props.logBucket === undefined ? [] : [new PolicyStatement({ actions: ['s3:PutObject'], resources: [props.logBucket.arnForObjects('*')] })],
          ],
        }),
      },
    });
    const hook = new CfnGuardHook(this, 'Resource', {
      alias: this.alias,
      executionRole: this.role.roleArn,
      failureMode,
      hookStatus: isEnabled ? 'ENABLED' : 'DISABLED',
      logBucket: props.logBucket?.bucketName,
      ruleLocation: { uri: bucket.s3UrlForObject(key), versionId: version },
      targetOperations: ['RESOURCE', 'CLOUD_CONTROL'],
    });
    // The construct of CloudFormation's library demands a list of targets, which CDK's own check takes for two things at once.
    hook.addPropertyOverride('TargetFilters', { TargetNames: [STAGE_TYPE, DEPLOYMENT_TYPE], Actions: ['CREATE', 'UPDATE'], InvocationPoints: ['PRE_PROVISION'] });
    this.hookArn = hook.attrHookArn;
  }

  private asset(): RulesObject {
    const asset = new Asset(this, 'Rules', { path: shippedAsset(...TEMPLATE_GUARD_FILE) });
    return { bucket: asset.bucket, key: asset.s3ObjectKey };
  }
}

interface RulesObject {
  readonly bucket: IBucket;
  readonly key: string;
  readonly version?: string;
}

function rulesIn({ rulesBucket: bucket, rulesKey, rulesVersion }: ApiCacheGuardHookProps): RulesObject | undefined {
  const [key, version] = [textOf('rulesKey', rulesKey), textOf('rulesVersion', rulesVersion)];
  if (bucket !== undefined && key !== undefined && version !== undefined) {
    return { bucket, key, version };
  }
  if (bucket !== undefined || key !== undefined || version !== undefined) {
    throw new Error('rulesBucket, rulesKey and rulesVersion must be given together: without a version, the rules are whatever lies there');
  }
  return undefined;
}
