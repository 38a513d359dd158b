import '../../support/configuration-limit';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { conformanceFor } from './conformance';
import { applyEdits } from '../../../src/core/template-language/edit';
import { Path } from '../../../src/core/template-language/place';
import { readTemplateFile, TemplateFile } from '../../../src/template-text/template-file';
import { command, folderWith } from '../../support/command';
import { SIZE } from '../../support/size';

const ROWS = conformanceFor(SIZE.configurations ?? 4096);

interface Row {
  readonly logicalId: string;
  readonly methodKey: string;
  readonly propertyPath: string;
  readonly ruleId?: string;
  readonly verdict: string;
  readonly message: string;
  readonly when?: string;
}

const rowsOf = (text: string) => (JSON.parse(text) as { readonly rows: readonly Row[] }).rows;
const WORST = ['UNENCRYPTED', 'UNRESOLVED', 'UNPROVEN', 'DORMANT', 'ENCRYPTED', 'NOT_CACHED'];

/** By `LogicalId key`, the worst: as the table has it. */
function verdicts(rows: readonly Row[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { logicalId, methodKey, verdict } of rows) {
    const name = `${logicalId} ${methodKey}`;
    found[name] = WORST[Math.min(WORST.indexOf(verdict), WORST.indexOf(found[name] ?? 'NOT_CACHED'))];
  }
  return found;
}

/** Where the entries stand that somebody has to delete, since they would be equal to others. */
function namedIn(stderr: string): readonly Path[] {
  return Array.from(stderr.matchAll(/: delete (\S+): it differs/g), ([, path]) => path.split('.').map((step) => /^\d+$/.test(step) ? Number(step) : step));
}

describe.each([
  ['a.json', (template: object) => JSON.stringify(template, undefined, 2)],
  ['a.yaml', (template: object) => stringify(JSON.parse(JSON.stringify(template)), { version: '1.1', aliasDuplicateObjects: false })],
])('%s', (name, spell) => {
  test.each(ROWS.map((row) => [row.rule, row.name, row] as const))('rule %i: %s', (_, __, { template, verdicts: expected, findings, when, isLeftAlone = false }) => {
    const folder = folderWith({ [name]: spell(template) });
    const { stdout, exitCode } = command(folder, ['audit', name, '--format', 'json', '--fail-on', 'warning']);
    const rows = rowsOf(stdout);
    const stated = Object.fromEntries(Object.entries(expected).filter(([, verdict]) => verdict !== 'none'));
    expect(verdicts(rows)).toMatchObject(stated);
    expect([...new Set(rows.flatMap(({ ruleId, methodKey }) => ruleId === undefined ? [] : [`${ruleId.replace('ApiCache-', '')}[${methodKey}]`]))].sort())
      .toEqual([...new Set(findings)].sort());
    expect(exitCode).toBe(findings.length > 0 ? 1 : 0);
    if (when !== undefined) {
      expect(rows.map((row) => `when ${row.when}`)).toContain(when);
    }

    // What can be repaired is, and then there is nothing left but what cannot be read, and keys without effect.
    let { stderr } = command(folder, ['fix', name]);
    for (let named = namedIn(stderr); named.length > 0; named = namedIn(stderr)) {
      const file = readTemplateFile(readFileSync(join(folder, name))) as TemplateFile;
      writeFileSync(join(folder, name), spell(applyEdits(file.template, named.map((path) => ({ path, value: { Ref: 'AWS::NoValue' } })))));
      ({ stderr } = command(folder, ['fix', name]));
    }
    const fixed = readFileSync(join(folder, name), 'utf8');
    const left = rowsOf(command(folder, ['audit', name, '--format', 'json']).stdout);
    const violating = left.filter(({ ruleId }) => ruleId !== undefined && ruleId !== 'ApiCache-MethodSettingKeyEffective');
    const isRepairable = ({ methodKey, propertyPath }: Row) => methodKey !== 'MethodSettings' || propertyPath.includes('CacheDataEncrypted');
    expect(violating.filter(isRepairable)).toHaveLength(isLeftAlone ? 1 : 0);

    // Twice is once.
    writeFileSync(join(folder, 'again'), fixed);
    command(folder, ['fix', 'again']);
    expect(readFileSync(join(folder, 'again'), 'utf8')).toBe(fixed);
  });
});
