import { App, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  ApiCacheConfigRule, ApiCacheConformancePack, ApiCacheControl, ApiCacheEncryptionRunbook, ApiCacheGuardHook,
  ApiCacheHookFailureMode, ApiCacheMemberStack, ApiCacheRemediation,
} from '../../src';

export const STAGE_ARN = 'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod';

function stack(app: App): Stack {
  return new Stack(app, 'Stack', { analyticsReporting: false });
}

/** Stacks as somebody may have them: every construct, with what it does by default and with everything it can. */
export const STACKS: Readonly<Record<string, (app: App) => Stack>> = {
  'a rule': (app) => {
    const made = stack(app);
    new ApiCacheConfigRule(made, 'Rule');
    return made;
  },
  'a rule with every option': (app) => {
    const made = stack(app);
    const runbook = new ApiCacheEncryptionRunbook(made, 'Runbook', { stageArns: [STAGE_ARN] });
    const control = ApiCacheControl.CT_APIGATEWAY_PR_3;
    new ApiCacheConfigRule(made, 'Rule', { configRuleName: 'api-cache', control, remediation: ApiCacheRemediation.MANUAL, runbook });
    return made;
  },
  'a rule that remediates by itself': (app) => {
    const made = stack(app);
    new ApiCacheConfigRule(made, 'Rule', { remediation: ApiCacheRemediation.AUTOMATIC });
    return made;
  },
  'a runbook for two stages': (app) => {
    const made = stack(app);
    const stageArns = [STAGE_ARN, STAGE_ARN.replace('prod', 'test')];
    new ApiCacheEncryptionRunbook(made, 'Runbook', { documentName: 'EncryptApiCache', stageArns, flushCache: true });
    return made;
  },
  'a runbook with a role': (app) => {
    const made = stack(app);
    const role = Role.fromRoleArn(made, 'Role', 'arn:aws:iam::123456789012:role/automation');
    new ApiCacheEncryptionRunbook(made, 'Runbook', { role });
    return made;
  },
  'what member accounts need': (app) => new ApiCacheMemberStack(app, 'Members'),
  'what member accounts need, with every option': (app) => new ApiCacheMemberStack(app, 'Members', {
    runbookName: 'Encrypt-Api_Cache',
    flushCache: true,
    auditPrincipal: new AccountPrincipal('123456789012'),
    auditRoleName: 'acme.audit',
    stackName: 'api-cache',
  }),
  'a pack': (app) => {
    const made = stack(app);
    new ApiCacheConformancePack(made, 'Pack');
    return made;
  },
  'a pack for an organization': (app) => {
    const made = stack(app);
    const memberStack = new ApiCacheMemberStack(app, 'Members', { flushCache: true });
    const remediation = ApiCacheRemediation.AUTOMATIC;
    new ApiCacheConformancePack(made, 'Pack', { packName: 'api-cache', organization: true, excludedAccounts: ['123456789012'], memberStack, remediation });
    return made;
  },
  'a hook': (app) => {
    const made = stack(app);
    new ApiCacheGuardHook(made, 'Hook');
    return made;
  },
  'a hook with every option': (app) => {
    const made = stack(app);
    new ApiCacheGuardHook(made, 'Hook', {
      alias: 'Acme::Guard::ApiCache',
      failureMode: ApiCacheHookFailureMode.FAIL,
      enabled: false,
      rulesBucket: Bucket.fromBucketName(made, 'Rules', 'acme-rules'),
      rulesKey: 'api-cache.guard',
      rulesVersion: '3sL4kqtJlcpXroDTDmJ-rmSpXd3dIbrHY-MTRCxf3vjVBH40Nr8X8gdRQBpUMLUo',
      logBucket: Bucket.fromBucketName(made, 'Log', 'acme-log'),
    });
    return made;
  },
};
