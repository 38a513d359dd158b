import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { parse } from 'yaml';
import { ApiCacheEncryptionRunbook, ApiCacheEncryptionRunbookProps } from '../../../src';
import { MOST_OPERATIONS } from '../../../src/cli/commands/update-stage-commands';
import { runbookDocument } from '../../../src/constructs/runbook-document';
import { STAGE_ARN_PATTERN } from '../../../src/core/stage/stage-arn';
import { asset } from '../../../src/package-files';
import { testApp } from '../../support/app';
import { expectResource } from '../../support/resource';
import { STAGE_ARN } from '../../support/stacks';

const SCRIPT = asset('runbook', 'encrypt_api_cache.py');

function stackWith(props?: ApiCacheEncryptionRunbookProps): { readonly stack: Stack; readonly runbook: ApiCacheEncryptionRunbook } {
  const stack = new Stack(testApp(), 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
  return { stack, runbook: new ApiCacheEncryptionRunbook(stack, 'Runbook', props) };
}

interface Statement {
  readonly Effect: string;
  readonly Action: unknown;
  readonly Resource: unknown;
}

interface DocumentProperties {
  readonly DocumentFormat: string;
  readonly Content: {
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly mainSteps: readonly { readonly inputs: { readonly InputPayload: unknown } }[];
  };
}

function documentOf(stack: Stack): DocumentProperties {
  const [{ Properties: properties }] = Object.values(Template.fromStack(stack).findResources('AWS::SSM::Document'));
  return properties as DocumentProperties;
}

interface RoleResource {
  readonly Properties: {
    readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
    readonly ManagedPolicyArns?: unknown;
  };
}

function allowed(stack: Stack): readonly Statement[] {
  const roles = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role')) as RoleResource[];
  expect(roles.map(({ Properties }) => Properties.ManagedPolicyArns)).toEqual([undefined]);
  return roles.flatMap(({ Properties }) => Properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement));
}

describe('the document', () => {
  test.each([
    STAGE_ARN,
    'arn:aws-cn:apigateway:cn-north-1::/restapis/abc123/stages/prod',
    'arn:aws-us-gov:apigateway:us-gov-west-1::/restapis/abc123/stages/prod',
    'arn:aws-iso:apigateway:us-iso-east-1::/restapis/abc123/stages/prod',
    'arn:aws-iso-b:apigateway:us-isob-east-1::/restapis/abc123/stages/prod',
    'arn:aws-eusc:apigateway:eusc-de-east-1::/restapis/abc123/stages/prod',
    'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/-my_Stage-2',
  ])('takes the ARN of a stage: %s', (arn) => {
    expect(arn).toMatch(new RegExp(STAGE_ARN_PATTERN));
  });

  test.each([
    '',
    'prod',
    'arn:aws:apigateway:eu-west-1:123456789012:/restapis/abc123/stages/prod',
    'arn:aws:apigateway:eu-west-1::/apis/abc123/stages/prod',
    'arn:aws:apigateway:eu-west-1::/restapis/abc123',
    'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/prod/extra',
    'arn:aws:apigateway:eu-west-1::/restapis/*/stages/*',
    'arn:aws:apigateway:eu-west-1::/restapis/ABC/stages/prod',
    'arn:amazon:apigateway:eu-west-1::/restapis/abc123/stages/prod',
    ` ${STAGE_ARN}`,
    `${STAGE_ARN}\nx`,
  ])('takes nothing else: %j', (arn) => {
    expect(arn).not.toMatch(new RegExp(STAGE_ARN_PATTERN));
  });

  test('sends as many operations in a call as the command line', () => {
    expect(SCRIPT).toContain(`\nMOST_OPERATIONS = ${MOST_OPERATIONS}\n`);
  });

  test('is within the 64 kB that Systems Manager allows', () => {
    expect(JSON.stringify(runbookDocument({ flushCache: true })).length).toBeLessThan(32_000);
  });

  test.each([
    [false, ['AutomationAssumeRole', 'StageArn', 'DryRun']],
    [true, ['AutomationAssumeRole', 'StageArn', 'DryRun', 'FlushCache']],
  ])('offers to flush the cache only where its role may: %s', (flushCache, expected) => {
    const { Content: { parameters, mainSteps: [first] } } = documentOf(stackWith({ flushCache }).stack);
    expect(Object.keys(parameters)).toEqual(expected);
    expect(first.inputs.InputPayload).toEqual(Object.fromEntries(expected.slice(1).map((name) => [name, `{{ ${name} }}`])));
  });

  test('is YAML, since inline scripts are documented for YAML alone', () => {
    const { Content: content, DocumentFormat: format } = documentOf(stackWith().stack);
    expect(format).toBe('YAML');
    expect(parse(JSON.stringify(content), { version: '1.1' })).toEqual(content);
  });
});

describe('the role', () => {
  test('may read and change the stages it was given, and nothing else', () => {
    const { stack } = stackWith({ stageArns: [STAGE_ARN] });
    expect(allowed(stack)).toEqual([{ Effect: 'Allow', Action: ['apigateway:GET', 'apigateway:PATCH'], Resource: STAGE_ARN }]);
  });

  test('may change every stage of the region if nothing is said, and read neither exports nor SDKs', () => {
    const { stack } = stackWith({ flushCache: true });
    const below = (suffix: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:apigateway:eu-west-1::/restapis/*/stages/*${suffix}`]] });
    expect(allowed(stack)).toEqual([
      { Effect: 'Allow', Action: ['apigateway:GET', 'apigateway:PATCH'], Resource: below('') },
      { Effect: 'Deny', Action: ['apigateway:GET', 'apigateway:PATCH'], Resource: below('/*') },
      { Effect: 'Allow', Action: 'apigateway:DELETE', Resource: below('/cache/data') },
    ]);
  });

  test('may flush the cache where it is to do so', () => {
    const { stack } = stackWith({ stageArns: [STAGE_ARN], flushCache: true });
    expect(allowed(stack)).toEqual([
      { Effect: 'Allow', Action: ['apigateway:GET', 'apigateway:PATCH'], Resource: STAGE_ARN },
      { Effect: 'Allow', Action: 'apigateway:DELETE', Resource: `${STAGE_ARN}/cache/data` },
    ]);
  });

  test('is for runbooks of this account and region alone', () => {
    expectResource(Template.fromStack(stackWith().stack), 'AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [{
          Principal: { Service: 'ssm.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': '123456789012' },
            ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ssm:eu-west-1:123456789012:automation-execution/*']] } },
          },
        }],
      },
    });
  });

  test('takes a wildcard, and an ARN that is known later', () => {
    const anyApi = 'arn:aws:apigateway:eu-west-1::/restapis/*/stages/prod';
    const anyTest = 'arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/test*';
    const { stack } = stackWith({ stageArns: [anyApi, anyTest] });
    expect(allowed(stack)).toEqual([
      { Effect: 'Allow', Action: ['apigateway:GET', 'apigateway:PATCH'], Resource: [anyApi, anyTest] },
      { Effect: 'Deny', Action: ['apigateway:GET', 'apigateway:PATCH'], Resource: `${anyTest}/*` },
    ]);
    expect(() => stackWith({ stageArns: [stack.formatArn({ service: 'apigateway', account: '', resource: '/restapis/x/stages/y' })] })).not.toThrow();
  });
});

test('whom it is granted to may start it, and pass its role to it', () => {
  const { stack, runbook } = stackWith({ documentName: 'Encrypt' });
  const grantee = new Role(stack, 'Operator', { assumedBy: new ServicePrincipal('events.amazonaws.com') });
  runbook.grantStart(grantee).assertSuccess();
  const arn = (kind: string, suffix: readonly unknown[]) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:ssm:eu-west-1:123456789012:${kind}/`, ...suffix]] });
  const document = { Ref: 'Runbook246ED732' };
  expectResource(Template.fromStack(stack), 'AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        { Action: 'ssm:StartAutomationExecution', Resource: [arn('automation-definition', [document, ':$DEFAULT']), arn('document', [document])] },
        { Action: 'iam:PassRole', Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('RunbookRole'), 'Arn'] } },
      ],
    },
  });
});

test('one that exists is imported, and granted', () => {
  const { stack } = stackWith();
  const role = Role.fromRoleArn(stack, 'Imported', 'arn:aws:iam::123456789012:role/automation');
  const runbook = ApiCacheEncryptionRunbook.fromRunbookAttributes(stack, 'Existing', { documentName: 'Encrypt', role });
  expect(stack.resolve(runbook.documentArn)).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ssm:eu-west-1:123456789012:document/Encrypt']] });
  expect({ name: runbook.documentName, role: runbook.role, flushCache: runbook.flushCache }).toEqual({ name: 'Encrypt', role, flushCache: false });
  const grantee = new Role(stack, 'Operator', { assumedBy: new ServicePrincipal('events.amazonaws.com') });
  expect(runbook.grantStart(grantee).success).toBe(true);
});

test.each<[string, ApiCacheEncryptionRunbookProps, RegExp]>([
  ['no stages', { stageArns: [] }, /^stageArns must be ARNs of stages such as .*, got \[\]$/],
  ['an ARN of something else', { stageArns: [STAGE_ARN, 'arn:aws:s3:::bucket'] }, /^stageArns must be ARNs of stages such as .*, got "arn:aws:s3:::bucket"$/],
  ['one text instead of a list', { stageArns: STAGE_ARN as unknown as string[] }, /^stageArns must be ARNs/],
  ['every resource there is', { stageArns: ['*'] }, /^stageArns must be ARNs/],
  ['no name', { documentName: '' }, /^documentName must/],
  ['a name of AWS', { documentName: 'AWSSupport-Encrypt' }, /^documentName must be 3 to 128 letters, .* and must not start with aws, amazon, .* or AWSSupport, got "AWSSupport-Encrypt"$/],
  ['a text instead of a boolean', { flushCache: 'yes' as unknown as boolean }, /^flushCache must/],
])('%s is refused, with what is allowed', (_, props, message) => {
  expect(() => stackWith(props)).toThrow(message);
});

test('a role that exists says by itself what it may change', () => {
  const stack = new Stack(testApp(), 'Stack');
  const role = Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/automation');
  expect(() => new ApiCacheEncryptionRunbook(stack, 'Runbook', { role, stageArns: [STAGE_ARN] })).toThrow(/^stageArns cannot be combined with role/);
});
