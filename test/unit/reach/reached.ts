import { join } from 'path';
import { App, Aspects, CfnElement, CfnResource, IAspect, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CfnStage, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import type { IConstruct } from 'constructs';
import { verdicts } from '../../support/app';
import { fixture } from '../../support/paths';
import { packReportIn, Violation } from '../../support/report';

export const ENTRY = { httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true };
const RAW = { HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true };

/** Ways to cache in clear, each with nothing else than `~1orders/GET`. */
export function cfnStage(stack: Stack, id = 'Stage'): CfnStage {
  return new CfnStage(stack, id, { restApiId: 'abc', cacheClusterEnabled: true, methodSettings: [ENTRY] });
}

export function rawStage(stack: Stack): CfnResource {
  return new CfnResource(stack, 'Raw', { type: 'AWS::ApiGateway::Stage', properties: { RestApiId: 'abc', CacheClusterEnabled: true, MethodSettings: [RAW] } });
}

export function restApi(stack: Stack): RestApi {
  const api = new RestApi(stack, 'Api', { deployOptions: { cacheClusterEnabled: true, methodOptions: { '/orders/GET': { cachingEnabled: true } } } });
  api.root.addResource('orders').addMethod('GET', new MockIntegration());
  return api;
}

export function included(stack: Stack): CfnInclude {
  return new CfnInclude(stack, 'Included', { templateFile: fixture('stage-get-orders.json') });
}

/** An element of a template whose resources are no constructs. */
class Fragment extends CfnElement {
  public _toCloudFormation(): object {
    return { Resources: { Hidden: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'abc', CacheClusterEnabled: true, MethodSettings: [RAW] } } } };
  }
}

export function fragment(stack: Stack): CfnElement {
  return new Fragment(stack, 'Fragment');
}

/** A CDK stage as users write it: everything is made in the constructor. */
export class ShopStage extends Stage {
  constructor(scope: IConstruct, id: string, build: (stack: Stack) => unknown = cfnStage) {
    super(scope as App, id);
    build(new Stack(this, 'Shop'));
  }
}

export function pipeline(stack: Stack): CodePipeline {
  const input = CodePipelineSource.codeCommit(Repository.fromRepositoryName(stack, 'Repository', 'shop'), 'main');
  return new CodePipeline(stack, 'Pipeline', { synth: new ShellStep('Synth', { input, commands: ['npx cdk synth'] }) });
}

export function nested(stack: Stack): NestedStack {
  return new NestedStack(stack, 'Nested');
}

/** An aspect of the user that does something to each stage of an API. */
export class Meddler implements IAspect {
  constructor(private readonly act: (stage: CfnStage) => void) {
  }

  public visit(node: IConstruct): void {
    if (node instanceof CfnStage) {
      this.act(node);
    }
  }
}

export function meddle(scope: IConstruct, priority: number, act: (stage: CfnStage) => void): void {
  Aspects.of(scope).add(new Meddler(act), { priority });
}

export interface Reached {
  /** `Prod/Shop Stage ~1orders/GET: ENCRYPTED`, for each key of each stack, wherever it is. */
  readonly verdicts: readonly string[];
  /** Errors and warnings of the report, the summaries of CDK stages left out. */
  readonly errors: readonly Violation[];
  readonly warnings: readonly Violation[];
}

/** Synthesises a quiet test app and looks at everything that was written, nested stacks included. */
export function reached(app: App, options: Parameters<App['synth']>[0] = {}): Reached {
  const assembly = app.synth(options);
  const { violations } = packReportIn(assembly.directory);
  const findings = violations.filter(({ ruleName }) => !ruleName.startsWith('ApiCache-FindingsInCdkStage['));
  const nestedTemplates = app.node.findAll().filter((one): one is NestedStack => Stack.isStack(one) && one.nestedStackParent !== undefined)
    .flatMap((one) => verdicts(jest.requireActual(join(Stage.of(one)!.outdir, one.templateFile))).map((verdict) => `${one.node.path} ${verdict}`));
  return {
    verdicts: [
      ...assembly.stacksRecursively.flatMap(({ hierarchicalId, template }) => verdicts(template).map((verdict) => `${hierarchicalId} ${verdict}`)),
      ...nestedTemplates,
    ],
    errors: findings.filter(({ severity }) => severity === 'error'),
    warnings: findings.filter(({ severity }) => severity === 'warning'),
  };
}
