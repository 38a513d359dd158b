import { cacheTemplate, cacheTextBesideNested, cacheTexts, isWrittenWith, mayHoldStages } from '../../../../src/core/judgement/cache-template';

const STAGE = { Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*' }] } };
const TOPIC = { Type: 'AWS::SNS::Topic' };
const TEMPLATE = {
  Description: 'A shop',
  Resources: { Topic: TOPIC, Prod: STAGE, Test: { ...STAGE, Condition: 'IsTest' } },
  Outputs: { Url: { Value: 'AWS::ApiGateway::Stage' } },
  Conditions: { IsTest: { 'Fn::Equals': [{ Ref: 'Env' }, 'é"\n'] } },
  Parameters: { Env: { Type: 'String' } },
};

/** As CDK writes it. */
const written = (template: object) => JSON.stringify(template, undefined, 1);

describe('what decides on caches in a template', () => {
  test('is its stages, with all that may decide on them, in its order', () => {
    const { Description: _description, Outputs: _outputs, ...sections } = TEMPLATE;
    const { Topic: _topic, ...stages } = TEMPLATE.Resources;
    const part = cacheTemplate(TEMPLATE)!;
    expect(part).toEqual({ ...sections, Resources: stages });
    expect(Object.keys(part)).toEqual(['Resources', 'Conditions', 'Parameters']);
  });

  test.each<[string, object]>([
    ['SAM resources, which may ask for an API', { Type: 'AWS::Serverless::Function' }],
    ['templates within the template', { Type: 'AWS::CloudFormation::StackSet' }],
  ])('is %s', (_, resource) => {
    expect(cacheTemplate({ Resources: { Topic: TOPIC, R: resource } })).toEqual({ Resources: { R: resource } });
  });

  test('is whatever a loop or a macro brings', () => {
    expect(cacheTemplate({ Resources: { 'Fn::ForEach::Stages': [], 'Topic': TOPIC } })).toEqual({ Resources: { 'Fn::ForEach::Stages': [] } });
  });

  test.each<[string, object]>([['a template without resources', {}], ['a section that is none', { Resources: [] }], ['other resources', { Resources: { TOPIC } }]])(
    'is nothing in %s', (_, template) => {
      expect(cacheTemplate(template)).toBeUndefined();
      expect(cacheTexts(template)).toEqual([]);
    });
});

describe('a file is as it was rendered', () => {
  const texts = cacheTexts(TEMPLATE);

  test('if CDK has written it', () => {
    expect(isWrittenWith(texts, written(TEMPLATE))).toBe(true);
    expect(isWrittenWith([], written({ Resources: { TOPIC } }))).toBe(true);
  });

  test('a type that is named elsewhere is no resource', () => {
    const rule = { Type: 'AWS::Config::ConfigRule', Properties: { Scope: { ComplianceResourceTypes: ['AWS::ApiGateway::Stage'] } } };
    expect(isWrittenWith(texts, written({ ...TEMPLATE, Resources: { ...TEMPLATE.Resources, Rule: rule } }))).toBe(true);
  });

  test('whatever else has changed', () => {
    expect(isWrittenWith(texts, written({ ...TEMPLATE, Description: 'Another', Resources: { ...TEMPLATE.Resources, More: TOPIC } }))).toBe(true);
  });

  test.each<[string, object]>([
    ['a stage is changed', { ...TEMPLATE, Resources: { ...TEMPLATE.Resources, Prod: { ...STAGE, Properties: {} } } }],
    ['a stage is gone', { ...TEMPLATE, Resources: { Topic: TOPIC, Prod: STAGE } }],
    ['a stage has another name', { ...TEMPLATE, Resources: { Prod2: STAGE, Test: TEMPLATE.Resources.Test } }],
    ['a stage came', { ...TEMPLATE, Resources: { ...TEMPLATE.Resources, Late: STAGE } }],
    ['a function came, which may ask for an API', { ...TEMPLATE, Resources: { ...TEMPLATE.Resources, Late: { Type: 'AWS::Serverless::Function' } } }],
    ['a template came', { ...TEMPLATE, Resources: { ...TEMPLATE.Resources, Late: { Type: 'AWS::CloudFormation::Stack' } } }],
    ['Globals came, which SAM merges into every API', { ...TEMPLATE, Globals: { Api: { CacheClusterEnabled: true } } }],
    ['a condition is changed', { ...TEMPLATE, Conditions: { IsTest: { 'Fn::Equals': ['a', 'a'] } } }],
    ['a parameter is changed', { ...TEMPLATE, Parameters: { Env: { Type: 'String', Default: 'x' } } }],
  ])('not if %s', (_, template) => {
    expect(isWrittenWith(texts, written(template))).toBe(false);
  });

  test.each([0, 2])('however it is indented, as by %s spaces', (spaces) => {
    expect(isWrittenWith(texts, JSON.stringify(TEMPLATE, undefined, spaces))).toBe(true);
    expect(isWrittenWith(texts, JSON.stringify({ ...TEMPLATE, Parameters: {} }, undefined, spaces))).toBe(false);
    expect(isWrittenWith(texts, JSON.stringify({}, undefined, spaces))).toBe(false);
  });
});

describe('beside nested stacks', () => {
  const NESTED = { Type: 'AWS::CloudFormation::Stack' };
  const text = (template: object) => cacheTextBesideNested(template, ['Env']);

  test.each<[string, object]>([
    ['a nested stack', { ...TEMPLATE, Resources: { ...TEMPLATE.Resources, Nested: NESTED } }],
    ['a parameter that was not there', { ...TEMPLATE, Parameters: { ...TEMPLATE.Parameters, Location: { Type: 'String' } } }],
  ])('%s changes nothing', (_, template) => {
    expect(text(template)).toBe(text(TEMPLATE));
  });

  test.each<[string, object]>([
    ['a stage', { ...TEMPLATE, Resources: { Topic: TOPIC, Prod: STAGE } }],
    ['a parameter', { ...TEMPLATE, Parameters: { Env: { Type: 'String', Default: 'x' } } }],
    ['a section that is gone', { Resources: TEMPLATE.Resources }],
  ])('%s does', (_, template) => {
    expect(text(template)).not.toBe(text(TEMPLATE));
  });

  test('what is no template has none', () => {
    expect([{}, { Resources: { Nothing: null } }, { Resources: { NESTED } }].map(text)).toEqual(['', '', '']);
  });
});

test.each<[string, string]>([['spaces', written(TEMPLATE)], ['none', JSON.stringify(TEMPLATE)]])('a text may hold stages, with %s between its tokens', (_, text) => {
  expect(mayHoldStages(text)).toBe(true);
});

test('one that names no type of ours does not', () => {
  expect(mayHoldStages(written({ Resources: { Topic: TOPIC } }))).toBe(false);
});
