import { Template } from 'aws-cdk-lib/assertions';
import { ApiCacheControl, ApiCacheGuardRules } from '../../../src';
import { asset } from '../../../src/package-files';
import { testApp } from '../../support/app';
import { STACKS } from '../../support/stacks';

const NAMED = Object.entries(STACKS);

/** Texts that have tests of their own. */
const TEXTS: ReadonlyMap<string, string> = new Map([
  ...['encrypt_api_cache.py', 'fail_if_incomplete.py'].map((file): [string, string] => [asset('runbook', file), `<${file}>`]),
  ...Object.values(ApiCacheControl).map((control): [string, string] => [ApiCacheGuardRules.forConfigurationItems(control), `<the rule for ${control}>`]),
]);

test.each(NAMED)('%s: as it was', (_, make) => {
  const resources = Template.fromStack(make(testApp())).toJSON().Resources as object;
  const text = JSON.stringify(resources, (__, value: unknown) => typeof value === 'string' ? TEXTS.get(value) ?? value : value);
  expect(JSON.parse(text.replace(/[0-9a-f]{64}\.guard/g, '<hash>.guard'))).toMatchSnapshot();
});
