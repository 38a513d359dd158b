import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { ModuleKind, transpileModule } from 'typescript';
import { verdicts } from './app';
import { ShopStack } from '../examples/shop/shop-stack';
import { RULE_NAMES, ruleFor, ruleId, RULES } from '../src/catalog/rules';
import { VERDICTS } from '../src/core/verdict';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const EXAMPLES = Array.from(README.matchAll(/^```ts\n(.*?)^```/gms), ([, code]) => code);

test('there are examples', () => {
  expect(EXAMPLES.length).toBeGreaterThan(2);
});

test.each(EXAMPLES)('an example runs:\n%s', (code) => {
  const outdir = mkdtempSync(join(tmpdir(), 'encrypt-readme-'));
  const script = transpileModule(code, { compilerOptions: { module: ModuleKind.CommonJS } }).outputText.replace('new aws_cdk_lib_1.App()', `new aws_cdk_lib_1.App({ outdir: ${JSON.stringify(outdir)} })`);
  const run = new Function('require', 'exports', `${script}; return app;`) as (load: NodeJS.Require, exports: object) => App;
  try {
    const app = run(require, {});
    new ShopStack(app, 'Shop');
    const all = verdicts(app.synth().getStackByName('Shop').template);
    expect(all.filter((one) => one.includes('UNENCRYPTED'))).toHaveLength(code.includes('REPORT') ? 3 : 0);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

test('the table of rules is the catalogue', () => {
  const rows = Array.from(README.matchAll(/^\| `(ApiCache-\w+)\[<key>\]` \| (?:`(\w+)`)? ?\| (\w+) \|/gm), ([, id, verdict, severity]) => ({ id, verdict, severity }));
  expect(rows).toEqual(RULE_NAMES.map((name) => ({ id: ruleId(name), verdict: RULES[name].verdict, severity: RULES[name].severity })));
});

test('the table of verdicts has them all, the worst first', () => {
  const rows = Array.from(README.matchAll(/^\| `([A-Z_]+)` \| /gm), ([, verdict]) => verdict);
  expect(rows).toEqual(VERDICTS);
  expect(rows.filter((verdict) => ruleFor(verdict as never) !== undefined)).toHaveLength(4);
});

test('the commands are those that CI runs', () => {
  expect(README).toMatch(/^npm ci && npm run demo$/m);
  expect(README).toMatch(/^npm ci && npm test$/m);
});
