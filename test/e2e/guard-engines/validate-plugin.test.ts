import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { CloudFormationValidatePlugin, IPolicyValidationContext } from 'aws-cdk-lib';
import { ApiCacheAudit, ApiCacheGuardRules } from '../../../src';
import { CONFORMANCE } from '../../spec/conformance/conformance';
import { DIFFERENCES } from '../../spec/guard/differences';

/** Three templates are so large that the engine needs a minute for each, with our rules or without. */
const ROWS = CONFORMANCE.filter(({ template }) => JSON.stringify(template).length < 100_000);
const EXPECTED = Object.values(DIFFERENCES).flat().filter((difference) => ROWS.some(({ name }) => name === difference));

const VIOLATING: readonly (string | undefined)[] = ['UNENCRYPTED', 'UNRESOLVED', 'UNPROVEN'];

test('the plugin of CDK fails what cfn-guard fails, but for templates of 200 kB, which take it minutes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-plugin-'));
  const templatePath = join(folder, 'stack.template.json');
  const engine = new CloudFormationValidatePlugin({ guardRules: [{ name: 'api-cache', content: ApiCacheGuardRules.forTemplates() }] });
  const context = { stackTemplates: [{ templatePath, stackConstructPath: 'Stack' }] } as unknown as IPolicyValidationContext;
  const fails = (template: object) => {
    writeFileSync(templatePath, JSON.stringify(template));
    return engine.validate(context).violations.some(({ ruleName }) => ruleName.startsWith('api_cache_encrypted_in_'));
  };
  try {
    const rows = ROWS.map(({ name, template }) => ({
      name,
      wanted: VIOLATING.includes(ApiCacheAudit.ofTemplate(template).verdict),
      got: fails(template),
    }));
    expect(rows.filter(({ wanted, got }) => wanted && !got)).toEqual([]);
    expect(rows.filter(({ wanted, got }) => got && !wanted).map(({ name }) => name).sort()).toEqual([...EXPECTED].sort());
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);
