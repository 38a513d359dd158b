import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { CloudFormationValidatePlugin, IPolicyValidationContext } from 'aws-cdk-lib';
import { ApiCacheAudit, ApiCacheGuardRules } from '../../../src';
import { CONFORMANCE } from '../../spec/conformance/conformance';
import { DIFFERENCES } from '../../spec/guard/differences';

const VIOLATING: readonly (string | undefined)[] = ['UNENCRYPTED', 'UNRESOLVED', 'UNPROVEN'];

test('the plugin of CDK fails what cfn-guard fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-plugin-'));
  const templatePath = join(folder, 'stack.template.json');
  const engine = new CloudFormationValidatePlugin({ guardRules: [{ name: 'api-cache', content: ApiCacheGuardRules.forTemplates() }] });
  const context = { stackTemplates: [{ templatePath, stackConstructPath: 'Stack' }] } as unknown as IPolicyValidationContext;
  const fails = (template: object | string) => {
    writeFileSync(templatePath, typeof template === 'string' ? template : JSON.stringify(template));
    return engine.validate(context).violations.some(({ ruleName }) => ruleName.startsWith('api_cache_encrypted_in_'));
  };
  try {
    const rows = CONFORMANCE.map(({ name, template }) => ({
      name,
      wanted: VIOLATING.includes(ApiCacheAudit.ofTemplate(template).verdict),
      got: fails(template),
    }));
    expect(rows.filter(({ wanted, got }) => wanted && !got)).toEqual([]);
    expect(rows.filter(({ wanted, got }) => got && !wanted)
      .map(({ name }) => name).sort()).toEqual(Object.values(DIFFERENCES).flat().sort());
    // JSON.stringify does not write numbers so.
    const timed = (ttl: string) => `{"Resources":{"Stage":{"Type":"AWS::ApiGateway::Stage","Properties":{"CacheClusterEnabled":true,"MethodSettings":[
      {"ResourcePath":"/*","HttpMethod":"*","CachingEnabled":true,"CacheTtlInSeconds":${ttl}}]}}}}`;
    expect(['0.0', '0', '0.5', '300.0'].map((ttl) => fails(timed(ttl)))).toEqual([false, false, true, true]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);
