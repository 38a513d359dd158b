import { Stack, Stage } from 'aws-cdk-lib';
import { CfnConformancePack, CfnOrganizationConformancePack } from 'aws-cdk-lib/aws-config';
import { Construct } from 'constructs';
import { CONFIG_RULE_DESCRIPTION } from './api-cache-config-rule';
import { ApiCacheMemberStack } from './api-cache-member-stack';
import { ApiCacheRemediation } from './api-cache-remediation';
import { conformancePackTemplate } from './conformance-pack-template';
import { nameOption, PACK_NAME } from './names';
import { requireAvailable } from './regions';
import { StartedRunbook } from './remediation-configuration';
import { ApiCacheControl } from '../catalog/controls';
import { isAccountId } from '../core/stage/listing-place';
import { show } from '../core/template-language/reading';
import { ApiCacheGuardRules } from '../guard/api-cache-guard-rules';
import { requireOneOf, booleanOption } from '../options';

/** Options of `ApiCacheConformancePack`. */
export interface ApiCacheConformancePackProps {
  /**
   * The name of the pack: a letter followed by up to 50 letters, digits or hyphens.
   *
   * @default 'api-cache-encryption'
   */
  readonly packName?: string;

  /**
   * Whether to deploy the pack to every account of the organization. The stack must be deployed in each Region, in the
   * management account or a delegated administrator account for AWS Config.
   *
   * @default false
   */
  readonly organization?: boolean;

  /**
   * Accounts of the organization to exclude, such as those without AWS Config: at most 1,000.
   *
   * @default - none
   */
  readonly excludedAccounts?: string[];

  /**
   * The control that stages must comply with.
   *
   * @default ApiCacheControl.APIGATEWAY_5
   */
  readonly control?: ApiCacheControl;

  /**
   * The stack with the runbook that encrypts stages. For remediation, it must be deployed in every account and Region of the pack.
   * The stack of the pack depends on it, if both are in one CDK stage.
   *
   * @default - none, without remediation
   */
  readonly memberStack?: ApiCacheMemberStack;

  /**
   * Whether AWS Config starts the runbook for noncompliant stages.
   *
   * @default - ApiCacheRemediation.MANUAL if there is a memberStack, otherwise ApiCacheRemediation.OFF
   */
  readonly remediation?: ApiCacheRemediation;
}

const MOST_EXCLUDED_ACCOUNTS = 1_000;

/**
 * An AWS Config conformance pack with the rule of `ApiCacheConfigRule` and its remediation, for an account or an organization.
 *
 * An organization rule does not support remediation, but a rule in a conformance pack does. Remediation is not available in
 * ap-east-2, ap-southeast-6, ap-southeast-7 and mx-central-1.
 *
 * The pack has not been deployed on AWS yet. It relies on pseudo parameters in the ARN of the role being resolved, as in any template.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/conformance-packs.html
 *
 * @example
 * import { App, Stack } from 'aws-cdk-lib';
 * import { ApiCacheConformancePack, ApiCacheMemberStack, ApiCacheRemediation } from 'cdk-encrypt-api-cache';
 *
 * const app = new App();
 * const memberStack = new ApiCacheMemberStack(app, 'ApiCacheMembers'); // goes into a StackSet
 * const stack = new Stack(app, 'Compliance');
 * new ApiCacheConformancePack(stack, 'ApiCache', { organization: true, memberStack, remediation: ApiCacheRemediation.AUTOMATIC });
 */
export class ApiCacheConformancePack extends Construct {
  /** The name of the pack. */
  public readonly packName: string;

  /** The template of the pack in YAML, for deploying it by other means. */
  public readonly templateBody: string;

  /**
   * @param scope the parent, usually a stack
   * @param id the id of the construct
   * @param props options, by default the pack is for the account of the stack, without remediation
   */
  constructor(scope: Construct, id: string, props: ApiCacheConformancePackProps = {}) {
    super(scope, id);
    this.packName = nameOption('packName', props.packName, PACK_NAME) ?? 'api-cache-encryption';
    const policy = ApiCacheGuardRules.forConfigurationItems(props.control);
    this.templateBody = conformancePackTemplate(CONFIG_RULE_DESCRIPTION, policy, this.startedRunbook(props));
    if (booleanOption('organization', props.organization)) {
      new CfnOrganizationConformancePack(this, 'Resource', {
        organizationConformancePackName: this.packName,
        templateBody: this.templateBody,
        excludedAccounts: accountsOf(props.excludedAccounts),
      });
    } else if (props.excludedAccounts !== undefined) {
      throw new Error('excludedAccounts requires organization to be true');
    } else {
      new CfnConformancePack(this, 'Resource', { conformancePackName: this.packName, templateBody: this.templateBody });
    }
  }

  private startedRunbook({ memberStack, remediation: chosen }: ApiCacheConformancePackProps): StartedRunbook | undefined {
    const remediation = chosen ?? (memberStack === undefined ? ApiCacheRemediation.OFF : ApiCacheRemediation.MANUAL);
    requireOneOf('remediation', remediation, Object.values(ApiCacheRemediation));
    if (remediation === ApiCacheRemediation.OFF) {
      return undefined;
    }
    if (memberStack === undefined) {
      throw new Error(`remediation ${show(remediation)} requires memberStack: AWS Config starts the runbook in each account`);
    }
    requireAvailable('remediation must be OFF', this, 'AWS::Config::RemediationConfiguration');
    // Between CDK stages there are no dependencies.
    if (Stage.of(this) === Stage.of(memberStack)) {
      Stack.of(this).addStackDependency(memberStack, 'AWS Config starts the runbook of this stack');
    }
    const { runbookName, runbook: { flushCache } } = memberStack;
    const roleArn = { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${runbookName}-\${AWS::Region}` };
    return { documentName: runbookName, roleArn, flushCache, isAutomatic: remediation === ApiCacheRemediation.AUTOMATIC };
  }
}

function accountsOf(chosen: string[] | undefined): string[] | undefined {
  const wrong = (chosen ?? []).filter((account) => !isAccountId(account));
  if (wrong.length > 0) {
    throw new Error(`excludedAccounts must be 12-digit account IDs, got ${show(wrong[0])}`);
  }
  if (chosen !== undefined && chosen.length > MOST_EXCLUDED_ACCOUNTS) {
    throw new Error(`excludedAccounts must be at most ${MOST_EXCLUDED_ACCOUNTS} accounts, got ${chosen.length}`);
  }
  return chosen;
}
