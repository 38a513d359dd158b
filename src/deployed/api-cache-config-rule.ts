import { CfnResource } from 'aws-cdk-lib';
import { CustomPolicy, ResourceType, RuleScope } from 'aws-cdk-lib/aws-config';
import { Construct } from 'constructs';
import { ApiCacheEncryptionRunbook, IApiCacheEncryptionRunbook } from './api-cache-encryption-runbook';
import { ApiCacheGuardRules } from './api-cache-guard-rules';
import { ApiCacheRemediation } from './api-cache-remediation';
import { remediationConfiguration } from './remediation-configuration';
import { ApiCacheControl } from '../catalog/api-cache-control';
import { requireOneOf, textOf } from '../options';

/** Options of `ApiCacheConfigRule`. */
export interface ApiCacheConfigRuleProps {
  /**
   * The name of the rule.
   *
   * @default - made by CloudFormation
   */
  readonly configRuleName?: string;

  /**
   * What is demanded of a stage.
   *
   * @default ApiCacheControl.APIGATEWAY_5
   */
  readonly control?: ApiCacheControl;

  /**
   * Whether AWS Config starts a runbook that encrypts what is not.
   *
   * @default ApiCacheRemediation.OFF
   */
  readonly remediation?: ApiCacheRemediation;

  /**
   * The runbook that is started. It has to be in the account and the region of the rule.
   *
   * @default - a new one that may change every stage, if there is to be a remediation
   */
  readonly runbook?: IApiCacheEncryptionRunbook;
}

/**
 * A rule of AWS Config on every deployed stage of API Gateway, made by anyone: what is cached is encrypted.
 *
 * It is evaluated whenever AWS Config records a change of a stage, so `AWS::ApiGateway::Stage` has to be recorded.
 * A stage without a cache cluster, or one that caches nothing, is never reported, unlike by the managed rule
 * `API_GW_CACHE_ENABLED_AND_ENCRYPTED`, which demands that every method caches.
 *
 * AWS Config bills each evaluation and each configuration item that it records. The rule was tested with the engine
 * that AWS Config runs (Guard 2), never on AWS.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_cfn-guard.html
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { ApiCacheConfigRule, ApiCacheRemediation } from 'cdk-encrypt-api-cache';
 *
 * declare const stack: Stack;
 * new ApiCacheConfigRule(stack, 'ApiCacheEncrypted', { remediation: ApiCacheRemediation.MANUAL });
 */
export class ApiCacheConfigRule extends CustomPolicy {
  /** The runbook that AWS Config starts; none without a remediation. */
  public readonly runbook?: IApiCacheEncryptionRunbook;

  /**
   * @param scope the parent, usually a stack
   * @param id the id of the construct
   * @param props options, by default it demands what AWS Security Hub does, and nothing is remediated
   */
  constructor(scope: Construct, id: string, props: ApiCacheConfigRuleProps = {}) {
    const remediation = props.remediation ?? ApiCacheRemediation.OFF;
    requireOneOf('remediation', remediation, Object.values(ApiCacheRemediation));
    if (remediation === ApiCacheRemediation.OFF && props.runbook !== undefined) {
      throw new Error('runbook requires remediation MANUAL or AUTOMATIC: otherwise nothing starts it');
    }
    super(scope, id, {
      configRuleName: textOf('configRuleName', props.configRuleName),
      description: CONFIG_RULE_DESCRIPTION,
      policyText: ApiCacheGuardRules.forConfigurationItems(props.control),
      ruleScope: RuleScope.fromResources([ResourceType.APIGATEWAY_STAGE]),
    });
    if (remediation !== ApiCacheRemediation.OFF) {
      this.runbook = props.runbook ?? new ApiCacheEncryptionRunbook(this, 'Runbook');
      const { documentName, role: { roleArn }, flushCache } = this.runbook;
      const isAutomatic = remediation === ApiCacheRemediation.AUTOMATIC;
      new CfnResource(this, 'Remediation', {
        type: 'AWS::Config::RemediationConfiguration',
        properties: remediationConfiguration(this.configRuleName, { documentName, roleArn, flushCache, isAutomatic }),
      });
    }
  }
}

/** At most 256 characters. */
export const CONFIG_RULE_DESCRIPTION = 'Checks that API Gateway stages encrypt cached responses. Stages that cache nothing are compliant. (cdk-encrypt-api-cache)';
