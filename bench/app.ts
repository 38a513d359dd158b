import { App, CfnOutput, CfnParameter, CfnResource, IAspect, Stack } from 'aws-cdk-lib';
import { CfnStage, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Table, AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct, IConstruct } from 'constructs';
import { Chance } from './chance';
import { pascalCase } from './pascal-case';

/** How big a generated app is. The same numbers make the same app. */
export interface AppSize {
  /** How many constructs at least; the last stack may bring a few more. */
  readonly constructs: number;
  /** The number of API stages that cache, all unencrypted. */
  readonly stages: number;
  /** The least and the most method settings of a stage. */
  readonly settings: readonly [number, number];
  readonly seed: number;
  /** Write all stages the same way. */
  readonly shape?: StageShape;
  /** State encryption, all but one setting in a hundred. */
  readonly isEncrypted?: boolean;
}

/** Where CloudFormation ends: 500 resources. */
const CONSTRUCTS_OF_A_STACK = 400;

/**
 * An app as a generator makes it up: stacks of a few hundred constructs, in each
 * of them its share of stages among topics, queues, tables, roles and outputs.
 */
export function generateApp(size: AppSize, outdir: string): App {
  const chance = new Chance(size.seed);
  const app = new App({ outdir, analyticsReporting: false });
  const stacks = Math.max(1, Math.round(size.constructs / CONSTRUCTS_OF_A_STACK));
  for (let number = 0; number < stacks; number++) {
    const stack = new Stack(app, `Stack${number}`);
    const share = (all: number) => Math.floor(all * (number + 1) / stacks) - Math.floor(all * number / stacks);
    Array.from({ length: share(size.stages) }).forEach((_, index) => addStage(stack, index, chance, size));
    fill(stack, share(size.constructs), chance);
  }
  return app;
}

/** An unencrypted method setting. The first one always caches. */
export function methodSettings(chance: Chance, count: number): CfnStage.MethodSettingProperty[] {
  return Array.from({ length: count }, (_, index) => ({
    httpMethod: chance.oneOf(['GET', 'PUT', 'POST', 'DELETE']),
    resourcePath: `/~1orders${index}`,
    throttlingRateLimit: 100,
    cachingEnabled: index === 0 || chance.isHit(1 / 2),
    // Hardly anybody writes the default down.
    ...chance.isHit(1 / 20) && { cacheDataEncrypted: false },
  }));
}

export type StageShape = 'L2' | 'L1' | 'Parameter' | 'Override' | 'Raw';

type AddStage = (scope: Construct, id: string, settings: CfnStage.MethodSettingProperty[]) => void;

const LIKE_AN_L1: AddStage = (scope, id, settings) => {
  new CfnStage(scope, id, { restApiId: 'api', cacheClusterEnabled: true, methodSettings: settings });
};

/** How stages are written: most can be read as they are, the last three have to be rendered. */
const SHAPES: Readonly<Record<StageShape, AddStage>> = {
  L2: (scope, id, settings) => {
    const api = new RestApi(scope, id, {
      cloudWatchRole: false,
      deployOptions: {
        cacheClusterEnabled: true,
        methodOptions: Object.fromEntries(settings.map(({ httpMethod, resourcePath, cachingEnabled, cacheDataEncrypted }) =>
          [`${resourcePath!.replace('~1', '')}/${httpMethod}`, { cachingEnabled: cachingEnabled as boolean, cacheDataEncrypted: cacheDataEncrypted as boolean }])),
      },
    });
    api.root.addMethod('GET', new MockIntegration());
  },
  L1: LIKE_AN_L1,
  Parameter: (scope, id, settings) => {
    const flag = new CfnParameter(scope, `${id}Flag`, { allowedValues: ['true', 'false'], default: 'false' });
    LIKE_AN_L1(scope, id, settings.map((setting) => ({ ...setting, cacheDataEncrypted: flag.valueAsString as never })));
  },
  Override: (scope, id, settings) => {
    const stage = new CfnStage(scope, id, { restApiId: 'api', methodSettings: settings });
    stage.addPropertyOverride('CacheClusterEnabled', true);
  },
  Raw: (scope, id, settings) => {
    new CfnResource(scope, id, {
      type: 'AWS::ApiGateway::Stage',
      properties: { RestApiId: 'api', CacheClusterEnabled: true, MethodSettings: settings.map(pascalCase) },
    });
  },
};

const WEIGHTS: ReadonlyArray<readonly [number, StageShape]> = [[10, 'L2'], [7, 'L1'], [1, 'Parameter'], [1, 'Override'], [1, 'Raw']];

function addStage(scope: Construct, index: number, chance: Chance, { settings: [least, most], shape, isEncrypted = false }: AppSize): void {
  const unencrypted = methodSettings(chance, chance.between(least, most));
  const settings = isEncrypted ? unencrypted
    .map((setting) => chance.isHit(1 / 100) ? setting : { ...setting, cacheDataEncrypted: true }) : unencrypted;
  const chosen = shape ?? chance.weighed(WEIGHTS);
  SHAPES[chosen](scope, `${chosen}-${index}`, settings);
}

const OTHERS: ReadonlyArray<readonly [number, (scope: Construct, id: string) => Construct]> = [
  [4, (scope, id) => new Queue(scope, id)],
  [4, (scope, id) => new Topic(scope, id)],
  [2, (scope, id) => new Table(scope, id, { partitionKey: { name: 'id', type: AttributeType.STRING } })],
  [2, (scope, id) => new Role(scope, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })],
  [2, (scope, id) => new CfnOutput(scope, id, { value: id })],
  [2, (scope, id) => new CfnResource(scope, id, { type: 'AWS::SNS::Topic', properties: { DisplayName: id } })],
];

function fill(stack: Stack, constructs: number, chance: Chance): void {
  let count = stack.node.findAll().length;
  for (let index = 0; count < constructs; index++) {
    count += chance.weighed(OTHERS)(stack, `Other${index}`).node.findAll().length;
  }
}

/** An aspect that does nothing: what every aspect costs. */
export class EmptyAspect implements IAspect {
  public visit(_node: IConstruct): void {
  }
}
