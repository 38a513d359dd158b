import fc from 'fast-check';
import { DIFFERENCES } from './differences';
import { describeEngines } from './engines';
import { mutated } from './mutations';
import { ApiCacheAudit, ApiCacheGuardRules } from '../../../src';
import { atMost } from '../../support/size';
import { CONFORMANCE } from '../conformance/conformance';
import { templates } from '../oracle/templates';

const VIOLATING: readonly (string | undefined)[] = ['UNENCRYPTED', 'UNRESOLVED', 'UNPROVEN'];
const isUnencrypted = (template: object) => VIOLATING.includes(ApiCacheAudit.ofTemplate(template).verdict);

interface Template {
  readonly Resources: object;
}

const SEED = Number(process.env.SEED ?? 20_261_123);
const RUNS = atMost(1_500);
const RANDOM = fc.sample(templates, { numRuns: RUNS, seed: SEED }) as unknown as readonly Template[];
const BUCKETS: Template = { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { Tags: [] } } } };

/** The same resources, made by loops within loops. */
function looped(template: Template, depth: number): Template {
  const around = (inner: object, left: number): object => left === 0 ? inner : { [`Fn::ForEach::Loop${left}`]: [`Name${left}`, ['a'], around(inner, left - 1)] };
  return { ...template, Resources: around(template.Resources, depth) };
}

describeEngines('the rules for templates', ApiCacheGuardRules.forTemplates(), (judge) => {
  test('fail what the audit fails in the conformance table, and beyond it what is listed with its reason', () => {
    const judged = judge(CONFORMANCE.map(({ template }) => template));
    const rows = CONFORMANCE.map(({ name, template }, index) => ({ name, wanted: isUnencrypted(template), got: judged[index].status === 'FAIL' }));
    expect(rows.filter(({ wanted, got }) => wanted && !got)).toEqual([]);
    expect(rows.filter(({ wanted, got }) => got && !wanted)
      .map(({ name }) => name).sort()).toEqual(Object.values(DIFFERENCES).flat().sort());
  }, 120_000);

  test(`pass nothing that the audit fails, of ${RUNS} random templates`, () => {
    const judged = judge(RANDOM);
    const passed = RANDOM.filter((template, index) => judged[index].status !== 'FAIL' && isUnencrypted(template));
    expect(passed).toEqual([]);
    // Neither are they failed one and all.
    expect(judged.filter(({ status }) => status !== 'FAIL').length).toBeGreaterThan(RUNS / 10);
  }, 120_000);

  test(`pass nothing that the audit fails, of ${RUNS} more in which a value was replaced by anything`, () => {
    const all = fc.sample(mutated(templates, ['Resources', 'Globals']), { numRuns: RUNS, seed: SEED });
    const judged = judge(all);
    expect(all.filter((template, index) => judged[index].status !== 'FAIL' && isUnencrypted(template))).toEqual([]);
  }, 120_000);

  test('pass nothing that loops make, up to five deep, if the audit fails it', () => {
    const all = RANDOM.slice(0, RUNS / 2).map((template, index) => looped(template, 1 + index % 5));
    const judged = judge(all);
    expect(all.filter((template, index) => judged[index].status !== 'FAIL' && isUnencrypted(template))).toEqual([]);
    expect(judged.filter(({ status }) => status !== 'FAIL').length).toBeGreaterThan(RUNS / 20);
  }, 120_000);

  test('say the same of a template with a loop of something else in it', () => {
    const sample = RANDOM.slice(0, RUNS / 5);
    const beside = sample.map((template) => ({ ...template, Resources: { ...template.Resources, ...looped(BUCKETS, 2).Resources } }));
    expect(judge(beside).map(({ status }) => status)).toEqual(judge(sample).map(({ status }) => status));
  }, 120_000);

  // JSON.stringify does not write numbers so.
  test.each([['0.0', 'PASS'], ['"0.0"', 'PASS'], ['0.5', 'FAIL'], ['300.0', 'FAIL']])('a time to live of %s: %s', (ttl, status) => {
    const template = { Resources: { Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', CachingEnabled: true, CacheTtlInSeconds: 'TTL' }] } } } };
    const text = JSON.stringify(template).replace('"TTL"', ttl);
    expect(judge([text])[0].status).toBe(status);
    expect(isUnencrypted(JSON.parse(text) as object)).toBe(status === 'FAIL');
  });

  test.each<[string, object, string]>([
    ['no API', { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }, 'SKIP'],
    ['a stage without a cluster', { Resources: { Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'api' } } } }, 'PASS'],
    ['a loop of buckets', looped(BUCKETS, 3), 'SKIP'],
    ['a loop of stages without a cluster', looped({ Resources: { Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'api' } } } }, 2), 'PASS'],
    ['an API of another kind', { Resources: { Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: 'x' } } } }, 'SKIP'],
  ])('say nothing against %s', (_, template, status) => {
    expect(judge([template])[0].status).toBe(status);
  });
});
