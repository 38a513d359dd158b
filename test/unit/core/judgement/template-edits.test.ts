import { editTemplate, planEdits } from '../../../../src/core/judgement/template-edits';
import { stagesOf } from '../../../../src/core/judgement/template-stages';

const ALL = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };
const ORDERS = { ...ALL, HttpMethod: 'GET', ResourcePath: '/~1orders' };
const FLAG = { CacheDataEncrypted: true };

const stageWith = (entries: unknown) => ({ Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: entries } });

interface Options {
  readonly acknowledged?: readonly string[];
  readonly ensureStageDefault?: boolean;
}

const plan = (template: object, { acknowledged = [], ensureStageDefault = false }: Options = {}) => stagesOf(template).map((stage) =>
  ({ ...stage, planned: planEdits(stage, template, { ensureStageDefault, isAcknowledged: (key) => acknowledged.includes(key) }) }));

/** `0.CacheDataEncrypted = true` */
function planned(template: object, options?: Options): string[] {
  return plan(template, options).flatMap(({ planned: { edits } }) => edits).map(({ path, value }) => `${path.slice(2).join('.')} = ${JSON.stringify(value)}`);
}

const ofEntries = (entries: unknown, options?: Options) => planned({ Resources: { Prod: stageWith(entries) } }, options);

test('each entry that needs it gets the flag', () => {
  expect(ofEntries([ALL, { ...ORDERS, ...FLAG }, { ...ORDERS, HttpMethod: 'POST' }])).toEqual(['0.CacheDataEncrypted = true', '2.CacheDataEncrypted = true']);
});

test('but not one whose key is acknowledged', () => {
  expect(ofEntries([ALL, ORDERS], { acknowledged: ['~1orders/GET'] })).toEqual(['0.CacheDataEncrypted = true']);
});

test('one that becomes equal to another one is dropped', () => {
  expect(ofEntries([ALL, { ...ALL, ...FLAG }])).toEqual(['0.CacheDataEncrypted = true', '1 = {"Ref":"AWS::NoValue"}']);
});

const FUNCTION = { Type: 'AWS::Serverless::Function', Properties: { Events: { Get: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } } } };
const SAM = { Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [ORDERS] } }, Resources: { F: FUNCTION } };

test('a stage default is added where it is wanted, but not to the implicit API', () => {
  expect(ofEntries([ORDERS], { ensureStageDefault: true }))
    .toEqual(['0.CacheDataEncrypted = true', '1 = {"HttpMethod":"*","ResourcePath":"/*","CacheDataEncrypted":true}']);
  expect(planned(SAM, { ensureStageDefault: true })).toEqual(['MethodSettings.0.CacheDataEncrypted = true']);
});

test.each<[string, unknown, Options, boolean]>([
  ['literals', [ALL, ORDERS], {}, true],
  ['an acknowledged literal', [ALL, ORDERS], { acknowledged: ['*/*'] }, false],
  ['what a parameter decides', [{ ...ALL, CachingEnabled: { Ref: 'P' } }], {}, true],
  ['an acknowledged parameter', [{ ...ALL, CachingEnabled: { Ref: 'P' } }], { acknowledged: ['*/*'] }, false],
  ['a list that cannot be read', { Ref: 'P' }, {}, false],
])('nothing is left to say of %s: %#', (_, entries, options, isComplete) => {
  expect(plan({ Resources: { Prod: stageWith(entries) } }, options).map(({ planned: each }) => each.isComplete)).toEqual([isComplete]);
});

describe('edits are made in a template', () => {
  test('and what was there before is as it was', () => {
    const [topic, prod] = [{ Type: 'AWS::SNS::Topic' }, stageWith([ALL])];
    const template = { Resources: { Topic: topic, Prod: prod } };
    const edited = editTemplate(template, plan(template));
    expect(edited).toEqual({ Resources: { Topic: topic, Prod: stageWith([{ ...ALL, ...FLAG }]) } });
    expect(edited.Resources.Topic).toBe(topic);
    expect(template.Resources.Prod).toBe(prod);
    expect(prod).toEqual(stageWith([ALL]));
  });

  test('those of Globals too, once for all APIs', () => {
    const api = { Type: 'AWS::Serverless::Api', Properties: {} };
    const template = { ...SAM, Resources: { ...SAM.Resources, A: api, B: api } };
    const edited = editTemplate(template, plan(template));
    expect(edited).toEqual({ ...template, Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [{ ...ORDERS, ...FLAG }] } } });
    expect(SAM.Globals.Api.MethodSettings).toEqual([ORDERS]);
  });

  test.each<[string, object]>([['nothing', {}], ['what is encrypted', { Resources: { Prod: stageWith([{ ...ALL, ...FLAG }]) } }]])('of %s there are none', (_, template) => {
    expect(editTemplate(template, plan(template))).toBe(template);
  });

  test('a stage without a plan is left alone', () => {
    const template = { Resources: { Prod: stageWith([ALL]) } };
    expect(editTemplate(template, stagesOf(template))).toBe(template);
  });
});
