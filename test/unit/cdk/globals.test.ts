import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Aspects, CfnElement, CfnParameter, CfnResource, NestedStack, Stack, Validations } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { EncryptApiCache, EncryptApiCacheMode } from '../../../src';
import { bringsGlobals } from '../../../src/cdk/globals';
import { testApp, verdicts } from '../../support/app';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'encrypt-include-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CACHING = { CacheClusterEnabled: true, MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true }] };
const EVENTS = { Get: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } };
const FUNCTION = {
  Type: 'AWS::Serverless::Function',
  Properties: { Runtime: 'nodejs22.x', Handler: 'i.h', InlineCode: 'x', Events: EVENTS },
};

const withEvents = (events: object) => ({ ...FUNCTION, Properties: { ...FUNCTION.Properties, Events: events } });

function include(stack: Stack, template: object, id = 'I'): CfnInclude {
  const templateFile = join(folder, `${stack.node.addr}-${id}.json`);
  writeFileSync(templateFile, JSON.stringify(template));
  return new CfnInclude(stack, id, { templateFile });
}

function synth(build: (stack: Stack) => unknown, mode = EncryptApiCacheMode.ENFORCE) {
  const app = testApp();
  build(new Stack(app, 'Shop'));
  Aspects.of(app).add(new EncryptApiCache({ mode }));
  const artifact = app.synth().getStackByName('Shop');
  return { template: artifact.template as Record<string, any>, messages: artifact.messages.map(({ id, entry }) => `${id} ${entry.data}`) };
}

test('rule 13: the implicit API is encrypted in Globals', () => {
  const { template, messages } = synth((stack) => include(stack, {
    Globals: { Api: CACHING, Function: { Timeout: 3 } }, Resources: { F: FUNCTION },
  }));
  expect(template.Globals).toEqual({
    Api: { ...CACHING, MethodSettings: [{ ...CACHING.MethodSettings[0], CacheDataEncrypted: true }] }, Function: { Timeout: 3 },
  });
  expect(messages).toEqual([]);
});

test('rule 13: Globals that no API uses are left alone', () => {
  const { template } = synth((stack) => include(stack, { Globals: { Api: CACHING }, Resources: { F: withEvents({}) } }));
  expect(template.Globals).toEqual({ Api: CACHING });
});

test('an API that overrides the cluster with false is dormant, and encrypted in Globals all the same', () => {
  const { template } = synth((stack) => include(stack, {
    Globals: { Api: CACHING }, Resources: { A: { Type: 'AWS::Serverless::Api', Properties: { StageName: 'x', CacheClusterEnabled: false } } },
  }));
  expect(verdicts(template)).toEqual(['A */*: ENCRYPTED']);
});

test('in mode REPORT, the include speaks for the implicit API', () => {
  const sam = { Globals: { Api: CACHING }, Resources: { F: FUNCTION } };
  const { template, messages } = synth((stack) => include(stack, sam), EncryptApiCacheMode.REPORT);
  expect(template.Globals).toEqual({ Api: CACHING });
  expect(messages).toEqual([expect.stringMatching(/^\/Shop\/I method setting \*\/\* \(every method\) of stage Shop\/I\/ServerlessRestApi caches responses in clear/)]);
});

test('the include acknowledges for the implicit API', () => {
  const { template } = synth((stack) => Validations.of(include(stack, { Globals: { Api: CACHING }, Resources: { F: FUNCTION } }))
    .acknowledge({ id: 'ApiCache-CacheDataEncrypted', reason: 'public data' }));
  expect(template.Globals).toEqual({ Api: CACHING });
});

test('a Globals list that cannot be read becomes a warning', () => {
  const { messages } = synth((stack) => include(stack, {
    Globals: { Api: { CacheClusterEnabled: true, MethodSettings: { 'Fn::ImportValue': 'Settings' } } },
    Conditions: { A: { 'Fn::Equals': ['a', 'b'] } },
    Resources: { F: FUNCTION },
  }));
  expect(messages).toEqual([expect.stringContaining('Globals.Api.MethodSettings is {"Fn::ImportValue":"Settings"}; pass a literal list')]);
});

test('two includes in a stack: only the one with Globals changes', () => {
  const { template } = synth((stack) => {
    include(stack, { Parameters: { P: { Type: 'String' } } }, 'First');
    include(stack, { Globals: { Api: CACHING }, Resources: { F: FUNCTION } }, 'Second');
  });
  expect(template.Parameters.P).toEqual({ Type: 'String' });
  expect(template.Globals.Api.MethodSettings[0].CacheDataEncrypted).toBe(true);
});

test('Globals of one stack mean nothing in another, nested or not', () => {
  const { template } = synth((stack) => {
    const nested = new NestedStack(stack, 'Nested');
    include(nested, { Globals: { Api: CACHING } });
    include(stack, { Resources: { F: FUNCTION, A: { Type: 'AWS::Serverless::Api', Properties: { StageName: 'x' } } } });
  });
  expect(verdicts(template)).toEqual([]);
});

test.each([
  ['first', ['Api', 'Function']],
  ['last', ['Function', 'Api']],
])('two includes with Globals, the one for APIs %s: CDK merges them, and only that one changes', (_, order) => {
  const templates: Record<string, object> = {
    Api: { Globals: { Api: CACHING } },
    Function: { Globals: { Function: { Timeout: 3 } }, Resources: { F: FUNCTION } },
  };
  const { template, messages } = synth((stack) => order.forEach((id) => include(stack, templates[id], id)));
  expect(template.Globals).toEqual({
    Api: { ...CACHING, MethodSettings: [{ ...CACHING.MethodSettings[0], CacheDataEncrypted: true }] }, Function: { Timeout: 3 },
  });
  expect(messages).toEqual([]);
});

test('Globals from an element that a user wrote', () => {
  class Globals extends CfnElement {
    public _toCloudFormation(): object {
      return { Globals: { Api: CACHING } };
    }
  }
  const { template } = synth((stack) => {
    new Globals(stack, 'Globals');
    include(stack, { Resources: { A: { Type: 'AWS::Serverless::Api', Properties: { StageName: 'x' } } } });
  });
  expect(verdicts(template)).toEqual(['A */*: ENCRYPTED']);
});

test('Globals that cannot be read become a warning', () => {
  const { messages } = synth((stack) => include(stack, {
    Globals: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/globals.yaml' } } }, Resources: { F: FUNCTION },
  }));
  expect(messages).toEqual([expect.stringContaining('cannot tell whether a method setting of stage Shop/I/ServerlessRestApi caches')]);
});

test('a function that has its type by override asks for the implicit API too', () => {
  const { template } = synth((stack) => {
    include(stack, { Globals: { Api: CACHING } });
    new CfnResource(stack, 'F', { type: 'Custom::Function', properties: { Events: EVENTS } }).addOverride('Type', 'AWS::Serverless::Function');
  });
  expect(verdicts(template)).toEqual(['ServerlessRestApi */*: ENCRYPTED']);
});

test('Globals with a function beside other names cannot be read', () => {
  const { messages } = synth((stack) => include(stack, {
    Globals: { 'Function': {}, 'Fn::Transform': { Name: 'X' } }, Resources: { F: FUNCTION },
  }));
  expect(messages).toEqual([expect.stringContaining('cannot tell')]);
});

test('ensureStageDefault adds nothing to Globals: it would be added to every API', () => {
  const app = testApp();
  const template = { Globals: { Api: { CacheClusterEnabled: true } }, Resources: { F: FUNCTION } };
  include(new Stack(app, 'Shop'), template);
  Aspects.of(app).add(new EncryptApiCache({ ensureStageDefault: true }));
  expect((app.synth().getStackByName('Shop').template as { Globals: unknown }).Globals).toEqual(template.Globals);
});

test('only an element with Globals.Api brings them', () => {
  const stack = new Stack(testApp(), 'Shop');
  expect(bringsGlobals(include(stack, { Globals: { Api: CACHING } }))).toBe(true);
  expect(bringsGlobals(include(stack, { Globals: { Function: {} } }, 'F'))).toBe(false);
  expect(bringsGlobals(include(stack, {}, 'Empty'))).toBe(false);
  expect(bringsGlobals(new CfnParameter(stack, 'P'))).toBe(false);
  expect(bringsGlobals(new CfnStage(stack, 'S', { restApiId: 'abc' }))).toBe(false);
  expect(bringsGlobals(stack)).toBe(false);
});
