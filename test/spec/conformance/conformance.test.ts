import { CONFORMANCE } from './conformance';
import { ApiCacheAudit, ApiCacheAuditRow } from '../../../src/index';
import { byName, canBeJudged, hasTooMany, judgeByBruteForce } from '../oracle/oracle';

/** It reads no loops, leaves out what CloudFormation refuses, and enumerates whole templates. */
const isReadByOracle = (template: object) =>
  !JSON.stringify(template).includes('Fn::ForEach') && canBeJudged(template) && !hasTooMany(template, 4096);

const byRow = (rows: readonly ApiCacheAuditRow[]) => rows.filter(({ methodKey, message }) => !(methodKey === 'MethodSettings' && message === 'no method setting is stated'));

describe.each(CONFORMANCE.map((row) => [row.rule, row.name, row] as const))('rule %i: %s', (_, __, { template, verdicts, findings, when }) => {
  const rows = byRow(ApiCacheAudit.ofTemplate(template).rows);

  test('verdicts', () => {
    const judged = rows.filter(({ ruleId }) => ruleId !== 'ApiCache-MethodSettingKeyEffective');
    const stated = Object.entries(verdicts).filter(([, verdict]) => verdict !== 'none');
    expect(byName(judged.map(({ logicalId, methodKey, verdict }) => ({ logicalId, methodKey, verdict })))).toEqual(Object.fromEntries(stated));
  });

  test('findings', () => {
    const found = rows.flatMap(({ ruleId, methodKey }) => ruleId === undefined ? [] : `${ruleId.replace('ApiCache-', '')}[${methodKey}]`);
    expect([...new Set(found)].sort()).toEqual([...new Set(findings)].sort());
  });

  if (when !== undefined) {
    test('the configuration', () => {
      expect(rows.map((row) => row.when)).toContain(when.replace(/^when /, ''));
    });
  }

  if (isReadByOracle(template)) {
    test('an independent reading of the standard says so too', () => {
      expect(byName(judgeByBruteForce(template))).toEqual(verdicts);
    });
  }
});

test('the independent reading covers nine rows of ten', () => {
  const { length } = CONFORMANCE.filter(({ template }) => isReadByOracle(template));
  expect(length).toBeGreaterThan(0.9 * CONFORMANCE.length);
});

test('every rule of the standard has rows', () => {
  expect([...new Set(CONFORMANCE.map(({ rule }) => rule))]).toEqual(Array.from({ length: 17 }, (_, index) => index + 1));
});
