import { Aws, CfnCondition, CfnParameter, CfnResource, Fn, IResolvable, Lazy, NestedStack, Stack, Token } from 'aws-cdk-lib';
import {
  ApiDefinition, CfnDeployment, CfnStage, Deployment, EndpointType, LambdaRestApi, MockIntegration, RestApi,
  SpecRestApi, Stage, StageOptions, StepFunctionsRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnApi } from 'aws-cdk-lib/aws-sam';
import { DefinitionBody, Pass, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { fixture } from './paths';

/** A way to write a stage that caches unencrypted, as users do; `others` is a second stack of the same app. */
export type Shape = (stack: Stack, others: Stack) => void;

type Settings = CfnStage.MethodSettingProperty[];

const CACHING: StageOptions = { cachingEnabled: true, methodOptions: { '/orders/GET': { cachingEnabled: true, cacheDataEncrypted: false } } };
const ENTRY = { HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true };
const DEFAULT = { HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, CacheDataEncrypted: false };
const TYPED: Settings = [
  { httpMethod: '*', resourcePath: '/*', cachingEnabled: true },
  { httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true, cacheDataEncrypted: false, throttlingRateLimit: 5 },
  { httpMethod: 'GET', resourcePath: '/~1search', throttlingBurstLimit: 7 },
];

function l1(stack: Stack, methodSettings: unknown = TYPED): CfnStage {
  return new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: methodSettings as Settings });
}

function restApi(stack: Stack, deployOptions?: StageOptions): RestApi {
  const api = new RestApi(stack, 'Api', { deployOptions });
  api.root.addMethod('GET', new MockIntegration());
  return api;
}

function described(stack: Stack, stageDescription: unknown): CfnDeployment {
  return new CfnDeployment(stack, 'Described', { restApiId: 'abc', stageName: 'prod', stageDescription: stageDescription as CfnDeployment.StageDescriptionProperty });
}

function raw(stack: Stack, type: string, properties: Record<string, unknown>): CfnResource {
  return new CfnResource(stack, 'Raw', { type, properties });
}

function sam(stack: Stack, methodSettings: unknown): CfnApi {
  return new CfnApi(stack, 'Sam', { stageName: 'prod', cacheClusterEnabled: true, methodSettings: methodSettings as object[] });
}

const late = (value: unknown): IResolvable => Lazy.uncachedAny({ produce: () => value });

function condition(stack: Stack, name = 'IsProd'): string {
  return new CfnCondition(stack, name, { expression: Fn.conditionEquals(Aws.REGION, 'eu-west-1') }).logicalId;
}

class Entry {
  public readonly httpMethod = 'GET';
  public readonly cachingEnabled = true;
  public get resourcePath(): string {
    return '/~1orders';
  }
}

/** Everything that `EncryptApiCache` has to encrypt. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  // L2
  'RestApi deploy options': (stack) => restApi(stack, CACHING),
  'LambdaRestApi deploy options': (stack) => {
    const handler = new Function(stack, 'F', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('x') });
    new LambdaRestApi(stack, 'Api', { handler, deployOptions: CACHING });
  },
  'SpecRestApi deploy options': (stack) => new SpecRestApi(stack, 'Api', { apiDefinition: ApiDefinition.fromInline({ openapi: '3.0.1' }), deployOptions: CACHING }),
  'StepFunctionsRestApi deploy options': (stack) => {
    const stateMachine = new StateMachine(stack, 'M', { definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'P')), stateMachineType: StateMachineType.EXPRESS });
    new StepFunctionsRestApi(stack, 'Api', { stateMachine, deployOptions: CACHING });
  },
  'L2 Stage beside the deployment stage': (stack) => {
    const api = restApi(stack);
    new Stage(stack, 'Extra', { deployment: new Deployment(stack, 'D', { api }), stageName: 'extra', ...CACHING });
  },
  'deploy options with a pair of stage defaults': (stack) => restApi(stack, { cachingEnabled: true, methodOptions: { '/*/*': { throttlingRateLimit: 1 } } }),
  'private API with an escape hatch on the L1 below': (stack) => {
    const api = new RestApi(stack, 'Api', { endpointTypes: [EndpointType.PRIVATE], deployOptions: { cachingEnabled: true } });
    api.root.addMethod('GET', new MockIntegration());
    (api.deploymentStage.node.defaultChild as CfnStage).addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false);
  },

  // L1
  'CfnStage': (stack) => l1(stack),
  'CfnStage, settings assigned later': (stack) => {
    l1(stack, []).methodSettings = TYPED;
  },
  'CfnStage, dormant': (stack) => {
    l1(stack).cacheClusterEnabled = false;
  },
  'CfnStage, flag from a parameter': (stack) => {
    const encrypt = new CfnParameter(stack, 'Encrypt', { default: 'false' });
    l1(stack, [{ ...TYPED[0], cacheDataEncrypted: encrypt.valueAsString as unknown as boolean }]);
  },
  'CfnStage, flag from a condition': (stack) => {
    l1(stack, [{ ...TYPED[0], cacheDataEncrypted: Fn.conditionIf('IsProd', true, false) }]);
  },
  'CfnStage, value from another stack': (stack, others) => {
    const limit = new CfnParameter(others, 'Limit', { type: 'Number' });
    l1(stack, [{ ...TYPED[0], throttlingRateLimit: limit.valueAsNumber }]);
  },
  'CfnStage, items that resolve to nothing': (stack) => {
    l1(stack, [undefined, Lazy.any({ produce: () => undefined }), TYPED[0]]);
  },
  'CfnStage, entries of a class': (stack) => l1(stack, [new Entry()]),
  'CfnStage, frozen entries': (stack) => l1(stack, Object.freeze(TYPED.map((setting) => Object.freeze({ ...setting })))),

  // Lazy values
  'Lazy list': (stack) => l1(stack, Lazy.any({ produce: () => TYPED })),
  'uncached Lazy list': (stack) => l1(stack, Lazy.uncachedAny({ produce: () => TYPED })),
  'Lazy item': (stack) => l1(stack, [TYPED[0], Lazy.any({ produce: () => TYPED[1] })]),
  'Lazy flag': (stack) => l1(stack, [{ ...TYPED[0], cacheDataEncrypted: Lazy.any({ produce: () => false }) as unknown as IResolvable }]),
  'Lazy list with a value from another stack': (stack, others) => {
    const limit = new CfnParameter(others, 'Limit', { type: 'Number' });
    l1(stack, Lazy.any({ produce: () => [{ ...TYPED[0], throttlingRateLimit: limit.valueAsNumber }] }));
  },
  'Lazy stage description': (stack) => described(stack, Lazy.any({ produce: () => ({ cachingEnabled: true, cacheClusterEnabled: true, methodSettings: TYPED }) })),

  // overrides
  'override of a flag': (stack) => l1(stack).addPropertyOverride('MethodSettings.1.CacheDataEncrypted', false),
  'override of a flag as text': (stack) => l1(stack).addPropertyOverride('MethodSettings.0.CacheDataEncrypted', 'false'),
  'override that deletes a flag': (stack) => l1(stack, [{ ...TYPED[0], cacheDataEncrypted: true }]).addPropertyDeletionOverride('MethodSettings.0.CacheDataEncrypted'),
  'override of an entry': (stack) => l1(stack).addPropertyOverride('MethodSettings.1', { ...ENTRY, CacheDataEncrypted: false }),
  'override that adds an entry': (stack) => l1(stack).addPropertyOverride('MethodSettings.3', DEFAULT),
  'override of the whole list': (stack) => l1(stack).addPropertyOverride('MethodSettings', [DEFAULT, ENTRY]),
  'override of the whole list, and of an index before it': (stack) => {
    const stage = l1(stack);
    stage.addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false);
    stage.addPropertyOverride('MethodSettings', [DEFAULT]);
  },
  'override of the whole list with tokens': (stack, others) => {
    const limit = new CfnParameter(others, 'Limit', { type: 'Number' });
    l1(stack).addPropertyOverride('MethodSettings', [
      { ...DEFAULT, ThrottlingRateLimit: limit.valueAsNumber },
      Lazy.any({ produce: () => ENTRY }),
    ]);
  },
  'override of the whole list by a token': (stack) => l1(stack).addPropertyOverride('MethodSettings', Lazy.any({ produce: () => [DEFAULT, ENTRY] })),
  'override of all properties': (stack) => l1(stack).addOverride('Properties', { CacheClusterEnabled: 'true', MethodSettings: [DEFAULT] }),
  'override by addOverride': (stack) => l1(stack).addOverride('Properties.MethodSettings.2.CachingEnabled', 'true'),
  'override that turns the cluster on': (stack) => {
    const stage = new CfnStage(stack, 'Stage', { restApiId: 'abc', methodSettings: TYPED });
    stage.addPropertyOverride('CacheClusterEnabled', true);
  },
  'override that gives a stage its settings': (stack) => {
    new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true }).addPropertyOverride('MethodSettings', [DEFAULT]);
  },
  'override of a stage description': (stack) => described(stack, { cacheClusterEnabled: true, cachingEnabled: true, cacheDataEncrypted: true })
    .addPropertyOverride('StageDescription.CacheDataEncrypted', false),
  'override of the list in a stage description': (stack) => described(stack, { cacheClusterEnabled: true })
    .addPropertyOverride('StageDescription.MethodSettings', [DEFAULT]),

  'override of an entry by a token': (stack) => l1(stack).addPropertyOverride('MethodSettings.0', late({ CacheDataEncrypted: false })),
  'override of some entries by a token': (stack) => l1(stack).addPropertyOverride('MethodSettings', late({ 0: { CacheDataEncrypted: false } })),
  'override of all properties by a token': (stack) => l1(stack).addOverride('Properties', late({ MethodSettings: { 0: { CacheDataEncrypted: false } } })),
  'override of a stage description by a token': (stack) => described(stack, { cacheClusterEnabled: true, cachingEnabled: true })
    .addPropertyOverride('StageDescription', late({ CacheDataEncrypted: false })),
  'override of something else by a token': (stack) => raw(stack, 'AWS::ApiGateway::Stage', { CacheClusterEnabled: true, MethodSettings: [DEFAULT] })
    .addOverride('Properties', late({ Description: 'x' })),

  // stage descriptions
  'StageDescription, top level': (stack) => described(stack, { cacheClusterEnabled: true, cachingEnabled: true }),
  'StageDescription, method settings': (stack) => described(stack, { cacheClusterEnabled: true, methodSettings: TYPED }),
  'StageDescription, both': (stack) => described(stack, { cacheClusterEnabled: true, cachingEnabled: true, methodSettings: TYPED }),

  // objects that render themselves
  'CfnStage of a guest language, with a method overridden': (stack) => {
    const stage = new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true });
    Object.defineProperty(stage, 'renderProperties', { value: () => ({ CacheClusterEnabled: true, MethodSettings: [{ ...DEFAULT }] }) });
  },
  'CfnStage of a subclass': (stack) => {
    class OwnStage extends CfnStage {
      protected renderProperties(): Record<string, unknown> {
        return { CacheClusterEnabled: true, MethodSettings: [{ ...DEFAULT }, { ...ENTRY }] };
      }
    }
    new OwnStage(stack, 'Stage', { restApiId: 'abc' });
  },

  // raw resources
  'raw stage': (stack) => raw(stack, 'AWS::ApiGateway::Stage', { CacheClusterEnabled: true, MethodSettings: [DEFAULT, ENTRY] }),
  'raw stage with a Lazy list': (stack) => raw(stack, 'AWS::ApiGateway::Stage', { CacheClusterEnabled: true, MethodSettings: Lazy.any({ produce: () => [DEFAULT] }) }),
  'raw deployment': (stack) => raw(stack, 'AWS::ApiGateway::Deployment', { StageName: 'prod', StageDescription: { CacheClusterEnabled: true, CachingEnabled: 'true' } }),
  'raw SAM API': (stack) => raw(stack, 'AWS::Serverless::Api', { StageName: 'prod', CacheClusterEnabled: true, MethodSettings: [DEFAULT] }),
  'raw stage with an override': (stack) => raw(stack, 'AWS::ApiGateway::Stage', { CacheClusterEnabled: true, MethodSettings: [ENTRY] })
    .addPropertyOverride('MethodSettings.0.CacheDataEncrypted', false),

  // SAM
  'CfnApi': (stack) => sam(stack, [DEFAULT, ENTRY]),
  'CfnApi, one entry stated twice': (stack) => sam(stack, [ENTRY, { ...ENTRY, CacheDataEncrypted: true }]),
  'CfnApi, Lazy list': (stack) => sam(stack, Lazy.any({ produce: () => [DEFAULT] })),

  // templates from elsewhere
  'included YAML': (stack) => new CfnInclude(stack, 'I', { templateFile: fixture('stage.yaml') }),
  'included JSON': (stack) => new CfnInclude(stack, 'I', { templateFile: fixture('stage.json') }),
  'included SAM with Globals': (stack) => new CfnInclude(stack, 'I', { templateFile: fixture('sam-globals.yaml') }),
  'included SAM with a parameter for the Globals': (stack) => new CfnInclude(stack, 'I', {
    templateFile: fixture('sam-parameter.yaml'), parameters: { Settings: late([DEFAULT]) },
  }),
  'SAM API beside included Globals': (stack) => {
    new CfnInclude(stack, 'I', { templateFile: fixture('sam-globals.yaml') });
    sam(stack, [ENTRY]);
  },

  // conditions and parameters (rules 14 to 16)
  'list that is a condition': (stack) => l1(stack, Fn.conditionIf(condition(stack), [DEFAULT], [ENTRY])),
  'list that a condition removes': (stack) => l1(stack, Fn.conditionIf(condition(stack), [DEFAULT], Aws.NO_VALUE)),
  'entry that is a condition': (stack) => l1(stack, [TYPED[1], Fn.conditionIf(condition(stack), DEFAULT, Aws.NO_VALUE)]),
  'flag that is a condition': (stack) => l1(stack, [{ ...TYPED[0], cacheDataEncrypted: Fn.conditionIf(condition(stack), true, false) }]),
  'caching that is a condition': (stack) => l1(stack, [{ ...TYPED[0], cachingEnabled: Fn.conditionIf(condition(stack), true, false) }]),
  'nested conditions': (stack) => {
    const [first, second] = [condition(stack), condition(stack, 'Other')];
    return l1(stack, Fn.conditionIf(first, [Fn.conditionIf(second, DEFAULT, ENTRY), ENTRY], Fn.conditionIf(second, [ENTRY], [])));
  },
  'flag that is a parameter': (stack) => l1(stack, [{ ...TYPED[0], cacheDataEncrypted: new CfnParameter(stack, 'P', { default: 'true' }).value }]),
  'raw stage with a conditional list': (stack) => raw(stack, 'AWS::ApiGateway::Stage', {
    CacheClusterEnabled: true, MethodSettings: Fn.conditionIf(condition(stack), [DEFAULT], [ENTRY]),
  }),
  'override by a conditional list': (stack) => l1(stack).addPropertyOverride('MethodSettings', Fn.conditionIf(condition(stack), [DEFAULT], [ENTRY])),
  'override by a plain conditional list': (stack) => {
    condition(stack);
    l1(stack).addPropertyOverride('MethodSettings', { 'Fn::If': ['IsProd', [{ ...DEFAULT }], [{ ...ENTRY }]] });
  },
  'stage description that is a condition': (stack) => described(stack, Fn.conditionIf(
    condition(stack), { CacheClusterEnabled: true, CachingEnabled: true }, { CacheClusterEnabled: true, MethodSettings: [ENTRY] })),
  'CfnApi with a conditional entry': (stack) => sam(stack, [ENTRY, Fn.conditionIf(condition(stack), DEFAULT, Aws.NO_VALUE)]),
  'stage that is created under a condition': (stack) => {
    const stage = l1(stack);
    stage.cfnOptions.condition = new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals(Aws.REGION, 'eu-west-1') });
  },
  'included template with conditions': (stack) => new CfnInclude(stack, 'I', { templateFile: fixture('conditions.yaml') }),

  // an empty token string is no literal
  'flag in a string token': (stack) => l1(stack, [{ ...TYPED[0], cacheDataEncrypted: Token.asString({ Ref: 'AWS::Region' }) as unknown as boolean }]),
};

/** The same in nested stacks, whose templates are assets. */
export const NESTED_SHAPES: Readonly<Record<string, (stack: Stack) => void>> = {
  'nested stack': (stack) => l1(new NestedStack(stack, 'Nested')),
  'nested stack in a nested stack': (stack) => restApi(new NestedStack(new NestedStack(stack, 'Outer'), 'Inner'), CACHING),
  'included template with a nested stack': (stack) => new CfnInclude(stack, 'I', {
    templateFile: fixture('nested.yaml'),
    loadNestedStacks: { Child: { templateFile: fixture('stage.json') } },
  }),
};

/** Nothing here caches, so nothing here may change. */
export const QUIET_SHAPES: Readonly<Record<string, Shape>> = {
  'RestApi without options': (stack) => restApi(stack),
  'RestApi that logs and throttles': (stack) => restApi(stack, { throttlingRateLimit: 5, methodOptions: { '/orders/GET': { throttlingRateLimit: 1 } } }),
  'RestApi with an encrypted cache': (stack) => restApi(stack, { cachingEnabled: true, cacheDataEncrypted: true }),
  'CfnStage with a cluster alone': (stack) => new CfnStage(stack, 'Stage', { restApiId: 'abc', cacheClusterEnabled: true }),
  'CfnStage that states that it does not cache': (stack) => l1(stack, [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: false, cacheDataEncrypted: false }]),
  'CfnDeployment without a stage': (stack) => new CfnDeployment(stack, 'D', { restApiId: 'abc' }),
  'CfnDeployment without a stage name': (stack) => new CfnDeployment(stack, 'D', { restApiId: 'abc', stageDescription: { cachingEnabled: true } }),
  'CfnStage that caches and encrypts under one condition': (stack) => {
    const either = Fn.conditionIf(condition(stack), true, false);
    l1(stack, [{ httpMethod: '*', resourcePath: '/*', cachingEnabled: either, cacheDataEncrypted: either }]);
  },
  'CfnStage under a condition that never holds': (stack) => {
    const stage = l1(stack);
    stage.cfnOptions.condition = new CfnCondition(stack, 'Never', { expression: Fn.conditionEquals('a', 'b') });
  },
  'HTTP API': (stack) => new CfnResource(stack, 'H', { type: 'AWS::ApiGatewayV2::Stage', properties: { StageName: 'x', DefaultRouteSettings: {} } }),
};
