import fc from 'fast-check';
import { DIFFERENCES } from './differences';
import { describeEngines } from './engines';
import { ApiCacheAudit, ApiCacheGuardRules } from '../../src';
import { CONFORMANCE } from '../conformance/conformance';
import { templates } from '../oracle/templates';

const VIOLATING: readonly (string | undefined)[] = ['UNENCRYPTED', 'UNRESOLVED', 'UNPROVEN'];
const isClear = (template: object) => VIOLATING.includes(ApiCacheAudit.ofTemplate(template).verdict);

describeEngines('the rules for templates', ApiCacheGuardRules.forTemplates(), (judge) => {
  test('fail what the audit fails in the conformance table, and beyond it what is listed with its reason', () => {
    const judged = judge(CONFORMANCE.map(({ template }) => template));
    const rows = CONFORMANCE.map(({ name, template }, index) => ({ name, wanted: isClear(template), got: judged[index].status === 'FAIL' }));
    expect(rows.filter(({ wanted, got }) => wanted && !got)).toEqual([]);
    expect(rows.filter(({ wanted, got }) => got && !wanted).map(({ name }) => name).sort()).toEqual(Object.values(DIFFERENCES).flat().sort());
  }, 120_000);

  test('pass nothing that the audit fails, of 1,500 random templates', () => {
    const all = fc.sample(templates, { numRuns: 1_500, seed: Number(process.env.SEED ?? 20_261_123) });
    const judged = judge(all);
    const passed = all.filter((template, index) => judged[index].status !== 'FAIL' && isClear(template));
    expect(passed).toEqual([]);
    // Neither are they failed one and all.
    expect(judged.filter(({ status }) => status !== 'FAIL').length).toBeGreaterThan(300);
  }, 120_000);

  test.each<[string, object, string]>([
    ['no API', { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }, 'SKIP'],
    ['a stage without a cluster', { Resources: { Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'api' } } } }, 'PASS'],
    ['an API of another kind', { Resources: { Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: 'x' } } } }, 'SKIP'],
  ])('say nothing against %s', (_, template, status) => {
    expect(judge([template])[0].status).toBe(status);
  });
});
