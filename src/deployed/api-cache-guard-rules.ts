import { ApiCacheControl } from '../catalog/api-cache-control';
import { CACHE_ENCRYPTION_CONTROLS } from '../catalog/controls';
import { itemRules } from '../catalog/guard-item';
import { templateRules } from '../catalog/guard-template';
import { requireOneOf } from '../options';

/**
 * The rule of this library in the language of AWS CloudFormation Guard, for engines that speak it.
 *
 * The texts work with version 2 of Guard, which AWS Config runs, with version 3, and with `CloudFormationValidatePlugin` of CDK.
 *
 * Guard evaluates no conditions and no functions. What hangs on them fails unless
 * it would be in order whatever they come to: nothing that may cache in clear
 * passes, and some templates fail that `ApiCacheAudit` proves to be in order.
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
   * The rule for CloudFormation and AWS SAM templates, and for what CloudFormation hands to a Guard hook.
   *
   * It fails where something is cached in clear, or may be: what cannot be read counts, and what an override
   * leaves to the stage default.
   *
   * @returns the text of the rules, which belongs into a file ending in `.guard`
   */
  public static forTemplates(): string {
    return text(templateRules());
  }

  /**
   * The rule for configuration items that AWS Config records of `AWS::ApiGateway::Stage`.
   *
   * It is skipped for items of other types, of stages that are deleted, and of stages without a cache cluster.
   *
   * @param control what is demanded of a stage, by default `ApiCacheControl.APIGATEWAY_5`
   * @returns the text of the rule, far below the 10,000 characters that AWS Config allows
   * @throws if the control is none of `ApiCacheControl`
   */
  public static forConfigurationItems(control?: ApiCacheControl): string {
    const chosen = control ?? ApiCacheControl.APIGATEWAY_5;
    requireOneOf('control', chosen, Object.values(ApiCacheControl));
    return text(itemRules(chosen));
  }

  private constructor() {
  }
}

function text(rules: readonly string[]): string {
  return [
    '# API Gateway encrypts cached responses (cdk-encrypt-api-cache).',
    `# Controls: ${CACHE_ENCRYPTION_CONTROLS.map(({ id }) => id).join(', ')}`,
    '',
    ...rules,
    '',
  ].join('\n');
}
