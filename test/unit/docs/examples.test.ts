import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { ShopStack } from '../../../examples/shop/shop-stack';
import * as library from '../../../src';
import { verdicts } from '../../support/app';
import { blocksIn, documentAt, tablesIn, TESTED } from '../../support/documents';
import { packReportIn } from '../../support/report';

const ALL_EXAMPLES = TESTED.flatMap((document) => blocksIn(document, 'ts').map((code) => ({ name: document.name, code })));
const usesGuard = ({ code }: { readonly code: string }) => code.includes('new CloudFormationValidatePlugin(');
const readsText = ({ code }: { readonly code: string }) => code.includes('.ofTemplateText(');
const EXAMPLES = ALL_EXAMPLES.filter((example) => !usesGuard(example) && !readsText(example));

test('there are examples in the README and in guides', () => {
  expect(EXAMPLES.filter(({ name }) => name === 'README.md').length).toBeGreaterThan(1);
  expect(new Set(EXAMPLES.map(({ name }) => name)).size).toBeGreaterThan(5);
});

/** Runs an example on the shop, which has four unencrypted methods; the app must not be loud about it. */
function run(code: string): App {
  const props = JSON.stringify({ outdir: mkdtempSync(join(tmpdir(), 'encrypt-readme-')), context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
  const { outputText } = transpileModule(code, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } });
  // The shop takes the place of the user's stacks, and the test synthesizes.
  const script = outputText.replace('new aws_cdk_lib_1.App()', `new aws_cdk_lib_1.App(${props})`).replace('app.synth();', '');
  const app = (new Function('require', 'exports', `${script}; return app;`) as (load: NodeJS.Require, exports: object) => App)(require, {});
  new ShopStack(app, 'Shop');
  return app;
}

describe.each(EXAMPLES)('an example of $name runs:\n$code', ({ code }) => {
  const app = run(code);
  const assembly = app.synth();
  const unencrypted = verdicts(assembly.getStackByName('Shop').template).filter((verdict) => verdict.includes('UNENCRYPTED'));
  const evidence = `${app.outdir}.evidence`;
  afterAll(() => [app.outdir, evidence].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  test('it encrypts, or leaves the template alone', () => {
    expect(unencrypted).toHaveLength(/EncryptApiCache\.everywhere\(app\)|new EncryptApiCache\(\)/.test(code) ? 0 : 4);
  });

  test('its packs fail the shop, unless it is encrypted', () => {
    const packs = Object.entries({ ApiCacheEncryptionChecks: 'ApiCache', CompanyChecks: 'Company' }).filter(([name]) => code.includes(`new ${name}(`));
    for (const [, pack] of packs) {
      const { conclusion, active } = packReportIn(assembly.directory, pack);
      expect(conclusion).toBe(unencrypted.length > 0 ? 'failure' : 'success');
      expect(active.filter((violation) => violation.includes(`${pack}-CacheDataEncrypted[`))).toHaveLength(unencrypted.length);
    }
    expect(packs.length > 0).toBe(/addPlugins\(new (?!ApiCacheEvidence)/.test(code));
  });

  if (code.includes('new ApiCacheEvidence(')) {
    test('it writes the files of the table', () => {
      const [table] = tablesIn(documentAt('docs', 'guide', 'evidence.md'), '| file in `cdk.out.evidence` |');
      const files = table.map((line) => /^\| `([^`]+)`/.exec(line)![1]);
      expect(readdirSync(evidence).sort()).toEqual([...files].sort());
    });
  }

  if (code.includes('HIPAASecurityChecks')) {
    test('the rule of cdk-nag is acknowledged, and that leaves a trace', () => {
      const { active, acknowledged } = packReportIn(assembly.directory, 'HIPAA.Security');
      expect(active.filter((violation) => violation.includes('APIGWCacheEnabledAndEncrypted'))).toEqual([]);
      expect(acknowledged.filter((violation) => violation.includes('APIGWCacheEnabledAndEncrypted')).length).toBeGreaterThan(0);
    });
  }
});

test('the example with the plugin of CDK finds the unencrypted shop', () => {
  const [{ code }, ...others] = ALL_EXAMPLES.filter(usesGuard);
  expect(others).toEqual([]);
  // CDK says so in the terminal too.
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { directory } = run(code).synth();
  said.mockRestore();
  expect(packReportIn(directory, 'CloudFormation Validate').active.filter((violation) => violation.includes('api_cache_encrypted_in_')).length).toBeGreaterThan(0);
});

test('the example with a text says the place of its finding, and of what it cannot read', () => {
  const [{ code }, ...others] = ALL_EXAMPLES.filter(readsText);
  expect(others).toEqual([]);
  const find = (example: string) => {
    const { outputText } = transpileModule(example, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } });
    return (new Function('require', 'exports', `${outputText}; return row;`) as (load: () => unknown, exports: object) => library.ApiCacheAuditRow)(() => library, {});
  };
  const { verdict, sourceFile, sourceLine, sourceColumn } = find(code);
  expect(code).toContain(`// ${verdict}, ${sourceFile}, line ${sourceLine}, column ${sourceColumn}\n`);
  const [shown] = blocksIn(documentAt('docs', 'guide', 'audit.md'), '');
  expect(() => find(code.replace('!Ref Cache', '*cache'))).toThrow(new Error(shown.trim()));
});
