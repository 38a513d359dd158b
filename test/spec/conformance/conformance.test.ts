import '../../support/configuration-limit';
import { conformanceFor, ConformanceRow } from './conformance';
import { ApiCacheAudit, ApiCacheAuditRow } from '../../../src/index';
import { SIZE } from '../../support/size';
import { byName, canBeJudged, judgeByBruteForce } from '../oracle/oracle';

const ROWS = conformanceFor(SIZE.configurations ?? 4096);

/** It reads no loops, leaves out what CloudFormation refuses, and has no limit of configurations. */
const isReadByOracle = ({ rule, template }: ConformanceRow) =>
  rule !== 17 && !JSON.stringify(template).includes('Fn::ForEach') && canBeJudged(template);

const byRow = (rows: readonly ApiCacheAuditRow[]) => rows.filter(({ methodKey, message }) => !(methodKey === 'MethodSettings' && message === 'the stage has no method settings'));

describe.each(ROWS.map((row) => [row.rule, row.name, row] as const))('rule %i: %s', (_, __, row) => {
  const { template, verdicts, findings, when } = row;
  const rows = byRow(ApiCacheAudit.ofTemplate(template).rows);

  test('verdicts', () => {
    const judged = rows.filter(({ ruleId }) => ruleId !== 'ApiCache-MethodSettingKeyEffective');
    const stated = Object.entries(verdicts).filter(([, verdict]) => verdict !== 'none');
    expect(byName(judged.map(({ logicalId, methodKey, verdict }) =>
      ({ logicalId, methodKey, verdict })))).toEqual(Object.fromEntries(stated));
  });

  test('findings', () => {
    const found = rows.flatMap(({ ruleId, methodKey }) => ruleId === undefined ? [] : `${ruleId.replace('ApiCache-', '')}[${methodKey}]`);
    expect([...new Set(found)].sort()).toEqual([...new Set(findings)].sort());
  });

  if (when !== undefined) {
    test('the configuration', () => {
      expect(rows.map((found) => found.when)).toContain(when.replace(/^when /, ''));
    });
  }

  if (isReadByOracle(row)) {
    test('an independent reading of the standard says so too', () => {
      expect(byName(judgeByBruteForce(template))).toEqual(verdicts);
    });
  }
});

test('the independent reading covers nine rows of ten', () => {
  const { length } = ROWS.filter(isReadByOracle);
  expect(length).toBeGreaterThan(0.9 * ROWS.length);
});

test('every rule of the standard has rows', () => {
  expect([...new Set(ROWS.map(({ rule }) => rule))]).toEqual(Array.from({ length: 17 }, (_, index) => index + 1));
});
