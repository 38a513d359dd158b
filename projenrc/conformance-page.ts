import { writeFileSync } from 'fs';
import { join } from 'path';
import { ConformanceRow, CONFORMANCE } from '../test/spec/conformance/conformance';

/** A rule of the standard, from a page beside it. */
export function ruleLink(rule: number): string {
  return `[${rule}](standard.md#rule-${rule})`;
}

export const CONFORMANCE_PAGE = join(__dirname, '..', 'docs', 'reference', 'conformance.md');

/** The table of the tests, for people. */
export function renderConformance(): string {
  const rules = [...new Set(CONFORMANCE.map(({ rule }) => rule))];
  return `<!-- Rendered from test/spec/conformance by "npx projen conformance-page". -->

# Conformance

What a verdict means, case by case: ${CONFORMANCE.length} rows for the ${rules.length} rules of [the standard](standard.md). Each row is a whole template in \`test/spec/conformance/conformance.ts\`.
A test gives every one of them to the audit, and to a second implementation that was written from the standard alone.

A verdict is listed with the logical id of its stage and the key. [The verdicts](verdicts.md) and [the rules that findings name](rules/README.md) have pages of their own.

${rules.map((rule) => section(rule, CONFORMANCE.filter((row) => row.rule === rule))).join('\n')}`;
}

function section(rule: number, rows: readonly ConformanceRow[]): string {
  return `## Rule ${rule}

| rule | case | verdicts | findings |
| --- | --- | --- | --- |
${rows.map((row) => `| ${ruleLink(rule)} | ${escaped(row.name)} | ${verdictsOf(row)} | ${findingsOf(row)} |`).join('\n')}
`;
}

function verdictsOf({ verdicts }: ConformanceRow): string {
  const entries = Object.entries(verdicts);
  return entries.length === 0 ? 'no stage' : entries.map(([name, verdict]) => `\`${name}\` ${verdict === 'none' ? 'no verdict' : verdict}`).join('<br>');
}

function findingsOf({ findings, when }: ConformanceRow): string {
  const listed = [...new Set(findings)].map((finding) => `\`${finding}\``).join('<br>');
  return when === undefined ? listed : `${listed}<br>${when}`;
}

function escaped(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\*/g, '\\*');
}

if (require.main === module) {
  writeFileSync(CONFORMANCE_PAGE, renderConformance());
}
