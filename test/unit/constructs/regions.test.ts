import { App, Stack } from 'aws-cdk-lib';
import { ApiCacheConfigRule, ApiCacheConformancePack, ApiCacheGuardHook, ApiCacheMemberStack, ApiCacheRemediation } from '../../../src';
import { UNAVAILABLE } from '../../../src/constructs/regions';
import { testApp } from '../../support/app';

const { 'AWS::CloudFormation::GuardHook': WITHOUT_HOOKS, 'AWS::Config::RemediationConfiguration': WITHOUT_REMEDIATION } = UNAVAILABLE;

function stackIn(region: string | undefined, app: App = testApp()): Stack {
  return new Stack(app, 'Stack', { env: { region } });
}

function pack(region: string | undefined, remediation: ApiCacheRemediation): ApiCacheConformancePack {
  const app = testApp();
  return new ApiCacheConformancePack(stackIn(region, app), 'Pack', { memberStack: new ApiCacheMemberStack(app, 'Members'), remediation });
}

test.each(WITHOUT_HOOKS)('a hook is refused in %s', (region) => {
  expect(() => new ApiCacheGuardHook(stackIn(region), 'Hook'))
    .toThrow(`ApiCacheGuardHook cannot be deployed in ${region}: AWS::CloudFormation::GuardHook is not available in cn-north-1, cn-northwest-1, us-gov-east-1, us-gov-west-1`);
});

test.each(WITHOUT_REMEDIATION)('remediation is refused in %s, and a rule or a pack without it is not', (region) => {
  const message = `remediation must be OFF in ${region}: AWS::Config::RemediationConfiguration is not available in ap-east-2, ap-southeast-6, ap-southeast-7, mx-central-1`;
  expect(() => new ApiCacheConfigRule(stackIn(region), 'Rule', { remediation: ApiCacheRemediation.MANUAL })).toThrow(message);
  expect(() => pack(region, ApiCacheRemediation.AUTOMATIC)).toThrow(message);
  expect(() => new ApiCacheConfigRule(stackIn(region), 'Rule')).not.toThrow();
  expect(() => pack(region, ApiCacheRemediation.OFF)).not.toThrow();
});

test.each(['eu-west-1', undefined])('nothing is refused in %s', (region) => {
  expect(() => new ApiCacheGuardHook(stackIn(region), 'Hook')).not.toThrow();
  expect(() => new ApiCacheConfigRule(stackIn(region), 'Rule', { remediation: ApiCacheRemediation.MANUAL })).not.toThrow();
  expect(() => pack(region, ApiCacheRemediation.AUTOMATIC)).not.toThrow();
});
