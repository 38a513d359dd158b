import '../../support/configuration-limit';
import { conformanceFor, Verdict } from './conformance';
import { dropEqualEntries } from '../../../src/core/judgement/equal-entries';
import { remediate } from '../../../src/core/judgement/remediate';
import { stagesOf } from '../../../src/core/judgement/template-stages';
import { applyEdits } from '../../../src/core/template-language/edit';
import { listFindings } from '../../../src/wording/finding';
import { describeWhen } from '../../../src/wording/messages';
import { SIZE } from '../../support/size';
import { byName } from '../oracle/oracle';

/** The table by the core alone, without the API around it: quick enough to judge many mutants. */
const ROWS = conformanceFor(SIZE.configurations ?? 4096);

const OPTIONS = { ensureStageDefault: false, isAcknowledged: () => false };
const BETTER_AFTER: readonly (Verdict | undefined)[] = ['UNENCRYPTED', 'UNPROVEN', 'DORMANT'];

/** Every finding in its configuration. A key that is at fault in other configurations than its verdict has a second judgement. */
function judgedIn(template: object) {
  return stagesOf(template).flatMap(({ logicalId, stage }) => stage.judgement.keys.map((judged) => ({
    logicalId,
    methodKey: judged.key,
    verdict: judged.verdict,
    when: describeWhen(judged.when),
    isFaultAlone: judged.verdict === undefined && judged.reason !== 'no-effect',
    ids: listFindings({ verdict: stage.judgement.verdict, keys: [judged] }, logicalId).map(({ id }) => id.replace('ApiCache-', '')),
    settings: judged.settings,
  })));
}

/** The template with the edits of enforcement made. */
function remediated(template: object): object {
  const edits = stagesOf(template).flatMap(({ logicalId, at = [logicalId], stage: { source } }) =>
    dropEqualEntries(source, remediate(source, OPTIONS)).map((edit) =>
      edit.path[0] === 'Globals' ? edit : { ...edit, path: ['Resources', ...at, ...edit.path] }));
  return applyEdits(template, edits);
}

describe.each(ROWS.map((row) => [row.rule, row.name, row] as const))('rule %i: %s', (_, __, row) => {
  const { template, verdicts, findings: ids, when } = row;
  test('verdicts, findings and the configuration', () => {
    const judged = judgedIn(template);
    expect(byName(judged.filter(({ isFaultAlone }) => !isFaultAlone))).toEqual(verdicts);
    expect([...new Set(judged.flatMap((found) => found.ids))].sort()).toEqual([...new Set(ids)].sort());
    if (when !== undefined) {
      expect(judged.map((found) => found.when)).toContain(` ${when}`);
    }
  });

  test('section 4: after remediation no entry that can be read is unencrypted, unproven or dormant, and twice equals once', () => {
    const after = remediated(template);
    const left = judgedIn(after).filter(({ settings, verdict }) => settings.length > 0 && BETTER_AFTER.includes(verdict));
    expect(left).toEqual([]);
    expect(remediated(after)).toEqual(after);
  });
});
