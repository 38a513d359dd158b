import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ApiCacheGuardHook, ApiCacheGuardHookProps, ApiCacheGuardRules, ApiCacheHookFailureMode } from '../../../src';
import { testApp } from '../../support/app';
import { expectResource } from '../../support/resource';

function guardHook(props?: (stack: Stack) => ApiCacheGuardHookProps): { readonly hook: ApiCacheGuardHook; readonly stack: Stack } {
  const stack = new Stack(testApp(), 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
  return { hook: new ApiCacheGuardHook(stack, 'Hook', props?.(stack)), stack };
}

const hookArn = (name: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:cloudformation:eu-west-1:123456789012:type/hook/${name}`]] });

interface AssetManifest {
  readonly files: Readonly<Record<string, {
    readonly source: { readonly path: string };
    readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
  }>>;
}

test('the rules lie under the hash of their content, and are those of the library', () => {
  const { stack } = guardHook();
  const { directory } = (stack.node.root as App).synth();
  const { files } = JSON.parse(readFileSync(join(directory, 'Stack.assets.json'), 'utf8')) as AssetManifest;
  const [[hash, { source, destinations }]] = Object.entries(files).filter(([, file]) => file.source.path.endsWith('.guard'));
  expect(readFileSync(join(directory, source.path), 'utf8')).toBe(ApiCacheGuardRules.forTemplates());
  const [{ objectKey }] = Object.values(destinations);
  expect(objectKey).toBe(`${hash}.guard`);
  expectResource(Template.fromStack(stack), 'AWS::CloudFormation::GuardHook', {
    RuleLocation: { Uri: `s3://cdk-hnb659fds-assets-123456789012-eu-west-1/${objectKey}` },
  });
});

test('the role may read that one object', () => {
  const { stack } = guardHook();
  const bucket = 'arn:\\$\\{AWS::Partition\\}:s3:::cdk-hnb659fds-assets-123456789012-eu-west-1';
  const statements = JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Role')).replace(/\{"Ref":"AWS::Partition"\}/g, '"${AWS::Partition}"')
    .replace(/\{"Fn::Join":\["",(\[[^\]]*\])\]\}/g, (_, parts: string) => JSON.stringify((JSON.parse(parts) as string[]).join('')));
  expect(statements).toMatch(new RegExp(`"s3:GetObject","s3:GetObjectVersion"\\],"Effect":"Allow","Resource":"${bucket}/[0-9a-f]{64}\\.guard"`));
  expect(statements).toMatch(new RegExp(`"s3:ListBucket","Effect":"Allow","Resource":"${bucket}"`));
  expect(statements.match(/"Action":/g)).toHaveLength(3);
  expectResource(Template.fromStack(stack), 'AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [{
        Principal: { Service: 'hooks.cloudformation.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
          ArnLike: { 'aws:SourceArn': ['', '/*'].map((version) => hookArn(`Private-Guard-ApiCacheEncryption${version}`)) },
        },
      }],
    },
    ManagedPolicyArns: Match.absent(),
  });
});

test('it looks before stages and deployments are made or changed, and only warns', () => {
  expectResource(Template.fromStack(guardHook().stack), 'AWS::CloudFormation::GuardHook', {
    FailureMode: 'WARN',
    HookStatus: 'ENABLED',
    TargetOperations: ['RESOURCE', 'CLOUD_CONTROL'],
    TargetFilters: { TargetNames: ['AWS::ApiGateway::Stage', 'AWS::ApiGateway::Deployment'], Actions: ['CREATE', 'UPDATE'], InvocationPoints: ['PRE_PROVISION'] },
  });
});

// With another logical ID, CloudFormation creates a second hook before it deletes the first. Both have one alias, so the deployment
// fails; and a role that is replaced leaves the hook without one meanwhile, which passes everything.
test('the logical IDs stay as they are', () => {
  const template = Template.fromStack(guardHook().stack);
  const idsOf = (type: string) => Object.keys(template.findResources(type));
  expect([...idsOf('AWS::CloudFormation::GuardHook'), ...idsOf('AWS::IAM::Role')]).toEqual(['HookB39E2767', 'HookRole5025F404']);
});

test('rules in a bucket of yours need a version, and reports of yours a bucket', () => {
  const { stack } = guardHook((scope) => ({
    rulesBucket: Bucket.fromBucketName(scope, 'Rules', 'acme-rules'),
    rulesKey: 'api-cache.zip',
    rulesVersion: 'v1',
    logBucket: Bucket.fromBucketName(scope, 'Log', 'acme-log'),
    failureMode: ApiCacheHookFailureMode.FAIL,
    enabled: false,
  }));
  expectResource(Template.fromStack(stack), 'AWS::CloudFormation::GuardHook', {
    RuleLocation: { Uri: 's3://acme-rules/api-cache.zip', VersionId: 'v1' },
    LogBucket: 'acme-log',
    FailureMode: 'FAIL',
    HookStatus: 'DISABLED',
  });
});

test.each<[string, (stack: Stack) => ApiCacheGuardHookProps, RegExp]>([
  ['a failure mode that is none', () => ({ failureMode: 'fail' as ApiCacheHookFailureMode }), /^failureMode must be/],
  ['a name of AWS', () => ({ alias: 'aws::Guard::Hook' }), /^alias must be three names of 2 to 64 letters or digits, .* got "aws::Guard::Hook"$/],
  ['no name', () => ({ alias: '' }), /^alias must/],
  ['a key of something else', (stack) => ({ rulesBucket: Bucket.fromBucketName(stack, 'B', 'acme-rules'), rulesKey: 'rules.txt', rulesVersion: 'v' }), /^rulesKey must be a key that ends in \.guard, \.zip or \.tar\.gz, got "rules\.txt"$/],
  ['a bucket without a key', (stack) => ({ rulesBucket: Bucket.fromBucketName(stack, 'B', 'acme-rules') }), /^rulesBucket, rulesKey and rulesVersion must be specified together/],
  ['a key without a version', (stack) => ({ rulesBucket: Bucket.fromBucketName(stack, 'B', 'acme-rules'), rulesKey: 'k.guard' }), /must be specified together/],
  ['a version of nothing', () => ({ rulesVersion: 'v' }), /must be specified together/],
  ['a text instead of a boolean', () => ({ enabled: 'no' as unknown as boolean }), /^enabled must/],
])('%s is refused, with what is allowed', (_, props, message) => {
  expect(() => guardHook(props)).toThrow(message);
});
