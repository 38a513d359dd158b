import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { ShopStack } from '../../../examples/shop/shop-stack';
import { CACHE_ENCRYPTION_CONTROLS } from '../../../src/catalog/controls';
import { RULE_NAMES, ruleFor, ruleId, rulePage, RULES } from '../../../src/catalog/rules';
import { STATUSES } from '../../../src/catalog/status';
import { VERDICTS } from '../../../src/core/verdict';
import { verdicts } from '../../support/app';
import { command, folderWith } from '../../support/command';
import { ROOT } from '../../support/paths';
import { packReportIn } from '../../support/report';
import { ENCRYPTED } from '../../support/templates';
import { ROWS } from '../reach/shapes';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const ALL_EXAMPLES = Array.from(README.matchAll(/^```ts\n(.*?)^```/gms), ([, code]) => code);
const usesGuard = (code: string) => code.includes('new CloudFormationValidatePlugin(');
const EXAMPLES = ALL_EXAMPLES.filter((code) => !usesGuard(code));

test('there are examples', () => {
  expect(EXAMPLES.length).toBeGreaterThan(2);
});

/** Runs an example on the shop, which has four unencrypted methods. The app must not print warnings. */
function run(code: string): App {
  const props = JSON.stringify({ outdir: mkdtempSync(join(tmpdir(), 'encrypt-readme-')), context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
  const { outputText } = transpileModule(code, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } });
  const script = outputText.replace('new aws_cdk_lib_1.App()', `new aws_cdk_lib_1.App(${props})`);
  const app = (new Function('require', 'exports', `${script}; return app;`) as (load: NodeJS.Require, exports: object) => App)(require, {});
  new ShopStack(app, 'Shop');
  return app;
}

describe.each(EXAMPLES)('an example runs:\n%s', (code) => {
  const app = run(code);
  const assembly = app.synth();
  const unencrypted = verdicts(assembly.getStackByName('Shop').template).filter((verdict) => verdict.includes('UNENCRYPTED'));
  const evidence = `${app.outdir}.evidence`;
  afterAll(() => [app.outdir, evidence].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  test('it encrypts, or leaves the template alone', () => {
    expect(unencrypted).toHaveLength(/EncryptApiCache\.everywhere\(app\)|new EncryptApiCache\(\)/.test(code) ? 0 : 4);
  });

  test('its packs fail the shop', () => {
    const packs = Object.entries({ ApiCacheEncryptionChecks: 'ApiCache', CompanyChecks: 'Company' }).filter(([name]) => code.includes(`new ${name}(`));
    for (const [, pack] of packs) {
      const { conclusion, active } = packReportIn(assembly.directory, pack);
      expect(conclusion).toBe('failure');
      expect(active.filter((line) => line.includes(`${pack}-CacheDataEncrypted[`))).toHaveLength(4);
    }
    expect(packs.length > 0).toBe(/addPlugins\(new (?!ApiCacheEvidence)/.test(code));
  });

  if (code.includes('new ApiCacheEvidence(')) {
    test('it writes the files of the table', () => {
      const [, table] = /^\| file in `cdk\.out\.evidence` \| for .*?\n\|.*?\n(.*?)\n\n/ms.exec(README)!;
      const files = table.split('\n').map((line) => /^\| `([^`]+)`/.exec(line)![1]);
      expect(readdirSync(evidence).sort()).toEqual([...files].sort());
    });
  }

  if (code.includes('HIPAASecurityChecks')) {
    test('the rule of cdk-nag is acknowledged, and that leaves a trace', () => {
      const { active, acknowledged } = packReportIn(assembly.directory, 'HIPAA.Security');
      expect(active.filter((line) => line.includes('APIGWCacheEnabledAndEncrypted'))).toEqual([]);
      expect(acknowledged.filter((line) => line.includes('APIGWCacheEnabledAndEncrypted')).length).toBeGreaterThan(0);
    });
  }
});

test('the example with the plugin of CDK finds the unencrypted shop', () => {
  const [code, ...others] = ALL_EXAMPLES.filter(usesGuard);
  expect(others).toEqual([]);
  // CDK says so in the terminal too.
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { directory } = run(code).synth();
  said.mockRestore();
  expect(packReportIn(directory, 'CloudFormation Validate').active.filter((line) => line.includes('api_cache_encrypted_in_')).length).toBeGreaterThan(0);
});

test('the table of app shapes is that of the tests', () => {
  const [, table] = /^\| app shape \| which call \| what happens \|\n\|---\|---\|---\|\n(.*?)\n\n/ms.exec(README)!;
  expect(table.split('\n')).toEqual(ROWS.map(({ shape, call, happens }) => `| ${shape} | ${call} | ${happens} |`));
});

test('the table of rules is the catalogue, and links to the pages', () => {
  const rows = Array.from(README.matchAll(/^\| \[`(ApiCache-\w+)\[<key>\]`\]\((\S+)\) \| (?:`(\w+)`)? ?\| (\w+) \| (.*) \|$/gm),
    ([, id, page, verdict, severity, says]) => ({ id, page, verdict, severity, says }));
  expect(rows).toEqual(RULE_NAMES.map((name) => {
    const { verdict, severity, says } = RULES[name];
    return { id: ruleId(name), page: rulePage(name), verdict, severity, says };
  }));
});

test('every control is named, and the versions that the tests run with', () => {
  CACHE_ENCRYPTION_CONTROLS.forEach(({ id }) => expect(README).toContain(id));
  const { devDependencies, peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
  const { tasks } = JSON.parse(readFileSync(join(ROOT, '.projen', 'tasks.json'), 'utf8')) as { tasks: Record<string, { env?: Record<string, string> }> };
  const newest = tasks['test:newest'].env!;
  const oldest = Object.entries(peerDependencies).map(([name, range]) => `${name} ${range.replace('^', '')} and newer`);
  [...oldest, `aws-cdk-lib ${newest.AWS_CDK_LIB}, constructs ${newest.CONSTRUCTS}`, `AWS CDK CLI ${devDependencies['aws-cdk']}`]
    .forEach((version) => expect(README).toContain(version));
});

const LANGUAGES = {
  javascript: 'typescript/app.ts',
  python: 'python/app.py',
  java: 'java/src/main/java/com/example/ShopApp.java',
  go: 'go/app.go',
};

test.each(Object.entries(LANGUAGES))('the lines in %s are those of the example, in its order', (language, file) => {
  const snippets = Array.from(README.matchAll(new RegExp('^```' + language + '\\n(.*?)^```', 'gms')), ([, code]) => lines(code));
  expect(snippets).toHaveLength(1);
  const example = lines(readFileSync(join(ROOT, 'examples', file), 'utf8'));
  let at = -1;
  for (const line of snippets[0]) {
    const found = example.indexOf(line, at + 1);
    expect({ line, isThere: found > at }).toEqual({ line, isThere: true });
    at = found;
  }
});

function lines(code: string): string[] {
  return code.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** The names in the table below a heading. */
function namesIn(heading: string): string[] {
  const [section] = README.slice(README.indexOf(heading) + heading.length).split(/^##/m);
  return Array.from(section.matchAll(/^\| `([A-Z_]+)` \| /gm), ([, name]) => name);
}

test('the table of status has them all, the worst first', () => {
  expect(namesIn('### Evidence')).toEqual(STATUSES);
});

test('the table of verdicts has them all, the worst first', () => {
  const rows = namesIn('## What each verdict means');
  expect(rows).toEqual(VERDICTS);
  expect(rows.filter((verdict) => ruleFor(verdict as never) !== undefined)).toHaveLength(4);
});

test('the commands are those that CI runs', () => {
  expect(README).toMatch(/^npm ci && npm run demo$/m);
  expect(README).toMatch(/^npm ci && npm test$/m);
});

describe('the command line', () => {
  const template = `${ENCRYPTED}        - HttpMethod: GET
          ResourcePath: /~1orders
          CachingEnabled: true
`;

  test('the block that it prints is what it prints', () => {
    const [, argv, block] = /^```\n\$ npx cdk-encrypt-api-cache (.*?)\n(.*?)^```/ms.exec(README)!;
    expect(command(folderWith({ 'template.yaml': template }), argv.split(' ')).stdout).toBe(block);
  });

  test('the acknowledgments are read', () => {
    const [, text] = /^```yaml\n(acknowledgments:.*?)^```/ms.exec(README)!;
    const { stderr } = command(folderWith({ 'a.yaml': template, 'acknowledgments.yaml': text }), ['audit', 'a.yaml', '--acknowledge', 'acknowledgments.yaml']);
    expect(stderr).toBe('warning: nothing is found that the acknowledgment of ApiCache-CacheDataEncrypted[~1prices/GET] names\n');
  });

  test('its options are those of the help', () => {
    const section = /^### The command line\n(.*?)^### /ms.exec(README)![1];
    const help = ['audit', 'fix'].map((name) => command(folderWith(), [name, '--help']).stdout).join('');
    // Of the AWS CLI, of the shell, of pip.
    const named = [...new Set(section.match(/--[a-z][a-z-]+/g))].filter((option) => help.includes(option));
    expect(named.sort()).toEqual(['--acknowledge', '--all', '--dry-run', '--fail-on', '--output', '--rest-api-id']);
    expect([...new Set(section.match(/--[a-z][a-z-]+/g))].filter((option) => !help.includes(option))).toEqual([]);
  });
});
