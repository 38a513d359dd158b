import '../../support/configuration-limit';
import { conformanceFor } from './conformance';
import { remediate } from '../../../src/core/judgement/remediate';
import { pathInTemplate, stagesOf } from '../../../src/core/judgement/template-stages';
import { applyEdits } from '../../../src/core/template-language/edit';
import { ApiCacheAudit } from '../../../src/index';
import { editTemplateText } from '../../../src/template-text/edit-template-text';
import { readTemplateFile, TemplateFile } from '../../../src/template-text/template-file';
import { FLAG } from '../../support/edits';
import { lineDiff } from '../../support/line-diff';
import { SIZE } from '../../support/size';
import { SPELLINGS } from '../../support/spellings';

const ROWS = conformanceFor(SIZE.configurations ?? 4096);

/** As a reader of text would find it: what has no value is not there. */
const TEMPLATES = ROWS.map(({ rule, name, template }) => [rule, name, JSON.parse(JSON.stringify(template)) as object] as const);

const planned = (template: unknown, ensureStageDefault: boolean) => stagesOf(template).flatMap((stage) =>
  remediate(stage.stage.source, { ensureStageDefault, isAcknowledged: () => false })
    .map(({ path, value }) => ({ path: pathInTemplate(stage, path), value })));

/** Those that differ most from each other. */
const QUICK: readonly string[] = ['JSON, 2 spaces', 'YAML', 'YAML, flow style within, not indented', 'YAML, comments'];
const TRIED = SIZE.everySpelling ? SPELLINGS : SPELLINGS.filter(([name]) => QUICK.includes(name));

describe.each(TRIED)('%s', (_, spell) => {
  test.each(TEMPLATES)('as a text, rule %i: %s', (__, ___, template) => {
    const { rows } = ApiCacheAudit.ofTemplateText(spell(template));
    expect(rows).toEqual(ApiCacheAudit.ofTemplate(template).rows);
  });

  test.each(TEMPLATES)('rule %i: %s', (__, ___, template) => {
    const file = readTemplateFile(spell(template)) as TemplateFile;
    expect(file).toMatchObject({ is: 'read' });
    expect(file.template).toEqual(template);
    for (const ensureStageDefault of [false, true]) {
      const edits = planned(template, ensureStageDefault);
      const edited = editTemplateText(file, edits);
      expect(edited).toMatchObject({ is: 'edited' });
      const text = (edited as { readonly text: string }).text;
      expect((readTemplateFile(text) as TemplateFile).template).toEqual(applyEdits(template, edits));
      if (edits.length === 0) {
        expect(text).toBe(file.text);
      }
      if (!ensureStageDefault) {
        const { removed, added } = lineDiff(file.text, text);
        expect(added.filter((line) => !line.includes(FLAG))).toEqual([]);
        expect(removed.length).toBeLessThanOrEqual(added.length + removed.filter((line) => !line.includes(FLAG)).length);
        expect(added.length).toBeLessThanOrEqual(edits.length);
      }
    }
  });
});
