import { CfnHookTypeConfig, CfnTypeActivation } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ApiCacheHookFailureMode } from './api-cache-hook-failure-mode';
import { aliasOf } from './hook-alias';
import { ApiCacheControl } from '../catalog/controls';
import { requireOneOf, booleanOption } from '../options';

/** Options of `ApiCacheControlTowerHook`. */
export interface ApiCacheControlTowerHookProps {
  /**
   * The name of the hook, in the form `Name::Name::Name`. It must be unique in the account and Region.
   *
   * @default 'Private::Controls::ApiCacheEncryption'
   */
  readonly alias?: string;

  /**
   * How CloudFormation handles a resource that violates the control.
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
}

/**
 * The proactive AWS Control Tower control CT.APIGATEWAY.PR.3 as a CloudFormation hook, for an account without a landing zone.
 *
 * The hook applies the rule of AWS: if the cache cluster is enabled, it requires an encrypted stage default, but it passes a
 * caching override that omits the flag. `ApiCacheGuardHook` applies the rule of this library.
 *
 * The hook has not been deployed on AWS yet.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/proactive-controls-hooks.html
 * @see https://docs.aws.amazon.com/controltower/latest/controlreference/api-gateway-rules.html
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { ApiCacheControlTowerHook } from 'cdk-encrypt-api-cache';
 *
 * declare const stack: Stack;
 * new ApiCacheControlTowerHook(stack, 'ControlTower');
 */
export class ApiCacheControlTowerHook extends Construct {
  /** The name of the hook. */
  public readonly alias: string;

  /** The ARN of the hook. */
  public readonly hookArn: string;

  /**
   * @param scope the parent, usually a stack
   * @param id the id of the construct
   * @param props options, by default the hook warns
   */
  constructor(scope: Construct, id: string, props: ApiCacheControlTowerHookProps = {}) {
    super(scope, id);
    this.alias = aliasOf(props.alias, 'Private::Controls::ApiCacheEncryption');
    const failureMode = props.failureMode ?? ApiCacheHookFailureMode.WARN;
    requireOneOf('failureMode', failureMode, Object.values(ApiCacheHookFailureMode));
    const isEnabled = booleanOption('enabled', props.enabled ?? true);
    const activation = new CfnTypeActivation(this, 'Resource', {
      type: 'HOOK',
      typeName: 'AWS::ControlTower::Hook',
      publisherId: 'aws-hooks',
      typeNameAlias: this.alias,
    });
    this.hookArn = activation.attrArn;
    new CfnHookTypeConfig(this, 'Configuration', {
      typeArn: this.hookArn,
      configuration: JSON.stringify({
        CloudFormationConfiguration: {
          HookConfiguration: {
            HookInvocationStatus: isEnabled ? 'ENABLED' : 'DISABLED',
            TargetOperations: ['RESOURCE'],
            FailureMode: failureMode,
            Properties: { ControlsToApply: ApiCacheControl.CT_APIGATEWAY_PR_3 },
            TargetFilters: { Actions: ['CREATE', 'UPDATE'] },
          },
        },
      }),
    });
  }
}
