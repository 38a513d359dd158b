import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { ruleLink } from './conformance-page';
import { GUARD_FILE } from './guard-rules';
import { CONTROL_TOWER_RULE, GUARD_ENGINE_3, judgeByGuard, OneRule } from './peers';
import { ConformanceRow, CONFORMANCE } from '../test/spec/conformance/conformance';
import { ApiCacheAudit } from 'cdk-encrypt-api-cache';

/** What a tool makes of a template. */
type Outcome = 'passes' | 'reports' | 'cannot tell';

interface Tool {
  readonly name: string;
  readonly judge: (templates: readonly object[]) => readonly Outcome[];
}

const FOLDER = mkdtempSync(join(tmpdir(), 'encrypt-compare-'));
const FILE = join(FOLDER, 'template.json');

/** What CDK wants to see in a resource, and the rows leave out because it decides nothing. */
const REQUIRED: Readonly<Record<string, object>> = {
  'AWS::ApiGateway::Stage': { RestApiId: 'api' },
  'AWS::ApiGateway::Deployment': { RestApiId: 'api' },
  'AWS::Serverless::Api': { StageName: 'prod' },
  'AWS::ApiGatewayV2::Stage': { ApiId: 'api', StageName: 'prod' },
};

interface Resource {
  readonly Type: string;
  readonly Properties?: object;
}

function completed(template: object): object {
  const { Resources: resources = {}, ...more } = template as { readonly Resources?: Readonly<Record<string, Resource>> };
  const complete = (resource: Resource) => ({ ...resource, Properties: { ...REQUIRED[resource.Type], ...resource.Properties } });
  return { ...more, Resources: Object.fromEntries(Object.entries(resources).map(([id, resource]) => [id, complete(resource)])) };
}

/**
 * cdk-nag judges constructs, so the template is included in a stack. What CDK refuses to include, such as a parameter as a boolean, it
 * cannot judge.
 */
function byCdkNag(template: object): Outcome {
  writeFileSync(FILE, JSON.stringify(completed(template)));
  const stack = new Stack(new App({ outdir: join(FOLDER, 'cdk.out') }), 'Stack');
  try {
    new CfnInclude(stack, 'Template', { templateFile: FILE });
  } catch {
    return 'cannot tell';
  }
  const { violations } = new OneRule().validateScope(stack);
  if (violations.some(({ description }) => description.includes('threw an error'))) {
    return 'cannot tell';
  }
  return violations.length > 0 ? 'reports' : 'passes';
}

function byGuard(rulesFile: string): Tool['judge'] {
  return (templates) => judgeByGuard(GUARD_ENGINE_3, rulesFile, templates).map(({ status }) => status === 'FAIL' ? 'reports' : 'passes');
}

function byUs(template: object): Outcome {
  return ApiCacheAudit.ofTemplate(template).rows.some(({ ruleId }) => ruleId !== undefined) ? 'reports' : 'passes';
}

const TOOLS: readonly Tool[] = [
  { name: 'this library', judge: (templates) => templates.map(byUs) },
  { name: 'our Guard rules (cfn-guard 3.1.1)', judge: byGuard(GUARD_FILE) },
  { name: 'Control Tower CT.APIGATEWAY.PR.3 (cfn-guard 3.1.1)', judge: byGuard(CONTROL_TOWER_RULE) },
  { name: 'cdk-nag 3.0.2, APIGWCacheEnabledAndEncrypted', judge: (templates) => templates.map(byCdkNag) },
];

interface Compared {
  readonly row: ConformanceRow;
  readonly outcomes: readonly Outcome[];
}

const isUnencrypted = ({ row }: Compared) => Object.values(row.verdicts).includes('UNENCRYPTED');
const isCompliant = ({ row }: Compared) => row.findings.length === 0;

function render(all: readonly Compared[]): string {
  const [unencrypted, compliant] = [all.filter(isUnencrypted), all.filter(isCompliant)];
  const count = (selected: readonly Compared[], tool: number, outcome: Outcome) =>
    selected.filter(({ outcomes }) => outcomes[tool] === outcome).length;
  return `<!-- Rendered by "npm run compare". -->

# Comparison

The ${all.length} templates of [the conformance table](conformance.md), given to every tool that can be run from this project. We wrote the table, from [our standard](standard.md).
A tool with another purpose, such as one that requires every stage to cache, cannot agree with all of it. "Cannot tell" means that the rule crashed or that the tool cannot load the template.

| tool | unencrypted, ${unencrypted.length} templates: reports | passes | cannot tell | compliant, ${compliant.length} templates: passes | reports | cannot tell |
| --- | --- | --- | --- | --- | --- | --- |
${TOOLS.map(({ name }, tool) => `| ${[name,
  ...(['reports', 'passes', 'cannot tell'] as const).map((outcome) => count(unencrypted, tool, outcome)),
  ...(['passes', 'reports', 'cannot tell'] as const).map((outcome) => count(compliant, tool, outcome))].join(' | ')} |`).join('\n')}

The other ${all.length - unencrypted.length - compliant.length} templates are neither: encryption cannot be determined, the cache is dormant, or a key has no effect. This library reports each as a warning.
Not run, because neither their engine nor their rule is available as a package: the AWS Guard Rules Registry, Trivy, KICS, cfn_nag, Prowler, CloudSploit.

## Unencrypted, but passed by a tool

${details(unencrypted, 'passes')}

## Compliant, but reported by a tool

${details(compliant, 'reports')}
`;
}

function details(selected: readonly Compared[], wrong: Outcome): string {
  const lines = selected.filter(({ outcomes }) => outcomes.includes(wrong)).map(({ row, outcomes }) =>
    `| ${ruleLink(row.rule)} | ${row.name.replace(/\|/g, '\\|').replace(/\*/g, '\\*')} | ${outcomes.join(' | ')} |`);
  return [`| rule | case | ${TOOLS.map(({ name }) => name).join(' | ')} |`, `| --- | --- |${' --- |'.repeat(TOOLS.length)}`, ...lines].join('\n');
}

const judged = TOOLS.map(({ judge }) => judge(CONFORMANCE.map(({ template }) => template)));
const compared = CONFORMANCE.map((row, index): Compared => ({ row, outcomes: judged.map((outcomes) => outcomes[index]) }));
writeFileSync(join(__dirname, '..', 'docs', 'reference', 'comparison.md'), render(compared));
rmSync(FOLDER, { recursive: true });
