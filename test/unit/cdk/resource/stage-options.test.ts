import { CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import { ApiDefinition, CfnStage, Deployment, RestApi, SpecRestApi, Stage, StageOptions } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { ApiCacheEncryptionChecks } from '../../../../src';
import { stageOptionsOf } from '../../../../src/cdk/resource/stage-options';
import { testApp } from '../../../support/app';
import { packReport } from '../../../support/report';

const OPTIONS: StageOptions = { cacheClusterEnabled: true, cachingEnabled: true, methodOptions: { '/orders/GET': { cachingEnabled: true }, '//GET': { cachingEnabled: true } } };

function restApi(stack: Stack, deployOptions?: StageOptions): RestApi {
  const api = new RestApi(stack, 'Api', { deploy: deployOptions !== undefined, deployOptions });
  api.root.addMethod('GET');
  return api;
}

function deployed(stack: Stack, options: StageOptions = OPTIONS): Stage {
  return restApi(stack, options).deploymentStage;
}

class OurStage extends Stage {
}

function own(stack: Stack, type: typeof Stage = Stage): Stage {
  const api = restApi(stack);
  return new type(stack, 'Prod', { deployment: new Deployment(stack, 'Deployment', { api }), ...OPTIONS });
}

/** What the pack says about each finding, by its key. */
function fixes(build: (stack: Stack) => unknown): Record<string, string | undefined> {
  const app = testApp();
  build(new Stack(app, 'Shop'));
  Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
  return Object.fromEntries(packReport(app).violations.map(({ ruleMetadata, suggestedFix }) => [ruleMetadata!.methodKey, suggestedFix?.split('\n')[0]]));
}

const inTemplate = (index: number) => `(in the template: set Properties.MethodSettings.${index}.CacheDataEncrypted to true)`;

test.each<[string, (stack: Stack) => unknown]>([
  ['RestApi', (stack) => deployed(stack)],
  ['SpecRestApi', (stack) => new SpecRestApi(stack, 'Api', { apiDefinition: ApiDefinition.fromInline({ openapi: '3.0.0' }), deployOptions: OPTIONS })],
])('the options of %s are its deployOptions', (_, build) => {
  expect(fixes(build)).toEqual({
    '*/*': `set \`cacheDataEncrypted: true\` in \`deployOptions\`, or in \`deployOptions.methodOptions['/*/*']\` if it is there ${inTemplate(0)}`,
    '~1orders/GET': `set \`cacheDataEncrypted: true\` in \`deployOptions.methodOptions['/orders/GET']\` ${inTemplate(1)}`,
    '~1/GET': `set \`cacheDataEncrypted: true\` in \`deployOptions.methodOptions['//GET']\` ${inTemplate(2)}`,
  });
});

test.each<[string, (stack: Stack) => unknown]>([
  ['a Stage', (stack) => own(stack)],
  ['a subclass of it', (stack) => own(stack, OurStage)],
  ['one that is assigned to its RestApi', (stack) => {
    const stage = own(stack);
    (stage.restApi as RestApi).deploymentStage = stage;
  }],
])('those of %s are its own', (_, build) => {
  expect(fixes(build)).toEqual({
    '*/*': `set \`cacheDataEncrypted: true\` in the props of the stage, or in \`methodOptions['/*/*']\` if it is there ${inTemplate(0)}`,
    '~1orders/GET': `set \`cacheDataEncrypted: true\` in \`methodOptions['/orders/GET']\` of the stage ${inTemplate(1)}`,
    '~1/GET': `set \`cacheDataEncrypted: true\` in \`methodOptions['//GET']\` of the stage ${inTemplate(2)}`,
  });
});

test('what is done in the options makes the finding go away', () => {
  const { methodOptions } = OPTIONS;
  const encrypted =
    Object.fromEntries(Object.entries(methodOptions!).map(([key, options]) => [key, { ...options, cacheDataEncrypted: true }]));
  expect(fixes((stack) => deployed(stack, { ...OPTIONS, cacheDataEncrypted: true, methodOptions: encrypted }))).toEqual({});
});

test('a pair of stage defaults is no matter of one option', () => {
  const twice = fixes((stack) => deployed(stack, { cachingEnabled: true, cacheDataEncrypted: true, methodOptions: { '/*/*': { cachingEnabled: true, cacheDataEncrypted: true } } }));
  expect(twice).toEqual({ '*/*': 'keep only one of them (Properties.MethodSettings.0 and Properties.MethodSettings.1)' });
});

test.each<[string, (stack: Stack) => IConstruct]>([
  ['an L1', (stack) => new CfnStage(stack, 'Stage', { restApiId: 'abc' })],
  ['the default child of something else', (stack) => new CfnStage(new CfnOutput(stack, 'Output', { value: '' }), 'Resource', { restApiId: 'abc' })],
  ['an L1 below a Stage', (stack) => new CfnStage(deployed(stack), 'Another', { restApiId: 'abc' })],
  ['settings that are overridden', (stack) => {
    const stage = deployed(stack).node.defaultChild as CfnStage;
    stage.addPropertyOverride('MethodSettings.1.CacheDataEncrypted', false);
    return stage;
  }],
  ['the app', ({ node }) => node.root],
])('nothing for %s', (_, build) => {
  expect(stageOptionsOf(build(new Stack(testApp(), 'Shop')), '~1orders/GET')).toBeUndefined();
});

test('another override changes nothing', () => {
  const stage = deployed(new Stack(testApp(), 'Shop')).node.defaultChild as CfnStage;
  stage.addPropertyOverride('Variables.a', 'b');
  expect(stageOptionsOf(stage, '~1orders/GET')).toBe('`deployOptions.methodOptions[\'/orders/GET\']`');
  expect(['orders/GET', 'MethodSettings'].map((key) => stageOptionsOf(stage, key))).toEqual([undefined, undefined]);
});
