import { App, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountPrincipal, IRole } from 'aws-cdk-lib/aws-iam';
import { parse } from 'yaml';
import {
  ApiCacheConformancePack, ApiCacheConformancePackProps, ApiCacheControl, ApiCacheGuardRules, ApiCacheMemberStack, ApiCacheMemberStackProps,
  ApiCacheRemediation,
} from '../../../src';
import { testApp } from '../../support/app';

interface PackTemplate {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }>>;
}

function pack(props?: ApiCacheConformancePackProps, app: App = testApp()): ApiCacheConformancePack {
  return new ApiCacheConformancePack(new Stack(app, 'Stack'), 'Pack', props);
}

/** A member stack, and its resources by their IDs without hashes. */
function membersWith(props: ApiCacheMemberStackProps): { readonly auditRole?: IRole; readonly resources: PackTemplate['Resources'] } {
  const memberStack = new ApiCacheMemberStack(testApp(), 'Members', props);
  const { Resources } = Template.fromStack(memberStack).toJSON() as PackTemplate;
  const resources = Object.fromEntries(Object.entries(Resources).map(([id, resource]) => [id.replace(/[0-9A-F]{8}$/, ''), resource]));
  return { auditRole: memberStack.auditRole, resources };
}

const read = ({ templateBody }: ApiCacheConformancePack) => parse(templateBody) as PackTemplate;

test('the rule is that of the construct, word for word', () => {
  const { Resources: { Rule, ...rest } } = read(pack({ control: ApiCacheControl.CT_APIGATEWAY_PR_3 }));
  expect(rest).toEqual({});
  expect(Rule.Properties).toMatchObject({
    Scope: { ComplianceResourceTypes: ['AWS::ApiGateway::Stage'] },
    Source: {
      Owner: 'CUSTOM_POLICY',
      CustomPolicyDetails: { PolicyRuntime: 'guard-2.x.x', PolicyText: ApiCacheGuardRules.forConfigurationItems(ApiCacheControl.CT_APIGATEWAY_PR_3) },
    },
  });
});

test('a template is far from the 51,200 bytes that AWS Config allows', () => {
  const app = testApp();
  const { templateBody } = pack({ memberStack: new ApiCacheMemberStack(app, 'Members', { flushCache: true }), remediation: ApiCacheRemediation.AUTOMATIC }, app);
  expect(Buffer.byteLength(templateBody)).toBeLessThan(10_000);
});

test.each([
  [undefined, { Automatic: false }],
  [ApiCacheRemediation.MANUAL, { Automatic: false }],
  [ApiCacheRemediation.AUTOMATIC, { Automatic: true, MaximumAutomaticAttempts: 5, RetryAttemptSeconds: 3_600 }],
])('with what member accounts have, remediation %s: the names meet', (remediation, how) => {
  const app = testApp();
  const memberStack = new ApiCacheMemberStack(app, 'Members', { runbookName: 'Encrypt' });
  const { Resources: { Remediation, Rule } } = read(pack({ memberStack, remediation }, app));
  expect(Remediation).toMatchObject({
    Type: 'AWS::Config::RemediationConfiguration',
    DependsOn: 'Rule',
    Properties: { ...how, ConfigRuleName: Rule.Properties.ConfigRuleName, TargetId: 'Encrypt' },
  });
  const members = Template.fromStack(memberStack);
  members.hasResourceProperties('AWS::SSM::Document', { Name: 'Encrypt' });
  members.hasResourceProperties('AWS::IAM::Role', { RoleName: { 'Fn::Join': ['', ['Encrypt-', { Ref: 'AWS::Region' }]] } });
  expect(Remediation.Properties.Parameters).toEqual({
    AutomationAssumeRole: { StaticValue: { Values: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/Encrypt-${AWS::Region}' }] } },
    StageArn: { ResourceValue: { Value: 'RESOURCE_ID' } },
  });
});

test('a pack is deployed after what it starts, where both are in one CDK stage', () => {
  const app = testApp();
  const memberStack = new ApiCacheMemberStack(app, 'Members');
  const near = new ApiCacheConformancePack(new Stack(app, 'Stack'), 'Pack', { memberStack });
  expect(Stack.of(near).dependencies).toEqual([memberStack]);
  const stage = new Stage(app, 'Prod');
  const far = new ApiCacheConformancePack(new Stack(stage, 'Stack'), 'Pack', { memberStack });
  expect(Stack.of(far).dependencies).toEqual([]);
  const within = new ApiCacheConformancePack(memberStack, 'Pack', { memberStack });
  expect(Stack.of(within).dependencies).toEqual([]);
  const off = new ApiCacheConformancePack(new Stack(app, 'Other'), 'Pack', { memberStack, remediation: ApiCacheRemediation.OFF });
  expect(Stack.of(off).dependencies).toEqual([]);
  expect(() => app.synth()).not.toThrow();
});

test('with what member accounts have, and no remediation: the rule alone', () => {
  const app = testApp();
  const { Resources: resources } = read(pack({ memberStack: new ApiCacheMemberStack(app, 'Members'), remediation: ApiCacheRemediation.OFF }, app));
  expect(Object.keys(resources)).toEqual(['Rule']);
});

test.each([
  [{}, 'AWS::Config::ConformancePack'],
  [{ organization: true }, 'AWS::Config::OrganizationConformancePack'],
])('%j is a %s', (props, type) => {
  const made = pack(props);
  expect(made.packName).toBe('api-cache-encryption');
  Template.fromStack(Stack.of(made)).resourceCountIs(type, 1);
});

test('what goes into a StackSet needs no bootstrapping, no parameters and no assets', () => {
  const app = testApp();
  new ApiCacheMemberStack(app, 'Members', { stackName: 'api-cache' });
  const { template, assets, stackName } = app.synth().getStackArtifact('Members');
  expect(Object.keys(template as object).sort()).toEqual(['Description', 'Resources']);
  expect({ assets, stackName }).toEqual({ assets: [], stackName: 'api-cache' });
});

test('whom it is granted to may list the stages of every region, and nothing else', () => {
  const auditPrincipal = new AccountPrincipal('111111111111').withConditions({ StringEquals: { 'sts:ExternalId': 'audit' } });
  const { auditRole, ...members } = membersWith({ auditPrincipal });
  expect(auditRole).toBeDefined();
  const arn = (path: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:apigateway:*::/restapis${path}`]] });
  expect(members.resources.AuditRole.Properties).toEqual({
    RoleName: { 'Fn::Join': ['', ['ApiCacheAudit-', { Ref: 'AWS::Region' }]] },
    Description: 'Lists REST APIs and stages, to audit API Gateway caches',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:root']] } },
        Condition: { StringEquals: { 'sts:ExternalId': 'audit' } },
      }],
    },
    Policies: [{
      PolicyName: 'ListStages',
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'apigateway:GET', Resource: [arn(''), arn('/*/stages')] }] },
    }],
  });
});

test('by default there is no role for audits', () => {
  const { auditRole, resources } = membersWith({});
  expect(auditRole).toBeUndefined();
  expect(Object.keys(resources)).toEqual(['RunbookRole', 'Runbook']);
});

// All have names of their own. With another logical ID, CloudFormation creates a second one of the same name before it deletes the
// first, so the StackSet fails in every account.
test('the logical IDs of the member stack stay as they are', () => {
  const memberStack = new ApiCacheMemberStack(testApp(), 'Members', { auditPrincipal: new AccountPrincipal('111111111111') });
  const { Resources } = Template.fromStack(memberStack).toJSON() as PackTemplate;
  expect(Object.keys(Resources)).toEqual(['RunbookRoleBE7FE825', 'Runbook246ED732', 'AuditRole88E97C2A']);
});

test.each<[string, ApiCacheConformancePackProps, RegExp]>([
  ['a name that AWS Config refuses', { packName: '1pack' }, /^packName must be a letter followed by up to 50 letters, digits or hyphens, got "1pack"$/],
  ['no name', { packName: '' }, /^packName must/],
  ['a remediation without a runbook', { remediation: ApiCacheRemediation.MANUAL }, /^remediation "manual" requires memberStack/],
  ['a remediation that is none', { remediation: 'on' as ApiCacheRemediation }, /^remediation must be/],
  ['excluded accounts of no organization', { excludedAccounts: ['123456789012'] }, /^excludedAccounts requires organization to be true$/],
  ['an account that is none', { organization: true, excludedAccounts: ['123456789012', 'prod'] }, /^excludedAccounts must be 12-digit account IDs, got "prod"$/],
  ['too many accounts', { organization: true, excludedAccounts: Array.from({ length: 1_001 }, (_, index) => String(100_000_000_000 + index)) }, /^excludedAccounts must be at most 1000 accounts, got 1001$/],
  ['a control that is none', { control: 'x' as ApiCacheControl }, /^control must be/],
  ['a text instead of a boolean', { organization: 'yes' as unknown as boolean }, /^organization must/],
])('%s is refused, with what is allowed', (_, props, message) => {
  expect(() => pack(props)).toThrow(message);
});

test.each<[string, ApiCacheMemberStackProps, RegExp]>([
  ['the name of a role that there is not', { auditRoleName: 'Audit' }, /^auditRoleName requires auditPrincipal/],
  ['a role name that IAM refuses', { auditPrincipal: new AccountPrincipal('111111111111'), auditRoleName: 'a/b' }, /^auditRoleName must be 1 to 48 letters, .* got "a\/b"$/],
  ['a name that is too long for that of a role', { runbookName: 'x'.repeat(41) }, /^runbookName must be 3 to 40 letters, digits, underscores or hyphens, .* got "x+"$/],
])('member accounts: %s is refused, with what is allowed', (_, props, message) => {
  expect(() => new ApiCacheMemberStack(testApp(), 'Members', props)).toThrow(message);
});
