import { CACHE_ENCRYPTION_CONTROLS } from '../../../src/catalog/controls';
import { CACHE_ENCRYPTION_MAPPINGS, ComplianceFramework, requirementsOf } from '../../../src/catalog/frameworks';
import { sourceOf } from '../../../src/catalog/sources';

test('every framework has requirements, and every mapping a source: a row without one is a rumour', () => {
  expect(new Set(CACHE_ENCRYPTION_MAPPINGS.map(({ framework }) => framework))).toEqual(new Set(Object.values(ComplianceFramework)));
  for (const { requirements, sources } of CACHE_ENCRYPTION_MAPPINGS) {
    expect(requirements.length).toBeGreaterThan(0);
    expect(sources.length).toBeGreaterThan(0);
    sources.forEach((source) => expect(sourceOf(source).title).not.toBe(''));
  }
});

test('every control has a source that can be looked up', () => {
  expect(CACHE_ENCRYPTION_CONTROLS.map(({ id, source }) => `${id}: ${sourceOf(source).title}`)).toEqual([
    'AG-009: Trend Micro Cloud One – Conformity, knowledge base page api-gateway-cache-encrypted',
    'aws-apigateway-stage-cache-not-encrypted: VMware Secure State, rule aws-apigateway-stage-cache-not-encrypted',
    'APIGateway.5: AWS Security Hub user guide, APIGateway.5',
    'CT.APIGATEWAY.PR.3: AWS Control Tower, CT.APIGATEWAY.PR.3',
  ]);
});

test('links are https, and to pages', () => {
  const sources =
    [...CACHE_ENCRYPTION_MAPPINGS.flatMap((mapping) => mapping.sources), ...CACHE_ENCRYPTION_CONTROLS.map(({ source }) => source)];
  const urls = sources.flatMap((source) => sourceOf(source).url ?? []);
  expect(urls.filter((url) => !/^https:\/\/[\w./#-]+$/.test(url))).toEqual([]);
});

test('the requirements of a framework are gathered from its mappings, each once', () => {
  const { HIPAA, GDPR } = ComplianceFramework;
  expect([...requirementsOf([
    { framework: HIPAA, requirements: ['a', 'b'], sources: [] },
    { framework: GDPR, requirements: ['c'], sources: [] },
    { framework: HIPAA, requirements: ['b', 'd'], sources: [] },
  ])]).toEqual([[HIPAA, ['a', 'b', 'd']], [GDPR, ['c']]]);
});
