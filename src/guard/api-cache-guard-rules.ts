import { itemRules } from './configuration-item-rules';
import { templateRules } from './template-rules';
import { ApiCacheControl, CACHE_ENCRYPTION_CONTROLS } from '../catalog/controls';
import { requireOneOf } from '../options';

/**
 * The rules of this library in the language of AWS CloudFormation Guard.
 *
 * The rules work with Guard 2, which AWS Config uses, with Guard 3, and with CDK's `CloudFormationValidatePlugin`.
 *
 * Guard evaluates neither conditions nor functions. A setting that depends on them fails unless it is compliant for every
 * value. No template that might cache unencrypted passes, but some templates fail that `ApiCacheAudit` proves compliant.
 *
 * @see https://docs.aws.amazon.com/cfn-guard/latest/ug/writing-rules.html
 *
 * @example
 * import { App, CloudFormationValidatePlugin, Validations } from 'aws-cdk-lib';
 * import { ApiCacheGuardRules } from 'cdk-encrypt-api-cache';
 *
 * const app = new App();
 * Validations.of(app).addPlugins(new CloudFormationValidatePlugin({
 *   guardRules: [{ name: 'api-cache', content: ApiCacheGuardRules.forTemplates() }],
 * }));
 */
export class ApiCacheGuardRules {
  /**
   * The rules for CloudFormation and AWS SAM templates, and for the input of a Guard hook.
   *
   * They fail if responses are cached unencrypted, or might be. This includes values that cannot be determined, and
   * overrides that leave caching to the stage default.
   *
   * @returns the text of the rules, for a file with the extension `.guard`
   */
  public static forTemplates(): string {
    return guardText(templateRules());
  }

  /**
   * The rule for configuration items of `AWS::ApiGateway::Stage` in AWS Config.
   *
   * The rule is skipped for other resource types, deleted stages and stages without a cache cluster.
   *
   * @param control the control that stages must comply with, by default `ApiCacheControl.APIGATEWAY_5`
   * @returns the text of the rule, which is shorter than the 10,000 characters that AWS Config allows
   * @throws if the control is not a value of `ApiCacheControl`
   */
  public static forConfigurationItems(control?: ApiCacheControl): string {
    const chosen = control ?? ApiCacheControl.APIGATEWAY_5;
    requireOneOf('control', chosen, Object.values(ApiCacheControl));
    return guardText(itemRules(chosen));
  }

  private constructor() {
  }
}

function guardText(rules: readonly string[]): string {
  return [
    '# API Gateway encrypts cached responses (cdk-encrypt-api-cache).',
    `# Controls: ${CACHE_ENCRYPTION_CONTROLS.map(({ id }) => id).join(', ')}`,
    '',
    ...rules,
    '',
  ].join('\n');
}
