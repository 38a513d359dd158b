import type { CfnResource } from 'aws-cdk-lib';
import type { NagRuleResult } from 'cdk-nag';
import { idPart } from './catalog/finding-id';
import { RuleName } from './catalog/rules';
import { stagesOfResource } from './cdk/expected-stages';
import { findingsAt } from './cdk/located-stages';
import { NagRuleCompliance } from './nag';

/**
 * The rules on API caches one by one, for a cdk-nag pack of your own.
 *
 * Each takes a resource and answers with the method-setting keys that violate it
 * (such as `~1orders~1{id}/GET`), which cdk-nag puts in brackets after the name of
 * the rule; with `COMPLIANT` if there is none; with `NOT_APPLICABLE` if the
 * resource configures no stage. A pack that uses them leaves to cdk-nag what
 * `ApiCacheEncryptionChecks` does better: source locations, fixes, compliance
 * frameworks, and failing when judging goes wrong.
 *
 * @example
 * import { CfnResource } from 'aws-cdk-lib';
 * import { IApplyRule, NagMessageLevel, NagPack, NagRuleResult } from 'cdk-nag';
 * import { ApiCacheRules } from 'cdk-encrypt-api-cache';
 *
 * class CacheDataEncrypted implements IApplyRule {
 *   public readonly ruleSuffixOverride = 'CacheDataEncrypted'; // the name of the rule
 *   public readonly level = NagMessageLevel.ERROR;
 *   public readonly info = 'An API caches responses unencrypted.';
 *   public readonly explanation = 'Set CacheDataEncrypted to true.';
 *
 *   constructor(public readonly node: CfnResource) {
 *   }
 *
 *   public rule(node: CfnResource): NagRuleResult {
 *     return ApiCacheRules.cacheDataEncrypted(node);
 *   }
 * }
 *
 * class CompanyChecks extends NagPack {
 *   public readonly name = 'Company';
 *   protected packName = 'Company';
 *
 *   protected checkResource(node: CfnResource) {
 *     this.applyRule(new CacheDataEncrypted(node));
 *   }
 * }
 */
export class ApiCacheRules {
  /**
   * A cached method states `CacheDataEncrypted: true`.
   *
   * @param node any resource
   */
  public static cacheDataEncrypted(node: CfnResource): NagRuleResult {
    return keysThatViolate('CacheDataEncrypted', node);
  }

  /**
   * What decides on cache encryption can be read at synthesis.
   *
   * @param node any resource
   */
  public static cacheEncryptionReadable(node: CfnResource): NagRuleResult {
    return keysThatViolate('CacheEncryptionReadable', node);
  }

  /**
   * An override of a cached stage states encryption itself.
   *
   * @param node any resource
   */
  public static cacheEncryptionExplicit(node: CfnResource): NagRuleResult {
    return keysThatViolate('CacheEncryptionExplicit', node);
  }

  /**
   * A method that would cache in clear as soon as the cache is on states encryption.
   *
   * @param node any resource
   */
  public static dormantCacheEncrypted(node: CfnResource): NagRuleResult {
    return keysThatViolate('DormantCacheEncrypted', node);
  }

  /**
   * A method-setting key has an effect, and only once.
   *
   * @param node any resource
   */
  public static methodSettingKeyEffective(node: CfnResource): NagRuleResult {
    return keysThatViolate('MethodSettingKeyEffective', node);
  }

  private constructor() {
  }
}

function keysThatViolate(rule: RuleName, node: CfnResource): NagRuleResult {
  const stages = stagesOfResource(node);
  if (stages.length === 0) {
    return NagRuleCompliance.NOT_APPLICABLE;
  }
  const keys = stages.flatMap(findingsAt).filter(({ finding }) => finding.rule === rule).map(({ finding: { key } }) => idPart(key));
  return keys.length === 0 ? NagRuleCompliance.COMPLIANT : [...new Set(keys)];
}
