import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { App, Aspects, CfnElement, CfnResource, IAspect, ISynthesisSession, LegacyStackSynthesizer, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CfnStage, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { CloudFormationProduct, CloudFormationTemplate, ProductStack } from 'aws-cdk-lib/aws-servicecatalog';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import type { IConstruct } from 'constructs';
import { verdicts, withoutFlags } from '../../support/app';
import { fixture } from '../../support/paths';
import { packReportIn, Violation } from '../../support/report';

export const ENTRY = { httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true };
const RAW = { HttpMethod: 'GET', ResourcePath: '/~1orders', CachingEnabled: true };

/** Unencrypted caches, each with nothing else than `~1orders/GET`. */
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

export function product(stack: Stack, id = 'Product'): ProductStack {
  const made = new ProductStack(stack, id);
  const productVersions = [{ cloudFormationTemplate: CloudFormationTemplate.fromProductStack(made) }];
  new CloudFormationProduct(stack, `${id}Version`, { productName: id, owner: 'shop', productVersions });
  return made;
}

/** A stack synthesizer that takes every flag out of the template once it is written. */
export class Rewriting extends LegacyStackSynthesizer {
  public synthesize(session: ISynthesisSession): void {
    super.synthesize(session);
    const file = join(session.outdir, this.boundStack.templateFile);
    writeFileSync(file, JSON.stringify(withoutFlags(JSON.parse(readFileSync(file, 'utf8')))));
  }
}

/** Does something once, when aspects of a priority reach a construct. */
export function when(scope: IConstruct, reachedIs: IConstruct, act: () => unknown, priority = 500): void {
  let isDone = false;
  Aspects.of(scope).add({
    visit: (node) => {
      if (node === reachedIs && !isDone) {
        isDone = true;
        act();
      }
    },
  }, { priority });
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
  const parts = app.node.findAll().filter((construct): construct is Stack => Stack.isStack(construct))
    .filter((stack) => stack.nestedStackParent !== undefined || stack instanceof ProductStack)
    .flatMap((stack) => verdicts(templateIn(Stage.of(stack)!.outdir, stack.templateFile)).map((verdict) => `${stack.node.path} ${verdict}`));
  return {
    verdicts: [
      ...assembly.stacksRecursively.flatMap(({ hierarchicalId, template }) => verdicts(template).map((verdict) => `${hierarchicalId} ${verdict}`)),
      ...parts,
    ],
    errors: findings.filter(({ severity }) => severity === 'error'),
    warnings: findings.filter(({ severity }) => severity === 'warning'),
  };
}

function templateIn(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

/** Every template that an app has written, by its place in the cloud assembly. */
export function writtenTemplates(folder: string): Readonly<Record<string, unknown>> {
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => /\.template(\.json)?$/.test(file));
  return Object.fromEntries(files.sort().map((file) => [file, templateIn(folder, file)]));
}
