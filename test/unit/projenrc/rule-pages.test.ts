import { readdirSync, readFileSync } from 'fs';
import { dirname, join, relative } from 'path';
import { Stack } from 'aws-cdk-lib';
import { ModuleKind, transpileModule } from 'typescript';
import { exampleOf, pageOf, renderRuleIndex, renderRulePage, RULE_INDEX } from '../../../projenrc/rule-pages';
import { ruleId, RuleName, RULE_NAMES, ruleStem } from '../../../src/catalog/rules';
import { ApiCacheEncryptionChecks } from '../../../src/index';
import { rulePage } from '../../../src/wording/documentation';
import { testApp } from '../../support/app';
import { ROOT } from '../../support/paths';

/** The rules that an example of a page violates. */
function violated(name: RuleName, label: string): string[] {
  const [, code] = new RegExp(`^\`\`\`ts ${label}\\n(.*?)^\`\`\``, 'ms').exec(exampleOf(name))!;
  const stack = new Stack(testApp(), 'Shop');
  const script = transpileModule(code, { compilerOptions: { module: ModuleKind.CommonJS } }).outputText;
  (new Function('require', 'exports', 'stack', script) as (load: NodeJS.Require, exports: object, stack: Stack) => void)(require, {}, stack);
  return new ApiCacheEncryptionChecks().validateScope(stack).violations.map(({ ruleName }) => ruleName.replace(/\[.*/, ''));
}

describe.each(RULE_NAMES)('%s', (name) => {
  test('the page is as rendered from the catalogue', () => {
    expect(readFileSync(pageOf(name), 'utf8')).toBe(renderRulePage(name, exampleOf(name)));
  });

  test('what the page says violates the rule does, and it alone; what it says passes does', () => {
    expect(new Set(violated(name, 'violates'))).toEqual(new Set([ruleId(name)]));
    expect(violated(name, 'passes')).toEqual([]);
  });

  test('findings link to the page', () => {
    expect(rulePage(name, '1.2.3').endsWith(`/blob/v1.2.3/${relative(ROOT, pageOf(name))}`)).toBe(true);
  });
});

test('the index is as rendered from the catalogue', () => {
  expect(readFileSync(RULE_INDEX, 'utf8')).toBe(renderRuleIndex());
});

test('there is a page and an example for each rule, and none for anything else but the index', () => {
  const folder = dirname(pageOf(RULE_NAMES[0]));
  const files = RULE_NAMES.map((name) => `${ruleStem(name)}.md`).sort();
  expect(readdirSync(folder).filter((file) => file.endsWith('.md')).sort()).toEqual(['README.md', ...files]);
  expect(readdirSync(join(folder, 'examples')).sort()).toEqual(files);
});
