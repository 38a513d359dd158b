import fc from 'fast-check';
import { equalEntries } from '../../../src/core/judgement/equal-entries';
import { Judgement } from '../../../src/core/judgement/judge';
import { literalEdits, literalList } from '../../../src/core/judgement/literal-edits';
import { encryptsAll, remediate } from '../../../src/core/judgement/remediate';
import { stagesOf } from '../../../src/core/judgement/template-stages';
import { asksForImplicitApi } from '../../../src/core/stage/implicit-api';
import { applyEdits } from '../../../src/core/template-language/edit';
import { listFindings } from '../../../src/wording/finding';
import { entry, item, Resource, resource, stageProperties } from '../../support/arbitraries';
import { deployableIn, judgementOf } from '../../support/notation';

const OPTIONS = { ensureStageDefault: false, isAcknowledged: () => false };

const decode = ({ type, properties, globals }: Resource) => deployableIn({ type, properties }, globals)!;

function remediated(generated: Resource): Resource {
  const edits = remediate(decode(generated).source, OPTIONS);
  const { Properties, Globals } = applyEdits({ Properties: generated.properties, Globals: generated.globals }, edits);
  return { ...generated, properties: Properties, ...Globals === undefined ? {} : { globals: Globals } };
}

/** A judgement without the places, which follow the order of the list. */
function content({ verdict, keys }: Judgement): string[] {
  return [verdict, ...keys.map((judged) => JSON.stringify([judged.key, judged.verdict, judged.reason, judged.dormant, judged.keyFault]))
    .sort()];
}

test('rule 10: the order of a list never matters', () => {
  const shuffled = fc.array(item, { maxLength: 6 }).chain((list) => fc.tuple(
    fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }), stageProperties,
  ));
  fc.assert(fc.property(shuffled, ([list, shuffledList, properties]) => {
    const judged = (MethodSettings: unknown) => content(judgementOf({ type: 'AWS::ApiGateway::Stage', properties: { ...properties, MethodSettings } }));
    expect(judged(shuffledList)).toEqual(judged(list));
  }));
});

test('section 4: remediating twice equals once', () => {
  fc.assert(fc.property(resource, (generated) => {
    expect(remediate(decode(remediated(generated)).source, OPTIONS)).toEqual([]);
  }));
});

test('section 4: a remediated entry of a readable list is never UNENCRYPTED, UNPROVEN or DORMANT', () => {
  fc.assert(fc.property(resource, (generated) => {
    const left = decode(remediated(generated)).judgement.keys.filter(({ settings }) => settings.length > 0).map(({ verdict }) => verdict);
    expect(left.filter((verdict) => verdict === 'UNENCRYPTED' || verdict === 'UNPROVEN' || verdict === 'DORMANT')).toEqual([]);
  }));
});

test('section 4: where all can be read and no key is stated twice, remediation leaves nothing to say', () => {
  fc.assert(fc.property(resource, (generated) => {
    fc.pre(encryptsAll(decode(generated).source));
    const { verdict } = decode(remediated(generated)).judgement;
    expect(['ENCRYPTED', 'NOT_CACHED']).toContain(verdict);
  }));
});

test('a list of literals is remediated alike without the machinery of templates', () => {
  const literal = fc.record({
    HttpMethod: fc.constantFrom('*', 'GET', 'get', 'ANY', '{{resolve:ssm:method}}'),
    ResourcePath: fc.constantFrom('/*', '/', '/~1a', '/~1b', '/a', 'a', '//', '/~1a*', '/{{resolve:ssm:path}}'),
    CachingEnabled: fc.boolean(),
    CacheDataEncrypted: fc.constantFrom<unknown>(true, false, 'true', 'no', null, { Ref: 'Flag' }, { Ref: 'AWS::NoValue' }, { 'Fn::If': ['C', true, false] }),
    CacheTtlInSeconds: fc.constantFrom(0, 300),
    LoggingLevel: fc.constant('INFO'),
    Ref: fc.option(fc.constant('Entry'), { freq: 20, nil: undefined }),
  }, { requiredKeys: [] });
  const around = fc.record({
    properties: fc.constantFrom<object>({}, {}, {}, { 'Fn::Transform': { Name: 'M' } }, { Ref: 'P' }, { MethodSettings: { Ref: 'P' } }, { MethodSettings: undefined }),
    resource: fc.constantFrom<object>({}, {}, {}, { 'Fn::Transform': { Name: 'M' } }, { Condition: 'C' }, { Properties: { 'Fn::If': ['C', {}, {}] } }, { Properties: null }),
  });
  let tried = 0;
  fc.assert(fc.property(fc.array(literal, { maxLength: 5 }), around, fc.subarray(['*/*', '~1a/GET']), (MethodSettings, { properties, resource: beside }, acknowledged) => {
    const Stage = { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings, ...properties }, ...beside };
    const [{ stage: { source } }] = stagesOf({ Resources: { Stage } });
    const isAcknowledged = (key: string) => acknowledged.includes(key);
    const edits = literalEdits(literalList(Stage), isAcknowledged);
    if (edits !== undefined) {
      tried++;
      expect(encryptsAll(source)).toBe(true);
      expect(edits).toEqual(remediate(source, { ensureStageDefault: false, isAcknowledged }));
    }
  }));
  expect(tried).toBeGreaterThan(0);
});

test('section 4: remediation touches nothing but the flag', () => {
  const withoutFlags = (value: unknown) => JSON.stringify(value, (name, inner: unknown) => name === 'CacheDataEncrypted' ? undefined : inner);
  fc.assert(fc.property(resource, (generated) => {
    expect(withoutFlags(remediated(generated))).toBe(withoutFlags(generated));
  }));
});

test('section 4: remediation never takes encryption away, and sets it to true alone', () => {
  fc.assert(fc.property(resource, (generated) => {
    expect(remediate(decode(generated).source, OPTIONS).every(({ value, path }) => value === true && path[path.length - 1] === 'CacheDataEncrypted')).toBe(true);
  }));
});

test('rule 7: one entry more never makes a stage look better', () => {
  fc.assert(fc.property(stageProperties, entry, (properties, more) => {
    const key = (setting: Record<string, unknown>) => JSON.stringify([setting?.HttpMethod, setting?.ResourcePath]);
    // A further record of a key is a duplicate, and rule 9 speaks of those.
    fc.pre(!properties.MethodSettings.some((setting) => key(setting as Record<string, unknown>) === key(more)));
    const order = ['UNENCRYPTED', 'UNRESOLVED', 'UNPROVEN', 'DORMANT', 'ENCRYPTED', 'NOT_CACHED'];
    const rank = (MethodSettings: unknown) =>
      order.indexOf(judgementOf({ type: 'AWS::ApiGateway::Stage', properties: { ...properties, MethodSettings } }).verdict);
    expect(rank([...properties.MethodSettings, more])).toBeLessThanOrEqual(rank(properties.MethodSettings));
  }));
});

test('decoding and judging never throw, whatever JSON they are given', () => {
  const types = fc.constantFrom('AWS::ApiGateway::Stage', 'AWS::ApiGateway::Deployment', 'AWS::Serverless::Api', 'AWS::Serverless::Function');
  const junk = fc.oneof(fc.jsonValue(), fc.record({
    CacheClusterEnabled: fc.jsonValue(),
    MethodSettings: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
    StageName: fc.jsonValue(),
    StageDescription: fc.oneof(fc.jsonValue(), fc.record({ MethodSettings: fc.jsonValue() })),
    Events: fc.jsonValue(),
  }, { requiredKeys: [] }));
  fc.assert(fc.property(types, junk, fc.oneof(fc.jsonValue(), fc.record({ Api: junk })), (type, properties, globals) => {
    const template = { Resources: { A: { Type: type, Properties: properties } }, Globals: globals };
    expect(() => {
      stagesOf(template).forEach(({ stage }) => {
        listFindings(stage.judgement, 'S');
        equalEntries(stage.source, remediate(stage.source, { ...OPTIONS, ensureStageDefault: true }));
      });
      asksForImplicitApi({ type, properties });
      stagesOf(properties);
    }).not.toThrow();
  }));
});
