import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { CACHE_ENCRYPTION_CONTROLS, Control, RelatedRule, RELATED_RULES } from '../src/catalog/controls';
import type { FrameworkMapping } from '../src/catalog/frameworks';
import { PACK, ruleId, RuleName, RULE_NAMES, RULES, ruleStem } from '../src/catalog/rules';
import { sourceOf, SourceName } from '../src/catalog/sources';
import type { Verdict } from '../src/core/judgement/verdict';

const FOLDER = join(__dirname, '..', 'docs', 'reference', 'rules');

/** The page of a rule, but for its example: that is written by hand, and kept beside the pages. */
export function renderRulePage(name: RuleName, example: string): string {
  const { verdict, severity, title, says, reason, fix, claim, controls, frameworks } = RULES[name];
  const id = ruleId(name);
  return `<!-- Rendered from src/catalog by "npx projen rule-pages"; the example is examples/${ruleStem(name)}.md. -->

# ${id}

**${title[0].toUpperCase()}${title.slice(1)}.** Finding: ${says}.

| finding | verdict | severity |
|---|---|---|
| \`${id}[<key>]\` | ${verdictLink(verdict) ?? 'any'} | ${severity} |

## Why

${reason}

## Fix

${fix}

## Example

${example.trim()}

## Acknowledge

\`\`\`ts
Validations.of(scope).acknowledge({
  id: '${PACK}::${id}[~1orders/GET]', // or '${PACK}::${id}' for every method below the scope
  reason: 'who acknowledged it, when and why',
});
\`\`\`

Use the id that CDK prints. It is then listed as acknowledged, with the reason, in \`validation-report.json\` of the cloud assembly. [More about acknowledgments](../../guide/acknowledge.md)

## Controls

${claim}
${controls.length === 0 ? '' : `
${controlTable(controls)}

Rules of others that are near to these, for those who look for their names: ${RELATED_RULES.map(related).join(', ')}.
`}${frameworks.length === 0 ? '' : `
## Frameworks

A row says which requirement a source relates to the control. It is not a certification.

${frameworkTable(frameworks)}

¹ also demands, or maps a rule that demands, that every method caches, which this one does not.
`}
[All rules](README.md)
`;
}

/** The list of the pages. */
export function renderRuleIndex(): string {
  const rows = RULE_NAMES.map((name) => {
    const { verdict, severity, says } = RULES[name];
    return [`[\`${ruleId(name)}[<key>]\`](${ruleStem(name)}.md)`, verdictLink(verdict) ?? 'any', severity, says];
  });
  return `<!-- Rendered from src/catalog by "npx projen rule-pages". -->

# Rules

A finding is called \`Rule[key]\`. The key is API Gateway's own: \`*/*\` for the stage default, \`~1orders~1{id}/GET\` for a method, \`MethodSettings\` where none can be named.

${table(['rule', 'verdict', 'severity', 'says'], rows)}

The severity is that of the rule pack, where it can be changed ([guide](../../guide/check.md)). As an annotation of mode \`REPORT\` each finding is a warning.
Each page says why, how to fix it, with an example, and lists controls and frameworks with their sources.

The rules answer for ${CACHE_ENCRYPTION_CONTROLS.map(({ id, authority }) => `\`${id}\` (${authority})`).join(', ')}.
Framework mappings say which requirement a source relates to these controls. They are not a certification.
`;
}

function verdictLink(verdict: Verdict | undefined): string | undefined {
  return verdict && `[\`${verdict}\`](../verdicts.md#${verdict.toLowerCase()})`;
}

function controlTable(controls: readonly Control[]): string {
  return table(['control', 'authority', 'in short', 'severity there', 'differs from this rule', 'source'], controls.map((control) =>
    [`\`${control.id}\``, control.authority, control.title, control.severity ?? '', code(control.differs ?? ''), link(control.source)]));
}

function related({ id, authority, demandsCaching }: RelatedRule): string {
  return `\`${id}\` (${authority}${demandsCaching ? ' ¹' : ''})`;
}

function frameworkTable(mappings: readonly FrameworkMapping[]): string {
  return table(['framework', 'requirements', 'sources'], mappings.map(({ framework, requirements, sources }) =>
    [framework, requirements.join(', '), sources.map(link).join('; ')]));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function link(name: SourceName): string {
  const { title, url, demandsCaching } = sourceOf(name);
  return `${url === undefined ? title : `[${title}](${url})`}${demandsCaching ? ' ¹' : ''}`;
}

/** A star is no emphasis in a key. */
function code(text: string): string {
  return text.replace('*/*', '`*/*`');
}

export function exampleOf(name: RuleName): string {
  return readFileSync(join(FOLDER, 'examples', `${ruleStem(name)}.md`), 'utf8');
}

export function pageOf(name: RuleName): string {
  return join(FOLDER, `${ruleStem(name)}.md`);
}

export const RULE_INDEX = join(FOLDER, 'README.md');

if (require.main === module) {
  writeFileSync(RULE_INDEX, renderRuleIndex());
  RULE_NAMES.forEach((name) => writeFileSync(pageOf(name), renderRulePage(name, exampleOf(name))));
}
