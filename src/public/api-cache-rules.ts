import type { CfnResource } from 'aws-cdk-lib';
import type { NagRuleResult } from 'cdk-nag';
import { NagRuleCompliance } from './nag';
import { RuleName } from '../catalog/rules';
import { findingsAt } from '../cdk/assembly/located-stages';
import { stagesOfResource } from '../cdk/assembly/stack-stages';
import { idPart } from '../wording/finding-id';

/**
 * The rules on API caches, for use in a custom cdk-nag pack.
 *
 * Each rule takes a resource and returns the method-setting keys that violate it, such as
 * `~1orders~1{id}/GET`. cdk-nag appends them in brackets to the name of the rule. The
 * result is `COMPLIANT` if there are no such keys, and `NOT_APPLICABLE` if the resource
 * does not configure a stage. Unlike `ApiCacheEncryptionChecks`, a custom pack has no
 * source locations, fixes and compliance frameworks, and does not fail if a rule throws.
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
   * Cached methods set `CacheDataEncrypted` to `true`.
   *
   * @param node any resource
   */
  public static cacheDataEncrypted(node: CfnResource): NagRuleResult {
    return keysThatViolate('CacheDataEncrypted', node);
  }

  /**
   * Cache encryption can be determined at synthesis.
   *
   * @param node any resource
   */
  public static cacheEncryptionReadable(node: CfnResource): NagRuleResult {
    return keysThatViolate('CacheEncryptionReadable', node);
  }

  /**
   * Overrides on a cached stage set encryption explicitly.
   *
   * @param node any resource
   */
  public static cacheEncryptionExplicit(node: CfnResource): NagRuleResult {
    return keysThatViolate('CacheEncryptionExplicit', node);
  }

  /**
   * Methods that would cache once the cache is enabled set `CacheDataEncrypted` to `true`.
   *
   * @param node any resource
   */
  public static dormantCacheEncrypted(node: CfnResource): NagRuleResult {
    return keysThatViolate('DormantCacheEncrypted', node);
  }

  /**
   * Each method-setting key has an effect and is used only once.
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
