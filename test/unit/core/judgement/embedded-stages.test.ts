import { EmbeddedReader, embeddedStages } from '../../../../src/core/judgement/embedded-stages';
import { embeddedTemplates, isDeployedHere, isEmbedded } from '../../../../src/core/stage/embedded-template';
import { Parsed } from '../../../../src/core/template-language/pieced-text';
import { listFindings } from '../../../../src/wording/finding';

const W = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true };
const stage = (more: object = {}) => ({ Type: 'AWS::ApiGateway::Stage', Properties: { CacheClusterEnabled: true, MethodSettings: [{ ...W, ...more }] } });
const inner = (more: object = {}, sections: object = {}) => JSON.stringify({ ...sections, Resources: { Prod: stage(more) } });
const outer = (Properties: object, { Type = 'AWS::CloudFormation::StackSet', ...more }: { Type?: string; Condition?: string } = {}, sections: object = {}) =>
  ({ ...sections, Resources: { Set: { Type, Properties, ...more } } });

function parse(text: string): Parsed {
  try {
    return { is: 'read', value: JSON.parse(text) as unknown };
  } catch {
    return { is: 'unreadable', because: 'not valid JSON' };
  }
}

function stages(template: unknown, open: EmbeddedReader['open'] = () => undefined, environment = {}) {
  return embeddedStages(template, environment, { parse, open }, 'main.json');
}

// Such as `Set/Prod */*: UNENCRYPTED`
const verdicts = (...args: Parameters<typeof stages>) => stages(...args).flatMap(({ logicalId, stage: { judgement } }) =>
  judgement.keys.map(({ key, verdict }) => `${logicalId} ${key}: ${verdict ?? ''}`));

describe('a text in a resource is judged', () => {
  test.each<[string, unknown, string[]]>([
    ['unencrypted', inner(), ['Set/Prod */*: UNENCRYPTED']],
    ['encrypted', inner({ CacheDataEncrypted: true }), ['Set/Prod */*: ENCRYPTED']],
    ['that caches nothing', inner({ CachingEnabled: false }), ['Set/Prod */*: NOT_CACHED']],
    ['without an API', JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }), []],
    ['with a value of its own parameter', inner({ CacheDataEncrypted: { Ref: 'On' } }, { Parameters: { On: { Type: 'String', AllowedValues: ['true'] } } }), ['Set/Prod */*: ENCRYPTED']],
    ['with a value of the outer template', { 'Fn::Sub': inner({ CacheDataEncrypted: '${On}' }) }, ['Set/Prod */*: UNRESOLVED']],
    [
      'with one that has the name of an inner parameter',
      { 'Fn::Sub': inner({ CacheDataEncrypted: '${On}' }, { Parameters: { On: { Type: 'String', AllowedValues: ['true'] } } }) },
      ['Set/Prod */*: UNRESOLVED'],
    ],
    ['with one that does not decide', { 'Fn::Sub': inner({ CacheDataEncrypted: true, LoggingLevel: '${Level}' }) }, ['Set/Prod */*: ENCRYPTED']],
    ['as Fn::ToJsonString', { 'Fn::ToJsonString': { Resources: { Prod: stage({ CacheDataEncrypted: { Ref: 'On' } }) } } }, ['Set/Prod */*: UNRESOLVED']],
    ['in a branch', { 'Fn::If': ['C', inner(), { 'Fn::If': ['D', inner({ CacheDataEncrypted: true }), { Ref: 'AWS::NoValue' }] }] }, ['Set/Prod */*: UNENCRYPTED', 'Set/Prod */*: ENCRYPTED']],
    ['with an escaped type', inner().replace('AWS::ApiGateway::Stage', 'AWS\\u003a:ApiGateway::Stage'), ['Set/Prod */*: UNENCRYPTED']],
  ])('%s', (_, TemplateBody, expected) => {
    expect(verdicts(outer({ TemplateBody }))).toEqual(expected);
  });

  test('of a StackSet in a loop', () => {
    const loop = { Resources: { 'Fn::ForEach::L': ['X', ['a', 'b'], { 'Set${X}': outer({ TemplateBody: inner() }).Resources.Set }] } };
    expect(stages(loop).map(({ logicalId, at }) => [logicalId, at])).toEqual([['Set${X}/Prod', ['Fn::ForEach::L', 2, 'Set${X}']]]);
  });

  test('not of a resource that is never there', () => {
    const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] }, Sometimes: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'b'] } };
    expect(verdicts(outer({ TemplateBody: inner() }, { Condition: 'Never' }, { Conditions }))).toEqual([]);
    expect(verdicts(outer({ TemplateBody: inner() }, { Condition: 'Sometimes' }, { Conditions }))).toHaveLength(1);
  });

  test.each([[null], [undefined], ['text'], [{}], [{ Resources: { Set: null } }], [outer({})], [outer({ TemplateBody: null })], [outer({ TemplateBody: [] })], [outer({ TemplateBody: {} })]])('nothing in %j', (template) => {
    expect(stages(template)).toEqual([]);
  });
});

describe('what cannot be read is said only where a stage may cache', () => {
  test.each<[string, unknown, string[]]>([
    ['a literal that states caching', '{ "AWS::ApiGateway::Stage" CachingEnabled', ['Set MethodSettings: UNRESOLVED']],
    ['a literal that states none', '{ "AWS::ApiGateway::Stage" MethodSettings', []],
    ['one with a piece of the outer template', { 'Fn::Sub': '{ "AWS::ApiGateway::Stage" ${Settings}' }, ['Set MethodSettings: UNRESOLVED']],
    ['one that names a function alone', { 'Fn::Sub': '{ "AWS::Serverless::Function" ${Settings}' }, []],
    ['one that names a stage beside a function', { 'Fn::Sub': '{ "AWS::Serverless::Function" "AWS::Serverless::Api" ${Settings}' }, ['Set MethodSettings: UNRESOLVED']],
    ['no mapping', '"AWS::Serverless::Api CachingEnabled"', ['Set MethodSettings: UNRESOLVED']],
    ['another API', '{ "AWS::ApiGatewayV2::Stage" CachingEnabled', []],
    ['no type', '{ CachingEnabled', []],
    ['no type, although an escape may hide one', '{ "\\u0041" CachingEnabled', []],
    ['a parameter', { Ref: 'Body' }, []],
    ['a macro', { 'Fn::Transform': { Name: 'AWS::Include' } }, []],
  ])('%s', (_, TemplateBody, expected) => {
    expect(verdicts(outer({ TemplateBody }))).toEqual(expected);
  });

  test.each([
    ['{ AWS::Serverless::Function CachingEnabled', 'AWS::Serverless::Function but cannot be read: not valid JSON'],
    [
      '["AWS::Serverless::Api CachingEnabled"]',
      'AWS::Serverless::Api but cannot be read: not a mapping of sections such as Resources',
    ],
  ])('with the reason: %s', (TemplateBody, reason) => {
    const [{ stage: { judgement } }] = stages(outer({ TemplateBody }));
    expect(listFindings(judgement, 'Set')[0].description)
      .toBe(`cannot tell whether a method setting caches responses unencrypted: TemplateBody contains ${reason}`);
    expect(judgement.keys.map(({ settings }) => settings)).toEqual([[]]);
  });
});

describe('places are those of the outer template', () => {
  test('of a resource and of Globals', () => {
    const sam = { Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [W] } }, Resources: { Api: { Type: 'AWS::Serverless::Api', Properties: {} }, Prod: stage() } };
    const found = stages(outer({ TemplateBody: JSON.stringify(sam) }));
    expect(found.map(({ logicalId, at, type, embedded, stage: { judgement } }) => [logicalId, at, type, embedded, listFindings(judgement, '').flatMap(({ locations }) => locations.map((path) => path.join('.')))])).toEqual([
      ['Set/Api', ['Set'], 'AWS::Serverless::Api', { in: 'Set', path: ['Properties', 'TemplateBody'] }, ['Properties.TemplateBody.Globals.Api.MethodSettings.0.CacheDataEncrypted']],
      ['Set/Prod', ['Set'], 'AWS::ApiGateway::Stage', { in: 'Set', path: ['Properties', 'TemplateBody'] }, ['Properties.TemplateBody.Resources.Prod.Properties.MethodSettings.0.CacheDataEncrypted']],
    ]);
  });

  test('rule 13: of the implicit API', () => {
    const Globals = { Api: { CacheClusterEnabled: true, MethodSettings: [W] } };
    const sam = { Globals, Resources: { F: { Type: 'AWS::Serverless::Function', Properties: { Events: { Get: { Type: 'Api' } } } } } };
    const [{ logicalId, at, stage: { judgement } }, ...others] = stages(outer({ TemplateBody: JSON.stringify(sam) }));
    expect([logicalId, at, listFindings(judgement, '')[0].fix])
      .toEqual(['Set/ServerlessRestApi', ['Set'], 'set Properties.TemplateBody.Globals.Api.MethodSettings.0.CacheDataEncrypted to true']);
    expect(others).toEqual([]);
  });

  test('at any depth', () => {
    const deep = outer({ TemplateBody: JSON.stringify(outer({ TemplateBody: inner() })) });
    const [{ logicalId, at, stage: { judgement } }] = stages(deep);
    expect([logicalId, at, listFindings(judgement, '')[0].fix])
      .toEqual(['Set/Set/Prod', ['Set'], 'set Properties.TemplateBody.Resources.Set.Properties.TemplateBody.Resources.Prod.Properties.MethodSettings.0.CacheDataEncrypted to true']);
  });

  test('and told from those of a stage', () => {
    const paths = stages(outer({ TemplateBody: inner() })).flatMap(({ stage: { judgement } }) => judgement.keys.map(({ path }) => path));
    expect(paths.map(isEmbedded)).toEqual([true]);
    const others = [['Properties', 'MethodSettings', 0], ['Properties', 'StageDescription'], ['Globals', 'Api'], ['Metadata', 'TemplateBody']];
    expect(others.map(isEmbedded)).toEqual([false, false, false, false]);
  });
});

describe('an address is followed where it leads to a file of ours', () => {
  const files: Readonly<Record<string, string>> = {
    unencrypted: inner(),
    none: '{"Resources":{}}',
    broken: '{ AWS::ApiGateway::Stage CachingEnabled',
    self: JSON.stringify(outer({ TemplateURL: 'self' })),
    deep: JSON.stringify(outer({ TemplateURL: 'unencrypted' }, { Type: 'AWS::CloudFormation::Stack' })),
  };
  const open: EmbeddedReader['open'] = (location) => typeof location === 'string' && location in files ? { file: location, text: files[location] } : undefined;

  test.each<[string, object, string[]]>([
    ['AWS::CloudFormation::Stack', { TemplateURL: 'unencrypted' }, ['Set/Prod */*: UNENCRYPTED']],
    ['AWS::CloudFormation::StackSet', { TemplateURL: 'unencrypted' }, ['Set/Prod */*: UNENCRYPTED']],
    ['AWS::Serverless::Application', { Location: 'unencrypted' }, ['Set/Prod */*: UNENCRYPTED']],
    [
      'AWS::ServiceCatalog::CloudFormationProduct',
      { ProvisioningArtifactParameters: [{ Info: { LoadTemplateFromURL: 'none' } }, { Info: { 'Fn::If': ['C', { LoadTemplateFromURL: 'unencrypted' }, { LoadTemplateFromURL: 'deep' }] } }] },
      ['Set/Prod */*: UNENCRYPTED', 'Set/Set/Prod */*: UNENCRYPTED'],
    ],
    ['AWS::CloudFormation::Stack', { TemplateURL: 'none' }, []],
    ['AWS::CloudFormation::Stack', { TemplateURL: 'https://example.com/AWS::ApiGateway::Stage/CachingEnabled.json' }, []],
    ['AWS::CloudFormation::Stack', { TemplateURL: { Ref: 'Url' } }, []],
    ['AWS::CloudFormation::Stack', { TemplateURL: 'broken' }, ['Set MethodSettings: UNRESOLVED']],
    ['AWS::CloudFormation::Stack', { TemplateURL: 'self' }, []],
    ['AWS::CloudFormation::Stack', { TemplateURL: 'deep' }, ['Set/Set/Prod */*: UNENCRYPTED']],
    ['AWS::SNS::Topic', { TemplateURL: 'unencrypted', TemplateBody: inner() }, []],
  ])('%s %j', (Type, properties, expected) => {
    expect(verdicts(outer(properties, { Type }), open)).toEqual(expected);
  });

  test('from the template in which it stands', () => {
    const asked: unknown[] = [];
    verdicts(outer({ TemplateURL: 'deep' }), (location, from) => {
      asked.push([location, from]);
      return open(location, from);
    });
    expect(asked).toEqual([['deep', 'main.json'], ['unencrypted', 'deep']]);
  });
});

test('rule 14: a nested stack is where the stack around it is, a StackSet is anywhere', () => {
  const Conditions = { Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } };
  const text = JSON.stringify({ Conditions, Resources: { Prod: stage({ CacheDataEncrypted: { 'Fn::If': ['Here', true, false] } }) } });
  const judged = (Type: string) => verdicts(outer({ TemplateURL: 'x' }, { Type }), () => ({ file: 'x', text }), { 'AWS::Region': 'eu-west-1' });
  expect(judged('AWS::CloudFormation::Stack')).toEqual(['Set/Prod */*: ENCRYPTED']);
  expect(judged('AWS::CloudFormation::StackSet')).toEqual(['Set/Prod */*: UNENCRYPTED']);
});

test('a resource of another type holds no templates, whatever its properties are called', () => {
  expect(embeddedTemplates({ type: 'AWS::SNS::Topic', properties: { TemplateBody: inner() } })).toEqual([]);
  expect(isDeployedHere('AWS::SNS::Topic')).toBe(false);
});

test.each([[{}], [{ TemplateBody: null }], [{ TemplateBody: undefined }]])('what is left out is no template: %j', (properties) => {
  expect(embeddedTemplates({ type: 'AWS::CloudFormation::StackSet', properties })).toEqual([]);
});

test('a template that names no API and embeds nothing is not parsed, for most are such', () => {
  const parsed: string[] = [];
  const noting = (text: string) => {
    parsed.push(text);
    return parse(text);
  };
  const topic = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
  const sets = [topic, inner()].map((TemplateBody) => outer({ TemplateBody }).Resources.Set);
  const Resources = Object.fromEntries(sets.map((set, index) => [`Set${index}`, set]));
  embeddedStages({ Resources }, {}, { parse: noting, open: () => undefined });
  expect(parsed).toEqual([inner()]);
});
