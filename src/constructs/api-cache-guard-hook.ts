import { CfnGuardHook, Stack } from 'aws-cdk-lib';
import { IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { ApiCacheHookFailureMode } from './api-cache-hook-failure-mode';
import { HOOK_ALIAS, nameOption, RULES_KEY } from './names';
import { requireAvailable } from './regions';
import { DEPLOYMENT_TYPE, STAGE_TYPE } from '../core/stage/stage-cache';
import { TEMPLATE_GUARD_FILE } from '../guard/template-rules';
import { requireOneOf, booleanOption, stringOption } from '../options';
import { shippedAsset } from '../package-files';

/** Options of `ApiCacheGuardHook`. */
export interface ApiCacheGuardHookProps {
  /**
   * The name of the hook: three names of 2 to 64 letters or digits, separated by `::`. It must not start with AWS in any
   * spelling, and must be unique in the account and Region.
   *
   * @default 'Private::Guard::ApiCacheEncryption'
   */
  readonly alias?: string;

  /**
   * How CloudFormation handles a stage that caches unencrypted responses, or might.
   *
   * @default ApiCacheHookFailureMode.WARN
   */
  readonly failureMode?: ApiCacheHookFailureMode;

  /**
   * Whether the hook is enabled.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The bucket with the rules, together with `rulesKey` and `rulesVersion`, if the rules are not a CDK asset.
   *
   * @default - a CDK asset, whose key is the hash of its content
   */
  readonly rulesBucket?: IBucket;

  /**
   * The key of the object that contains `ApiCacheGuardRules.forTemplates()`. It must end in `.guard`, `.zip` or `.tar.gz`.
   *
   * @default - none; required with `rulesBucket`
   */
  readonly rulesKey?: string;

  /**
   * The version of the object. CloudFormation reads the object each time that the hook runs, so a fixed version keeps the rules from
   * changing.
   *
   * @default - none; required with `rulesBucket`
   */
  readonly rulesVersion?: string;

  /**
   * A bucket for detailed reports. The policy of the role allows writing to all its keys.
   *
   * @default - none
   */
  readonly logBucket?: IBucket;
}

/**
 * A CloudFormation hook that checks every stage before it is created or updated, in all stacks of an account and Region and through the
 * Cloud Control API.
 *
 * CloudFormation passes each resource with resolved values, so the hook also covers conditions and parameters. By default it only
 * warns. It does not see changes that bypass CloudFormation.
 *
 * Guard hooks are not available in China and AWS GovCloud (US).
 *
 * The rules are stored in the CDK asset bucket, under a key that is the hash of their content. If the bucket is encrypted with a
 * customer managed key, grant `role` permission to decrypt with it.
 *
 * The rules were tested with inputs from the documentation of hooks, but the hook has not been deployed on AWS yet.
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

  /** The role that CloudFormation assumes to read the rules. */
  public readonly role: IRole;

  /**
   * @param scope the parent, usually a stack
   * @param id the id of the construct
   * @param props options, by default the hook warns
   */
  constructor(scope: Construct, id: string, props: ApiCacheGuardHookProps = {}) {
    super(scope, id);
    requireAvailable('ApiCacheGuardHook cannot be deployed', this, 'AWS::CloudFormation::GuardHook');
    this.alias = nameOption('alias', props.alias, HOOK_ALIAS) ?? 'Private::Guard::ApiCacheEncryption';
    const failureMode = props.failureMode ?? ApiCacheHookFailureMode.WARN;
    requireOneOf('failureMode', failureMode, Object.values(ApiCacheHookFailureMode));
    const isEnabled = booleanOption('enabled', props.enabled ?? true);
    const { bucket, key, version } = rulesIn(props) ?? this.asset();
    const stack = Stack.of(this);
    const arn = stack.formatArn({ service: 'cloudformation', resource: 'type', resourceName: `hook/${this.alias.replaceAll('::', '-')}` });
    this.role = new Role(this, 'Role', {
      description: 'Reads the rules of a CloudFormation hook',
      assumedBy: new ServicePrincipal('hooks.cloudformation.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          // Documented without and with the version of the hook.
          ArnLike: { 'aws:SourceArn': [arn, `${arn}/*`] },
        },
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
    // The L1 construct requires a list of targets, which the template check of CDK rejects.
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
  const [key, version] = [nameOption('rulesKey', rulesKey, RULES_KEY), stringOption('rulesVersion', rulesVersion)];
  if (bucket !== undefined && key !== undefined && version !== undefined) {
    return { bucket, key, version };
  }
  if (bucket !== undefined || key !== undefined || version !== undefined) {
    throw new Error('rulesBucket, rulesKey and rulesVersion must be specified together: without a version, the content of the rules could change');
  }
  return undefined;
}
