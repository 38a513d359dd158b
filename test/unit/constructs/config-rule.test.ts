import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  ApiCacheConfigRule, ApiCacheConfigRuleProps, ApiCacheControl, ApiCacheEncryptionRunbook, ApiCacheGuardRules, ApiCacheRemediation,
} from '../../../src';
import { testApp } from '../../support/app';
import { expectResource } from '../../support/resource';
import { STAGE_ARN } from '../../support/stacks';

const REMEDIATION = 'AWS::Config::RemediationConfiguration';

function made(props?: ApiCacheConfigRuleProps): { readonly rule: ApiCacheConfigRule; readonly template: Template } {
  const stack = new Stack(testApp(), 'Stack');
  const rule = new ApiCacheConfigRule(stack, 'Rule', props);
  return { rule, template: Template.fromStack(stack) };
}

test.each<[ApiCacheControl | undefined, ApiCacheControl]>([
  [undefined, ApiCacheControl.APIGATEWAY_5],
  [ApiCacheControl.APIGATEWAY_5, ApiCacheControl.APIGATEWAY_5],
  [ApiCacheControl.CT_APIGATEWAY_PR_3, ApiCacheControl.CT_APIGATEWAY_PR_3],
])('for %s: the text for %s', (control, expected) => {
  expectResource(made({ control }).template, 'AWS::Config::ConfigRule', {
    Description: Match.stringLikeRegexp('^.{1,256}$'),
    Scope: { ComplianceResourceTypes: ['AWS::ApiGateway::Stage'] },
    Source: {
      Owner: 'CUSTOM_POLICY',
      CustomPolicyDetails: { PolicyRuntime: 'guard-2.x.x', PolicyText: ApiCacheGuardRules.forConfigurationItems(expected) },
    },
  });
});

test('by default nothing is remediated, and there is no runbook', () => {
  const { rule, template } = made();
  expect(rule.runbook).toBeUndefined();
  expect(Object.values(template.toJSON().Resources as object).map(({ Type }: { readonly Type: string }) => Type)).toEqual(['AWS::Config::ConfigRule']);
});

test.each([
  [ApiCacheRemediation.MANUAL, { Automatic: false, MaximumAutomaticAttempts: Match.absent(), RetryAttemptSeconds: Match.absent() }],
  [ApiCacheRemediation.AUTOMATIC, { Automatic: true, MaximumAutomaticAttempts: 5, RetryAttemptSeconds: 3_600 }],
])('%s: a runbook of its own', (remediation, how) => {
  const { rule, template } = made({ remediation });
  expect(rule.runbook).toBeInstanceOf(ApiCacheEncryptionRunbook);
  expectResource(template, REMEDIATION, {
    ...how,
    ConfigRuleName: { Ref: Match.stringLikeRegexp('^Rule') },
    ResourceType: 'AWS::ApiGateway::Stage',
    TargetType: 'SSM_DOCUMENT',
    TargetId: { Ref: Match.stringLikeRegexp('^RuleRunbook') },
    Parameters: {
      AutomationAssumeRole: { StaticValue: { Values: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^RuleRunbookRole'), 'Arn'] }] } },
      StageArn: { ResourceValue: { Value: 'RESOURCE_ID' } },
      FlushCache: Match.absent(),
    },
  });
});

test('five runs that fail as late as they can are within the window in which AWS Config counts them', () => {
  const { template } = made({ remediation: ApiCacheRemediation.AUTOMATIC });
  const properties = (type: string) => Object.values(template.findResources(type))[0].Properties as unknown;
  const { MaximumAutomaticAttempts: attempts, RetryAttemptSeconds: window } = properties(REMEDIATION) as Record<string, number>;
  const { Content: { mainSteps } } = properties('AWS::SSM::Document') as { Content: { mainSteps: { timeoutSeconds: number }[] } };
  expect(attempts * mainSteps.reduce((total, { timeoutSeconds }) => total + timeoutSeconds, 0)).toBeLessThan(window);
});

test('the parameters that AWS Config hands on are those of the document', () => {
  const stack = new Stack(testApp(), 'Stack');
  const runbook = new ApiCacheEncryptionRunbook(stack, 'Runbook', { flushCache: true, stageArns: [STAGE_ARN] });
  new ApiCacheConfigRule(stack, 'Rule', { remediation: ApiCacheRemediation.MANUAL, runbook });
  const template = Template.fromStack(stack);
  const [document] = Object.values(template.findResources('AWS::SSM::Document')) as { Properties: { Content: { parameters: object } } }[];
  const [remediation] = Object.values(template.findResources(REMEDIATION)) as { Properties: { Parameters: Record<string, unknown> } }[];
  const { Parameters: handed } = remediation.Properties;
  expect(Object.keys(document.Properties.Content.parameters)).toEqual(expect.arrayContaining(Object.keys(handed)));
  expect(handed.FlushCache).toEqual({ StaticValue: { Values: ['true'] } });
});

test.each<[string, ApiCacheConfigRuleProps, RegExp]>([
  ['a remediation that is none', { remediation: 'sometimes' as ApiCacheRemediation }, /^remediation must be/],
  ['a control that is none', { control: 'AG-009' as ApiCacheControl }, /^control must be/],
  ['no name', { configRuleName: '' }, /^configRuleName must/],
  ['a name that is too long', { configRuleName: 'x'.repeat(129) }, /^configRuleName must be 1 to 128 characters/],
])('%s is refused, with what is allowed', (_, props, message) => {
  expect(() => made(props)).toThrow(message);
});

test('a runbook that nothing would start is refused', () => {
  const stack = new Stack(testApp(), 'Stack');
  const runbook = new ApiCacheEncryptionRunbook(stack, 'Runbook', { stageArns: [STAGE_ARN] });
  expect(() => new ApiCacheConfigRule(stack, 'Rule', { runbook })).toThrow(/^runbook requires remediation MANUAL or AUTOMATIC/);
});
