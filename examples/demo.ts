import { readdirSync } from 'fs';
import { join, parse, relative } from 'path';
import { App, Aspects, Stack, Validations } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { comparisonOf, Row, StackTemplate } from './comparison';
import { ShopStack } from './shop/shop-stack';
import { printComparison } from './table';
import { ApiCacheEvidence, EncryptApiCache } from 'cdk-encrypt-api-cache';

const SAMPLES = join(__dirname, 'samples');
const OUTPUT = join(__dirname, 'cdk.out');

/** The shop, and every real SAM template of the samples. */
function build(outdir: string): App {
  const app = new App({ outdir, analyticsReporting: false, context: { 'aws:cdk:enable-path-metadata': true } });
  new ShopStack(app, 'Shop');
  for (const file of readdirSync(SAMPLES).filter((name) => name.endsWith('.yaml'))) {
    new CfnInclude(new Stack(app, parse(file).name), 'Template', { templateFile: join(SAMPLES, file) });
  }
  Validations.of(app).addPlugins(new ApiCacheEvidence());
  return app;
}

function synth(app: App): readonly StackTemplate[] {
  return app.synth().stacks.map(({ stackName, template }) => ({ stackName, template: template as unknown }));
}

// What a user is shown here is CDK's own check of templates off: it takes seconds and says nothing about caches.
process.env.CDK_VALIDATION ??= 'false';

const without = build(join(OUTPUT, 'without'));
const encrypted = build(join(OUTPUT, 'with'));
Aspects.of(encrypted).add(new EncryptApiCache());

const rows: readonly Row[] = comparisonOf(synth(without), synth(encrypted));
printComparison(rows);

console.log(`without EncryptApiCache: ${relative(process.cwd(), without.outdir)}`);
console.log(`with EncryptApiCache:    ${relative(process.cwd(), encrypted.outdir)}`);
console.log(`evidence, of both:       ${relative(process.cwd(), encrypted.outdir)}.evidence/api-cache-evidence.html, .json, .csv and .sarif`);
process.exitCode = rows.every(({ after }) => after === 'ENCRYPTED' || after === 'NOT_CACHED') ? 0 : 1;
